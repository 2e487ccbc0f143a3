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
    items: Mapping[str, tuple[str, int]]
    """The item that a file (its path as Plex sees it) belongs to, and when Plex added it."""
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
    strangers = ids.keys() - {finish.path for finish in record.finished}
    outcome.wrong += [(path, "it has a delivery, but never finished") for path in sorted(strangers)]
    never_stored = {delivery_id for delivery_id, _ in (*told, *heard)} - record.known.keys()
    outcome.wrong += [(delivery_id, "it was announced, but never stored") for delivery_id in sorted(never_stored)]
    tries = {path: max(len(record.known[one]["attempts"]) for one in found) for path, found in ids.items()}
    for scan in record.scans:
        outcome.scans += 1
        if not _is_right(scan, record, tries):
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
    elif state == "available" and (found := _keys(delivery)) != (right := {key for key, _ in _items(finish, record)}):
        outcome.wrong.append((finish.path, f"it is {end} as the items {found}, and should be as {right}"))


def _keys(delivery: Mapping[str, Any]) -> set[str]:
    return {arrival["rating_key"] for arrival in delivery["arrivals"]}


def _items(finish: Finish, record: Record) -> list[tuple[str, int]]:
    """Return the items that a download's files belong to, each with when Plex added it."""
    paths = [f"{record.plex_root}/{path}" for path in finish.paths]
    return [record.items[path] for path in paths if path in record.items]


def _is_kind_unknown(finish: Finish, delivery: Mapping[str, Any], record: Record) -> bool:
    """Tell whether Plex had it before it was reported, or the clock jumped meanwhile: nobody can tell its kind."""
    added = max((at for _, at in _items(finish, record)), default=0)
    return finish.path in record.jumped or added <= _seconds(delivery["created_at"])


def _judge_announcements(
    path: str,
    delivery_id: str,
    heard: tuple[Counter[tuple[str, str]], ...],
    record: Record,
    outcome: Outcome,
) -> None:
    if (times := max(sum(one[delivery_id, state] for state in ENDED) for one in heard)) > 1:
        outcome.doubled.append((path, f"its end was announced {times} times"))
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


def _is_right(scan: tuple[str, str | None], record: Record, tries: Mapping[str, int]) -> bool:
    """Tell whether a download belongs into the library and lies in the folder that was scanned.

    More than its own folder is scanned only for what Plex did not take at once, and never what is above the library.
    """
    title, folder = scan
    for finish in record.finished:
        if finish.shelf in LIBRARIES and LIBRARIES[finish.shelf][0] == title:
            location, own = f"{record.plex_root}/{finish.shelf}", f"{record.plex_root}/{finish.scanned}"
            if folder == own:
                return True
            around = folder is None or (f"{own}/".startswith(f"{folder}/") and f"{folder}/".startswith(f"{location}/"))
            if around and tries.get(finish.path, 0) > 1:
                return True
    return False
