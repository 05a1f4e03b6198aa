"""What words say is looked at once in a turn, and no word stays behind when it is over."""

from __future__ import annotations

import asyncio

from bot.strengths.heard_once import once_a_turn, one_turn

LOOKED: list[str] = []


@once_a_turn
def length(words: str) -> int:
    LOOKED.append(words)
    return len(words)


def looks(*words: str) -> list[str]:
    LOOKED.clear()
    for each in words:
        assert length(each) == len(each)
    return list(LOOKED)


def test_the_same_words_are_looked_at_once_in_a_turn() -> None:
    with one_turn():
        assert looks("I bake", "I bake", "I whittle", "I bake") == ["I bake", "I whittle"]


def test_outside_of_a_turn_nothing_is_remembered() -> None:
    assert looks("I bake", "I bake") == ["I bake", "I bake"]


def test_the_next_turn_looks_for_itself() -> None:
    for _ in range(2):
        with one_turn():
            assert looks("I bake") == ["I bake"]


def test_two_turns_at_once_know_nothing_of_each_other() -> None:
    async def turn() -> list[str]:
        with one_turn():
            length("I bake")
            await asyncio.sleep(0)
            return looks("I bake", "I whittle")

    async def both() -> list[list[str]]:
        return list(await asyncio.gather(turn(), turn()))

    assert asyncio.run(both()) == [["I whittle"], ["I whittle"]]


def test_what_goes_on_after_a_turn_finds_no_words_of_it() -> None:
    async def go_on() -> list[str]:
        await asyncio.sleep(0)
        return looks("I bake")

    async def turn() -> list[str]:
        with one_turn():
            length("I bake")
            later = asyncio.create_task(go_on())
        return await later

    assert asyncio.run(turn()) == ["I bake"]
