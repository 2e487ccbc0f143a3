"""A download that Sonarr cannot import, on the card and in Home Assistant's repairs."""

from collections.abc import AsyncGenerator

from playwright.async_api import Browser, expect
import pytest
import pytest_asyncio
import pytest_socket

from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment, run_card_environment
from testing.importers import Episodes, Sonarr

from .issues import ignore_repairs
from .measurements import accessibility_violations, clipped_rows, horizontal_overflow

RELEASE = "lntrn.tales.s01e03.1080p"
SHOW = Episodes(title="Lantern Tales", season=1, numbers=(3,))
TITLE = "Lantern Tales · S01E03"
HASH = "c3" * 20
_IMPORTED_MS = 90_000
"""Sonarr is asked once a minute."""
SENTENCE = "Found archive file, might need to be extracted"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def environment(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[CardEnvironment]:
    """Run another Home Assistant: after an import, the repair of a download without a library comes later."""
    pytest_socket.enable_socket()
    async with run_card_environment(tmp_path_factory.mktemp("environment")) as environment:
        yield environment


@pytest_asyncio.fixture(loop_scope="session")
async def sonarr(environment: CardEnvironment) -> AsyncGenerator[Sonarr]:
    """Return a Sonarr, set up in Home Assistant, that does not import a finished download."""
    shows = environment.downloads / "shows"
    sonarr = Sonarr(shows, version="4.0.15", mounts={"/media/shows": shows})
    await sonarr.start()
    about = {"url": sonarr.url, "api_key": sonarr.api_key, "more_options": {"verify_ssl": True}}
    entry_id = await environment.hass_client.set_up("sonarr", about)
    await environment.hass_client.loaded(entry_id)
    release = environment.downloads / "complete" / RELEASE
    release.mkdir(parents=True)
    (release / f"{RELEASE}.mkv").write_bytes(b"episode" * 1000)
    sonarr.grab(HASH, RELEASE, SHOW, release, quality="WEBDL-1080p")
    await sonarr.block(HASH, SENTENCE)
    await environment.hass_client.act(
        "plex_arrivals.download_completed", name=RELEASE, path=f"/downloads/complete/{RELEASE}", hash=HASH
    )
    yield sonarr
    await sonarr.stop()


async def test_blocked_import(browser: Browser, environment: CardEnvironment, sonarr: Sonarr) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=800) as session:
        await session.open_dashboard(path)
        row = session.row("Lantern Tales · S01E03")
        await expect(row.locator(".line")).to_contain_text(f"Sonarr cannot import it · {SENTENCE}")
        image = row.locator("img")
        await expect(image).to_have_js_property("complete", value=True)
        assert await image.evaluate("image => image.naturalWidth") > 0
        assert not [url for url in session.traffic.requested_urls if url.startswith(sonarr.url)]
        await expect(session.card.locator(".head .line")).to_contain_text("1 needs you")
        assert await accessibility_violations(session.page, session.card) == []
        for width in (800, 320):
            await session.page.set_viewport_size({"width": width, "height": 900})
            assert await clipped_rows(session.card) == []
            assert await horizontal_overflow(session.card) == {}

        await row.locator("[aria-haspopup=dialog]").first.click()
        details = session.page.locator("plex-arrivals-details dialog")
        await expect(details.locator(".action.primary")).to_have_text("Fix")
        await expect(details.get_by_text(SENTENCE)).to_have_count(1)
        await session.page.keyboard.press("Escape")
        await expect(details).to_have_count(0)

        await row.get_by_role("link", name="Fix").click()
        await session.page.get_by_text(f"Sonarr needs your help: {TITLE}").click()
        dialog = session.page.get_by_text(SENTENCE)
        await expect(dialog).to_be_visible()
        queue = session.page.get_by_role("link", name="queue of Sonarr")
        await expect(queue).to_have_attribute("href", f"{sonarr.url}/activity/queue")

        await ignore_repairs(environment.hass_client)
        await session.open_dashboard(path)
        sonarr.resolve(HASH)
        await row.get_by_role("button", name="Retry").click()
        await expect(row.locator(".line")).to_contain_text("In Plex", timeout=_IMPORTED_MS)
        await session.open("/config/repairs")
        # that of the webhook may be there: the import was noticed by polling
        page = session.page
        repairs = page.get_by_role("heading", name="1 repair")
        await expect(repairs.or_(page.get_by_text("There are currently no repairs pending"))).to_be_visible()
        await expect(page.get_by_text("Sonarr needs your help")).to_have_count(0)
        assert session.errors == []
