"""What was seen, as tables in Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tests.faults.days import DAYS, SCENE as DAY
from tests.faults.observation import Observation
from tests.faults.scenes import SCENES
from tests.faults.troubles import HTTP, WEBSOCKET, Trouble

type Seen = Mapping[tuple[str, str], Observation]
"""What was seen, by scene and trouble."""

_DELIVERY: Final = ("waiting", "scanning", "recognising", "ended")
_FAILED: Final = ("missing", "unmatched")
_SETUP: Final = ("setup", "setup-server", "setup-libraries", "setup-recent", "setup-recent-library")
_CALLS: Final = ("routing", "refresh", "items", "recognising-items", "file", "file-and-recent", "websocket")
_PERSON: Final = ("flow", "poster", "transcoder")
_SOCKET: Final = ("ws-waiting", "ws-scanning", "ws-recognising", "ws-ended")
_TEXTS: Final = {scene.key: scene.text for scene in SCENES}


def tables(observations: Iterable[Observation]) -> str:
    """Return the section of the fault matrix, without the tables of which nothing was seen."""
    seen = {(one.scene, one.trouble): one for one in observations}
    parts = [
        _grid("The whole server fails", (*_DELIVERY, *_FAILED), HTTP, seen),
        _grid("The websocket fails", _SOCKET, WEBSOCKET, seen),
        _grid("One call fails while a download is on its way", _CALLS, HTTP, seen),
        _grid("Home Assistant starts, and a call fails", _SETUP, HTTP, seen),
        _grid("A person waits", _PERSON, HTTP, seen),
        _days(seen),
    ]
    return "\n\n".join(part for part in parts if part)


def summary(observations: Sequence[Observation], failed: Sequence[str]) -> str:
    """Return in a few lines what all cells together say, and the names of those that are not as they should be."""
    slowest = max((one for one in observations if one.seconds is not None), key=lambda one: one.seconds or 0)
    downloads = [one for one in observations if one.scene in (*_DELIVERY, *_CALLS, *_SOCKET)]
    by_hand = [one for one in downloads if not one.end.startswith("available")]
    alone = len(downloads) - len(by_hand)
    down, up = max(one.down for one in observations), max(one.up for one in observations)
    return f"""\
- {len(observations)} cells; not as they should be: {", ".join(failed) or "none"}.
- In {len(downloads)} of them a download was on its way or had just arrived: {alone} arrived by themselves,
  {len(by_hand)} when retried by hand.
- Lines in the log in one cell: at most {down} down, {up} up. Traces: none.
- The longest until all was well again: {slowest.seconds:.0f} s ({slowest.scene}, {slowest.trouble})."""


def _grid(title: str, scenes: Sequence[str], troubles: Sequence[Trouble], seen: Seen) -> str:
    """Return the table of some scenes: a row for each fault, a column for each scene."""
    rows = [[one.text, *(_cell(seen.get((scene, one.key))) for scene in scenes)] for one in troubles]
    if not any((scene, one.key) in seen for scene in scenes for one in troubles):
        return ""
    return f"### {title}\n\n" + _table(["fault", *(_TEXTS[scene] for scene in scenes)], rows)


def _days(seen: Seen) -> str:
    rows = [[day.text, *_day(seen[DAY, day.key])] for day in DAYS if (DAY, day.key) in seen]
    if not rows:
        return ""
    return "### Plex does what it should not\n\n" + _table(["what", "meanwhile", "in the end", "after", "log"], rows)


def _day(one: Observation) -> list[str]:
    return [one.meanwhile, one.end, "" if one.seconds is None else f"{one.seconds:.0f} s", _log(one)]


def _cell(one: Observation | None) -> str:
    """Return what a cell says: how it was, how it ended after how long, and the lines in the log."""
    if one is None:
        return "-"
    after = "" if one.seconds is None else f" {one.seconds:.0f} s"
    return f"{one.meanwhile} → {one.end}{after} · {_log(one)}"


def _log(one: Observation) -> str:
    return f"{one.down}/{one.up}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
