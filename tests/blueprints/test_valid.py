"""Each blueprint can be imported."""

from pathlib import Path

from homeassistant.components.blueprint import BLUEPRINT_SCHEMA, Blueprint
from homeassistant.util.yaml import load_yaml_dict
import pytest

from tests.blueprints.conftest import BLUEPRINTS

DOCS = Path(__file__).parent.parent.parent / "docs" / "automations.md"
NAMES = sorted(path.stem for path in BLUEPRINTS.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_blueprint_is_valid(name: str) -> None:
    path = BLUEPRINTS / f"{name}.yaml"
    blueprint = Blueprint(
        load_yaml_dict(str(path)), path=str(path), expected_domain="automation", schema=BLUEPRINT_SCHEMA
    )
    assert blueprint.validate() is None
    metadata = blueprint.metadata
    assert metadata["source_url"].endswith(f"/blueprints/automation/plex_arrivals/{name}.yaml")
    assert metadata["homeassistant"]["min_version"] == "2026.7.0"


@pytest.mark.parametrize("name", NAMES)
def test_blueprint_can_be_imported_from_documentation(name: str) -> None:
    assert f"%2Fblueprints%2Fautomation%2Fplex_arrivals%2F{name}.yaml)" in DOCS.read_text(encoding="utf-8")
