"""The parties that the format names, line by line. Pure logic."""

LONGEST_NAME = 200


def short_name(line: str) -> str:
    """Return a line as the name of a party."""
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"


def lines_of(answer: object) -> list[str]:
    """Return what stands on the lines of an answer, each once: in capitals or not is the same party."""
    stripped = [line.strip() for line in str(answer or "").split("\n")]
    return list({line.casefold(): line for line in reversed(stripped) if line}.values())[::-1]


def new_parties(answer: object, names: list[str]) -> list[str]:
    """Return the lines of the answer 'partijen' that are not among these names yet."""
    there = {name.casefold() for name in names}
    return [line for line in lines_of(answer) if short_name(line).casefold() not in there]
