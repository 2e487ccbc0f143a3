"""Play from a row, a poster and the details on a media player."""

import re

from playwright.async_api import expect

from testing.browser.session import BrowserSession
from testing.card_environment import CardEnvironment
from testing.home_assistant.plex_players.media_player import ASLEEP, PLAYING, UNAVAILABLE
from tests.browser.measurements import accessibility_violations, box

from .dialog import MOVIE, dialog, open_details


async def test_play_from_row_remembers_player(session: BrowserSession, environment: CardEnvironment) -> None:
    play = session.row(MOVIE).get_by_role("button", name=f"Play: {MOVIE}")
    await play.click()
    menu = session.page.get_by_role("menu")
    await expect(menu.get_by_role("menuitemradio")).to_have_text(
        [re.compile(rf"{name}\s*{state}") for name, state in ((ASLEEP, "Idle"), (PLAYING, "Idle"), (UNAVAILABLE, "Un"))]
    )
    players = session.page.locator("plex-arrivals-players")
    assert await accessibility_violations(session.page, players, ("color-contrast",)) == []
    await session.page.keyboard.press("ArrowDown")
    await session.page.keyboard.press("Enter")
    await expect(session.page.locator("ha-toast")).to_contain_text(f"playing on {PLAYING}")
    player = await environment.hass_client.state("media_player.living_room")
    assert player["attributes"]["media_content_id"].endswith(f"/{environment.item(MOVIE).rating_key}")

    await play.click()
    await expect(menu).to_have_count(0)
    details = await open_details(session, MOVIE)
    await expect(details.get_by_role("button", name=f"Play on {PLAYING}")).to_be_visible()


async def test_play_from_poster(session: BrowserSession, environment: CardEnvironment) -> None:
    poster = session.card.locator(".posters li").filter(has_text="S02")
    play = poster.get_by_role("button", name="Play: Night Ferry · Season 2")
    await expect(play).to_have_css("opacity", "0")
    await poster.locator(".poster").focus()
    await expect(play).to_have_css("opacity", "1")
    await session.page.keyboard.press("Tab")
    await expect(play).to_be_focused()
    await session.card.locator(".opener").first.focus()
    await expect(play).to_have_css("opacity", "0")
    await poster.hover()
    await expect(play).to_have_css("opacity", "1")
    art, button = await box(poster.locator(".art")), await box(play)
    assert 0 <= art.x + art.width - button.x - button.width < 10
    assert 0 <= art.y + art.height - button.y - button.height < 10

    await play.click()
    await session.page.get_by_role("menuitemradio", name=PLAYING).click()
    await expect(session.page.locator("ha-toast")).to_contain_text(f"Night Ferry · Season 2 is playing on {PLAYING}")
    catalog = environment.plex.server.catalog.items.values()
    key = next(one.rating_key for one in catalog if one.type == "season" and one.level.index == 2)
    player = await environment.hass_client.state("media_player.living_room")
    assert player["attributes"]["media_content_id"].endswith(f"/{key}")
    await expect(dialog(session)).to_have_count(0)


async def test_posters_can_always_be_played_by_touch(session: BrowserSession) -> None:
    plays = session.card.locator(".posters .play")
    await expect(plays.first).to_have_css("opacity", "0")
    devtools = await session.context.new_cdp_session(session.page)
    await devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for play in await plays.all():
        await expect(play).to_have_css("opacity", "1")


async def test_player_that_does_not_play_ends_in_sentence(session: BrowserSession) -> None:
    await session.row(MOVIE).get_by_role("button", name=f"Play: {MOVIE}").click()
    await session.page.get_by_role("menuitemradio", name=UNAVAILABLE).click()
    await expect(session.page.locator("ha-toast")).to_contain_text(f"{UNAVAILABLE} is not available")
    details = await open_details(session, MOVIE)
    await details.get_by_role("button", name="Play on …").click()
    await session.page.get_by_role("menuitemradio", name=ASLEEP).click()
    await expect(details.get_by_role("alert")).to_contain_text(ASLEEP)
    await session.page.keyboard.press("Escape")
    await expect(dialog(session)).to_have_count(0)


async def test_poster_of_a_pack_is_about_its_own_film(session: BrowserSession, environment: CardEnvironment) -> None:
    """Also what it opens and plays, although the pack's delivery begins with another film."""
    films = ("Tin Harbour", "Glass Harbour", "Salt Harbour")
    await environment.finish_download("movies", "Harbour.Trilogy", *(f"{film} (2013).mkv" for film in films))
    await expect(session.row("Harbour").get_by_role("link", name="View in Plex")).to_be_visible()
    await session.page.evaluate(
        "player => localStorage.setItem('plex-arrivals-player', player)", "media_player.living_room"
    )
    for film in films:
        key = environment.item(film).rating_key
        await session.card.locator(".poster").filter(has_text=film).click()
        details = dialog(session)
        await expect(details.locator("h2")).to_have_text(f"{film} (2013)")
        view = details.get_by_role("link", name="View in Plex")
        await expect(view).to_have_attribute("href", re.compile(rf"metadata%2F{key}$"))
        await expect(details.locator(".facts")).to_contain_text(f"{film} (2013).mkv")
        await expect(details.locator(".items")).to_have_count(0)
        await details.get_by_role("button", name=f"Play on {PLAYING}").click()
        await expect(details.get_by_role("status")).to_have_text(f"{film} (2013) is playing on {PLAYING}")
        player = await environment.hass_client.state("media_player.living_room")
        assert player["attributes"]["media_content_id"].endswith(f"/{key}")
        await session.page.keyboard.press("Escape")
        await expect(dialog(session)).to_have_count(0)


async def test_escape_closes_the_menu_first(session: BrowserSession) -> None:
    details = await open_details(session, MOVIE)
    button = details.get_by_role("button", name="Play on …")
    await button.click()
    await expect(session.page.get_by_role("menu")).to_be_visible()
    await session.page.keyboard.press("Escape")
    await expect(session.page.get_by_role("menu")).to_have_count(0)
    await expect(details).to_be_visible()
    await expect(button).to_be_focused()
