"""Pictures of elements and pages."""

from typing import Final

from playwright.async_api import Locator, Page

from testing.browser.session import Theme
from testing.documentation import ROOT

PICTURES: Final = ROOT / "docs" / "images"
THEMES: Final[tuple[Theme, ...]] = ("light", "dark")
SHOWN_MS: Final = 90_000
"""Home Assistant looks at qBittorrent every half minute, and asks Sonarr once a minute."""
_MARGIN: Final = 16


async def take_element(element: Locator, name: str) -> None:
    """Take a picture of an element with a little of what is around it."""
    await _settle(element.page)
    box = await element.bounding_box()
    if box is None:
        raise RuntimeError(f"{name} is not to be seen")
    await element.page.screenshot(
        path=PICTURES / f"{name}.png",
        clip={
            "x": max(box["x"] - _MARGIN, 0),
            "y": max(box["y"] - _MARGIN, 0),
            "width": box["width"] + 2 * _MARGIN,
            "height": box["height"] + 2 * _MARGIN,
        },
    )


async def take_page(page: Page, name: str) -> None:
    """Take a picture of what is to be seen of a page."""
    await _settle(page)
    await page.screenshot(path=PICTURES / f"{name}.png")


async def _settle(page: Page) -> None:
    """Wait until nothing is loaded or moves.

    Playwright could end all animations, but that would also scroll the row of posters to its end, as its fade sees it.
    """
    await page.emulate_media(reduced_motion="reduce")
    await page.wait_for_load_state("networkidle")
