-- What units have in periods that somebody tells in parts: the sums that totals are made of, one
-- row per share and unit of measure, so that a share is multiplied once and nothing is rounded.
--
-- figures     one row per figure: org_unit, indicator, breakdown, period, last_day, value,
--             measure, comparator, numerator, denominator (both may be null), source
-- indicators  one row per indicator asked: indicator, way (how its periods make one), split (of
--             what the largest is taken: unit, period, figure, or '')
-- tiles       one row per period within one asked, and itself: way, asked, period
-- shadowed    asked, org_unit, indicator, breakdown, period: told by a longer period already
-- apart       way, asked, org_unit: units that another way answers for
-- places      which places a unit that reports lies in: org_unit, first_day, end_day (the first
--             day after), place, is_own (1 for a place of its own)
-- members     which places a unit asked about has, and in which share: place, asked_unit, share
--
-- Units that lie in the same units asked about are one place: added once, counted for each.
with told as (
  select
    places.place as place,
    figures.indicator as indicator,
    figures.breakdown as breakdown,
    tiles.asked as asked,
    case
      when indicators.split = 'unit' then figures.org_unit
      when indicators.split = 'period' then cast(figures.period as varchar(20))
      when indicators.split = 'figure' then cast(figures.source as varchar(20))
      else ''
    end as split,
    figures.measure as measure,
    figures.value as value,
    figures.comparator as comparator,
    figures.numerator as numerator,
    figures.denominator as denominator,
    case when figures.numerator is null or figures.denominator is null then 0 else 1 end
      as counted,
    figures.source as source
  from figures
  inner join indicators on indicators.indicator = figures.indicator
  inner join tiles on tiles.way = indicators.way and tiles.period = figures.period
  inner join places on places.org_unit = figures.org_unit
  left join shadowed
    on shadowed.asked = tiles.asked
    and shadowed.org_unit = figures.org_unit
    and shadowed.indicator = figures.indicator
    and shadowed.breakdown = figures.breakdown
    and shadowed.period = figures.period
  left join apart
    on apart.way = tiles.way
    and apart.asked = tiles.asked
    and apart.org_unit = figures.org_unit
  where
    places.first_day <= figures.last_day
    and figures.last_day < places.end_day
    and shadowed.org_unit is null
    and apart.org_unit is null
),
added as (
  select
    told.place as place,
    told.asked as asked,
    told.indicator as indicator,
    told.breakdown as breakdown,
    told.split as split,
    told.measure as measure,
    told.comparator as comparator,
    count(*) as reported,
    sum(told.value) as value,
    sum(told.numerator) as numerator,
    sum(told.denominator) as denominator,
    sum(told.counted) as counted,
    max(told.source) as source
  from told
  group by
    told.place,
    told.asked,
    told.indicator,
    told.breakdown,
    told.split,
    told.measure,
    told.comparator
)
select
  members.asked_unit as asked_unit,
  added.indicator as indicator,
  added.breakdown as breakdown,
  added.asked as asked,
  added.split as split,
  members.share as share,
  added.measure as measure,
  added.comparator as comparator,
  cast(sum(added.reported) as bigint) as reported,
  cast(sum(added.value) as decimal(38, 4)) as value,
  cast(sum(added.numerator) as decimal(38, 4)) as numerator,
  cast(sum(added.denominator) as decimal(38, 4)) as denominator,
  cast(sum(added.counted) as bigint) as counted,
  max(added.source) as source
from added
inner join members on members.place = added.place
group by
  members.asked_unit,
  added.indicator,
  added.breakdown,
  added.asked,
  added.split,
  members.share,
  added.measure,
  added.comparator
