-- Which figures a longer period of the same asked one tells already: they are not counted again.
--
-- figures     one row per figure: org_unit, indicator, breakdown, period, last_day
-- indicators  one row per indicator asked: indicator, way (how its periods make one)
-- tiles       one row per period within an asked one, and itself: way, asked, period
-- reporters   one row per unit that reports: org_unit, first_day, end_day (the first day after)
-- above       one row per period and each longer one around it: way, asked, period, longer
-- becomes     which unit stands for one that has ended before the end of a longer period:
--             longer, org_unit, later
--
-- A figure of a unit that does not stand on the last day of its period tells nothing.
with told as (
  select
    figures.org_unit as org_unit,
    figures.indicator as indicator,
    figures.breakdown as breakdown,
    figures.period as period,
    tiles.asked as asked,
    tiles.way as way
  from figures
  inner join indicators on indicators.indicator = figures.indicator
  inner join tiles on tiles.way = indicators.way and tiles.period = figures.period
  inner join reporters on reporters.org_unit = figures.org_unit
  where reporters.first_day <= figures.last_day and figures.last_day < reporters.end_day
),
inside as (
  select
    told.org_unit as org_unit,
    told.indicator as indicator,
    told.breakdown as breakdown,
    told.period as period,
    told.asked as asked,
    above.longer as longer,
    coalesce(becomes.later, told.org_unit) as later
  from told
  inner join above
    on above.way = told.way and above.asked = told.asked and above.period = told.period
  left join becomes on becomes.longer = above.longer and becomes.org_unit = told.org_unit
)
select distinct
  inside.asked as asked,
  inside.org_unit as org_unit,
  inside.indicator as indicator,
  inside.breakdown as breakdown,
  inside.period as period
from inside
inner join told
  on told.asked = inside.asked
  and told.indicator = inside.indicator
  and told.breakdown = inside.breakdown
  and told.period = inside.longer
  and told.org_unit = inside.later
