"""Measurements of the card in a page: layout, styles, focus and accessibility."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Locator, Page

_OVERFLOW: Final = """card => Object.fromEntries(
  [["page", document.documentElement], ["card", card.shadowRoot.querySelector(".card")]].map(
    ([name, element]) => [name, element.scrollWidth - element.clientWidth],
  ),
)"""
_CLIPPED: Final = """card => {
  const cardBox = card.getBoundingClientRect();
  const isOutside = (element, { left, right }) => {
    const box = element.getBoundingClientRect();
    return !box.width || box.left < left - 1 || box.right > right + 1;
  };
  return [
    ...[...card.shadowRoot.querySelectorAll(".row .line > span")].filter((state) =>
      isOutside(state, state.parentElement.getBoundingClientRect())),
    ...[...card.shadowRoot.querySelectorAll(".buttons a, .buttons button")].filter((button) =>
      isOutside(button, cardBox)),
  ].map((element) => element.closest("li").innerText);
}"""
_SEPARATORS: Final = """card => {
  const stray = [];
  let breaks = 0;
  const visible = (rects) => [...rects].filter(({ width }) => width);
  for (const line of card.shadowRoot.querySelectorAll(".line, .name")) {
    const range = document.createRange();
    const [letters, dots] = [[], []];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
      for (let i = 0; i < text.length; i++) {
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        if (text.data[i].trim()) (text.data[i] === "·" ? dots : letters).push(...visible(range.getClientRects()));
      }
    }
    for (const separator of line.querySelectorAll(".separator")) {
      const rects = visible(separator.getClientRects());
      dots.push(...rects);
      breaks += !rects.length;
    }
    for (const { left, right, top, bottom } of dots) {
      const inLine = letters.filter((letter) => letter.top < bottom && letter.bottom > top);
      const isBetween = inLine.some((one) => one.right <= left + 1) && inLine.some((one) => one.left >= right - 1);
      if (!isBetween) stray.push(line.innerText);
    }
  }
  return [stray, breaks];
}"""
_AXE: Final = """async (card) => {
  const { violations, passes } = await axe.run(card);
  return {
    passed: passes.map(({ id }) => id),
    violations: violations
      .filter(({ impact }) => ["serious", "critical"].includes(impact))
      .map(({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message)}`)}`),
  };
}"""
_FOCUSABLE: Final = """card => [...card.shadowRoot.querySelectorAll("a[href], button:enabled")].map(
  (element) => element.ariaLabel || element.innerText)"""
_FOCUSED: Final = """card => {
  const element = card.shadowRoot.activeElement;
  if (!element) return null;
  const styles = [element, ...element.querySelectorAll(".art")].map((part) => getComputedStyle(part));
  const outlined = [...styles, getComputedStyle(element, "::after")].some(
    ({ outlineStyle, outlineWidth }) => outlineStyle === "solid" && outlineWidth === "2px",
  );
  const { left, right } = element.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const inside = left >= box.left - 1 && right <= box.right + 1;
  return { label: element.ariaLabel || element.innerText, outlined, inside };
}"""
_BOXES: Final = """card => [
  ...card.shadowRoot.querySelectorAll("section, li, .thumbnail, .art, .name, .buttons"),
].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height];
})"""
_STYLE: Final = """(element, names) => {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style[name]]));
}"""
_IS_START_VISIBLE: Final = """element => {
  const range = document.createRange();
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  range.setStart(text, 0);
  range.setEnd(text, 1);
  const [letter, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
  return letter.left >= box.left - 1 && letter.right <= box.right + 1;
}"""


@dataclass(frozen=True, slots=True)
class Box:
    """The bounding box of an element, in CSS pixels."""

    x: float
    y: float
    width: float
    height: float


async def box(locator: Locator) -> Box:
    """Return the bounding box of an element."""
    bounding_box = await locator.bounding_box()
    assert bounding_box, f"{locator} is not visible"
    return Box(**bounding_box)


async def boxes(card: Locator) -> list[list[float]]:
    """Return x, y, width and height of each part of the card."""
    result: list[list[float]] = await card.evaluate(_BOXES)
    return result


async def style(locator: Locator, *names: str) -> dict[str, str]:
    """Return computed style properties, by their names in JavaScript."""
    result: dict[str, str] = await locator.evaluate(_STYLE, list(names))
    return result


async def horizontal_overflow(card: Locator) -> dict[str, float]:
    """Return by how many pixels the page and the card scroll horizontally, without those that do not."""
    result: dict[str, float] = await card.evaluate(_OVERFLOW)
    return {name: pixels for name, pixels in result.items() if pixels > 0}


async def clipped_rows(card: Locator) -> list[str]:
    """Return the rows with a state or a button that is not completely visible."""
    result: list[str] = await card.evaluate(_CLIPPED)
    return result


async def separators(card: Locator) -> tuple[list[str], int]:
    """Return the lines with a separator that is not between two parts, and how many are not visible at line breaks."""
    stray, breaks = await card.evaluate(_SEPARATORS)
    return stray, breaks


async def is_start_visible(element: Locator) -> bool:
    """Return whether the first letter of an element's text is visible."""
    return bool(await element.evaluate(_IS_START_VISIBLE))


async def accessibility_violations(
    page: Page, card: Locator, checked: Collection[str] = ("color-contrast", "link-name", "image-alt")
) -> list[str]:
    """Return the serious and critical violations that axe-core finds in the card, which has what these rules check."""
    await page.evaluate(Axe().axe_script)
    result = await card.evaluate(_AXE)
    assert set(checked) <= set(result["passed"])
    violations: list[str] = result["violations"]
    return violations


async def focusable(card: Locator) -> list[str]:
    """Return the labels of all links and buttons, in document order."""
    result: list[str] = await card.evaluate(_FOCUSABLE)
    return result


async def focused(card: Locator) -> dict[str, Any] | None:
    """Return the `label` of the focused element and whether it is `outlined` and `inside` the card, or None."""
    result: dict[str, Any] | None = await card.evaluate(_FOCUSED)
    return result
