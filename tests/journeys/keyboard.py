"""A keyboard and nothing else: where Tab leads, and whether whoever looks can see where they are."""

from __future__ import annotations

from typing import Any

HERE = """() => {
  const node = document.activeElement
  if (!node || node === document.body || node === document.documentElement) return null
  const box = node.getBoundingClientRect()
  const style = () => { const s = getComputedStyle(node)
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderTopWidth].join() }
  const focused = style()
  node.blur(); const not = style(); node.focus({preventScroll: true})
  const across = Math.min(box.right, innerWidth) + Math.max(box.left, 0)
  const down = Math.min(box.bottom, innerHeight) + Math.max(box.top, 0)
  const on_top = document.elementFromPoint(across / 2, down / 2)
  return {
    name: (node.getAttribute('aria-label') || (node.labels && node.labels[0] && node.labels[0].textContent) ||
      node.textContent).trim().replace(/\\s+/g, ' '),
    place: Array.from(document.querySelectorAll('*')).indexOf(node),
    in_sight: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    on_top: !!on_top && (node === on_top || node.contains(on_top) || on_top.contains(node)),
    shows: focused !== not,
  }
}"""
"""What has the keyboard, or null: its name, its place in the page, and whether it can be seen to have it."""


def stops(page: Any, most: int = 80) -> list[dict[str, Any]]:
    """Press Tab from the start of the page to its end, and return where it stopped."""
    page.goto(page.url.split("#")[0])
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (found and here["place"] == found[0]["place"]):
            return found
        found.append(here)
    raise AssertionError(f"Tab did not come to the end in {most} steps.")


def tab_to(page: Any, name: str, most: int = 80) -> None:
    """Press Tab until something with this name has the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is not None and here["name"].startswith(name):
            assert here["in_sight"], here
            assert here["shows"], here
            return
    raise AssertionError(f"Tab did not lead to {name}.")
