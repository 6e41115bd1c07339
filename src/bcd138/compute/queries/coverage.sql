-- How many units have told of which parts of a period within which no unit began or ended.
--
-- figures, indicators, shadowed, apart, places, members: as in roll_up_cut
-- reporters  org_unit, first_day, end_day
-- tiles      the periods of such a period: way, asked, period, cut (a number for each way and
--            asked period), around (a bit for each longer period around it)
--
-- Whoever has no figure for a period, but has some within it, is expected to tell as often as
-- the period is cut, and not once: such a period is called open. The answer has a row per unit
-- asked about, series, cut and set of open periods, with the number of units.
with by_unit as (
  select
    figures.org_unit as org_unit,
    figures.indicator as indicator,
    figures.breakdown as breakdown,
    tiles.cut as cut,
    bit_or(tiles.around) as opened
  from figures
  inner join indicators on indicators.indicator = figures.indicator
  inner join tiles on tiles.way = indicators.way and tiles.period = figures.period
  inner join reporters on reporters.org_unit = figures.org_unit
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
    tiles.around <> 0
    and reporters.first_day <= figures.last_day
    and figures.last_day < reporters.end_day
    and shadowed.org_unit is null
    and apart.org_unit is null
  group by figures.org_unit, figures.indicator, figures.breakdown, tiles.cut
),
by_place as (
  select
    places.place as place,
    by_unit.indicator as indicator,
    by_unit.breakdown as breakdown,
    by_unit.cut as cut,
    by_unit.opened as opened,
    count(*) as units
  from by_unit
  inner join places on places.org_unit = by_unit.org_unit
  group by places.place, by_unit.indicator, by_unit.breakdown, by_unit.cut, by_unit.opened
)
select
  members.asked_unit as asked_unit,
  by_place.indicator as indicator,
  by_place.breakdown as breakdown,
  by_place.cut as cut,
  by_place.opened as opened,
  cast(sum(by_place.units) as bigint) as units
from by_place
inner join members on members.place = by_place.place
group by
  members.asked_unit, by_place.indicator, by_place.breakdown, by_place.cut, by_place.opened
