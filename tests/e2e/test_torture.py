"""The torture in short: Home Assistant and Plex are killed while downloads finish, and every one comes to its end."""

from dataclasses import replace
from pathlib import Path
import random

import pytest

from scripts.tormenting.__main__ import SHORT, SHORT_CALM_SECONDS
from scripts.tormenting.finishes import Finish, Kind, plan
from scripts.tormenting.outcome import Record, judge
from scripts.tormenting.report import stories
from scripts.tormenting.torture import SHORT_WAITS, torture


@pytest.fixture(autouse=True)
def _enable_custom_integrations() -> None:
    """Home Assistant is not in this process."""


async def test_nothing_is_lost_or_told_twice(socket_enabled: None, tmp_path: Path) -> None:
    result = await torture(tmp_path, SHORT, "ci", waits=SHORT_WAITS, calm_seconds=SHORT_CALM_SECONDS, say=print)
    assert result.is_well, stories(result)
    assert len(result.source.finished) == SHORT.downloads == result.outcome.ends.total()
    assert result.torments.kills == SHORT.kills
    assert {kind for kind, _ in result.outcome.ends} == {*Kind}


# --- the verdict can be a bad one

MOVIE, UNKNOWN = (
    next(one for one in plan(20, random.Random(1)) if one.kind is kind and one.files)  # noqa: S311 - to be repeated
    for kind in (Kind.MOVIE, Kind.UNKNOWN_PATH)
)
LIBRARY = {"movies": "Movies", "movies-4k": "Movies 4K"}[MOVIE.shelf]


def items(finish: Finish) -> dict[str, tuple[str, int]]:
    """Return the items of a download in Plex, by their files."""
    return {f"/media/{path}": (str(number), 2_000_000_000) for number, path in enumerate(finish.paths)}


def stored(finish: Finish, state: str, **more: object) -> dict[str, object]:
    """Return a delivery as it is on disk."""
    download = {"path": f"/downloads/{finish.path}"}
    arrivals = [{"rating_key": key} for key, _ in items(finish).values()]
    moments = dict.fromkeys(("created_at", "updated_at"), "2026-01-01T12:00:00+00:00")
    ended: dict[str, object] = {
        "reason": None,
        "kind": None,
        "arrivals": arrivals if state == "available" else [],
        "attempts": [{}],
        "missing_files": [],
    }
    return {"download": download, "state": state, **moments, **ended, **more}


def record(
    known: dict[str, dict[str, object]], *heard: tuple[str, str], scans: tuple[tuple[str, str | None], ...] = ()
) -> Record:
    """Return what is known when a movie and something of no library have finished."""
    return Record(
        downloads_folder="/downloads",
        plex_root="/media",
        finished=[MOVIE, UNKNOWN],
        known=known,
        first_life=dict.fromkeys(known, 0),
        killed_at=[],
        told=[],
        heard=heard,
        scans=scans,
        items=items(MOVIE),
        jumped=(),
    )


STRANGER = replace(MOVIE, path="movies/Unheard.Of")
RIGHT = {"1": stored(MOVIE, "available"), "2": stored(UNKNOWN, "unmatched")}
TOLD = (("1", "available"), ("2", "unmatched"))


def test_a_good_end() -> None:
    outcome = judge(record(RIGHT, *TOLD, scans=((LIBRARY, f"/media/{MOVIE.scanned}"),)))
    assert [*outcome.lost, *outcome.doubled, *outcome.wrong, *outcome.wrong_scans] == []
    assert outcome.ends.total() == 2
    assert outcome.scans == 1


@pytest.mark.parametrize(
    ("known", "heard", "lost", "doubled", "wrong"),
    [
        ({"1": RIGHT["1"]}, TOLD[:1], 1, 0, 0),
        (RIGHT | {"1": stored(MOVIE, "scanning")}, TOLD, 1, 0, 0),
        (RIGHT | {"3": RIGHT["1"]}, (*TOLD, ("3", "available")), 0, 1, 0),
        (RIGHT, (*TOLD, TOLD[0]), 0, 1, 0),
        (RIGHT, (*TOLD, ("1", "missing")), 0, 1, 0),
        (RIGHT, TOLD[1:], 0, 0, 1),
        (RIGHT, (*TOLD, ("3", "available")), 0, 0, 1),
        (RIGHT | {"3": stored(STRANGER, "missing")}, (*TOLD, ("3", "missing")), 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "missing")}, (("1", "missing"), TOLD[1]), 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "available", kind="upgraded")}, TOLD, 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "available", reason="partly_found")}, TOLD, 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "available", arrivals=[{"rating_key": "9"}])}, TOLD, 0, 0, 1),
    ],
    ids=[
        *("no delivery", "under way", "two deliveries", "told twice", "told two ends", "told nobody", "never stored"),
        *("never finished", "missing", "kind", "partly", "another item"),
    ],
)
def test_a_bad_end(
    known: dict[str, dict[str, object]], heard: tuple[tuple[str, str], ...], lost: int, doubled: int, wrong: int
) -> None:
    outcome = judge(record(known, *heard))
    assert (len(outcome.lost), len(outcome.doubled), len(outcome.wrong)) == (lost, doubled, wrong)


WIDER = [(LIBRARY, f"/media/{MOVIE.shelf}"), (LIBRARY, None)]


@pytest.mark.parametrize(
    "scan",
    [("Shows", f"/media/{MOVIE.scanned}"), (LIBRARY, "/media/elsewhere"), (LIBRARY, "/media"), ("Music", None), *WIDER],
)
def test_a_wrong_scan(scan: tuple[str, str | None]) -> None:
    assert judge(record(RIGHT, *TOLD, scans=(scan,))).wrong_scans == [scan]


@pytest.mark.parametrize("scan", WIDER)
def test_a_wider_scan_for_what_did_not_appear_at_once(scan: tuple[str, str | None]) -> None:
    known = RIGHT | {"1": stored(MOVIE, "available", attempts=[{}, {}])}
    assert judge(record(known, *TOLD, scans=(scan,))).wrong_scans == []
