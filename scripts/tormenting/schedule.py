"""When what finishes and who is tormented how, decided by a seed before anything happens (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
import random

from .finishes import Finish

START_SECONDS = 3.0
"""So long after a start that begins a life Home Assistant may be killed, or downloads finish, before it is heard."""
_WHILE_STARTING = 0.2
"""How many of the kills come while Home Assistant starts."""
_WHILE_WRITING = 0.6
"""How many of the others wait for a write, which they cut off."""


class Torment(StrEnum):
    """What happens besides the kills of Home Assistant."""

    PLEX_KILLED = "Plex is killed"
    DISK_FULL = "the disk is full"
    CLOCK_JUMPS = "the clock jumps"


_SECONDS = {Torment.PLEX_KILLED: (0.2, 5.0), Torment.DISK_FULL: (2.0, 6.0), Torment.CLOCK_JUMPS: (0.0, 0.0)}
"""How long each lasts, at least and at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """How much torment there is."""

    downloads: int
    kills: int
    """Of Home Assistant, and as many of Plex."""
    life_seconds: float = 8
    """How long a life takes at most, counted from when Home Assistant can be heard."""

    @property
    def counts(self) -> dict[Torment, int]:
        """How often each torment comes; the clock jumps there and back."""
        few = max(1, self.kills // 8)
        return {Torment.PLEX_KILLED: self.kills, Torment.DISK_FULL: few, Torment.CLOCK_JUMPS: 2 * few}


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """What happens from one start of Home Assistant to its kill."""

    finishes: Sequence[tuple[float, Finish]]
    """What finishes, each with the seconds since the start, in this order."""
    torments: Sequence[tuple[float, Torment, float]]
    """Each with the seconds since Home Assistant was heard, and how long it lasts."""
    seconds: float
    """When it is killed: since it was heard, or since the start."""
    heard: bool
    """Whether it is let be heard before."""
    while_writing: bool
    """Whether the kill waits for a write."""


def schedule(plan: Sequence[Finish], extent: Extent, rng: random.Random) -> list[Life]:
    """Return the lives in which everything of a plan finishes."""
    torments: list[list[Torment]] = [[] for _ in range(extent.kills)]
    for torment, count in extent.counts.items():
        for _ in range(count):
            rng.choice(torments).append(torment)
    return [_life(plan[number :: extent.kills], own, extent, rng) for number, own in enumerate(torments)]


def _life(finishes: Sequence[Finish], torments: Sequence[Torment], extent: Extent, rng: random.Random) -> Life:
    heard = rng.random() >= _WHILE_STARTING
    length = rng.uniform(0, extent.life_seconds)
    moments = sorted(rng.uniform(0, START_SECONDS + length) for _ in finishes)
    return Life(
        finishes=[*zip(moments, finishes, strict=True)],
        torments=[(rng.uniform(0, length), torment, rng.uniform(*_SECONDS[torment])) for torment in torments],
        seconds=length if heard else rng.uniform(0, START_SECONDS),
        heard=heard,
        while_writing=heard and rng.random() < _WHILE_WRITING,
    )
