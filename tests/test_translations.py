"""Every text that the code uses exists, and no text is unused.

The texts of forms and aborts are checked whenever a test shows one (`flow_texts`).
"""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads import report_schema, source_issues
from custom_components.plex_arrivals.issues import IssueKind
from custom_components.plex_arrivals.plex import errors
from tests.flow_texts import leaves, placeholders, texts

INTEGRATION = Path(__file__).parent.parent / "custom_components" / DOMAIN
TEXTS = leaves(texts())
ICONS = INTEGRATION / "icons.json"


def branch(tree: dict[str, Any], *path: str) -> dict[str, Any]:
    """Return the value at a path, or an empty mapping."""
    for key in path:
        tree = tree.get(key, {})
    return tree


def keywords(call: ast.Call) -> dict[str, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}


def translated_calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with a translated text: a raised error or an issue."""
    for path in sorted(INTEGRATION.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and {"translation_key"} < set(keywords(node)):
                name = ast.unparse(node.func).rpartition(".")[2]
                if name == "async_create_issue" or "translation_domain" in keywords(node):
                    yield f"{path.relative_to(INTEGRATION)}:{node.lineno}", node


VARIABLE_KEYS = {
    ("downloads/source_issues.py", "kind"): [
        source_issues.IMPORTER_CHANGED,
        source_issues.INTEGRATION_CHANGED,
        source_issues.NOT_RESPONDING,
    ],
    ("play.py", "key"): [
        "item_gone",
        "no_such_player",
        "player_without_plex",
        "plex_integration_missing",
        "player_unavailable",
        "player_cannot_play_item",
    ],
    ("play.py", "failure"): ["player_not_responding", "player_failed"],
    ("services.py", "err.translation_key"): list(report_schema.TRANSLATION_KEYS.values()),
}
"""The values of translation keys that are variables, by file and expression."""


def keys_of(place: str, key: ast.expr, *, is_issue: bool) -> list[str]:
    """Return the possible values of a translation key; by default a variable is that of a PlexError or an issue."""
    if isinstance(key, ast.Constant):
        return [str(key.value)]
    if keys := VARIABLE_KEYS.get((place.partition(":")[0], ast.unparse(key))):
        return keys
    if is_issue:
        return [kind.value for kind in IssueKind]
    kinds = (kind for kind in vars(errors).values() if isinstance(kind, type))
    return [kind.key for kind in kinds if issubclass(kind, errors.PlexError) and kind is not errors.PlexError]


@pytest.mark.parametrize(("place", "call"), [pytest.param(*found, id=found[0]) for found in translated_calls()])
def test_errors_and_issues_have_texts(place: str, call: ast.Call) -> None:
    given = keywords(call)
    is_issue = ast.unparse(call.func).endswith("async_create_issue")
    for key in keys_of(place, given["translation_key"], is_issue=is_issue):
        parent = branch(texts(), "issues" if is_issue else "exceptions", key)
        assert "title" in parent if is_issue else "message" in parent, f"{place}: {key} has no text"
        shown = {**parent, "fix_flow": {}} if is_issue else parent  # the steps of a repair are checked in its tests
        expected = set[str]().union(*(placeholders(text) for text in leaves(shown).values()))
        names = given.get("translation_placeholders")
        if names is None:
            assert expected == set(), f"{place}: {key} has placeholders"
        elif isinstance(names, ast.Dict):
            assert expected <= {ast.literal_eval(name) for name in names.keys if name is not None}, f"{place}: {key}"


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_text_follows_rules_of_home_assistant(key: str) -> None:
    """References do not work in custom integrations; hassfest refuses the rest."""
    text = TEXTS[key]
    assert text
    assert text == text.strip()
    assert "[%key" not in text
    assert "://" not in text, "a URL belongs in a placeholder"
    assert not re.search(r"<\w|'\{\w+\}'", text), "no HTML, no placeholder in single quotes"


def test_services_have_texts_and_icons() -> None:
    descriptions = INTEGRATION / "services.yaml"
    services = load_yaml_dict(str(descriptions)) if descriptions.exists() else {}
    written = branch(texts(), "services")
    assert set(written) == set(services)
    for name, service in services.items():
        fields = {
            key: field
            for outer, section in ((service or {}).get("fields") or {}).items()
            for key, field in (section["fields"].items() if "fields" in section else [(outer, section)])
        }
        assert {"name", "description"} <= set(written[name])
        assert set(written[name].get("fields", {})) == set(fields)
        assert all({"name", "description"} <= set(text) for text in written[name].get("fields", {}).values())
    if ICONS.exists():
        assert set(branch(json.loads(ICONS.read_text()), "services")) == set(services)


@pytest.mark.skipif(not ICONS.exists(), reason="there are no icons yet")
def test_icons_belong_to_existing_entities() -> None:
    icons = json.loads(ICONS.read_text(encoding="utf-8"))
    for platform, entities in branch(icons, "entity").items():
        assert set(entities) <= set(branch(texts(), "entity", platform)), platform
    assert set(branch(icons, "triggers")) <= set(branch(texts(), "triggers"))


MARKDOWN = {"description", "data_description", "abort", "progress", "create_entry"}
"""Texts that the frontend shows as Markdown; it shows all others as plain text."""


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "nl"])
def test_plain_text_has_no_markdown(language: str) -> None:
    every = leaves(json.loads((INTEGRATION / "translations" / f"{language}.json").read_text(encoding="utf-8")))
    plain = {key: text for key, text in every.items() if MARKDOWN.isdisjoint(key.split("."))}
    assert "config.error.invalid_url" in plain
    assert {key: text for key, text in plain.items() if re.search(r"`|\*\*|\]\(", text)} == {}
