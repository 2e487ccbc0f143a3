"""Check the texts and icons that the automation editor needs for triggers and conditions."""

import importlib
import json
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict

from custom_components.plex_arrivals.const import DOMAIN
from tests.flow_texts import texts

INTEGRATION = Path(__file__).parent.parent / "custom_components" / DOMAIN


async def check_texts(hass: HomeAssistant, kind: str, keys: set[str]) -> None:
    """Check that each has a valid description, an icon, and texts for itself and its fields."""
    assert await async_setup_component(hass, "automation", {})
    helper = importlib.import_module(f"homeassistant.helpers.{kind}")
    await helper.async_get_all_descriptions(hass)
    described = {key for key in load_yaml_dict(str(INTEGRATION / f"{kind}s.yaml")) if not key.startswith(".")}
    assert described == keys
    written = texts()[f"{kind}s"]
    assert set(written) == keys
    for key, description in load_yaml_dict(str(INTEGRATION / f"{kind}s.yaml")).items():
        assert {"name", "description", "fields"} == set(written[key])
        assert set(written[key]["fields"]) == set(description["fields"])
        assert all(set(field) == {"name", "description"} for field in written[key]["fields"].values())
    icons = json.loads((INTEGRATION / "icons.json").read_text(encoding="utf-8"))[f"{kind}s"]
    assert {key: set(icon) for key, icon in icons.items()} == {key: {kind} for key in keys}
