"""What of the card can be measured in a page, and how Home Assistant's own cards measure there."""

from dataclasses import dataclass
from typing import Any, Final

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Locator, Page

_SIDEWAYS: Final = """card => Object.fromEntries(
  [["page", document.documentElement], ["card", card.shadowRoot.querySelector(".card")]].map(
    ([name, element]) => [name, element.scrollWidth - element.clientWidth],
  ),
)"""
_HIDDEN: Final = """card => {
  const box = card.getBoundingClientRect();
  const outside = (one, { left, right }) => {
    const { left: from, right: to, width } = one.getBoundingClientRect();
    return !width || from < left - 1 || to > right + 1;
  };
  return [
    ...[...card.shadowRoot.querySelectorAll(".row .line > span")].filter((word) =>
      outside(word, word.parentElement.getBoundingClientRect())),
    ...[...card.shadowRoot.querySelectorAll(".buttons a, .buttons button")].filter((one) => outside(one, box)),
  ].map((one) => one.closest("li").innerText);
}"""
_AXE: Final = """async (card) => {
  const { violations, passes } = await axe.run(card);
  return {
    looked: passes.map(({ id }) => id),
    found: violations
      .filter(({ impact }) => ["serious", "critical"].includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any.map((one) => one.message)}`)}`),
  };
}"""
_FOCUSABLE: Final = """card => [...card.shadowRoot.querySelectorAll("a[href], button:enabled")].map(
  (one) => one.ariaLabel || one.innerText)"""
_FOCUSED: Final = """card => {
  const one = card.shadowRoot.activeElement;
  if (!one) return null;
  const ringed = [one, ...one.querySelectorAll(".art")].some((part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle === "solid" && outlineWidth === "2px";
  });
  const { left, right } = one.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  return { label: one.ariaLabel || one.innerText, ringed, inside: left >= box.left - 1 && right <= box.right + 1 };
}"""
_BOXES: Final = """card => [...card.shadowRoot.querySelectorAll("section, li, .thumbnail, .art, .name, .buttons")].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x, y, width, height];
})"""
_STYLE: Final = """(element, names) => {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style[name]]));
}"""
_FIRST_LETTER: Final = """name => {
  const range = document.createRange();
  const text = document.createTreeWalker(name, NodeFilter.SHOW_TEXT).nextNode();
  range.setStart(text, 0);
  range.setEnd(text, 1);
  const [letter, box] = [range.getBoundingClientRect(), name.getBoundingClientRect()];
  return letter.left >= box.left - 1 && letter.right <= box.right + 1;
}"""


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is, in CSS pixels."""

    x: float
    y: float
    width: float
    height: float


async def box(locator: Locator) -> Box:
    found = await locator.bounding_box()
    assert found, f"{locator} is not on the page"
    return Box(**found)


async def boxes(card: Locator) -> list[list[float]]:
    """Return where each part of the card is."""
    found: list[list[float]] = await card.evaluate(_BOXES)
    return found


async def style(locator: Locator, *names: str) -> dict[str, str]:
    """Return computed properties, by their names in JavaScript."""
    found: dict[str, str] = await locator.evaluate(_STYLE, list(names))
    return found


async def sticks_out(card: Locator) -> dict[str, float]:
    """Return by how many pixels the page and the card can be scrolled sideways, where that is any."""
    found: dict[str, float] = await card.evaluate(_SIDEWAYS)
    return {name: pixels for name, pixels in found.items() if pixels > 0}


async def cut_off(card: Locator) -> list[str]:
    """Return the rows of which a state or a button cannot be seen whole."""
    found: list[str] = await card.evaluate(_HIDDEN)
    return found


async def begins_in_sight(name: Locator) -> bool:
    """Return whether the first letter of a text can be seen."""
    return bool(await name.evaluate(_FIRST_LETTER))


async def barriers(page: Page, card: Locator) -> list[str]:
    """Return what axe-core finds serious or critical in the card."""
    await page.evaluate(Axe().axe_script)
    result = await card.evaluate(_AXE)
    assert {"color-contrast", "link-name", "image-alt"} <= set(result["looked"])
    found: list[str] = result["found"]
    return found


async def focusable(card: Locator) -> list[str]:
    """Return the names of all links and buttons, as they follow each other."""
    found: list[str] = await card.evaluate(_FOCUSABLE)
    return found


async def focused(card: Locator) -> dict[str, Any] | None:
    """Return what has the focus in the card: its `label`, whether it is `ringed` and `inside` the card."""
    found: dict[str, Any] | None = await card.evaluate(_FOCUSED)
    return found
