"""Plan the toernees of an instance: `python -m intervisie.toernee < instance.json > result.json`."""

import argparse
import json
import sys
from collections.abc import Sequence
from time import process_time
from typing import Any, TextIO

from intervisie.toernee.effort import Effort
from intervisie.toernee.explain import explain
from intervisie.toernee.instance import Instance, InstanceError
from intervisie.toernee.planning import Outcome, plan
from intervisie.toernee.reading import read_instance
from intervisie.toernee.sentences import sentences


def main(arguments: Sequence[str] | None = None, source: TextIO = sys.stdin, target: TextIO = sys.stdout) -> int:
    """Read an instance, write the plans; return 0, or 2 when the input cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m intervisie.toernee", description=__doc__)
    parser.add_argument("--seconds", type=float, default=15.0, help="how long to plan (work, not clock)")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same result")
    asked = parser.parse_args(arguments)
    started = process_time()
    try:
        instance = read_instance(json.load(source))
    except (InstanceError, ValueError, RecursionError) as error:
        problems = error.problems if isinstance(error, InstanceError) else (f"De invoer is geen JSON: {error}.",)
        sys.stderr.write("\n".join(problems) + "\n")
        return 2
    outcome = plan(instance, seed=asked.seed, effort=Effort(seconds=asked.seconds))
    result = outcome.as_json() | {
        "instance": instance.id,
        "why": {one: _why(instance, one, outcome) for one in outcome.unscheduled},
        "cost": round(outcome.cost, 3),
        "bound": round(outcome.bound, 3),
        "gap": round(outcome.gap, 3),
        "is_proven": outcome.is_proven,
        "is_complete": outcome.is_complete,
        "seed": outcome.seed,
        "seconds": round(process_time() - started, 2),
    }
    json.dump(result, target, ensure_ascii=False)
    target.write("\n")
    return 0


def _why(instance: Instance, tour: str, outcome: Outcome) -> dict[str, Any]:
    found = explain(instance, tour, others=outcome.plans)
    return found.as_json() | {"sentences": sentences(found)}


if __name__ == "__main__":
    sys.exit(main())
