-- The figures of a few units, as they are.
--
-- figures, indicators: as in roll_up_cut; reporters: org_unit, first_day, end_day
-- org_units  whose figures: org_unit
select
  figures.org_unit as org_unit,
  figures.indicator as indicator,
  figures.breakdown as breakdown,
  figures.period as period,
  figures.value as value,
  figures.measure as measure,
  figures.comparator as comparator,
  figures.numerator as numerator,
  figures.denominator as denominator,
  figures.source as source
from figures
inner join indicators on indicators.indicator = figures.indicator
inner join reporters on reporters.org_unit = figures.org_unit
inner join org_units on org_units.org_unit = figures.org_unit
order by indicator, breakdown, org_unit, period
