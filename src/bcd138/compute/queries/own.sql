-- Figures that are totals as they stand: a unit's own, of a period that nobody tells in parts.
--
-- figures, singles, otherwise: as in roll_up
-- own  units asked about that report themselves: org_unit, first_day, end_day, share
select
  figures.org_unit as asked_unit,
  figures.indicator as indicator,
  figures.breakdown as breakdown,
  figures.period as asked,
  own.share as share,
  figures.measure as measure,
  figures.comparator as comparator,
  figures.value as value,
  figures.numerator as numerator,
  figures.denominator as denominator,
  figures.source as source
from figures
inner join own on own.org_unit = figures.org_unit
left join otherwise
  on otherwise.indicator = figures.indicator and otherwise.period = figures.period
where
  own.first_day <= figures.last_day
  and figures.last_day < own.end_day
  and figures.period in (select singles.period from singles)
  and otherwise.indicator is null
