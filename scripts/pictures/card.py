"""The pictures of the card, its editor, and the details that it opens."""

from collections.abc import AsyncIterator
import re

from playwright.async_api import Locator, expect

from testing.browser.session import BrowserSession
from testing.card_environment import CARD, CardEnvironment

from .picture import Pictures, Show

_LONG_SCAN_SECONDS = 10
_PLAYER = "Living room"
_HALF_A_SECTION = {"grid_options": {"columns": 6}}


async def take(pictures: Pictures, environment: CardEnvironment) -> None:
    """Take those of the card and its editor."""
    path = await environment.show(CARD)

    async def card(session: BrowserSession) -> AsyncIterator[Locator]:
        await session.open_dashboard(path)
        await expect(session.row("Last Tram").locator(".line")).to_contain_text(re.compile(r"Downloading\s· [^0]"))
        await expect(session.row("Night").locator(".line")).to_contain_text("5 of 8")
        await expect(session.row("Copper").get_by_role("link", name="View in Plex")).to_be_visible()
        for shown in ("Kites over", "Copper Sky", "5 episodes"):
            await expect(session.card.locator(".poster").filter(has_text=shown)).to_be_visible()
        await session.page.wait_for_load_state("networkidle")  # now, so that the scan is not over by then
        environment.plex.server.scan_seconds = _LONG_SCAN_SECONDS
        await environment.hass_client.act("plex_arrivals.refresh_library", library="Music")
        await expect(session.card.locator(".head .line")).to_contain_text(re.compile(r"scanning Music, [1-9]"))
        yield session.card

    async def editor(session: BrowserSession) -> AsyncIterator[Locator]:
        dialog = await session.edit_card(path)
        await expect(dialog.locator("plex-arrivals-card .poster img.loaded").first).to_be_visible()
        yield dialog.locator("wa-dialog dialog, dialog").first

    async def half(session: BrowserSession) -> AsyncIterator[Locator]:
        await session.open_dashboard(path)
        await expect(session.card.locator(".poster img.loaded").first).to_be_visible()
        yield session.card

    await pictures.take(("card",), card, width=1340, narrow_height=1200)
    await pictures.take(("editor",), editor, width=1100, height=1050, narrow_height=1200)
    path = await environment.show(CARD | _HALF_A_SECTION)
    await pictures.take(("half",), half, width=1340, narrow_height=1200)


async def take_details(pictures: Pictures, environment: CardEnvironment) -> None:
    """Take those of the details of downloads and of an item, and of the menu of players."""
    path = await environment.show(CARD)

    async def opened(session: BrowserSession, title: str) -> Locator:
        await session.open_dashboard(path)
        await session.row(title).locator("[aria-haspopup=dialog]").first.click()
        return session.page.locator("plex-arrivals-details dialog")

    async def arrived(session: BrowserSession) -> AsyncIterator[Locator]:
        dialog = await opened(session, "Copper")
        await expect(dialog.locator(".art img.loaded")).to_be_visible()
        await dialog.get_by_role("button", name="Play on").click()
        player = dialog.get_by_role("menuitemradio").filter(has_text=_PLAYER)
        await expect(player).to_be_visible()
        yield dialog
        await player.click()
        await expect(dialog.get_by_role("status")).to_contain_text(_PLAYER)
        dialog = await opened(session, "Copper")
        await expect(dialog.locator(".art img.loaded")).to_be_visible()
        await expect(dialog.get_by_role("button", name=f"Play on {_PLAYER}")).to_be_visible()
        yield dialog

    def of(title: str) -> Show:
        async def show(session: BrowserSession) -> AsyncIterator[Locator]:
            dialog = await opened(session, title)
            await expect(dialog.locator(".facts")).to_be_visible()
            yield dialog

        return show

    async def scanning(session: BrowserSession) -> AsyncIterator[Locator]:
        dialog = await opened(session, "Glass Meadow")
        await expect(dialog).to_contain_text("look, next scan in")
        yield dialog

    await pictures.take(("details-scanning",), scanning, width=640, narrow_height=1100)
    await pictures.take(("play", "details"), arrived, width=640, narrow_height=1100)
    await pictures.take(("details-running",), of("Last Tram"), width=640, narrow_height=1100)
    await pictures.take(("details-partly",), of("Night Ferry"), width=640, narrow_height=1100)
    await pictures.take(("details-failed",), of("Morning Pages"), width=640, narrow_height=1100)
