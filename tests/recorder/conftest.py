"""Home Assistant with a recorder, which has to be set up before anything else."""

import logging

from homeassistant.components.recorder import Recorder
import pytest


@pytest.fixture(autouse=True)
def _enable_custom_integrations(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Let Home Assistant find the integration under test, after the recorder is set up."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)  # the test plugin logs each statement
