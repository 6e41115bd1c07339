-- What units have in periods that nobody tells in parts: figures of those very periods, added.
--
-- figures, members: as in roll_up_cut
-- places     which places a unit lies in, none of its own: org_unit, first_day, end_day, place
-- singles    the periods asked: period
-- otherwise  those of them that are cut for an indicator after all: indicator, period
with added as (
  select
    places.place as place,
    figures.indicator as indicator,
    figures.breakdown as breakdown,
    figures.period as asked,
    figures.measure as measure,
    figures.comparator as comparator,
    count(*) as reported,
    sum(figures.value) as value,
    max(figures.value) as largest,
    sum(figures.numerator) as numerator,
    sum(figures.denominator) as denominator,
    count(figures.numerator) as numerators,
    count(figures.denominator) as denominators,
    max(figures.source) as source
  from figures
  inner join places on places.org_unit = figures.org_unit
  where
    places.first_day <= figures.last_day
    and figures.last_day < places.end_day
    and figures.period in (select singles.period from singles)
  group by
    places.place,
    figures.indicator,
    figures.breakdown,
    figures.period,
    figures.measure,
    figures.comparator
)
select
  members.asked_unit as asked_unit,
  added.indicator as indicator,
  added.breakdown as breakdown,
  added.asked as asked,
  members.share as share,
  added.measure as measure,
  added.comparator as comparator,
  cast(sum(added.reported) as bigint) as reported,
  cast(sum(added.value) as decimal(38, 4)) as value,
  cast(max(added.largest) as decimal(38, 4)) as largest,
  cast(sum(added.numerator) as decimal(38, 4)) as numerator,
  cast(sum(added.denominator) as decimal(38, 4)) as denominator,
  cast(sum(added.numerators) as bigint) as numerators,
  cast(sum(added.denominators) as bigint) as denominators,
  max(added.source) as source
from added
inner join members on members.place = added.place
left join otherwise
  on otherwise.indicator = added.indicator and otherwise.period = added.asked
where otherwise.indicator is null
group by
  members.asked_unit,
  added.indicator,
  added.breakdown,
  added.asked,
  members.share,
  added.measure,
  added.comparator
