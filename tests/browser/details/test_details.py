"""The details of a delivery or an item."""

import asyncio
from itertools import pairwise
from pathlib import Path
import re

from playwright.async_api import Browser, expect
import pytest

from testing.browser.session import RECONNECT_TIMEOUT_MS, BrowserSession, Theme, browser_session
from testing.card_environment import ADMINISTRATOR, CardEnvironment
from testing.daemons import QBittorrent, TorrentFile, make_torrent
from testing.plex_server import Fault
from tests.browser.measurements import accessibility_violations, box

from .dialog import LARGE_CARD, MOVIE, dialog, focused, open_details


async def test_details_of_movie(session: BrowserSession) -> None:
    details = await open_details(session, MOVIE)
    await expect(details.locator("h2")).to_have_text(f"{MOVIE} (2024)")
    await expect(details.locator("h3")).to_have_count(0)
    await expect(details.locator(".art img.loaded")).to_be_visible()
    steps = details.locator(".story li")
    await expect(steps.locator(".label")).to_have_text(["Downloaded", "Scanned", "In Plex"])
    first, *later = await steps.locator("time").all_text_contents()
    assert re.fullmatch(r"\d{1,2}:\d\d:\d\d\sPM|\d{1,2}:\d\d:\d\d\sAM", first)
    assert all(re.fullmatch(r"\+ [\d.]+ sec", time) for time in later)
    await expect(steps.nth(1)).to_contain_text("Movies · ")
    facts = details.locator(".facts")
    await expect(facts).to_contain_text(re.compile(r"File\s*Copper\.Sky\.2024\.1080p\.mkv · [\d.]+\s(bytes|kB)"))
    await expect(facts).to_contain_text(re.compile(r"Release\s*Copper\.Sky\.2024\.1080p"))
    href = await session.row(MOVIE).get_by_role("link", name="View in Plex").get_attribute("href")
    await expect(details.get_by_role("link", name="View in Plex")).to_have_attribute("href", str(href))
    assert session.errors == []


async def test_details_of_season_list_its_episodes(session: BrowserSession) -> None:
    details = await open_details(session, "Night Ferry · Season 2")
    await expect(details.locator("h3")).to_have_text("3 episodes")
    episodes = details.get_by_role("list", name="Night Ferry · Season 2").get_by_role("link")
    await expect(episodes).to_have_text([re.compile(rf"S02E0{number}") for number in (1, 2, 3)])


async def test_details_of_poster(session: BrowserSession) -> None:
    await session.card.locator(".poster").filter(has_text="Seven Kites").click()
    details = dialog(session)
    await expect(details.locator("h2")).to_have_text("Seven Kites (2023)")
    await expect(details.get_by_role("link", name="View in Plex")).to_be_visible()
    await expect(details.locator(".facts")).to_contain_text("Added")
    await expect(details.locator(".facts")).to_contain_text("File")


async def test_posters_of_a_season(session: BrowserSession, environment: CardEnvironment) -> None:
    """That of the season, and if they are listed singly those of its episodes."""
    await session.card.locator(".poster").filter(has_text="S02 · 3 episodes").click()
    details = dialog(session)
    await expect(details.locator("h3")).to_have_text("Season 2")
    await expect(details.locator(".items a")).to_have_text([re.compile(rf"S02E0{number}") for number in (1, 2, 3)])
    await session.page.keyboard.press("Escape")
    await session.open_dashboard(await environment.show({**LARGE_CARD, "group": False}))
    await open_details(session, "Night Ferry · Season 2")
    episode = await details.locator(".items a").filter(has_text="S02E03").get_attribute("href")
    await session.page.keyboard.press("Escape")
    await session.card.locator(".poster").filter(has_text="S02E03").click()
    await expect(details.locator("h3")).to_have_text(re.compile("^S02E03"))
    await expect(details.locator(".facts")).to_contain_text("Night.Ferry.S02E03.1080p.mkv")
    await expect(details.get_by_role("link", name="View in Plex")).to_have_attribute("href", str(episode))


