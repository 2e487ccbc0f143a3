"""Which faults meet which scenes: all of them, and the few that the usual run of the tests has time for."""

from typing import Final, NamedTuple

from .scenes import SCENES, Scene
from .troubles import HTTP, WEBSOCKET, Trouble


class Cell(NamedTuple):
    scene: Scene
    trouble: Trouble

    def __str__(self) -> str:
        return f"{self.scene.key}-{self.trouble.key}"


CELLS: Final = tuple(Cell(scene, trouble) for scene in SCENES for trouble in scene.suits)


def _some() -> tuple[Cell, ...]:
    """Return one cell for each fault, going round the scenes."""
    some = []
    for number, trouble in enumerate((*HTTP, *WEBSOCKET)):
        scenes = [scene for scene in SCENES if trouble in scene.suits]
        some.append(Cell(scenes[number % len(scenes)], trouble))
    return tuple(some)


SOME: Final = _some()
