"""A short stress test, in which every download has to end as planned, and the evaluation of such tests."""

from dataclasses import replace
from pathlib import Path
import random

import pytest

from testing.torture.downloads import Kind, PlannedDownload, plan
from testing.torture.report import failure_details
from testing.torture.stress_test import SHORT, run_stress_test
from testing.torture.verdict import Record, judge


async def test_nothing_is_lost_or_doubled(socket_enabled: None, tmp_path: Path) -> None:
    result = await run_stress_test(tmp_path, SHORT, "ci")
    assert result.is_good, failure_details(result)
    assert len(result.client.finished) == SHORT.downloads == result.verdict.ends.total()
    assert result.kills == result.plex_kills == SHORT.kills
    assert {kind for kind, _ in result.verdict.ends} == {*Kind}


# --- the verdict finds defects

MOVIE, UNKNOWN = (
    next(it for it in plan(20, random.Random(1)) if it.kind is kind and it.files)  # noqa: S311 - has to be repeatable
    for kind in (Kind.MOVIE, Kind.UNKNOWN_PATH)
)
LIBRARY = {"movies": "Movies", "movies-4k": "Movies 4K"}[MOVIE.library_folder]


def items(download: PlannedDownload) -> dict[str, tuple[str, int]]:
    """Return the items of a download in Plex, by their files."""
    return {f"/media/{path}": (str(number), 2_000_000_000) for number, path in enumerate(download.paths)}


def stored(download: PlannedDownload, state: str, **more: object) -> dict[str, object]:
    """Return a delivery as it is on disk."""
    arrivals = [{"rating_key": key} for key, _ in items(download).values()]
    moments = dict.fromkeys(("created_at", "updated_at"), "2026-01-01T12:00:00+00:00")
    ended: dict[str, object] = {
        "reason": None,
        "kind": None,
        "arrivals": arrivals if state == "available" else [],
        "attempts": [{}],
        "missing_files": [],
    }
    return {"download": {"path": f"/downloads/{download.path}"}, "state": state, **moments, **ended, **more}


def record(
    deliveries: dict[str, dict[str, object]],
    *announced: tuple[str, str],
    scans: tuple[tuple[str, str | None], ...] = (),
) -> Record:
    """Return the record of a finished movie and a finished download without a library."""
    return Record(
        finished=[MOVIE, UNKNOWN],
        deliveries=deliveries,
        announced=announced,
        scans=scans,
        items=items(MOVIE),
    )


UNPLANNED = replace(MOVIE, path="movies/Unheard.Of")
RIGHT = {"1": stored(MOVIE, "available"), "2": stored(UNKNOWN, "unmatched")}
ANNOUNCED = (("1", "available"), ("2", "unmatched"))


def test_evaluation_accepts_correct_result() -> None:
    verdict = judge(record(RIGHT, *ANNOUNCED, scans=((LIBRARY, f"/media/{MOVIE.scanned}"),)))
    assert [*verdict.lost, *verdict.doubled, *verdict.wrong, *verdict.wrong_scans] == []
    assert verdict.ends.total() == 2


@pytest.mark.parametrize(
    ("deliveries", "announced", "lost", "doubled", "wrong"),
    [
        ({"1": RIGHT["1"]}, ANNOUNCED[:1], 1, 0, 0),
        (RIGHT | {"1": stored(MOVIE, "scanning")}, ANNOUNCED, 1, 0, 0),
        (RIGHT | {"3": RIGHT["1"]}, (*ANNOUNCED, ("3", "available")), 0, 1, 0),
        (RIGHT, (*ANNOUNCED, ANNOUNCED[0]), 0, 1, 0),
        (RIGHT, (*ANNOUNCED, ("1", "missing")), 0, 1, 0),
        (RIGHT, ANNOUNCED[1:], 0, 0, 1),
        (RIGHT, (*ANNOUNCED, ("3", "available")), 0, 0, 1),
        (RIGHT | {"3": stored(UNPLANNED, "missing")}, (*ANNOUNCED, ("3", "missing")), 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "missing")}, (("1", "missing"), ANNOUNCED[1]), 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "available", kind="upgraded")}, ANNOUNCED, 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "available", reason="partly_found")}, ANNOUNCED, 0, 0, 1),
        (RIGHT | {"1": stored(MOVIE, "available", arrivals=[{"rating_key": "9"}])}, ANNOUNCED, 0, 0, 1),
    ],
    ids=[
        *(
            "no delivery",
            "in progress",
            "two deliveries",
            "announced twice",
            "two ends announced",
            "never announced",
            "never stored",
        ),
        *("never finished", "missing", "kind", "partly", "another item"),
    ],
)
def test_evaluation_finds_each_defect(
    deliveries: dict[str, dict[str, object]],
    announced: tuple[tuple[str, str], ...],
    lost: int,
    doubled: int,
    wrong: int,
) -> None:
    verdict = judge(record(deliveries, *announced))
    assert (len(verdict.lost), len(verdict.doubled), len(verdict.wrong)) == (lost, doubled, wrong)


WIDER = [(LIBRARY, f"/media/{MOVIE.library_folder}"), (LIBRARY, None)]


@pytest.mark.parametrize(
    "scan",
    [("Shows", f"/media/{MOVIE.scanned}"), (LIBRARY, "/media/elsewhere"), (LIBRARY, "/media"), ("Music", None), *WIDER],
)
def test_evaluation_finds_wrong_scan(scan: tuple[str, str | None]) -> None:
    assert judge(record(RIGHT, *ANNOUNCED, scans=(scan,))).wrong_scans == [scan]


@pytest.mark.parametrize("scan", WIDER)
def test_evaluation_accepts_wider_scan_after_first_attempt(scan: tuple[str, str | None]) -> None:
    deliveries = RIGHT | {"1": stored(MOVIE, "available", attempts=[{}, {}])}
    assert judge(record(deliveries, *ANNOUNCED, scans=(scan,))).wrong_scans == []