@pytest.mark.skipif(QBittorrent.missing() is not None, reason="qbittorrent-nox is not installed")
async def test_running_download_that_is_paused(
    session: BrowserSession, environment: CardEnvironment, tmp_path: Path
) -> None:
    """Its details say so, and follow it again when it goes on."""
    (tmp_path / "Low Water (2020)").mkdir()
    (tmp_path / "Low Water (2020)" / "Low Water (2020).mkv").write_bytes(b"film" * 50_000)
    torrent = make_torrent(tmp_path / "Low Water (2020)")
    async with QBittorrent(tmp_path / "client", downloads=environment.downloads) as client:
        await client.add(torrent, save_path=environment.downloads / "movies")
        login = {"username": client.username, "password": client.password}
        await environment.hass_client.set_up("qbittorrent", {"url": client.url, **login})
        await reach(environment, client, torrent, "stalledDL")
        details = await open_details(session, "Low Water")
        state, alert = details.locator("h3"), details.get_by_role("alert")
        await expect(state).to_have_text("Downloading")
        await client.call("torrents/pause", {"hashes": torrent.hash})
        await reach(environment, client, torrent, "pausedDL", "stoppedDL")
        await expect(state).to_have_text("No longer downloading")
        await expect(details.locator("h2")).to_have_text("Low Water (2020)")
        await expect(details.locator("[aria-current=step]")).to_have_count(0)
        await expect(alert).to_be_empty()
        await client.call("torrents/resume", {"hashes": torrent.hash})
        await reach(environment, client, torrent, "stalledDL")
        await expect(state).to_have_text("Downloading")
        await expect(alert).to_be_empty()
        await environment.hass_client.remove_entries("qbittorrent")


async def reach(environment: CardEnvironment, client: QBittorrent, torrent: TorrentFile, *states: str) -> None:
    """Wait until a torrent is in one of the states, and have Home Assistant ask the client now."""
    async with asyncio.timeout(30):
        while (found := await client.get(torrent.hash)) is None or found["state"] not in states:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)
    await environment.hass_client.act("homeassistant.update_entity", entity_id="sensor.qbittorrent_status")


async def test_keyboard_opens_and_closes(session: BrowserSession) -> None:
    opener = session.row(MOVIE).locator("[aria-haspopup=dialog]").first
    await opener.press("Enter")
    await expect(dialog(session)).to_be_visible()
    assert await focused(session.page) == "Close"
    seen = set()
    for _ in range(12):
        await session.page.keyboard.press("Tab")
        seen.add(await focused(session.page))
    assert {"Close", "View in Plex"} <= seen
    assert not any("Seven Kites" in (label or "") for label in seen), "the focus left the dialog"
    await session.page.keyboard.press("Escape")
    await expect(dialog(session)).to_have_count(0)
    assert MOVIE in str(await focused(session.page))


async def test_back_button_and_scrim_close(session: BrowserSession) -> None:
    url = session.page.url
    await open_details(session, MOVIE)
    await session.page.go_back()
    await expect(dialog(session)).to_have_count(0)
    assert session.page.url == url
    await open_details(session, MOVIE)
    await session.page.mouse.click(5, 450)
    await expect(dialog(session)).to_have_count(0)
    assert session.page.url == url


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 440, 1000])
async def test_details_fit_and_are_accessible(
    browser: Browser, environment: CardEnvironment, width: int, theme: Theme
) -> None:
    path = await environment.show(LARGE_CARD)
    login = (browser, environment.url, *ADMINISTRATOR)
    async with browser_session(
        *login, width=width, height=700, theme="dark" if theme == "dark" else "light"
    ) as session:
        await session.page.emulate_media(reduced_motion="reduce")
        await session.open_dashboard(path)
        for title in (MOVIE, "Night Ferry · Season 2", "Lighthouse Papers"):
            details = await open_details(session, title)
            await expect(details.locator(".story li").first).to_be_visible()
            area = await box(details)
            assert area.x >= 0
            assert area.x + area.width <= width
            assert area.y + area.height <= 700
            if width < 450:
                assert (area.width, area.y + area.height) == (width, 700)
            body = details.locator(".body")
            assert await body.evaluate("({ scrollWidth, clientWidth }) => scrollWidth - clientWidth") == 0
            violations = await accessibility_violations(
                session.page, session.page.locator("plex-arrivals-details"), ("color-contrast", "button-name")
            )
            assert violations == []
            await details.get_by_role("button", name="Close").click()


