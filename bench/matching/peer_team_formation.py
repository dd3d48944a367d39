"""Asks the package team-formation for groups: `python peer_team_formation.py SECONDS < instance.json > result.json`.

Run by the Python that PEERS names, so it imports nothing of ours. What the package can be told: different
organisaties, spread of sector and experience, groups around common dagdelen, themes and places.
"""

import contextlib
import importlib
import json
import sys
from typing import Any

GOALS = (("org", "different", 20), ("slots", "cluster", 10), ("langs", "cluster", 10), ("mode", "cluster", 10),
         ("province", "cluster", 1), ("themes", "cluster", 2), ("sector", "diversify", 2),
         ("seniority", "diversify", 1))  # fmt: skip
FORMS = {"fysiek": ["fysiek"], "online": ["online"], "beide": ["fysiek", "online"]}


def groups_of(data: dict[str, Any], seconds: float) -> list[list[str]]:
    """Return the groups that the package makes of everybody."""
    pandas: Any = importlib.import_module("pandas")
    package: Any = importlib.import_module("team_formation.team_assignment")
    rows = [
        [row["id"], row["org"], [str(slot) for slot in row["slots"]] or ["geen"], row["langs"], FORMS[row["mode"]],
         row["province"], row["themes"], row["sector"], str(row["seniority"])]
        for row in data["people"]
    ]  # fmt: skip
    people = pandas.DataFrame(rows, columns=["id", *(name for name, _, _ in GOALS)])
    goals = pandas.DataFrame(list(GOALS), columns=["attribute", "type", "weight"])
    asked = package.TeamAssignment(people, goals, data["rules"]["size_target"])
    asked.solve(max_time_in_seconds=seconds)
    if not asked.solution_found:
        return []
    found: dict[int, list[str]] = {}
    for id_, team in zip(asked.participants["id"], asked.participants["team_num"], strict=True):
        found.setdefault(int(team), []).append(id_)
    return list(found.values())


def main() -> None:
    """Read the instance, write the groups; form and place are left to the scorer. Without an answer nobody has one."""
    data = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):
        groups = groups_of(data, float(sys.argv[1]))
    unplaced = [] if groups else [row["id"] for row in data["people"]]
    json.dump({"groups": [{"members": members} for members in groups], "unplaced": unplaced}, sys.stdout)


if __name__ == "__main__":
    main()
