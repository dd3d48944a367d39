"""What may go wrong in an action and is nobody's mistake in the code."""

from typing import Any


class ActionError(Exception):
    """An expected refusal. `message` is a Dutch sentence that says what is wrong and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StaleSaveError(ActionError):
    """Somebody else saved first. `current` is the row as it is now; the page shows both versions."""

    def __init__(self, current: Any) -> None:
        super().__init__("Iemand anders heeft dit net veranderd. Bekijk beide versies en kies wat klopt.")
        self.current = current
