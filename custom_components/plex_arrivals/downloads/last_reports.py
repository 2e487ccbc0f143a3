"""When each program last reported to the webhook."""

from datetime import datetime
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .download import Report

PROGRAM_KEY: Final = "program"
"""The key in the query of the webhook's URL that names a program whose reports look like those of any other."""
NAMED_PROGRAMS: Final = frozenset(("pyload", "rtorrent", "sabnzbd"))
_LAST_REPORTS: Final[HassKey[dict[str, dict[str, datetime]]]] = HassKey(f"{DOMAIN}_last_reports")


@callback
def async_last_reports(hass: HomeAssistant, entry_id: str) -> dict[str, datetime]:
    """Return the times of the latest reports to a config entry since Home Assistant started.

    They are by the programs of `report_commands`, and kept while the entry is not loaded.
    """
    return hass.data.setdefault(_LAST_REPORTS, {}).setdefault(entry_id, {})


@callback
def async_clear_last_reports(hass: HomeAssistant, entry_id: str) -> None:
    """Forget the reports to a config entry."""
    hass.data.get(_LAST_REPORTS, {}).pop(entry_id, None)


def program_of(report: Report, named: str | None) -> str:
    """Return the program that sent a report.

    `named` is the one that the query of the request names, if it does; it may be anything.
    """
    if report.source != "webhook":
        return report.source
    return named if named in NAMED_PROGRAMS else "other"
