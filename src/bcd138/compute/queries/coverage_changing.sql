-- How many more figures are expected of the units asked about because shorter periods tell of
-- a period within which units began or ended.
--
-- figures, indicators, shadowed, apart, places, members: as in roll_up_cut
-- reporters  org_unit, first_day, end_day
-- tiles      the periods of such a period: way, asked, period, cut
-- parents    the next longer period around each: cut, period, longer
-- pieces     into how many periods each of those is cut: cut, longer, asked, pieces
-- becomes    which unit stands for one that has ended before the end of the next longer period:
--            longer, org_unit, later
-- children   where units begin or end within a longer period, how many tell of one in its
--            stead: cut, longer, org_unit, tellers
--
-- Each unit and open period (see coverage) adds its parts less one. Periods lie in each other at most four deep, from a month to a programme.
-- The answer has a row per unit asked about, series, asked and open period.
with told as (
  select distinct
    figures.indicator as indicator,
    figures.breakdown as breakdown,
    tiles.cut as cut,
    parents.longer as longer,
    coalesce(becomes.later, figures.org_unit) as org_unit
  from figures
  inner join indicators on indicators.indicator = figures.indicator
  inner join tiles on tiles.way = indicators.way and tiles.period = figures.period
  inner join parents on parents.cut = tiles.cut and parents.period = figures.period
  inner join reporters on reporters.org_unit = figures.org_unit
  left join becomes on becomes.longer = parents.longer and becomes.org_unit = figures.org_unit
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
    reporters.first_day <= figures.last_day
    and figures.last_day < reporters.end_day
    and shadowed.org_unit is null
    and apart.org_unit is null
),
second as (
  select distinct
    told.indicator as indicator,
    told.breakdown as breakdown,
    told.cut as cut,
    parents.longer as longer,
    coalesce(becomes.later, told.org_unit) as org_unit
  from told
  inner join parents on parents.cut = told.cut and parents.period = told.longer
  left join becomes on becomes.longer = parents.longer and becomes.org_unit = told.org_unit
),
third as (
  select distinct
    second.indicator as indicator,
    second.breakdown as breakdown,
    second.cut as cut,
    parents.longer as longer,
    coalesce(becomes.later, second.org_unit) as org_unit
  from second
  inner join parents on parents.cut = second.cut and parents.period = second.longer
  left join becomes on becomes.longer = parents.longer and becomes.org_unit = second.org_unit
),
fourth as (
  select distinct
    third.indicator as indicator,
    third.breakdown as breakdown,
    third.cut as cut,
    parents.longer as longer,
    coalesce(becomes.later, third.org_unit) as org_unit
  from third
  inner join parents on parents.cut = third.cut and parents.period = third.longer
  left join becomes on becomes.longer = parents.longer and becomes.org_unit = third.org_unit
),
opened as (
  select indicator, breakdown, cut, longer, org_unit from told
  union
  select indicator, breakdown, cut, longer, org_unit from second
  union
  select indicator, breakdown, cut, longer, org_unit from third
  union
  select indicator, breakdown, cut, longer, org_unit from fourth
),
counted as (
  select
    opened.indicator as indicator,
    opened.breakdown as breakdown,
    opened.cut as cut,
    opened.longer as longer,
    places.place as place,
    count(*) as units,
    sum(children.tellers) as tellers,
    count(children.tellers) as with_children
  from opened
  inner join places on places.org_unit = opened.org_unit
  left join children
    on children.cut = opened.cut
    and children.longer = opened.longer
    and children.org_unit = opened.org_unit
  group by
    opened.indicator, opened.breakdown, opened.cut, opened.longer, places.place
)
select
  members.asked_unit as asked_unit,
  counted.indicator as indicator,
  counted.breakdown as breakdown,
  pieces.asked as asked,
  counted.longer as longer,
  cast(
    sum(
      (counted.units - counted.with_children) * pieces.pieces
      + coalesce(counted.tellers, 0)
      - counted.units
    ) as bigint
  ) as more
from counted
inner join members on members.place = counted.place
inner join pieces on pieces.cut = counted.cut and pieces.longer = counted.longer
group by
  members.asked_unit, counted.indicator, counted.breakdown, pieces.asked, counted.longer
