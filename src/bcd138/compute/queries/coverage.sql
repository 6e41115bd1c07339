-- How many more figures are expected of the units asked about because shorter periods tell.
--
-- figures, indicators, tiles, shadowed, apart, places, members: as in roll_up_cut
-- reporters  org_unit, first_day, end_day
-- above     way, asked, period, longer, tiles (how many periods the longer one is cut into)
-- becomes   longer, org_unit, later
-- children  where units begin or end within a longer period, how many tell of one in its
--           stead: way, asked, longer, org_unit, tellers
--
-- Whoever has no figure for a period, but has some within it, is expected to tell as often as
-- the period is cut, and not once: so each such unit and period, which is called open, adds
-- its parts less one. The answer has a row per unit asked about, series, asked and open period.
with opened as (
  select distinct
    figures.indicator as indicator,
    figures.breakdown as breakdown,
    tiles.way as way,
    tiles.asked as asked,
    above.longer as longer,
    above.tiles as tiles,
    coalesce(becomes.later, figures.org_unit) as org_unit
  from figures
  inner join indicators on indicators.indicator = figures.indicator
  inner join tiles on tiles.way = indicators.way and tiles.period = figures.period
  inner join reporters on reporters.org_unit = figures.org_unit
  inner join above
    on above.way = tiles.way and above.asked = tiles.asked and above.period = figures.period
  left join becomes on becomes.longer = above.longer and becomes.org_unit = figures.org_unit
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
)
select
  members.asked_unit as asked_unit,
  opened.indicator as indicator,
  opened.breakdown as breakdown,
  opened.asked as asked,
  opened.longer as longer,
  cast(sum(coalesce(children.tellers, opened.tiles) - 1) as bigint) as more
from opened
inner join places on places.org_unit = opened.org_unit
inner join members on members.place = places.place
left join children
  on children.way = opened.way
  and children.asked = opened.asked
  and children.longer = opened.longer
  and children.org_unit = opened.org_unit
group by
  members.asked_unit, opened.indicator, opened.breakdown, opened.asked, opened.longer
