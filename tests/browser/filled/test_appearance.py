"""The appearance of the card on dashboards: its layout, themes, accessibility and animations."""

import asyncio
from itertools import pairwise
import re

from playwright.async_api import Browser, Route, expect
import pytest

from testing.browser.session import RECONNECT_TIMEOUT_MS, BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

from ..measurements import (
    accessibility_violations,
    box,
    boxes,
    clipped_rows,
    horizontal_overflow,
    is_start_visible,
    separators,
    style,
)
from .deliveries import LARGE_CARD, MOVIE, PACK, UNMATCHED

TILE = {"type": "tile", "entity": "binary_sensor.attic_online", "name": "A tile"}
SECTION_ROW, SECTION_GAP = 56, 8
"""The row height and the gap of Home Assistant's sections, in pixels."""


@pytest.mark.parametrize("width", [320, 1400])
async def test_card_fits_its_width(session: BrowserSession, filled_environment: CardEnvironment, width: int) -> None:
    path = await filled_environment.show(LARGE_CARD, {**CARD, "layout": "grid"})
    await session.page.set_viewport_size({"width": width, "height": 900})
    await session.open_dashboard(path)
    card = session.card
    icon = await box(card.locator(".head .icon"))
    assert (icon.width, icon.height) == (40, 40)
    for row in await card.locator("li.row").all():
        assert 54 <= (await box(row)).height <= (64 if width > 320 else 80)
        thumbnail = await box(row.locator(".thumbnail"))
        assert (thumbnail.width, thumbnail.height) == (36, 54)
    for art in (await card.locator(".art").all())[:3]:
        poster = await box(art)
        assert poster.height == pytest.approx(poster.width * 1.5, abs=0.5)
    await expect(session.row(PACK).locator(".line > span")).to_have_text("In Plex")
    assert await clipped_rows(card) == []
    for card in await session.page.locator("plex-arrivals-card").all():
        assert await horizontal_overflow(card) == {}


async def test_half_a_section_on_a_phone_shows_titles(
    session: BrowserSession, filled_environment: CardEnvironment
) -> None:
    path = await filled_environment.show(LARGE_CARD)
    await session.page.set_viewport_size({"width": 200, "height": 900})
    await session.open_dashboard(path)
    row = session.row(MOVIE)
    await expect(row.locator(".name")).to_be_visible()
    await expect(row.locator(".thumbnail")).to_be_hidden()
    assert await clipped_rows(session.card) == []
    assert await horizontal_overflow(session.card) == {}


@pytest.mark.parametrize("language", ["en", "de"])
async def test_separators_are_not_at_the_ends_of_lines(
    browser: Browser, filled_environment: CardEnvironment, language: str
) -> None:
    path = await filled_environment.show(LARGE_CARD)
    async with browser_session(browser, filled_environment.url, *ADMINISTRATOR, language=language) as session:
        await session.open_dashboard(path)
        breaks = 0
        for width in (200, 280, 320, 360, 440, 1400):
            await session.page.set_viewport_size({"width": width, "height": 900})
            stray, breaks_here = await separators(session.card)
            assert stray == [], f"at {width} px"
            breaks += breaks_here
        assert breaks


