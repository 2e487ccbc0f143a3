"""What was observed in one cell of the fault matrix."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Observation:
    """What a fault did, and how it ended; plain values, so that it can be written down."""

    scenario: str
    fault_case: str
    meanwhile: str
    """How it was while the fault lasted."""
    end: str
    """How it ended."""
    seconds: float | None
    """Seconds from the end of the fault to recovery; None if it did not recover by itself, or nothing had to."""
    down: int = 0
    """How many lines our log got that say that something is wrong, from level INFO up."""
    up: int = 0
    """How many that say that it is right again."""
