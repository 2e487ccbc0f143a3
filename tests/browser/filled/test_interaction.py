"""What somebody does with the card, and what they learn from it: keyboard, taps, links and explanations."""

import re

from playwright.async_api import expect
import pytest

from testing.browser.session import BrowserSession
from testing.card_environment import CARD, CardEnvironment

from ..measurements import box, focusable, focused
from .deliveries import LARGE_CARD, MISSING, MOVIE, PACK, UNMATCHED


async def test_all_links_and_buttons_are_focusable_by_keyboard(
    session: BrowserSession, filled_environment: CardEnvironment
) -> None:
    path = await filled_environment.show({**CARD, "recently_added": 8})
    await session.page.set_viewport_size({"width": 500, "height": 900})
    await session.open_dashboard(path)
    card = session.card
    expected = await focusable(card)
    assert {f"{PACK} · Season 1", f"View in Plex: {PACK} · Season 1", "2 need you"} <= set(expected)
    await card.locator("a[href], button").first.focus()
    for label in expected:
        assert await focused(card) == {"label": label, "outlined": True, "inside": True}
        await session.page.keyboard.press("Tab")
    assert await focused(card) is None


async def test_what_needs_the_user_stays_on_top(session: BrowserSession, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show({**CARD, "deliveries": 2})
    await session.open_dashboard(path)
    await expect(session.card.locator(".head .line")).to_contain_text("2 need you")
    names = session.card.locator("li.row .name")
    await expect(names).to_have_count(2)
    assert {UNMATCHED, MISSING} == {await name.inner_text() for name in await names.all()}
    await session.card.get_by_role("button", name=re.compile("Show . more")).click()
    await expect(session.row(MOVIE)).to_be_visible()


@pytest.mark.parametrize("touch", [True, False])
async def test_bar_is_explained(session: BrowserSession, filled_environment: CardEnvironment, touch: bool) -> None:
    await session.open_dashboard(await filled_environment.show(LARGE_CARD))
    bar = session.row(MOVIE).get_by_role(
        "img", name=re.compile("Downloaded.✓ ·.Library.found.✓ ·.Scanned.✓ ·.In.Plex.✓")
    )
    explanation = "bar => getComputedStyle(bar, '::after').visibility"
    assert await bar.evaluate(explanation) == "hidden"
    await (bar.click() if touch else bar.hover())
    await session.page.wait_for_function(explanation + " === 'visible'", arg=await bar.element_handle())


async def test_view_in_plex_is_a_link(session: BrowserSession, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show(LARGE_CARD)
    await session.page.set_viewport_size({"width": 320, "height": 900})
    await session.open_dashboard(path)
    link = session.row(MOVIE).get_by_role("link", name=f"View in Plex: {MOVIE}")
    await expect(link).to_have_attribute("href", re.compile(rf"^{filled_environment.plex.server.url}/web/.*metadata"))
    await expect(link).to_have_attribute("target", "_blank")
    size = await box(link)
    assert min(size.width, size.height) >= 24, "large enough to touch"


async def test_tap_action(session: BrowserSession, filled_environment: CardEnvironment) -> None:
    path = await filled_environment.show(
        *({**LARGE_CARD, "tap_action": action} for action in ("details", "url", "none"))
    )
    await session.page.set_viewport_size({"width": 1280, "height": 900})
    await session.open_dashboard(path)
    details, url, none = await session.page.locator("plex-arrivals-card").all()
    movie, failure = (re.compile(title) for title in (MOVIE, UNMATCHED))
    href = await details.get_by_role("link", name=f"View in Plex: {MOVIE}").get_attribute("href")
    for name in (movie, failure):
        row = details.locator("li.row").filter(has_text=name)
        await expect(row.get_by_role("button")).to_have_attribute("aria-haspopup", "dialog")
    assert await details.locator("button.poster").count() == await details.locator(".poster").count()

    row = url.locator("li.row").filter(has_text=movie)
    await expect(row.locator("a.opener")).to_have_attribute("href", href or "")
    await expect(url.locator("li.row").filter(has_text=failure).get_by_role("button")).to_have_count(1)
    await expect(url.locator("a.poster").filter(has_text=movie)).to_have_attribute("href", href or "")
    await expect(none.locator(".opener")).to_have_count(0)
    await expect(none.get_by_role("link", name=f"View in Plex: {MOVIE}")).to_have_count(1)
