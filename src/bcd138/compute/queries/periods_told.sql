-- Of which periods anybody has figures, by indicator and part.
--
-- figures, indicators: as in roll_up_cut; reporters: org_unit, first_day, end_day
select distinct
  figures.indicator as indicator,
  figures.breakdown as breakdown,
  figures.period as period
from figures
inner join indicators on indicators.indicator = figures.indicator
inner join reporters on reporters.org_unit = figures.org_unit