async def test_german_card_fits_a_small_phone(browser: Browser, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show(LARGE_CARD)
    async with browser_session(browser, filled_environment.url, *ADMINISTRATOR, width=280, language="de") as session:
        await session.open_dashboard(path)
        await expect(session.row(PACK).locator(".line > span")).to_have_text("In Plex")
        await expect(session.row(UNMATCHED).locator(".buttons a")).to_have_text("Beheben")
        assert await clipped_rows(session.card) == []
        assert await horizontal_overflow(session.card) == {}


async def test_text_and_border_match_a_tile_card(session: BrowserSession, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show(CARD, TILE)
    await session.page.set_viewport_size({"width": 1280, "height": 900})
    await session.open_dashboard(path)
    tile = session.page.locator("hui-tile-card")
    text_style = ("fontFamily", "fontSize", "fontWeight", "letterSpacing", "color")
    actual, expected = session.card.locator(".head .name"), tile.locator("ha-tile-info span.primary")
    assert await style(actual, *text_style) == await style(expected, *text_style)
    actual, expected = session.card.locator(".head .line"), tile.locator("ha-tile-info state-display")
    assert await style(actual, *text_style[:-1]) == await style(expected, *text_style[:-1])
    card_style = ("borderRadius", "borderColor", "borderWidth", "backgroundColor", "boxShadow")
    actual, expected = session.card.locator("ha-card"), tile.locator("ha-card")
    assert await style(actual, *card_style) == await style(expected, *card_style)


async def test_card_is_accessible(browser: Browser, filled_environment: CardEnvironment) -> None:
    """Test light and dark themes, wide and narrow, online and offline."""
    path = await filled_environment.show(LARGE_CARD)
    login = (browser, filled_environment.url, *ADMINISTRATOR)
    async with browser_session(*login) as light, browser_session(*login, width=320, theme="dark") as dark:
        sessions = (light, dark)
        await asyncio.gather(*(session.open_dashboard(path) for session in sessions))
        background = [await style(session.card.locator("ha-card"), "backgroundColor") for session in sessions]
        assert background[0] != background[1]
        assert await asyncio.gather(
            *(accessibility_violations(session.page, session.card) for session in sessions)
        ) == [[], []]
        await filled_environment.plex.server.stop()
        try:
            for session in sessions:
                await expect(session.card.locator(".head .line")).to_contain_text("Offline since")
            assert await asyncio.gather(
                *(accessibility_violations(session.page, session.card) for session in sessions)
            ) == [[], []]
        finally:
            await filled_environment.plex.server.start()
        await expect(dark.card.locator(".head .line")).to_contain_text("Online", timeout=RECONNECT_TIMEOUT_MS)


@pytest.mark.parametrize(("theme", "radius"), [("Round and pink", "28px"), ("High contrast", "0px")])
async def test_card_follows_theme(
    session: BrowserSession, filled_environment: CardEnvironment, theme: str, radius: str
) -> None:
    await session.page.set_viewport_size({"width": 400, "height": 900})
    await session.open_dashboard(await filled_environment.show(LARGE_CARD))
    await filled_environment.hass_client.act("frontend.set_theme", name=theme)
    try:
        card = session.card.locator("ha-card")
        await expect(card).to_have_css("border-radius", radius)
        assert await accessibility_violations(session.page, session.card) == []
    finally:
        await filled_environment.hass_client.act("frontend.set_theme", name="default")


async def test_row_of_posters_fades_out_until_its_end(
    session: BrowserSession, filled_environment: CardEnvironment
) -> None:
    await session.page.set_viewport_size({"width": 400, "height": 900})
    await session.open_dashboard(await filled_environment.show(LARGE_CARD, {**CARD, "recently_added": 1}))
    strips = session.page.locator(".posters.strip")
    assert "linear-gradient" in (await style(strips.nth(0), "maskImage"))["maskImage"]
    assert (await style(strips.nth(1), "maskImage"))["maskImage"] == "none"
    await strips.nth(0).evaluate("strip => strip.scrollTo({ left: strip.scrollWidth, behavior: 'instant' })")
    await expect(strips.nth(0)).to_have_css("mask-size", re.compile(r"calc\(100% \+ 3\dpx\)"))


async def test_episodes_of_a_season_share_a_poster(
    session: BrowserSession, filled_environment: CardEnvironment
) -> None:
    card = {"tap_action": "url", **CARD}
    path = await filled_environment.show(card, {**card, "group": False})
    await session.page.set_viewport_size({"width": 1280, "height": 900})
    await session.open_dashboard(path)
    grouped, single = await session.page.locator("plex-arrivals-card").all()
    poster = grouped.locator(".poster").filter(has_text=PACK)
    await expect(poster.locator(".count")).to_have_text("4")
    await expect(poster.locator(".line")).to_have_text("S01 · 4 episodes")
    items = filled_environment.plex.server.catalog.items.values()
    season = next(item for item in items if item.type == "season" and item.parent and item.parent.title == PACK)
    await expect(poster).to_have_attribute("href", re.compile(rf"metadata%2F{season.rating_key}$"))
    await expect(single.locator(".poster").filter(has_text=PACK)).to_have_count(4)


async def test_layout_does_not_shift_when_posters_load(browser: Browser, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show(LARGE_CARD, {**CARD, "layout": "grid"})
    async with browser_session(browser, filled_environment.url, *ADMINISTRATOR) as session:
        may_load = asyncio.Event()

        async def hold(route: Route) -> None:
            await may_load.wait()
            await route.continue_()

        await session.page.route("**/api/plex_arrivals/artwork/**", hold)
        await session.open_dashboard(path)
        cards = session.page.locator("plex-arrivals-card")
        await session.row(MOVIE).locator("img").wait_for(state="attached")
        await expect(session.row(MOVIE).locator("img.loaded")).to_have_count(0)
        before = [await boxes(card) for card in await cards.all()]
        may_load.set()
        await expect(session.row(MOVIE).locator("img.loaded")).to_have_css("opacity", "1")
        for card in await cards.all():
            await card.locator(".art").first.scroll_into_view_if_needed()
            await expect(card.locator(".art img").first).to_have_css("opacity", "1")
        await cards.first.locator(".head").scroll_into_view_if_needed()
        assert [await boxes(card) for card in await cards.all()] == before


async def test_animations_are_short_or_disabled(session: BrowserSession, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show(LARGE_CARD)
    await session.page.set_viewport_size({"width": 1280, "height": 900})
    await session.open_dashboard(path)
    animated = [session.card.locator(f"{name} >> nth=0") for name in (".icon", ".steps b", "img")]
    for element in animated:
        assert {*(await style(element, "transitionDuration"))["transitionDuration"].split(", ")} <= {"0.15s", "0.2s"}
    await session.page.emulate_media(reduced_motion="reduce")
    for element in animated:
        assert (await style(element, "transitionDuration"))["transitionDuration"] == "0s"
    await session.page.emulate_media(reduced_motion="no-preference")


async def test_right_to_left_layout(browser: Browser, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show(LARGE_CARD)
    async with browser_session(browser, filled_environment.url, *ADMINISTRATOR, width=400, language="he") as session:
        await session.open_dashboard(path)
        await expect(session.page.locator("html")).to_have_attribute("dir", "rtl")
        row = session.row(PACK)
        parts = [await box(row.locator(name)) for name in (".buttons", ".text", ".thumbnail")]
        assert [left.x + left.width <= right.x for left, right in pairwise(parts)] == [True, True]
        assert await is_start_visible(row.locator(".name")), "a title is truncated at its end"
        title = await box(session.row(MOVIE).locator("bdi").first)
        assert title.x + title.width == pytest.approx(parts[2].x - 12, abs=1)
        assert await horizontal_overflow(session.card) == {}


@pytest.mark.parametrize("view", ["masonry", "panel", "sidebar"])
async def test_card_fits_other_views(session: BrowserSession, filled_environment: CardEnvironment, view: str) -> None:
    path = await filled_environment.show({**LARGE_CARD, "view_layout": {"position": "sidebar"}}, view=view)
    await session.page.set_viewport_size({"width": 1400, "height": 900})
    await session.open_dashboard(path)
    card = await box(session.card)
    assert card.width >= (1000 if view == "panel" else 300)
    assert card.x + card.width <= 1400
    await expect(session.row(PACK)).to_be_visible()
    assert await horizontal_overflow(session.card) == {}


async def test_card_sizes_in_a_section(session: BrowserSession, filled_environment: CardEnvironment) -> None:
    sizes: list[dict[str, object]] = [{"columns": 6, "rows": 3}, {"columns": 6}, {"columns": 12, "rows": 3}]
    path = await filled_environment.show(
        *({**LARGE_CARD, "grid_options": size} for size in (*sizes, {"columns": "full"}))
    )
    await session.page.set_viewport_size({"width": 1400, "height": 900})
    await session.open_dashboard(path)
    cards = await session.page.locator("plex-arrivals-card").all()
    low, half, wide, full = [await box(card.locator("ha-card")) for card in cards]
    rows = 3 * SECTION_ROW + 2 * SECTION_GAP
    assert low.height == wide.height == rows
    assert low.width == half.width == (wide.width - SECTION_GAP) / 2
    assert full.width >= wide.width
    assert full.height > rows
    content = cards[0].locator(".card")
    assert await content.evaluate(
        "({ scrollHeight, clientHeight }) => scrollHeight > clientHeight && clientHeight <= 184"
    )
    await cards[0].locator(".poster").first.scroll_into_view_if_needed()
    assert await content.evaluate("({ scrollTop }) => scrollTop") > 0
    for card in cards:
        assert await horizontal_overflow(card) == {}
        assert await clipped_rows(card) == []
