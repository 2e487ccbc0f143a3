"""Pictures of what a person sees, each wide and narrow, light and dark."""

from collections.abc import AsyncIterator, Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Locator, Page

from testing.browser.session import BrowserSession, Theme, browser_session
from testing.card_environment import ADMINISTRATOR
from testing.documentation import pages

SHOWN_MS: Final = 90_000
"""Home Assistant looks at qBittorrent every half minute, and asks Sonarr once a minute."""
NARROW: Final = 320
"""The width of the narrow pictures, in pixels: that of the smallest phones."""
_THEMES: Final[tuple[Theme, ...]] = ("light", "dark")
_MARGIN: Final = 16

type Show = Callable[[BrowserSession], AsyncIterator[Locator | None]]
"""Brings one thing after the other to view in a new browser: an element, or with None the whole page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    width: int
    height: int
    theme: Theme
    ending: str


class Pictures:
    """Takes pictures of a Home Assistant."""

    def __init__(self, browser: Browser, url: str, folder: Path, wanted: Collection[str] | None) -> None:
        """Initialize with the folder for the pictures and the names of those to keep, None for all."""
        self._browser = browser
        self._url = url
        self._folder = folder
        self._wanted = wanted

    async def take(
        self, names: tuple[str, ...], show: Show, *, width: int, height: int = 900, narrow_height: int = 700
    ) -> None:
        """Take pictures of what a function shows, which has these names, in each look."""
        for look in _looks(width, height, narrow_height):
            wanted = [f"{name}-{look.ending}" for name in names if self.wants(f"{name}-{look.ending}")]
            if not wanted:
                continue
            async with browser_session(
                self._browser,
                self._url,
                *ADMINISTRATOR,
                width=look.width,
                height=look.height,
                theme=look.theme,
                density=2,
            ) as session:
                # Playwright could end all animations instead, and with them the fade of the row of posters
                await session.page.emulate_media(reduced_motion="reduce")
                number = 0
                async for element in show(session):
                    name = f"{names[number]}-{look.ending}"
                    if name in wanted:
                        await _take(session.page, element, self.path(name))
                    number += 1

    def wants(self, name: str) -> bool:
        """Return whether the picture with this name is to be kept."""
        return self._wanted is None or name in self._wanted

    def path(self, name: str) -> Path:
        """Return the file of a picture."""
        return self._folder / f"{name}.png"


def shown_in_documentation() -> set[str]:
    """Return the names of the pictures that the documentation shows; blocking."""
    links = {Path(link) for page in pages().values() for link in page.links}
    return {link.stem for link in links if link.parent.name == "images"}


def _looks(width: int, height: int, narrow_height: int) -> Iterator[_Look]:
    for theme in _THEMES:
        yield _Look(width=width, height=height, theme=theme, ending=theme)
        yield _Look(width=NARROW, height=narrow_height, theme=theme, ending=f"narrow-{theme}")


async def _take(page: Page, element: Locator | None, path: Path) -> None:
    """Take a picture of a page, or of an element with a little of what is around it."""
    await page.mouse.move(0, 0)  # nothing is hovered over
    await page.wait_for_load_state("networkidle")
    if element is None:
        await page.screenshot(path=path)
        return
    box = await element.bounding_box()
    if box is None:
        raise RuntimeError(f"{path.stem} is not to be seen")
    await page.screenshot(
        path=path,
        clip={
            "x": max(box["x"] - _MARGIN, 0),
            "y": max(box["y"] - _MARGIN, 0),
            "width": box["width"] + 2 * _MARGIN,
            "height": box["height"] + 2 * _MARGIN,
        },
    )
