"""The demonstration's own folder in the checkout: emptied at each start, used by one demonstration at a time."""

from collections.abc import Generator
from contextlib import contextmanager
import fcntl
import json
from pathlib import Path
import re
import shutil
from typing import Any

from homeassistant.components.http.config import (
    HTTP_STORAGE_SCHEMA,
    STORAGE_KEY as HTTP_KEY,
    STORAGE_VERSION as HTTP_VERSION,
)
from homeassistant.components.onboarding.const import STEP_USER, STEPS

from testing.program_error import ProgramError

CHECKOUT = Path(__file__).parents[2]
FOLDER = CHECKOUT / ".demo"
DOWNLOADS = FOLDER / "downloads"
CONFIG = FOLDER / "home-assistant"
LOG = CONFIG / "home-assistant.log"

_ONBOARDING_VERSION = 4
# No default_config: nothing here discovers devices or connects to the internet.
_CONFIGURATION = """\
homeassistant:
  name: Plex Arrivals demonstration
  country: GB
  language: en
api:
automation: !include automations.yaml
config:
frontend:
history:
logbook:
lovelace:
repairs:
scene: !include scenes.yaml
script: !include scripts.yaml
system_health:
system_log:
websocket_api:
"""
_WRITTEN_BY_EDITORS = {"automations.yaml": "[]\n", "scenes.yaml": "[]\n", "scripts.yaml": "{}\n"}
"""The files that Home Assistant's editors write."""


@contextmanager
def fresh_folder() -> Generator[None]:
    """Empty the folder and lock it; raise ProgramError while another demonstration uses it."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "in-use").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ProgramError("The demonstration is running already; end it first (Ctrl-C where it runs).") from None
        for path in FOLDER.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != "in-use":
                path.unlink()
        DOWNLOADS.mkdir()
        yield


def prepare_home_assistant(port: int, config: Path = CONFIG) -> None:
    """Write the configuration of a Home Assistant that listens on loopback only, onboarded but for its user.

    The HTTP settings go into Home Assistant's storage: it tries those in YAML for five minutes only.
    """
    config.mkdir()
    (config / "custom_components").symlink_to(CHECKOUT / "custom_components")
    (config / "configuration.yaml").write_text(_CONFIGURATION)
    for name, content in _WRITTEN_BY_EDITORS.items():
        (config / name).write_text(content)
    http = HTTP_STORAGE_SCHEMA({"server_host": ["127.0.0.1"], "server_port": port})
    http |= {"created_at": "2026-01-01T00:00:00+00:00", "error": None, "error_message": None}
    _store(config, HTTP_KEY, HTTP_VERSION, {"stable": http, "pending": None, "yaml_migration_done": True})
    # the other steps would set up integrations that connect to the internet
    _store(config, "onboarding", _ONBOARDING_VERSION, {"done": [step for step in STEPS if step != STEP_USER]})


def problems_in_log(log: Path = LOG) -> list[str]:
    """Return the log records about the integration at WARNING or above, with tracebacks."""
    records = re.split(r"^(?=\d{4}-\d\d-\d\d \d\d:)", log.read_text(errors="replace"), flags=re.MULTILINE)
    return [
        record.strip()
        for record in records
        if "plex_arrivals" in record
        and re.search(r" (WARNING|ERROR|CRITICAL) |Traceback", record)
        # Home Assistant warns about every custom integration
        and "We found a custom integration" not in record
    ]


def _store(config: Path, key: str, version: int, data: dict[str, Any]) -> None:
    storage = config / ".storage"
    storage.mkdir(exist_ok=True)
    text = json.dumps({"version": version, "minor_version": 1, "key": key, "data": data})
    (storage / key).write_text(text)
