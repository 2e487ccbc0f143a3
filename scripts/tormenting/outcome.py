"""What became of each download, and whether that is right (pure)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .finishes import LIBRARIES, Finish, Kind

ENDED = ("available", "unmatched", "missing")
_CUT_OFF_SECONDS = 5
"""So long before a kill at most an end is stored that nobody was told of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What is known in the end."""

    downloads_folder: str
    plex_root: str
    finished: Sequence[Finish]
    known: Mapping[str, Mapping[str, Any]]
    """Every delivery that was ever on disk, as it was there last, by its id."""
    first_life: Mapping[str, int]
    """In which life it was first seen on disk to have ended."""
    killed_at: Sequence[float]
    told: Sequence[Mapping[str, Any]]
    """The events as a websocket heard them over all lives."""
    heard: Sequence[tuple[str, str]]
    """What an automation heard: ids, each with a state."""
    scans: Iterable[tuple[str, str | None]]
    """What Plex was asked to scan: the title of the library and the folder."""
    added_at: Mapping[str, int]
    """When Plex added the item that a file (its path as Plex sees it) belongs to."""
    jumped: Collection[str]
    """The paths of those that were under way while the clock jumped."""


@dataclass(slots=True)
class Outcome:
    """What became of the downloads; `wrong` are paths with what is wrong with them."""

    ends: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    lost: list[tuple[str, str]] = field(default_factory=list)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    wrong_scans: list[tuple[str, str | None]] = field(default_factory=list)
    scans: int = 0
    not_told: int = 0
    """How many ends nobody was told of, because Home Assistant was killed just then."""
    kind_unknown: int = 0
    """How many may be called an upgrade or an addition alike."""


def judge(record: Record) -> Outcome:
    """Compare what became of each download with what had to."""
    outcome = Outcome()
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for delivery_id, delivery in record.known.items():
        ids[delivery["download"]["path"].removeprefix(f"{record.downloads_folder}/")].append(delivery_id)
    told = Counter((one["delivery_id"], one["state"]) for one in record.told)
    heard = Counter(record.heard)
    for finish in record.finished:
        found = ids.get(finish.path, [])
        if not found:
            outcome.lost.append((finish.path, "it has no delivery"))
        if len(found) > 1:
            outcome.doubled.append((finish.path, f"it has {len(found)} deliveries"))
        for delivery_id in found:
            _judge_delivery(finish, record.known[delivery_id], record, outcome)
            _judge_announcements(finish.path, delivery_id, (told, heard), record, outcome)
    for scan in record.scans:
        outcome.scans += 1
        if not _is_right(scan, record):
            outcome.wrong_scans.append(scan)
    return outcome


def _judge_delivery(finish: Finish, delivery: Mapping[str, Any], record: Record, outcome: Outcome) -> None:
    state, kind, reason = delivery["state"], delivery["kind"], delivery["reason"]
    end = "upgraded" if state == "available" and kind == "upgraded" else state
    if state not in ENDED:
        outcome.lost.append((finish.path, f"it is still {state} ({reason})"))
        return
    is_kind_wrong = {end, finish.end} == {"available", "upgraded"}
    if is_kind_wrong and _is_kind_unknown(finish, delivery, record):
        outcome.kind_unknown += 1
        end = finish.end
    outcome.ends[finish.kind, end] += 1
    if end != finish.end:
        outcome.wrong.append((finish.path, f"it is {end} ({reason}), and should be {finish.end}"))
    elif state == "available" and (reason or not delivery["arrivals"]):
        outcome.wrong.append((finish.path, f"it is {end}, but {reason}; without {delivery['missing_files']}"))


def _is_kind_unknown(finish: Finish, delivery: Mapping[str, Any], record: Record) -> bool:
    """Tell whether Plex had it before it was reported, or the clock jumped meanwhile: nobody can tell its kind."""
    added = [record.added_at.get(f"{record.plex_root}/{path}", 0) for path in finish.paths]
    return finish.path in record.jumped or max(added) <= _seconds(delivery["created_at"])


def _judge_announcements(
    path: str,
    delivery_id: str,
    heard: tuple[Counter[tuple[str, str]], ...],
    record: Record,
    outcome: Outcome,
) -> None:
    for state in ENDED:
        if (times := max(one[delivery_id, state] for one in heard)) > 1:
            outcome.doubled.append((path, f"it was announced {times} times as {state}"))
    delivery = record.known[delivery_id]
    if delivery["state"] in ENDED and not any(one[delivery_id, delivery["state"]] for one in heard):
        life = record.first_life[delivery_id]
        lived_on = [killed_at - _seconds(delivery["updated_at"]) for killed_at in record.killed_at[life : life + 1]]
        if not lived_on or lived_on[0] > _CUT_OFF_SECONDS:
            outcome.wrong.append((path, f"nobody was told that it is {delivery['state']}"))
        else:
            outcome.not_told += 1


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _is_right(scan: tuple[str, str | None], record: Record) -> bool:
    """Tell whether something that finished belongs into the library and lies in the folder that was scanned.

    All of a library is scanned only for what Plex did not take at once.
    """
    title, folder = scan
    for finish in record.finished:
        if finish.shelf in LIBRARIES and LIBRARIES[finish.shelf][0] == title:
            within = f"{record.plex_root}/{finish.scanned}/"
            if folder is None or within.startswith(f"{folder}/"):
                return True
    return False
