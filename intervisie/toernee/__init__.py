"""Plans visitatietoernees: dates that really work. Pure: no framework, no database, no clock of its own.

`plan(instance, seed=..., effort=...)` finds dates, hosts, begeleiders and roles for many toernees at once; `explain`
tells why a toernee has none and what would help; `repair` moves the fewest people when something changed; `judge` and
`choices` tell what a plan by hand breaks and costs; `reserve_dates` finds spare dates; `rotate` divides roles.
`python -m intervisie.toernee < instance.json > result.json` does the first without the rest of the platform.
"""

from intervisie.toernee.blocking import Blocker
from intervisie.toernee.effort import Effort, Progress
from intervisie.toernee.explain import Explanation, Relief, explain
from intervisie.toernee.instance import (
    Facilitator,
    Instance,
    InstanceError,
    Lock,
    Person,
    Rules,
    Tour,
    day_of,
    km,
    week_of,
)
from intervisie.toernee.judging import Broken, Choice, Judgement, choices, judge
from intervisie.toernee.planning import Outcome, plan
from intervisie.toernee.plans import Reserve, TourPlan, Visit, read_plan
from intervisie.toernee.reading import read_instance
from intervisie.toernee.repair import Change, Repair, repair
from intervisie.toernee.reserve import reserve_dates
from intervisie.toernee.roles import Roles, roles_per_member, rotate, rotate_again, with_roles
from intervisie.toernee.sentences import Naming, sentences
from intervisie.toernee.wishes import Wish, WishKind, granted

__all__ = [
    "Blocker",
    "Broken",
    "Change",
    "Choice",
    "Effort",
    "Explanation",
    "Facilitator",
    "Instance",
    "InstanceError",
    "Judgement",
    "Lock",
    "Naming",
    "Outcome",
    "Person",
    "Progress",
    "Relief",
    "Repair",
    "Reserve",
    "Roles",
    "Rules",
    "Tour",
    "TourPlan",
    "Visit",
    "Wish",
    "WishKind",
    "choices",
    "day_of",
    "explain",
    "granted",
    "judge",
    "km",
    "plan",
    "read_instance",
    "read_plan",
    "repair",
    "reserve_dates",
    "roles_per_member",
    "rotate",
    "rotate_again",
    "sentences",
    "week_of",
    "with_roles",
]
