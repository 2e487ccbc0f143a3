"""When each program last reported to the webhook."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from .download import Download, Report

PROGRAM_KEY: Final = "program"
"""The key in the query of the webhook's URL that names a program whose reports look like those of any other."""
NAMED_PROGRAMS: Final = frozenset(("pyload", "rtorrent", "sabnzbd"))


@dataclass(frozen=True, slots=True)
class LastReports:
    """The times of the latest reports since Home Assistant started; kept while the config entry reloads."""

    times: dict[str, datetime] = field(default_factory=dict)
    """By the programs of `report_commands`."""

    def add(self, report: Report | None, named: str | None, now: datetime) -> None:
        """Add a report that was understood; None is an event of an importer that is ignored.

        `named` is the program that the query of the request names, if it does; it may be anything.
        """
        self.times[_program(report, named)] = now


def _program(report: Report | None, named: str | None) -> str:
    if not isinstance(report, Download) or report.imported:
        return "importers"
    if report.source != "webhook":
        return report.source
    return named if named in NAMED_PROGRAMS else "other"
