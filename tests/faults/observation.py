"""The observation in a cell of the fault matrix."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Observation:
    """The effect of a fault, and how it ended; plain values, so that it can be serialized."""

    scenario: str
    fault_case: str
    meanwhile: str
    """The state during the fault."""
    end: str
    """The final state."""
    seconds: float | None
    """Seconds from the end of the fault to recovery; None if it did not recover by itself, or nothing had to."""
    down: int = 0
    """The number of lines that the integration logged about the problem, at INFO or above."""
    up: int = 0
    """The number of lines about the recovery."""