async def test_german_details_fit_a_small_phone(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(LARGE_CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=280, language="de") as session:
        await session.open_dashboard(path)
        details = await open_details(session, MOVIE)
        await expect(details.locator(".story .label").last).to_have_text("In Plex")
        body = details.locator(".body")
        assert await body.evaluate("({ scrollWidth, clientWidth }) => scrollWidth - clientWidth") == 0
        # at the same time, because the sheet may still move
        lines = await details.locator(".story li").evaluate_all(
            "lines => lines.map((line) => line.getBoundingClientRect().toJSON())"
        )
        assert all(above["bottom"] <= below["top"] + 0.5 for above, below in pairwise(lines))


async def test_details_follow_the_delivery(session: BrowserSession, environment: CardEnvironment) -> None:
    rule = environment.plex.server.fail(Fault.STATUS(503), "/library/sections/1/refresh")
    await environment.finish_download("movies", "Slow.Kelp.2023", "Slow.Kelp.2023.mkv")
    details = await open_details(session, "Slow")
    await expect(details.locator("h3")).to_have_text(re.compile("Waiting|Scanning"))
    rule.lift()
    await expect(details.locator(".story .label").last).to_have_text("In Plex", timeout=RECONNECT_TIMEOUT_MS)
    await expect(details.locator("[aria-current=step]")).to_have_count(0)
    await expect(details.get_by_role("link", name="View in Plex")).to_be_visible()


async def test_dismiss_failed_delivery(session: BrowserSession, environment: CardEnvironment) -> None:
    await environment.hass_client.report("other/Something.Else")
    details = await open_details(session, "Something Else")
    await expect(details.locator("h3")).to_have_text("No library for this folder")
    await expect(details.locator(".facts")).to_contain_text("/downloads/other/Something.Else")
    await details.get_by_role("button", name="Dismiss").click()
    await expect(dialog(session)).to_have_count(0)
    await expect(session.row("Something Else")).to_have_count(0)


async def test_members_cannot_manage(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(LARGE_CARD)
    async with browser_session(browser, environment.url, *await environment.create_member()) as session:
        await session.open_dashboard(path)
        details = await open_details(session, "Lighthouse Papers")
        await expect(details.locator(".story li").first).to_be_visible()
        await expect(details.get_by_role("button", name=re.compile("Retry|Dismiss"))).to_have_count(0)


async def test_plex_offline_is_a_sentence(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(LARGE_CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        await environment.plex.server.stop()
        try:
            await expect(session.card.locator(".head .line")).to_contain_text("Offline since")
            details = await open_details(session, MOVIE)
            await expect(details.locator(".story .label")).to_have_text(["Downloaded", "Scanned", "In Plex"])
        finally:
            await environment.plex.server.start()
        await expect(session.card.locator(".head .line")).to_contain_text("Online", timeout=RECONNECT_TIMEOUT_MS)


async def test_update_without_reload_asks_to_reload(session: BrowserSession) -> None:
    """After an update, the page has the previous card, whose other files are gone."""
    await session.page.route("**/plex-arrivals-details.js", lambda route: route.fulfill(status=404))
    await session.row(MOVIE).locator("[aria-haspopup=dialog]").first.click()
    toast = session.page.locator("ha-toast")
    await expect(toast).to_contain_text("Plex Arrivals does not respond")
    await expect(toast.get_by_text("Reload")).to_be_visible()
    await expect(dialog(session)).to_have_count(0)


async def test_details_are_one_file_loaded_once(session: BrowserSession) -> None:
    requested = [url for url in session.traffic.requested_urls if "plex-arrivals-" in url]
    assert [url.rpartition("/")[2] for url in requested] == ["plex-arrivals-card.js"]
    for _ in range(2):
        await open_details(session, MOVIE)
        await session.page.keyboard.press("Escape")
        await expect(dialog(session)).to_have_count(0)
    requested = [url for url in session.traffic.requested_urls if "plex-arrivals-" in url]
    folders = {url.rpartition("/")[0] for url in requested}
    assert [url.rpartition("/")[2] for url in requested] == ["plex-arrivals-card.js", "plex-arrivals-details.js"]
    assert len(folders) == 1
