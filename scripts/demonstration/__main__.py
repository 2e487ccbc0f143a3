"""Runs the demonstration; see `scripts/demo`."""

import argparse
import asyncio
import itertools
import signal
import socket
import sys
import time

from testing.daemons import free_port
from testing.dashboard import DASHBOARD_CONFIG
from testing.demo_plex import NAME, PLEX_ROOT, SECOND_NAME, SECOND_TOKEN, TOKEN, DemoPlex, second_plex
from testing.demo_sonarr import DemoSonarr
from testing.home_assistant import folder
from testing.home_assistant.client import PASSWORD, USER, HomeAssistant, home_assistant
from testing.plex_server import PlexServer
from testing.posters import paint
from testing.program_error import ProgramError
from testing.titles import Title, blocked, imported, lost, one_per_library, titles
from testing.torrents import DownloadProvider, downloads, installed_client

from .follow import Follower, Timeline
from .output import print_step, say, table

USUAL_PORT = 8123
PAUSE_SECONDS = 60
SETTLE_SECONDS = 5
SHOWN_SECONDS = 15
_DASHBOARD = "plex-arrivals"


async def run(*, once: bool) -> None:
    """Start everything, take the downloads through, and end everything; raises ProgramError."""
    client = await asyncio.to_thread(installed_client)
    plex = await asyncio.to_thread(DemoPlex, folder.DOWNLOADS)
    plex.server.paint = paint
    second = await asyncio.to_thread(second_plex, folder.FOLDER / "concerts")
    sonarr = DemoSonarr(folder.DOWNLOADS)
    port = _port()
    folder.prepare_home_assistant(port)
    await plex.server.start()
    await second.start()
    await sonarr.server.start()
    try:
        say("Starting Home Assistant …")
        async with home_assistant(port) as home:
            entry_id = await _set_up(home, plex, sonarr)
            async with downloads(client, folder.FOLDER, folder.DOWNLOADS, home, entry_id) as source:
                _introduce(home, plex, second, sonarr, source)
                await (_once if once else _for_ever)(home, entry_id, plex, sonarr, source)
    finally:
        await sonarr.server.stop()
        await plex.server.stop()
        await second.stop()
    if faults := folder.problems_in_log():
        raise ProgramError(f"Home Assistant's log {folder.LOG} complains about us:\n{faults[0]}")


async def _set_up(home: HomeAssistant, plex: DemoPlex, sonarr: DemoSonarr) -> str:
    """Set up what the downloads go through; return the ID of the config entry of Plex Arrivals."""
    await home.subscribe("plex_arrivals_delivery")
    entry_id = await home.set_up("plex_arrivals", {"url": plex.server.url, "token": TOKEN, "verify_ssl": True})
    await home.loaded(entry_id)
    pages: dict[str, dict[str, object]] = {
        "folders": {"path_mappings": [{"source": str(folder.DOWNLOADS), "plex": PLEX_ROOT}]},
        "sources": {"settle_seconds": SETTLE_SECONDS},
        "display": {"link_style": "server"},
    }
    for page, options in pages.items():
        await home.set_options(entry_id, page, options)
        await home.loaded(entry_id)
    about = {"url": sonarr.server.url, "api_key": sonarr.server.api_key, "more_options": {"verify_ssl": False}}
    sonarr_id = await home.set_up("sonarr", about)
    await home.loaded(sonarr_id)
    await home.set_options(entry_id, "importers", {"importers": [sonarr_id], "webhook_address": home.url})
    await home.loaded(entry_id)
    await home.command("lovelace/dashboards/create", url_path=_DASHBOARD, title="Plex Arrivals", icon="mdi:plex")
    await home.command("lovelace/config/save", url_path=_DASHBOARD, config=DASHBOARD_CONFIG)
    await home.command("frontend/set_system_data", key="core", value={"default_panel": _DASHBOARD})
    return entry_id


def _introduce(
    home: HomeAssistant, plex: DemoPlex, second: PlexServer, sonarr: DemoSonarr, source: DownloadProvider
) -> None:
    say()
    say(f"  Open            {home.url}   (user {USER}, password {PASSWORD})")
    say(f"  Plex            a stand-in, “{NAME}”: {plex.server.url} (token {TOKEN})")
    say(f"  Torrent client  {source.who}")
    say(f"  Sonarr          a stand-in, connected to Plex Arrivals: {sonarr.server.url}")
    say(f"  Path mapping    {folder.DOWNLOADS} is {PLEX_ROOT} to Plex")
    say(f"  To set up       another one, “{SECOND_NAME}”: {second.url} (token {SECOND_TOKEN})")
    say("                  Settings → Devices & services → Add integration → Plex Arrivals")


