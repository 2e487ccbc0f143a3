"""The commands and scripts with which clients report to the webhook (pure)."""

from collections.abc import Mapping
from typing import Final

from .importers.kinds import IMPORTERS
from .last_reports import NAMED_PROGRAMS, PROGRAM_KEY

_COMMAND: Final = 'curl -s -m 10 --retry 5 --retry-connrefused "{url}"'
"""A single command, for clients that cannot run a script; retries for 30 seconds while connections are refused."""

_UNTIL_ACCEPTED: Final = """\
tries=31
until [ "$(curl -s -m 10 "{url}" \\
 %s)" = ok ]; do
 [ $((tries -= 1)) -gt 0 ] || exit 1
 sleep 10
done
"""
"""Repeat the report until it is accepted, for five to ten minutes.

A starting Home Assistant refuses connections, then responds with 404, then with 200 and an empty body until the entry
is loaded.
"""

_QBITTORRENT: Final = (
    _COMMAND + ' --data-urlencode "name=%N" --data-urlencode "category=%L" --data-urlencode "tags=%G"'
    ' --data-urlencode "content_path=%F" --data-urlencode "hash=%I"'
)
_TRANSMISSION: Final = "#!/bin/sh\n" + _UNTIL_ACCEPTED % (
    '--data-urlencode "TR_TORRENT_NAME=$TR_TORRENT_NAME" \\\n'
    ' --data-urlencode "TR_TORRENT_DIR=$TR_TORRENT_DIR" \\\n'
    ' --data-urlencode "TR_TORRENT_HASH=$TR_TORRENT_HASH" \\\n'
    ' --data-urlencode "TR_TORRENT_LABELS=$TR_TORRENT_LABELS" \\\n'
    ' --data-urlencode "TR_APP_VERSION=$TR_APP_VERSION"'
)
_RTORRENT: Final = (
    "#!/bin/sh\n"
    "# rtorrent.rc: method.set_key = event.download.finished,plex_arrivals,"
    '"execute.nothrow.bg=/path/of/this/script.sh,$d.name=,$d.base_path=,$d.hash=,$d.custom1="\n'
) + _UNTIL_ACCEPTED % (
    '--data-urlencode "name=$1" --data-urlencode "path=$2" --data-urlencode "hash=$3" --data-urlencode "category=$4"'
)
# SABnzbd and pyLoad are blocked while a script runs
_IN_BACKGROUND: Final = "(\n" + _UNTIL_ACCEPTED + ") >/dev/null 2>&1 &\n"
_SABNZBD: Final = '#!/bin/sh\n[ "$7" = 0 ] || exit 0\n' + _IN_BACKGROUND % (
    '--data-urlencode "path=$1" --data-urlencode "name=$3" --data-urlencode "category=${{5#\\*}}"'
)
_PYLOAD: Final = "#!/bin/sh\n" + _IN_BACKGROUND % '--data-urlencode "name=$2" --data-urlencode "path=$3"'
_SHELL: Final = (
    _COMMAND + " -H 'Content-Type: application/json'"
    """ -d '{{"name": "Example.Movie.2021", "path": "/downloads/Example.Movie.2021", "category": "movies"}}'"""
)

_BY_FILE: Final = ("On File Import", "On File Upgrade", "On Rename", "On Manual Interaction Required")
TRIGGERS: Final = {
    "sonarr": _BY_FILE,
    "radarr": _BY_FILE,
    "lidarr": ("On Release Import", "On Upgrade", "On Rename", "On Import Failure"),
    "readarr": ("On Release Import", "On Upgrade", "On Rename"),
    "whisparr": ("On Import", "On Upgrade", "On Rename", "On Manual Interaction Required"),
}
"""What to select in importers, in the words of their current versions: Sonarr 4, Radarr 6, Lidarr 3."""

_COMMANDS: Final = {
    **dict.fromkeys(IMPORTERS, "{url}"),
    "qbittorrent": _QBITTORRENT,
    "transmission": _TRANSMISSION,
    "rtorrent": _RTORRENT,
    "sabnzbd": _SABNZBD,
    "pyload": _PYLOAD,
    "other": _SHELL,
}
PROGRAMS: Final = tuple(_COMMANDS)
"""The programs for which there is a command, a script, or, for an importer, the URL itself."""


def report_commands(url: str) -> Mapping[str, str]:
    """Return what each program needs, with the URL of the webhook.

    That is the URL for importers, a command for qBittorrent ("Run on torrent finished") and for the shell of any other
    program, and a script for Transmission (`script-torrent-done-filename`), rTorrent, SABnzbd (post-processing) and
    pyLoad (`package_finished`).
    """
    return {
        program: command.format(url=f"{url}?{PROGRAM_KEY}={program}" if program in NAMED_PROGRAMS else url)
        for program, command in _COMMANDS.items()
    }
