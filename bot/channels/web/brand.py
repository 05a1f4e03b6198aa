"""A council's own look: two colours and a logo, from the settings, as files the page loads."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from bot.errors import SettingsError
from bot.pages.assets import FINGERPRINT_LENGTH
from bot.settings import Settings, environment_name

LOGO_KINDS = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LOGO_LIMIT = 30_000
"""Most bytes of a logo: the whole first screen has to stay light on a borrowed telephone."""

READABLE = 4.5
"""Least contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""

PALE, PALER = 0.17, 0.07
"""How much of the colour is in what lies behind a button that is pointed at, and behind a message."""

STYLE = """:root {{
  --govuk-brand-colour: {brand};
  --fd-pale: {pale};
  --fd-paler: {paler};
  --fd-accent: {accent};
}}
"""


class Brand:
    """The files of a council's own look.

    Args:
        present: the settings.

    Attributes:
        files: content and media type of each, by name.
        logo: name of the logo's file; empty when there is none.

    Raises:
        SettingsError: a colour that nobody could read, or a logo that cannot be used.
    """

    def __init__(self, present: Settings) -> None:
        if contrast(present.brand_colour, "#ffffff") < READABLE:
            raise SettingsError(
                f"White letters cannot be read well on {present.brand_colour}. "
                f"Choose a darker {environment_name('brand_colour')}."
            )
        style = STYLE.format(
            brand=present.brand_colour,
            pale=mixed_with_white(present.brand_colour, PALE),
            paler=mixed_with_white(present.brand_colour, PALER),
            accent=present.accent_colour,
        )
        self.files = {"brand.css": (style.encode(), "text/css; charset=utf-8")}
        self.logo = ""
        if present.logo_file is not None:
            self.logo = f"logo{present.logo_file.suffix.lower()}"
            self.files[self.logo] = _read_logo(present.logo_file)

    def address(self, prefix: str, name: str) -> str:
        """Return the address of a file, with a fingerprint of its content."""
        content, _ = self.files[name]
        return f"{prefix}/{quote(name)}?v={sha256(content).hexdigest()[:FINGERPRINT_LENGTH]}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    Args:
        one: as ``#rrggbb``.
        other: as ``#rrggbb``.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed_with_white(colour: str, share: float) -> str:
    """Return a colour made paler.

    Args:
        colour: as ``#rrggbb``.
        share: how much of it is left, 0 to 1.
    """
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in _parts(colour))


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read_logo(path: Path) -> tuple[bytes, str]:
    setting = environment_name("logo_file")
    kind = LOGO_KINDS.get(path.suffix.lower())
    if kind is None:
        raise SettingsError(f"{setting} has to be a PNG, SVG or JPEG file.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{setting} cannot be read: {error.strerror}.") from error
    if len(content) > LOGO_LIMIT:
        raise SettingsError(f"{setting} has {len(content)} bytes; at most {LOGO_LIMIT} keep the page light.")
    return content, kind
