"""A `.storage` on a real disk."""

from collections.abc import Generator
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
import pytest

# The test plugin replaces these by a dict in every test; at import they are not replaced yet.
_STORE = {name: vars(Store)[name] for name in ("_async_load", "_async_write_data", "async_remove")}


@pytest.fixture
def config_dir(hass: HomeAssistant, hass_config_dir: str) -> Generator[Path]:
    """Let Home Assistant write to the disk; return the folder."""
    folder = Path(hass_config_dir) / ".storage"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for name, function in _STORE.items():
            patch.setattr(Store, name, function)
        yield folder
