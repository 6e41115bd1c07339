-- Which sums and bounds are broken: the bulk form of domain.validation.
--
-- figures  one row per value: report, cell, value (null where nobody has said a number)
-- terms    one row per cell of a comparison: comparison, side (1 left, 2 right), cell
-- rules    one row per rule: comparison, number, cell (where it is said), greater (the side
--          that must not be: 1 or 2), needed (cells of the other side: all must be known)
-- bounds   one row per bound: number, report (null: every report), cell, low, high (null: open)
--
-- A rule is broken where the known part of one side is more than all of the other. Bounds of
-- every report are looked up only for values beyond the narrowest of them.
with sums as (
  select
    figures.report as report,
    terms.comparison as comparison,
    sum(case when terms.side = 1 then figures.value end) as left_sum,
    sum(case when terms.side = 2 then figures.value end) as right_sum,
    sum(case when terms.side = 1 then 1 else 0 end) as left_known,
    sum(case when terms.side = 2 then 1 else 0 end) as right_known
  from figures
  inner join terms on terms.cell = figures.cell
  where figures.value is not null
  group by figures.report, terms.comparison
),
unequal as (
  select report, comparison, left_sum, right_sum, left_known, right_known
  from sums
  where left_sum <> right_sum
),
ends as (
  select max(low) as low, min(high) as high
  from bounds
  where report is null
),
beyond as (
  select figures.report as report, figures.cell as cell, figures.value as value
  from figures
  cross join ends
  where figures.value < ends.low or figures.value > ends.high
)
select
  unequal.report as report,
  rules.number as rule,
  rules.cell as cell,
  cast(unequal.left_sum as decimal(38, 4)) as left_value,
  cast(unequal.right_sum as decimal(38, 4)) as right_value
from unequal
inner join rules on rules.comparison = unequal.comparison
where
  (rules.greater = 1 and left_sum > right_sum and right_known = rules.needed)
  or (rules.greater = 2 and right_sum > left_sum and left_known = rules.needed)
union all
select
  beyond.report as report,
  bounds.number as rule,
  beyond.cell as cell,
  cast(beyond.value as decimal(38, 4)) as left_value,
  cast(case when beyond.value < bounds.low then bounds.low else bounds.high end as decimal(38, 4))
    as right_value
from beyond
inner join bounds on bounds.cell = beyond.cell
where
  bounds.report is null
  and (beyond.value < bounds.low or beyond.value > bounds.high)
union all
select
  figures.report as report,
  bounds.number as rule,
  figures.cell as cell,
  cast(figures.value as decimal(38, 4)) as left_value,
  cast(case when figures.value < bounds.low then bounds.low else bounds.high end as decimal(38, 4))
    as right_value
from figures
inner join bounds on bounds.cell = figures.cell and bounds.report = figures.report
where figures.value < bounds.low or figures.value > bounds.high
