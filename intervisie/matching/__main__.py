"""Divide the people of an instance: `python -m intervisie.matching < instance.json > result.json`."""

import argparse
import json
import sys
from collections.abc import Sequence
from time import monotonic
from typing import TextIO

from intervisie.matching.effort import Effort
from intervisie.matching.explain import explain_unplaced
from intervisie.matching.instance import InstanceError, read_instance
from intervisie.matching.search import divide


def main(arguments: Sequence[str] | None = None, source: TextIO = sys.stdin, target: TextIO = sys.stdout) -> int:
    """Read an instance, write the division; return 0, or 2 when the input cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m intervisie.matching", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long to search (work, not clock)")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same result")
    asked = parser.parse_args(arguments)
    started = monotonic()
    try:
        instance = read_instance(json.load(source))
        outcome = divide(instance, seed=asked.seed, effort=Effort(seconds=asked.seconds))
    except (InstanceError, json.JSONDecodeError) as error:
        problems = error.problems if isinstance(error, InstanceError) else (f"De invoer is geen JSON: {error}.",)
        sys.stderr.write("\n".join(problems) + "\n")
        return 2
    result = outcome.division.as_json() | {
        "instance": instance.id,
        "quality": round(outcome.score.quality, 4),
        "worst_groups": round(outcome.score.worst, 4),
        "reasons": {one.person: one.sentence for one in explain_unplaced(instance, outcome.division)},
        "seed": outcome.seed,
        "is_complete": outcome.is_complete,
        "is_proven": outcome.is_proven,
        "seconds": round(monotonic() - started, 2),
    }
    json.dump(result, target, ensure_ascii=False)
    target.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