async def _once(
    home: HomeAssistant, entry_id: str, plex: DemoPlex, sonarr: DemoSonarr, source: DownloadProvider
) -> None:
    """Take one download per library, one that Sonarr imports and one that it cannot at first; say how long it took."""
    timelines: list[Timeline] = []
    for title in (*one_per_library(), imported(), archive := blocked()):
        follower = await _download(title, home, entry_id, plex, sonarr, source)
        if title is archive:
            await follower.try_again(await follower.block())
        timelines.append(await follower.arrive())
        await _shown(home, timelines[-1])
    say()
    for line in table(timelines):
        say(line)


async def _for_ever(
    home: HomeAssistant, entry_id: str, plex: DemoPlex, sonarr: DemoSonarr, source: DownloadProvider
) -> None:
    """Finish a download every minute until all titles are used, then keep Home Assistant running."""
    say("\n  Ctrl-C ends everything that was started here.")
    await _report_lost(home)
    for title in itertools.chain((archive := blocked(), imported()), titles()):
        begun = time.monotonic()
        try:
            follower = await _download(title, home, entry_id, plex, sonarr, source)
            if title is archive:
                await follower.block()
                await asyncio.to_thread(sonarr.extract, title)
                print_step(None, "the archive is extracted: have Sonarr try again in Settings → System → Repairs")
            else:
                await follower.arrive()
        except Exception as error:  # noqa: BLE001 - they may have removed the integration, or restarted Home Assistant
            print_step(None, f"{title.what} did not reach Plex: {_sentence(error)}")
        await asyncio.sleep(max(0, PAUSE_SECONDS - (time.monotonic() - begun)))
    say("\nThat was the last download. Home Assistant stays until Ctrl-C.")
    await asyncio.Event().wait()


async def _download(
    title: Title, home: HomeAssistant, entry_id: str, plex: DemoPlex, sonarr: DemoSonarr, source: DownloadProvider
) -> Follower:
    """Download a title, and let Sonarr import it if it is Sonarr's; return what follows it from there."""
    follower = Follower(title, home, entry_id, plex, sonarr, print_step)
    await follower.download(source)
    if title.episodes:
        await follower.finish_in_sonarr()
    return follower


async def _report_lost(home: HomeAssistant) -> None:
    """Report a movie that no library contains until somebody maps its folder, which Repairs propose."""
    title = lost()
    place = folder.DOWNLOADS / title.folder / title.name
    await asyncio.to_thread(place.mkdir)
    await asyncio.to_thread((place / title.files[0]).write_bytes, title.what.encode())
    about = {"name": title.name, "path": f"/usb/{title.folder}/{title.name}", "files": list(title.files)}
    # else its name would tell that it is a movie
    await home.act("plex_arrivals.download_completed", **about, media_type="other")
    print_step(None, f"{title.what} has no library: look at the dashboard, and at Settings → System → Repairs")


def _sentence(error: BaseException) -> str:
    """Return what went wrong: of several that ended together the first."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or type(error).__name__


async def _shown(home: HomeAssistant, timeline: Timeline) -> None:
    """Wait until the newest arrival is what the sensors show."""
    end = time.monotonic() + SHOWN_SECONDS
    while time.monotonic() < end:
        newest = await home.state(f"sensor.{NAME.lower()}_recently_added")
        last = await home.state(f"sensor.{NAME.lower()}_last_arrival")
        if last["attributes"].get("url") == timeline.url and newest["attributes"].get("items"):
            return
        await asyncio.sleep(0.2)
    raise ProgramError(f"The sensors do not show {timeline.title.what} {SHOWN_SECONDS} s after its arrival.")


def _port() -> int:
    """Return Home Assistant's usual port, or another one where that is taken."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", USUAL_PORT))
        except OSError:
            return free_port()
        return USUAL_PORT


async def _until_signalled(*, once: bool) -> None:
    """Run; the first signal ends everything gracefully, each further one kills what is being waited for."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("no task")
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel)
    with folder.fresh_folder():
        await run(once=once)


def main() -> int:
    """Run and return the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="take one download per library to its link, then end")
    arguments = parser.parse_args()
    try:
        asyncio.run(_until_signalled(once=arguments.once))
    except asyncio.CancelledError:
        say("\nEnded.")
        return 130 if arguments.once else 0
    except ProgramError as failure:
        print(f"scripts/demo: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
