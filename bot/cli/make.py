"""``frontdoor train`` and ``frontdoor migrate``: what ``up`` does by itself, one at a time; and ``frontdoor teach``."""

from __future__ import annotations

import time

import click

from bot.bootstrap import migrate_store
from bot.running import model


@click.command()
@click.option("--again", is_flag=True, help="Train even if nothing has changed.")
def train(again: bool) -> None:
    """Train the assistant and the feedback if anything they learn from has changed."""
    _learn_feedback(again=again)
    if model.is_fresh() and not again:
        click.echo("The model is up to date.")
        return
    click.echo("Training the assistant; this takes a minute or so ...")
    started = time.monotonic()
    model.train(lambda line: click.echo(f"  {line}"))
    click.echo(f"Trained in {time.monotonic() - started:.0f} s: {model.MODEL}")


def _learn_feedback(*, again: bool) -> None:
    """Let the feedback for trainers learn from its examples, if they have changed; minutes."""
    from bot.studio.feedback import learning

    if again or not learning.is_fresh():
        click.echo(f"The feedback has learned from {learning.learn_and_keep()} turns.")


@click.command()
@click.option("--passes", type=click.IntRange(min=1), help="How often each example is seen; more is slower.")
@click.option("--further", is_flag=True, help="Go on from the network that is kept: a third of the time.")
@click.option(
    "--more-of",
    multiple=True,
    help="Files whose sentences are seen twice as often ('fresh*'); may be repeated.",
)
@click.option(
    "--of-the-rest",
    type=click.FloatRange(0, 1),
    default=1.0,
    show_default=True,
    help="Share of all other examples that is seen, by chance; less is quicker, and more of what was known is lost.",
)
def teach(passes: int | None, *, further: bool, more_of: tuple[str, ...], of_the_rest: float) -> None:
    """Teach the network anew from the examples in bot/understanding/examples and data/nlu.

    Takes tens of minutes, and is needed only after the examples of danger or strengths have changed. The taught network
    is kept in the project; train the assistant afterwards. After a few hundred new examples --further will do.
    """
    from bot.understanding.teaching import teach_and_keep

    started = time.monotonic()
    teach_and_keep(
        model.ROOT / "data" / "nlu",
        lambda line: click.echo(f"  {line}"),
        passes,
        further=further,
        more_of=more_of,
        of_the_rest=of_the_rest,
    )
    click.echo(f"Taught in {(time.monotonic() - started) / 60:.0f} minutes. Now run: frontdoor train")


@click.command()
def migrate() -> None:
    """Bring the database up to date. Harmless when it already is."""
    migrate_store()
    click.echo("The database is up to date.")
