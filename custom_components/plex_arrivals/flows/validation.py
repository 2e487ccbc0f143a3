"""Validate the path mappings, rules and tags that a user enters (pure)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from ..const import CONF_PATH_MAPPINGS, CONF_RULES
from ..downloads.tags import tag
from ..paths import is_absolute, normalize, same


class PairError(ValueError):
    """A path mapping or rule is invalid."""

    field: ClassVar[str]

    def __init__(self, key: str, pair: Mapping[str, str]) -> None:
        """Initialize with the translation key of the error and the invalid pair."""
        super().__init__(key)
        self.key = key
        self.pair = pair


class PathMappingError(PairError):
    """A path mapping is invalid."""

    field = CONF_PATH_MAPPINGS


class RuleError(PairError):
    """A rule is invalid."""

    field = CONF_RULES


def _filled_in(pairs: Iterable[Mapping[str, str]], *fields: str) -> Iterator[dict[str, str]]:
    """Yield the pairs with stripped values, leaving out empty pairs."""
    for pair in pairs:
        values = {field: pair.get(field, "").strip() for field in fields}
        if any(values.values()):
            yield values


def validate_path_mappings(mappings: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the mappings with normalized paths, without empty ones.

    Raise PathMappingError if a path is not absolute or a folder is mapped twice.
    """
    valid: list[dict[str, str]] = []
    for mapping in _filled_in(mappings, "source", "plex"):
        source, plex = mapping["source"], mapping["plex"]
        if not is_absolute(source) or not is_absolute(plex):
            raise PathMappingError("path_not_absolute", mapping)
        if any(same(source, other["source"]) for other in valid):
            raise PathMappingError("path_mapped_twice", mapping)
        valid.append({"source": normalize(source), "plex": normalize(plex)})
    return valid


def validate_rules(rules: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the rules with stripped values, without empty ones; raise RuleError if one lacks a value."""
    valid: list[dict[str, str]] = []
    for rule in _filled_in(rules, "category", "library"):
        if not rule["category"]:
            raise RuleError("rule_without_category", rule)
        if not rule["library"]:
            raise RuleError("rule_without_library", rule)
        valid.append(rule)
    return valid


def distinct_tags(words: Iterable[str]) -> list[str]:
    """Return the categories or labels with stripped values, each tag once."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(tag(word), word.strip())
    return [word for key, word in found.items() if key]
