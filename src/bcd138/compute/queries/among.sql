-- The figures of some indicators for some days, without some of them.
--
-- figures  as in roll_up_cut
-- wanted   indicator, with_parts (1: also those of parts, 0: only those of wholes)
-- days     the days on which a period may end: day
-- without  figures to leave out: source
select
  figures.org_unit as org_unit,
  figures.indicator as indicator,
  figures.breakdown as breakdown,
  figures.period as period,
  figures.last_day as last_day,
  figures.value as value,
  figures.measure as measure,
  figures.comparator as comparator,
  figures.numerator as numerator,
  figures.denominator as denominator,
  figures.source as source
from figures
inner join wanted on wanted.indicator = figures.indicator
inner join days on days.day = figures.last_day
left join without on without.source = figures.source
where without.source is null and (wanted.with_parts = 1 or figures.breakdown = '')
