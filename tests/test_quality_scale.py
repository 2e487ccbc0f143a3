"""Every rule of the quality scale is done or exempt with a reason."""

from pathlib import Path

from homeassistant.util.yaml import load_yaml_dict

from custom_components.plex_arrivals.const import DOMAIN

RULES = 54
SCALE = Path(__file__).parent.parent / "custom_components" / DOMAIN / "quality_scale.yaml"


def test_every_rule_is_done_or_exempt() -> None:
    rules = load_yaml_dict(str(SCALE))["rules"]
    assert len(rules) == RULES
    for rule, status in rules.items():
        if status != "done":
            assert status["status"] == "exempt", rule
            assert status["comment"].strip(), rule
