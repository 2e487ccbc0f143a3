"""Everything that a person can set, see or call is on a page."""

from collections.abc import Iterator
import json
import re
from typing import Any

import pytest

from custom_components.plex_arrivals.downloads.report_commands import TRIGGERS
from testing.documentation import ROOT, pages

TEXTS: dict[str, Any] = json.loads(
    (ROOT / "custom_components" / "plex_arrivals" / "translations" / "en.json").read_text(encoding="utf-8")
)
USERS = [page for page in pages().values() if not page.name.startswith("docs/development/")]
"""The pages for users, without those for developers."""


def _settings() -> Iterator[str]:
    """Yield the labels of the settings in the config flow and the options."""
    for flow in (TEXTS["config"], TEXTS["options"]):
        for step in flow["step"].values():
            yield from (label.partition(":")[0] for label in step.get("data", {}).values())  # some have their help, too
    yield from TEXTS["options"]["step"]["init"]["menu_options"].values()
    yield from TEXTS["config"]["step"]["user"]["menu_options"].values()
    for selector in TEXTS["selector"].values():
        yield from (field["name"] for field in selector.get("fields", {}).values())


def _entities() -> Iterator[str]:
    for platform in TEXTS["entity"].values():
        yield from (entity["name"] for entity in platform.values())


def _automation_parts() -> Iterator[str]:
    """Yield names and keys of actions, triggers and conditions."""
    for kind in ("services", "triggers", "conditions"):
        for key, texts in TEXTS[kind].items():
            yield from (f"plex_arrivals.{key}", texts["name"])


def _repairs() -> Iterator[str]:
    """Yield the titles of repairs, without the placeholders after the colon."""
    for issue in TEXTS["issues"].values():
        yield issue["title"].partition(":")[0]


def _is_named(text: str) -> bool:
    """Return whether a page has the label in bold, as code or in a table cell.

    As plain text, a word like “Version” would be found anywhere.

    A placeholder such as {library} is written in italics: *library*.
    """
    words = r"\s+".join(r"\*\w+\*" if word[0] == "{" else re.escape(word) for word in text.split())
    pattern = re.compile(rf"(?:\*\*|`|\| ){words}(?:\*\*|`| \|)", re.IGNORECASE)
    return any(pattern.search(page.text) for page in USERS)


@pytest.mark.parametrize("find", [_settings, _entities, _automation_parts, _repairs])
def test_everything_is_named(find: Any) -> None:
    texts = set(find())
    assert len(texts) > 4
    assert {text for text in texts if not _is_named(text)} == set()


def test_finds_what_is_not_named() -> None:
    assert _is_named("Delay before scanning")
    assert _is_named("Scan {library}")
    assert not _is_named("Delay before scan")
    assert not _is_named("plex_arrivals.delivery")
    assert not _is_named("version of")


@pytest.mark.parametrize(("importer", "triggers"), TRIGGERS.items())
def test_triggers_of_importers_are_those_of_the_options(importer: str, triggers: tuple[str, ...]) -> None:
    rows = pages()["docs/webhook.md"].text.splitlines()
    row = next(row for row in rows if re.match(rf" *\|[\w, ]*\b{importer}\b", row, re.IGNORECASE))
    assert tuple(re.findall(r"\*([^*]+)\*", row)) == triggers


def test_files_of_the_architecture_exist() -> None:
    """Check the files of deliveries/ and of the top level."""
    named = set(re.findall(r"`(\w+\.py)`", pages()["docs/development/architecture.md"].text)) - {"sensor.py"}
    integration = ROOT / "custom_components" / "plex_arrivals"
    assert len(named) > 9
    assert (
        named - {path.name for folder in (integration, integration / "deliveries") for path in folder.iterdir()}
        == set()
    )
