"""The documentation, as tests and scripts read it: its pages, their headings, links and examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import parse_yaml

ROOT = Path(__file__).parents[1]

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_LINK = re.compile(r"""(?:\]\(|(?:href|src|srcset)=")([^)"\s]+)""")
_LINK_IN_HEADING = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Example:
    """A block of code in a page."""

    page: str
    heading: str
    """The last heading above it."""
    language: str
    text: str

    @property
    def content(self) -> Any:
        """What a YAML example says."""
        return parse_yaml(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the documentation."""

    name: str
    """Its path in the repository."""
    text: str

    @property
    def prose(self) -> str:
        """The text without its blocks of code."""
        return _FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """The targets of links and pictures, as they are written."""
        return _LINK.findall(self.prose)

    @property
    def anchors(self) -> set[str]:
        """The anchors of the headings, as GitHub makes them."""
        found: set[str] = set()
        for heading in _HEADING.findall(self.prose):
            words = _LINK_IN_HEADING.sub(r"\1", heading).lower()
            anchor = base = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
            number = 0
            while anchor in found:
                number += 1
                anchor = f"{base}-{number}"
            found.add(anchor)
        return found

    def examples(self) -> Iterator[Example]:
        """Yield the blocks of code."""
        for fence in _FENCE.finditer(self.text):
            headings = _HEADING.findall(_FENCE.sub("", self.text[: fence.start()]))
            yield Example(self.name, headings[-1] if headings else "", fence["language"], fence["text"])


@cache
def pages() -> dict[str, Page]:
    """Return all pages by name; blocking."""
    paths = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    return {name: Page(name, path.read_text(encoding="utf-8")) for name, path in zip(names, paths, strict=True)}


def example(page: str, heading: str) -> Example:
    """Return the first YAML example under a heading; blocking. Raises LookupError without one."""
    for example in pages()[page].examples():
        if (example.heading, example.language) == (heading, "yaml"):
            return example
    raise LookupError(f"{page} has no example under “{heading}”")
