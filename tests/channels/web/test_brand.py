"""A council's own look, as far as people can still read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.channels.web.brand import Brand, contrast, mixed_with_white
from bot.errors import SettingsError
from bot.settings import Settings


def look(**settings: Any) -> Brand:
    return Brand(Settings(_env_file=None, **settings))  # type: ignore[call-arg]


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#777777") == 1


def test_colours_of_ones_own_reach_the_page() -> None:
    style = look(brand_colour="#5A1B4A", accent_colour="#00ff00").files["brand.css"][0].decode()
    assert "--govuk-brand-colour: #5a1b4a;" in style
    assert "--fd-accent: #00ff00;" in style
    assert f"--fd-pale: {mixed_with_white('#5a1b4a', 0.17)};" in style


def test_a_colour_that_nobody_could_read_stops_the_start_in_words() -> None:
    with pytest.raises(SettingsError, match=r"White letters .* #ffcc00\. Choose a darker FRONTDOOR_BRAND_COLOUR"):
        look(brand_colour="#ffcc00")


@pytest.mark.parametrize("colour", ["red", "#12345", "#1b4a5a; } body { display: none", "#GGGGGG", ""])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        look(brand_colour=colour)


def test_a_letter_stays_readable_on_every_shade_made_of_a_colour() -> None:
    for colour in ("#000000", "#1b4a5a", "#767676", "#942514"):
        for share in (0.17, 0.07):
            assert contrast("#0b0c0c", mixed_with_white(colour, share)) > 7


def test_a_logo_is_served_under_a_name_of_ours(tmp_path: Path) -> None:
    logo = tmp_path / "Crest of Aldermere.PNG"
    logo.write_bytes(b"\x89PNG")
    brand = look(logo_file=logo)
    assert brand.files["logo.png"] == (b"\x89PNG", "image/png")
    assert brand.address("/chat/static", "logo.png").startswith("/chat/static/logo.png?v=")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.exe", b"", "PNG, SVG or JPEG"),
        ("logo.png", b"x" * 30_001, "at most 30000"),
        ("none.png", None, "cannot be read"),
    ],
)
def test_a_logo_that_cannot_be_used_stops_the_start_in_words(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        look(logo_file=tmp_path / name)


@pytest.mark.parametrize(
    "origins",
    [
        "*",
        "https://*.example.org",
        "https://example.org/path",
        "example.org",
        "http://example.org",
        "https://a; script-src *",
    ],
)
def test_what_is_no_website_of_ones_own_is_refused(origins: str) -> None:
    with pytest.raises(ValueError, match="write each website"):
        look(embed_origins=origins)


def test_several_websites_can_be_named() -> None:
    settings = Settings(_env_file=None, embed_origins="https://www.example.org, https://example.org")  # type: ignore[call-arg]
    assert settings.websites_around == ("https://www.example.org", "https://example.org")
