"""Links between pages lead somewhere, and the first page stays short."""

from pathlib import Path
import posixpath
from urllib.parse import unquote

import pytest

from testing.documentation import ROOT, Page, pages

OURS = "https://github.com/plex-arrivals/plex-arrivals/blob/main/"
README_LINES = 150


def dead_links(page: Page) -> list[str]:
    """Return the links of a page whose file, picture or heading is not in this repository."""
    return [link for link in page.links if not _leads_somewhere(page, unquote(link))]


def _leads_somewhere(page: Page, link: str) -> bool:
    if OURS in link:
        return (ROOT / link.split(OURS)[1]).is_file()
    if link.startswith("https://"):
        return True
    path, _, anchor = link.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else page.name
    if not (ROOT / name).is_file():
        return False
    return not anchor or (name in pages() and anchor in pages()[name].anchors)


@pytest.mark.parametrize("name", pages())
def test_links(name: str) -> None:
    assert dead_links(pages()[name]) == []


@pytest.mark.parametrize(
    ("link", "is_dead"),
    [
        ("options.md", False),
        ("options.md#map-folders-to-libraries", False),
        ("options.md#map-folders", True),
        ("option.md", True),
        ("#triggers", False),
        ("#trigger", True),
        ("../LICENSE", False),
        ("../LICENCE", True),
        ("images/nothing.png", True),
        ("http://example.org", True),
        ("https://example.org", False),
        (f"{OURS}LICENSE", False),
        (f"https://my.home-assistant.io/redirect/?url={OURS.replace('/', '%2F')}blueprints%2Fnothing.yaml", True),
    ],
)
def test_finds_dead_links(link: str, is_dead: bool) -> None:
    page = Page("docs/automations.md", f"## Triggers\n[text]({link})\n")
    assert dead_links(page) == ([link] if is_dead else [])


def test_every_page_is_reached() -> None:
    """Directly or indirectly from the README."""
    reached: set[str] = set()
    found = {"README.md"}
    while found:
        page = pages()[found.pop()]
        reached.add(page.name)
        targets = (posixpath.normpath(posixpath.join(posixpath.dirname(page.name), link)) for link in page.links)
        found |= {name for target in targets if (name := target.partition("#")[0]) in pages()} - reached
    assert pages().keys() - reached == set()


def test_every_picture_is_shown() -> None:
    shown = {Path(link).name for page in pages().values() for link in page.links}
    assert {path.name for path in (ROOT / "docs" / "images").iterdir()} - shown == set()


def test_readme_is_short() -> None:
    assert len(pages()["README.md"].text.splitlines()) <= README_LINES
