"""Downloads that a Sonarr stand-in cannot import without the user."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from custom_components.plex_arrivals.deliveries.delivery import Delivery, Reason
from testing.importers import Episodes, Sonarr
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import importer_set_up

HASH = "a1" * 20
RELEASE = "hrbr.s02e05.1080p"
TITLE = "Harbour Watch · S02E05"
SENTENCE = "Found archive file, might need to be extracted"


@asynccontextmanager
async def sonarr_set_up(env: DeliveryEnvironment, title: str = "Sonarr") -> AsyncIterator[Sonarr]:
    """Set up a Sonarr that imports into the folder of Plex's library Shows."""
    sonarr = Sonarr(env.disk / "shows", version="4.0.15", mounts={"/media/shows": env.disk / "shows"})
    async with importer_set_up(env.hass, sonarr, title=title):
        yield sonarr


def grabbed(env: DeliveryEnvironment, sonarr: Sonarr, torrent: str = HASH, episode: int = 5) -> str:
    """Let Sonarr choose a download, which is complete; return its name."""
    name = RELEASE.replace("e05", f"e{episode:02}")
    output = env.disk / "downloads" / name
    output.mkdir(parents=True)
    (output / f"{name}.mkv").write_bytes(b"episode")
    show = Episodes(title="Harbour Watch", season=2, numbers=(episode,))
    sonarr.grab(torrent, name, show, output, quality="WEBDL-1080p")
    sonarr.finish(torrent)
    return name


async def blocked(
    env: DeliveryEnvironment, sonarr: Sonarr, *, torrent: str = HASH, episode: int = 5, sentence: str = SENTENCE
) -> Delivery:
    """Return the delivery of a finished download that Sonarr does not import."""
    name = grabbed(env, sonarr, torrent, episode)
    await sonarr.block(torrent, sentence)
    delivery = await env.finish(f"/downloads/{name}", hash=torrent)
    await until(lambda: env.manager.deliveries[delivery.id].reason is Reason.IMPORT_BLOCKED)
    found: Delivery = env.manager.deliveries[delivery.id]
    return found


async def imported(env: DeliveryEnvironment, sonarr: Sonarr, delivery: Delivery, torrent: str = HASH) -> Delivery:
    """Fix the cause and let Sonarr import the download; return its delivery once it has arrived."""
    sonarr.resolve(torrent)
    await sonarr.process()
    return await env.ended(delivery)
