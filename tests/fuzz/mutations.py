"""Strategies that mutate valid input; they find more than random bytes."""

from collections.abc import Sequence
import copy
from typing import Any, Final

from hypothesis import strategies as st

ODD_TEXTS: Final = (
    "",
    " ",
    "\0",
    "\ud800",
    "\u202egnp.exe",
    "é",
    "e\u0301",
    "\U0001f3ac",
    "\N{ARABIC-INDIC DIGIT THREE}",
    "-1",
    "0",
    "1",
    "01",
    "true",
    "null",
    "nan",
    "inf",
    "1e999",
    "9" * 19,
    "9" * 30,
    "9" * 5000,
    "x" * 5000,
    "..",
    "../../x",
    "/",
    "//",
    "\\\\x\\y",
    "C:\\x",
    "1?X-Plex-Token=1",
    "#",
    "%2e%2e%2f",
    "http://example.com/",
    "<script>alert(1)</script>",
    "[x](http://example.com)",
    "{{ 1 }}",
    "9999-12-31T23:59:59.999999+00:00",
    "0001-01-01T00:00:00+14:00",
    "2026-03-01",
)
ODD_NUMBERS: Final = (-1, 0, 1, 2**31, 2**53, 2**63 - 1, 2**63, 2**64, 10**30, -(2**70), 0.5, 1e308, float("inf"))

TEXTS: Final = st.sampled_from(ODD_TEXTS) | st.text(max_size=40)
PLAIN: Final = TEXTS | st.sampled_from(ODD_NUMBERS) | st.integers() | st.floats() | st.booleans() | st.none()
VALUES: Final = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
"""Every kind of JSON value, and some that JSON does not allow."""


@st.composite
def mutated(draw: st.DrawFn, documents: Sequence[Any]) -> Any:
    """Return one of the documents (of dictionaries and lists) with up to four mutations."""
    whole = [copy.deepcopy(draw(st.sampled_from(documents)))]
    for _ in range(draw(st.integers(0, 4))):
        place, key = _place(draw, whole)
        match draw(st.sampled_from(["replace", "replace", "remove", "copy", "many", "rename"])):
            case "remove" if place is not whole:
                del place[key]
            case "copy":
                other, other_key = _place(draw, whole)
                place[key] = copy.deepcopy(other[other_key])
            case "many":
                place[key] = [copy.deepcopy(place[key]) for _ in range(draw(st.integers(0, 3)))]
            case "rename" if isinstance(place, dict):
                place[draw(TEXTS)] = place.pop(key)
            case _:
                place[key] = draw(VALUES)
    return whole[0]


def _place(draw: st.DrawFn, whole: Any) -> tuple[Any, Any]:
    """Return a container in the document, and the key or index of an element in it."""
    place, key = whole, 0
    while isinstance(place[key], dict | list) and place[key] and draw(st.integers(0, 5)):
        place = place[key]
        key = draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
    return place, key


@st.composite
def spoiled(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Return bytes with up to three pieces lost, doubled or changed."""
    body = draw(whole)
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted((draw(st.integers(0, len(body))), draw(st.integers(0, len(body)))))
        match draw(st.sampled_from(["cut off", "lose", "double", "put in", "flip"])):
            case "cut off":
                body = body[:start]
            case "lose":
                body = body[:start] + body[end:]
            case "double":
                body = body[:end] + body[start:end] + body[end:]
            case "put in":
                body = body[:start] + draw(st.binary(max_size=8)) + body[start:]
            case _:
                body = body[:start] + bytes(byte ^ 0x20 for byte in body[start : start + 2]) + body[start + 2 :]
    return body
