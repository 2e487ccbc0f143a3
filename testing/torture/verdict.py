"""Evaluates a stress test: the final state of each download, and whether it is correct (pure)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from testing.home_assistant.instance import DOWNLOADS, PLEX_ROOT

from .downloads import LIBRARIES, Kind, PlannedDownload, ReportMethod
from .killable import ENDED

_UNREPORTED_SECONDS = 300
"""Maximum age of an item that counts as new if the report has no finish time."""

type Scan = tuple[str, str | None]
"""The title of a library, and the folder of it that was scanned."""
type Delivery = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What a stress test recorded."""

    finished: Sequence[PlannedDownload]
    deliveries: Mapping[str, Delivery]
    """The latest stored version of every delivery, by ID."""
    announced: Sequence[tuple[str, str]]
    """The (delivery ID, state) pairs that an automation received."""
    cut_off: Collection[str] = ()
    """IDs of the deliveries that ended just before a kill: their final states need not be announced."""
    scans: Sequence[Scan]
    items: Mapping[str, tuple[str, int]]
    """The rating key of a file's item and when Plex added it, by the file's path in Plex."""
    jumped: Collection[str] = ()
    """Paths of the downloads in progress while the clock jumped."""


@dataclass(slots=True)
class Verdict:
    """The evaluation; the lists have paths, each with a problem."""

    ends: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    lost: list[tuple[str, str]] = field(default_factory=list)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    wrong_scans: list[Scan] = field(default_factory=list)
    not_announced: int = 0
    """Number of final states that were not announced because of a kill."""
    kind_unclear: int = 0
    """Number of additions and upgrades that cannot be distinguished."""
    unprovable: int = 0
    """Number of reports without files that are missing, as a clock jump made their items look old."""

    @property
    def is_good(self) -> bool:
        """Whether no download and no scan has a problem."""
        return not (self.lost or self.doubled or self.wrong or self.wrong_scans)


def judge(record: Record) -> Verdict:
    """Compare the final state of each download with the expected one."""
    verdict = Verdict()
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for delivery_id, delivery in record.deliveries.items():
        ids[delivery["download"]["path"].removeprefix(f"{DOWNLOADS}/")].append(delivery_id)
    for download in record.finished:
        found = ids.get(download.path, [])
        if not found:
            verdict.lost.append((download.path, "it has no delivery"))
        if len(found) > 1:
            verdict.doubled.append((download.path, f"it has {len(found)} deliveries"))
        for delivery_id in found:
            _judge_end(download, record.deliveries[delivery_id], record, verdict)
            _judge_announcement(download.path, delivery_id, record, verdict)
    unplanned = ids.keys() - {download.path for download in record.finished}
    verdict.wrong += [(path, "it has a delivery, but never finished") for path in sorted(unplanned)]
    never_stored = {delivery_id for delivery_id, _ in record.announced} - record.deliveries.keys()
    verdict.wrong += [(delivery_id, "it was announced, but never stored") for delivery_id in sorted(never_stored)]
    attempts = {path: max(len(record.deliveries[key]["attempts"]) for key in found) for path, found in ids.items()}
    verdict.wrong_scans = [scan for scan in record.scans if not _is_right(scan, record.finished, attempts)]
    return verdict


def _judge_end(download: PlannedDownload, delivery: Delivery, record: Record, verdict: Verdict) -> None:
    state, reason = delivery["state"], delivery["reason"]
    if state not in ENDED:
        verdict.lost.append((download.path, f"it is still {state} ({reason})"))
        return
    files = (f"{PLEX_ROOT}/{path}" for path in download.paths)
    items = [record.items[file] for file in files if file in record.items]
    end = "upgraded" if state == "available" and delivery["kind"] == "upgraded" else state
    reported = datetime.fromisoformat(delivery["created_at"]).timestamp()
    last_added = max((added for _, added in items), default=0)
    jumped = download.path in record.jumped
    if (
        jumped
        and state == "missing"
        and download.method is ReportMethod.HOOK
        and 0 < last_added < reported - _UNREPORTED_SECONDS
    ):
        verdict.unprovable += 1
        verdict.ends[download.kind, end] += 1
        return
    # the kind is unclear if Plex had the item before the report, or the clock jumped in between
    if {end, download.end} == {"available", "upgraded"} and (jumped or last_added <= reported):
        verdict.kind_unclear += 1
        end = download.end
    verdict.ends[download.kind, end] += 1
    found, right = {item["rating_key"] for item in delivery["arrivals"]}, {key for key, _ in items}
    if end != download.end:
        verdict.wrong.append((download.path, f"it is {end} ({reason}), and should be {download.end}"))
    elif state == "available" and (reason or not found):
        verdict.wrong.append((download.path, f"it is {end}, but {reason}; without {delivery['missing_files']}"))
    elif state == "available" and found != right:
        verdict.wrong.append((download.path, f"it is {end} as the items {found}, and should be as {right}"))


def _judge_announcement(path: str, delivery_id: str, record: Record, verdict: Verdict) -> None:
    announced = [state for key, state in record.announced if key == delivery_id and state in ENDED]
    state = record.deliveries[delivery_id]["state"]
    if len(announced) > 1:
        verdict.doubled.append((path, f"its end was announced {len(announced)} times"))
    elif state in ENDED and announced != [state]:
        if announced or delivery_id not in record.cut_off:
            verdict.wrong.append((path, f"it is {state}, and announced was {announced}"))
        else:
            verdict.not_announced += 1


def _is_right(scan: Scan, finished: Sequence[PlannedDownload], attempts: Mapping[str, int]) -> bool:
    """Return whether a download belongs in the library and is in the folder that was scanned.

    A wider scan is right only if Plex did not add the download at the first attempt, and never above the library.
    """
    title, folder = scan
    for download in finished:
        if download.library_folder in LIBRARIES and LIBRARIES[download.library_folder][0] == title:
            location, own = f"{PLEX_ROOT}/{download.library_folder}/", f"{PLEX_ROOT}/{download.scanned}"
            around = folder is None or (f"{own}/".startswith(f"{folder}/") and f"{folder}/".startswith(location))
            if folder == own or (around and attempts.get(download.path, 0) > 1):
                return True
    return False
