"""The YAML examples of all pages are valid, and the entities in them exist."""

from collections.abc import Iterator
import re
from typing import Any

from homeassistant.components import automation, logbook
from homeassistant.components.logger import DOMAIN as LOGGER
from homeassistant.const import CONF_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import async_validate_actions_config
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.dashboard import DASHBOARD_CONFIG
from testing.documentation import Example, pages

EXAMPLES = [example for page in pages().values() for example in page.examples() if example.language == "yaml"]
CARD = "custom:plex-arrivals-card"
OTHER_CARDS = {"markdown", "statistics-graph", "custom:upcoming-media-card"}


def _name(example: Example) -> str:
    return f"{example.page}: {example.heading}"


def _with(*keys: str) -> pytest.MarkDecorator:
    """Return the examples whose YAML has one of the keys."""
    found = [example for example in EXAMPLES if any(key in example.content for key in keys)]
    return pytest.mark.parametrize("example", found, ids=map(_name, found))


def _actions(config: Any) -> Iterator[dict[str, Any]]:
    """Yield the calls of the integration's actions."""
    if isinstance(config, list):
        for element in config:
            yield from _actions(element)
    elif isinstance(config, dict):
        if str(config.get("action")).startswith(f"{DOMAIN}."):
            yield config
        for value in config.values():
            yield from _actions(value)


@_with("triggers", "automation")
async def test_automations(hass: HomeAssistant, loaded: MockConfigEntry, example: Example) -> None:
    config = example.content.get("automation") or [example.content]
    assert await async_setup_component(hass, automation.DOMAIN, {automation.DOMAIN: [{CONF_ID: "x", **config[0]}]})
    await hass.async_block_till_done()
    (state,) = hass.states.async_all(automation.DOMAIN)
    assert state.state == "on"
    await hass.services.async_call(automation.DOMAIN, "turn_off", {"entity_id": state.entity_id}, blocking=True)


@_with("action", "actions", "sequence")
async def test_actions(hass: HomeAssistant, loaded: MockConfigEntry, example: Example) -> None:
    content = example.content
    steps = content.get("sequence") or content.get("actions") or [content]
    await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(steps))
    for call in _actions(content):
        service = hass.services.async_services_for_domain(DOMAIN)[call["action"].removeprefix(f"{DOMAIN}.")]
        assert service.schema is not None
        service.schema(call.get("data", {}))


@_with("type")
def test_cards(example: Example) -> None:
    """A card has the options that its page describes."""
    card = example.content
    assert card["type"] in {CARD, *OTHER_CARDS}
    if card["type"] == CARD:
        described = set(re.findall(r"^\| `(\w+)` \|", pages()["docs/card.md"].text, re.MULTILINE))
        assert card.keys() - {"type"} <= described


@_with("strategy")
def test_dashboard(example: Example) -> None:
    assert example.content == DASHBOARD_CONFIG


@_with("logger")
async def test_logger(hass: HomeAssistant, example: Example) -> None:
    assert await async_setup_component(hass, LOGGER, example.content)


@_with("logbook")
def test_logbook(example: Example) -> None:
    logbook.CONFIG_SCHEMA(example.content)


def test_every_example_is_tested() -> None:
    kinds = {"triggers", "automation", "action", "sequence", "type", "logbook", "logger", "strategy"}
    assert [_name(example) for example in EXAMPLES if not kinds & example.content.keys()] == []
    assert len(EXAMPLES) > 15


async def test_entities_exist(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """The examples are for a server named “Attic”."""
    named = {entity for example in EXAMPLES for entity in re.findall(r"\b\w+\.attic_\w+", example.text)}
    assert len(named) > 5
    assert {entity for entity in named if hass.states.get(entity) is None} == set()
