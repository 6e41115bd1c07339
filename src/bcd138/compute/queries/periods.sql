-- Of which periods there are figures, whoever told them.
--
-- figures  org_unit, indicator, breakdown, period
select distinct figures.period as period from figures
