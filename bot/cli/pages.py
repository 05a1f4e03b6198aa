"""``frontdoor settings``: the table of settings as people read it, made from the settings themselves."""

from __future__ import annotations

import textwrap

import click
from pydantic.fields import FieldInfo

from bot.settings import Settings, environment_name

WIDTH = 100


@click.command(name="settings")
@click.option("--env-example", "form", flag_value="env", help="As a file to copy to .env.")
@click.option("--markdown", "form", flag_value="markdown", help="As the page docs/settings.md.")
def settings_pages(form: str | None) -> None:
    """List every setting with its default and what it is for."""
    click.echo(markdown() if form == "markdown" else env_example(), nl=False)


def env_example() -> str:
    """Return the content of ``.env.example``."""
    lines = [
        "# Every setting of Front Door with its default. Copy this file to .env and take the # away where you want",
        "# something else. Made by `frontdoor settings --env-example`; docs/settings.md says the same as a page.",
    ]
    for name, field in Settings.model_fields.items():
        lines += ["", *(f"# {line}" for line in textwrap.wrap(field.description or "", WIDTH))]
        lines.append(f"#{environment_name(name)}={_default(field)}")
    return "\n".join(lines) + "\n"


def markdown() -> str:
    """Return the content of ``docs/settings.md``."""
    lines = [
        "# Settings",
        "",
        "Each setting is read from the environment, or else from a file called `.env` in the project's folder",
        "(`cp .env.example .env` to begin with). A name in `.env` that starts with `FRONTDOOR_` and is not in this",
        "table stops the start, so that a slip of the pen is noticed. Changes count from the next start on.",
        "",
        "This page is made by `frontdoor settings --markdown`.",
        "",
        "| setting | default | what it is for |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = f"`{_default(field)}`" if _default(field) else "empty"
        lines.append(f"| `{environment_name(name)}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def _default(field: FieldInfo) -> str:
    """Return a default the way a person writes it into ``.env``."""
    if field.default is None:
        return ""
    return str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
