"""Single turns, a turn with a custom action, a long conversation, and memory after all that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.speed.bots import CUISINES, FrontDoorBot, StockBot
from benchmarks.speed.figures import RASAS_OWN_MEGABYTES, Measure, middle, percentile
from benchmarks.speed.processes import pss
from benchmarks.speed.stage import Stage, say
from benchmarks.speed.talking import MOODS, TOLD, Talk, turn_of
from benchmarks.speed.where import looked_at, name_of

TURNS = 300
LOOKED_AT_TURNS = 120
LONG = 200
AROUND = 5
"""Turns on either side of turn 10, and as many up to turn 200, whose middle one counts: one turn alone is noise."""

Bot = StockBot | FrontDoorBot


def each_in_turn(said: Sequence[tuple[Bot, Sequence[str]]], turns: int) -> dict[str, list[float]]:
    """Talk with several bots, one turn each by turns, so that whatever else the machine does meets all alike.

    Args:
        said: bots, and what a conversation with each consists of; then a new one begins.
        turns: how many with each.

    Returns:
        Milliseconds by the bot's name.
    """
    took: dict[str, list[float]] = {bot.name: [] for bot, _ in said}
    talks: dict[str, Talk] = {}
    for number in range(turns):
        for bot, words in said:
            if number % len(words) == 0:
                talks[bot.name] = bot.talk()
            took[bot.name].append(talks[bot.name].say(words[number % len(words)]))
    return took


def one_turn(stage: Stage) -> None:
    """Time turns of short conversations."""
    said = [(stage.stock, MOODS), (stage.ours, TOLD), (stage.floor, MOODS)]
    for bot, _ in said:
        stage.serving(bot)
    each_in_turn(said, len(TOLD))
    took = each_in_turn(said, TURNS)
    ours, stock, floor = (took[bot.name] for bot in (stage.ours, stage.stock, stage.floor))
    for key, share, target in (("p50", 0.5, 0.5), ("p95", 0.95, None), ("p99", 0.99, None)):
        values = [percentile(one, share) for one in (ours, stock, floor)]
        stage.add(
            Measure(
                key=f"turn_{key}", name=f"one turn, {key}", unit="ms", ours=values[0], stock=values[1],
                floor=values[2], ratio=values[0] / values[1], target=target, n=TURNS,
            )
        )  # fmt: skip
    look(stage, "turn", said)


def custom_action(stage: Stage) -> None:
    """Time turns that call an action server, which each turn of ours does."""
    said: list[tuple[Bot, Sequence[str]]] = [(stage.acting, CUISINES), (stage.ours, TOLD)]
    for bot, _ in said:
        stage.serving(bot)
    heard = stage.acting.talk().heard(CUISINES[0])
    if not any("greek" in text for text in heard):
        raise RuntimeError(f"The stock bot did not call its action: {heard}")
    each_in_turn(said, len(TOLD))
    took = each_in_turn(said, TURNS)
    ours, stock = took[stage.ours.name], took[stage.acting.name]
    for key, share in (("p50", 0.5), ("p95", 0.95)):
        values = [percentile(one, share) for one in (ours, stock)]
        stage.add(
            Measure(
                key=f"action_{key}", name=f"one turn with a custom action, {key}", unit="ms", ours=values[0],
                stock=values[1], ratio=values[0] / values[1], n=TURNS, beside="rasa init with one custom action",
            )
        )  # fmt: skip


def long_conversation(stage: Stage) -> None:
    """Talk with each for 200 turns, and see how the last ones compare with the tenth."""
    said: list[tuple[Bot, Sequence[str]]] = [
        (bot, [turn_of(words, number) for number in range(LONG)])
        for bot, words in ((stage.stock, MOODS), (stage.ours, TOLD))
    ]
    for bot, _ in said:
        stage.serving(bot)
    took = each_in_turn(said, LONG)
    grown = {}
    for bot, _ in said:
        early, late = took[bot.name][10 - AROUND : 10 + AROUND], took[bot.name][-2 * AROUND :]
        grown[bot.name] = (middle(early), middle(late))
        stage.where.setdefault("long conversation, ms by turn", {})[bot.name] = [
            round(middle(took[bot.name][at : at + 10]), 1) for at in range(0, LONG, 10)
        ]
    (our_early, our_late), (stock_early, stock_late) = grown[stage.ours.name], grown[stage.stock.name]
    n = 2 * AROUND
    stage.add(Measure(key="turn_10", name="turn 10 of a long conversation", unit="ms", ours=our_early,
                      stock=stock_early, ratio=our_early / stock_early, n=n))  # fmt: skip
    stage.add(Measure(key="turn_200", name="turn 200 of the same conversation", unit="ms", ours=our_late,
                      stock=stock_late, ratio=our_late / stock_late, n=n))  # fmt: skip
    stage.add(Measure(key="growth", name="turn 200 against turn 10", unit="times", ours=our_late / our_early,
                      stock=stock_late / stock_early, target=1.2, n=n))  # fmt: skip
    look_at_the_end(stage, said)


def look_at_the_end(stage: Stage, said: Sequence[tuple[Bot, Sequence[str]]]) -> None:
    """See where the time goes near turn 200, in a conversation of its own for each bot."""
    for bot, words in said:
        talk = bot.talk()
        for one in words[: LONG - 40]:
            talk.say(one)
        with looked_at(stage.serving(bot), stage.place.samples) as found:
            for one in words[LONG - 40 :]:
                talk.say(one)
        stage.where.setdefault("turn 160 to 200", {})[bot.name] = found


def look(stage: Stage, name: str, said: Sequence[tuple[Bot, Sequence[str]]]) -> None:
    """See where the time of turns goes; not while they are timed."""
    say("  looking where the time goes ...")
    for bot, words in said:
        with looked_at(stage.serving(bot), stage.place.samples) as found:
            each_in_turn([(bot, words)], LOOKED_AT_TURNS)
        stage.where.setdefault(name, {})[bot.name] = found


def memory(stage: Stage) -> None:
    """Weigh all of Front Door's processes, and stock Rasa's server, after they were talked with."""
    for bot in (stage.stock, stage.ours, stage.floor):
        running = stage.serving(bot)
        talk: Callable[[str], float] = bot.talk().say
        for words in TOLD if isinstance(bot, FrontDoorBot) else MOODS:
            talk(words)
        if isinstance(bot, FrontDoorBot):
            each = {str(pid): one for pid, one in weights(running.pids()).items()}
            stage.where.setdefault("memory, MB by process", {})[bot.name] = each
    ours = stage.serving(stage.ours).megabytes()
    stock, floor = stage.serving(stage.stock).megabytes(), stage.serving(stage.floor).megabytes()
    stage.add(Measure(key="memory", name="memory, all processes", unit="MB", ours=ours, stock=stock, floor=floor,
                      ratio=ours / stock))  # fmt: skip
    stage.add(Measure(key="memory_fixed", name="memory against the 1.1 GB of the target", unit="MB", ours=ours,
                      stock=RASAS_OWN_MEGABYTES, ratio=ours / RASAS_OWN_MEGABYTES, target=0.8,
                      beside="rasa init where the target was set"))  # fmt: skip


def weights(pids: Sequence[int]) -> dict[str, float]:
    """Return the megabytes of each process by what it is."""
    found: dict[str, float] = {}
    for pid in pids:
        try:
            words = (Path("/proc") / str(pid) / "cmdline").read_bytes().decode().replace("\0", " ").strip()
        except OSError:
            continue
        name = name_of(words)
        found[name] = round(found.get(name, 0) + pss(pid) / 1024, 1)
    return found
