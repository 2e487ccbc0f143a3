"""Home Assistant with a recorder, which has to be set up before anything else."""

from homeassistant.components.recorder import Recorder
import pytest


@pytest.fixture(autouse=True)
def _enable_custom_integrations(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Let Home Assistant find the integration under test, after the recorder is set up."""
