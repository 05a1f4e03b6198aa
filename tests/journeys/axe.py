"""axe-core in the page: what a machine can find of what shuts people out.

axe-core is Deque's (MPL 2.0) and comes inside the package axe-playwright-python; only tests load it.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WHAT = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Part of WCAG 2.2, and left out by axe unless it is asked for.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}


def findings(page: Any, kind: str = "violations") -> list[str]:
    """Return what axe finds on a page, as rule and place.

    Args:
        page: the page as it is now.
        kind: ``violations``, or ``incomplete`` for what it asks a person to look at.
    """
    page.evaluate(AXE)
    found = page.evaluate("what => axe.run(document, what)", WHAT)
    return [f"{rule['id']} at {' '.join(map(str, node['target']))}" for rule in found[kind] for node in rule["nodes"]]
