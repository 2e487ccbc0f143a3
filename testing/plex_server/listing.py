"""Filters, order and pages of lists of items."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
import heapq
import re
import time
from typing import Any

from .behavior import Behavior
from .library import TOP_TYPES, TYPE_NUMBERS, Item, Library
from .nodes import Node, Value, container


def newest(item: Item) -> int:
    """Return when the item, or the newest item below it, was added."""
    return max(map(newest, item.children), default=item.added_at)


SORT_FIELDS: dict[str, Callable[[Item], Any]] = {
    "addedAt": lambda item: item.added_at,
    "updatedAt": lambda item: item.updated_at,
    "titleSort": lambda item: item.title.casefold(),
    "title": lambda item: item.title.casefold(),
    "year": lambda item: item.year or 0,
    "recent": newest,
}
AGO = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "mon": 2_592_000, "y": 31_536_000}


class BadQuery(Exception):
    """A query to which the real server responds with 500."""


@dataclass(frozen=True, slots=True)
class Page:
    start: int
    size: int

    @staticmethod
    def asked_for(headers: Mapping[str, str], query: Mapping[str, str]) -> Page | None:
        """Return the page that a request asks for; None unless it has both fields."""
        start, size = (
            headers.get(f"X-Plex-Container-{name}", query.get(f"X-Plex-Container-{name}")) for name in ("Start", "Size")
        )
        if start is None or size is None or not (start.isdecimal() and size.isdecimal()):
            return None
        return Page(int(start), int(size))


def items_asked_for(library: Library, query: Mapping[str, str], behavior: Behavior) -> list[Item]:
    """Return a library's items that a query selects, in no particular order."""
    fields = {name: value for name, value in query.items() if name not in behavior.ignored_filters}
    number = fields.get("type")
    file = fields.get("file")
    if file is not None and number is None:
        raise BadQuery("the file filter needs a type")
    wanted = next((name for name, code in TYPE_NUMBERS.items() if str(code) == number), None)
    item_type = wanted if number is not None else TOP_TYPES[library.type]
    items: Iterable[Item] = library.of_type(item_type) if item_type else ()
    if file is not None:
        held = (holders for name, holders in library.by_base_name.items() if _has_any(name, file))
        items = {item.rating_key: item for holders in held for item in holders if item.type == item_type}.values()
    if title := fields.get("title"):
        items = [item for item in items if _has_any(item.title, title)]
    if item_type == "episode":
        items = _episodes(items, fields)
    for name, value in fields.items():
        if match := re.fullmatch(r"(addedAt|updatedAt|year)([<>]{2})", name):
            items = _compare(items, SORT_FIELDS[match[1]], match[2], _moment(value))
    return list(items)


def _has_any(text: str, wanted: str) -> bool:
    """Return whether a text has one of the parts in it that commas separate; every text has an empty one."""
    folded = text.casefold()
    return any(part.strip() in folded for part in wanted.casefold().split(","))


def _episodes(items: Iterable[Item], fields: Mapping[str, str]) -> list[Item]:
    """Return the episodes of a show, of a season and with a number, as far as these are asked for."""
    wanted = fields.get("show.title", "")
    numbers = (fields.get("season.index"), fields.get("episode.index"))
    return [
        item
        for item in items
        if item.parent
        and _has_any(item.root.title, wanted)
        and all(
            number in (None, str(level.index))
            for number, level in zip(numbers, (item.parent.level, item.level), strict=True)
        )
    ]


def _compare(items: Iterable[Item], field: Callable[[Item], Any], operator: str, bound: int) -> list[Item]:
    if operator == ">>":
        return [item for item in items if field(item) >= bound]
    return [item for item in items if field(item) <= bound]


def _moment(value: str) -> int:
    """Return the time of an epoch or an expression like `-7d`, in seconds since 1970."""
    match = re.fullmatch(r"-(\d+)(s|m|h|d|w|mon|y)", value)
    if match:
        return int(time.time()) - int(match[1]) * AGO[match[2]]
    if not value.isdecimal():
        raise BadQuery("neither a time nor a number")
    return int(value)


def in_order(items: Iterable[Item], sort: str, end: int | None) -> list[Item]:
    """Return the first `end` items (None: all) in an order such as `addedAt:desc`; ties are ordered by ID."""
    name, _, direction = sort.split(",", maxsplit=1)[0].partition(":")
    field = SORT_FIELDS.get(name, SORT_FIELDS["titleSort"])

    def key(item: Item) -> tuple[Any, int]:
        return field(item), int(item.rating_key)

    if end is not None and end <= 1000:
        return (heapq.nlargest if direction == "desc" else heapq.nsmallest)(end, items, key)
    return sorted(items, key=key, reverse=direction == "desc")[:end]


def answer(
    items: list[Item], sort: str | None, page: Page | None, describe: Callable[[Item], Node], **attributes: Value
) -> Node:
    """Return a container with a page of the sorted items (sort None: in the order given)."""
    start, end = (page.start, page.start + page.size) if page else (0, None)
    shown = (items[:end] if sort is None else in_order(items, sort, end))[start:] if end != start else []
    if page:
        attributes |= {"totalSize": len(items), "offset": start}
    return container([describe(item) for item in shown], **attributes)


def recently_added(libraries: Iterable[Library], shows_as: str) -> list[Item]:
    """Return the items of a recently added list, unsorted: movies, seasons or episodes, albums, photos."""
    types = {"movie": "movie", "show": shows_as, "artist": "album", "photo": "photo"}
    return [item for library in libraries for item in library.of_type(types[library.type])]


def found_by_title(libraries: Iterable[Library], query: str, *, strict: bool) -> dict[str, list[Item]]:
    """Return by type the items whose titles have a word that begins with each word of a query, in any order.

    Unless it is strict, one word that is similar is enough, as is the same title with other spaces. There are none for
    a single character.
    """
    words = _words(query)
    found: dict[str, list[Item]] = {item_type: [] for item_type in TYPE_NUMBERS}
    if len(query) < 2:
        return found
    for item in (item for library in libraries for items in library.by_type.values() for item in items.values()):
        in_title = _words(item.title)
        if all(any(word.startswith(part) for word in in_title) for part in words) or (
            not strict
            and (
                any(get_close_matches(part, in_title, cutoff=0.8) for part in words)
                or "".join(words) == "".join(in_title)
            )
        ):
            found[item.type].append(item)
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
