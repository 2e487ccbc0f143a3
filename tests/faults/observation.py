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
    """So long after the fault was lifted all was well again; None where it never was by itself, or was all along."""
    down: int = 0
    """How many lines our log got that say that something is wrong, from level INFO up."""
    up: int = 0
    """How many that say that it is right again."""
