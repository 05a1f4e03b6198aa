"""What is said back is whole, kind and still so: many invented voices, and what must not come out of any of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.fit_to_say import is_grave, is_over
from bot.strengths.naming import label, mention
from bot.strengths.reflecting import reflect
from bot.strengths.reply import Heard
from bot.strengths.strength_heard import Kind, StrengthHeard, Strengths, Tie
from bot.understanding.reading import reader
from bot.understanding.strengths_heard import strengths_in

MESSAGES = tuple(
    line
    for line in Path(__file__).with_name("messages_said_back.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)

MUST_NOT_COME_OUT = {
    "a failing of the person": r"^You (?:don't|didn't|can't|couldn't|won't|never|haven't|forgot|missed|let|gave up)"
    r"(?! (?:like|stand))|\b(?:be bothered|never show|never say|always late|don't deserve|let \w+ down)",
    "an illness by name": r"\b(?:adhd|autism|ms|parkinson\w*|dyslexia|arthritis)\b",
    "a word of the internet at an edge": r"(?i)^(?:ig|idk|lol|ngl|tbh|jus|lowkey|bruv|omg)\b|"
    r"\b(?:ig|idk|lol|ngl|tbh|fr|rn|innit|deffo)\.$",
    "the spelling of a text message": r"(?i)\b(?:ppl|skl|wnt|luv|msgs|gettin|bein|chillin|hedphones|u|r)\b",
    "a lost apostrophe": r"(?i)\b(?:dont|cant|wont|havent|im|ive|husbands|wifes|mums|dads|nans|partners|hubbys)\b",
    "an 's' that nobody can read": r"(?i)\byour (?:sons|daughters|sisters|grandsons|mates|neighbours|lads) "
    r"(?:always|got|girlfriend|teaching|van|lad|away)",
    "what was carried without who carried it": r"\b(?:up|out|down|off|along) (?:without|to \w+ without)\b|mended\.$",
    "an end that hangs": r"(?i)\b(?:a|the|with|to|by|when|if|because|and|he|even)\.$",
    "a verb that nobody does": r"^(?:Bakes|Calms|Makes|Keeps|Gets|Helps|Cheers|Play|Do|Move|Walk|Take|Lead|Died)\b",
    "the same word twice": r"(?i)\b(\w+) \1\b",
    "English that is still learnt": r"(?i)\byou (?:like go|want learn|were teach|were tailor|speak)\b|"
    r"^Your english|^\w+ good\.",
    "words to us": r"(?i)\byou said\b|\brude\b|offence",
    "drink": r"(?i)\b(?:pint|gin|wine)s?\b",
}


def heard_in(words: str) -> Strengths:
    strengths = strengths_in(words, reader().read(words).words)
    return tuple(StrengthHeard.from_record(strength.to_record()) for strength in strengths)


@pytest.mark.parametrize("message", MESSAGES)
def test_of_no_voice_something_comes_out_that_must_not(message: str) -> None:
    for said in (reflect(message, heard_in(message)), reflect(message, None)):
        wrong = [name for name, pattern in MUST_NOT_COME_OUT.items() if said and re.search(pattern, said)]
        assert not wrong, (said, wrong)


def test_there_are_many_voices_and_most_are_said_back() -> None:
    said = [reflect(message, heard_in(message)) for message in MESSAGES]

    assert len(MESSAGES) >= 150
    assert sum(each is not None for each in said) > len(said) / 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Imogen leaves my paper on the step even though i never say owt", "Imogen leaves your paper on the step."),
        ("my aunt still sends me parcels although i dont write back", "Your aunt still sends you parcels."),
        ("i dont ring him but Dougie stands by me", "Dougie stands by you."),
        ("i cant be bothered", None),
        ("i forgot", None),
        ("i dont like mushrooms", "You don't like mushrooms."),
    ],
)
def test_what_others_do_is_picked_and_never_what_the_person_fails_to_do(words: str, said: str | None) -> None:
    assert reflect(words, None) == said


@pytest.mark.parametrize(
    "words",
    [
        "i do silver service on a saturday, havent done since easter cos she cant be left",
        "i play the viola with the quartet. i cant get out now",
        "i bowl for the county but i gave it up when the ground shut",
    ],
)
def test_what_has_stopped_is_not_said_back_as_if_it_went_on(words: str) -> None:
    assert is_over(words)
    assert not re.match(r"You (?:do|play|bowl)\b", reflect(words, None) or "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("my husbands a joiner by trade and a good dad", "Your husband's a joiner by trade and a good dad."),
        ("calms me down", "It calms you down."),
        ("keeps me going", "It keeps you going."),
        ("quilts ig", "Quilts."),
        ("got adhd", None),
        (
            "a rail would let me take my tray and my stick through without spilling",
            "A rail would let you take your tray.",
        ),
    ],
)
def test_a_reflection_is_a_whole_clause_or_a_thing(words: str, said: str | None) -> None:
    assert reflect(words, None) == said


@pytest.mark.parametrize(
    ("piece", "mentioned"),
    [
        ("do sketching", "doing sketching"),
        ("move away", "moving away"),
        ("play the spoons", "playing the spoons"),
        ("walk dogs", "walking dogs"),
        ("to splice ropes", "splicing ropes"),
        ("to jog", "jogging"),
        ("lashes ig", "lashes"),
        ("my wifes", "your wife"),
        ("my sons girlfriend", None),
        ("made the buffet", None),
        ("bakes", None),
        ("gettin my hair done", None),
    ],
)
def test_a_bare_verb_is_mentioned_as_a_thing_or_not_at_all(piece: str, mentioned: str | None) -> None:
    assert mention(piece) == mentioned


@pytest.mark.parametrize(
    ("piece", "named"),
    [("do alto", "doing alto"), ("lashes ig", "lashes"), ("my brother", "my brother"), ("wanna move", "want to move")],
)
def test_what_an_answer_is_about_reads_well_beside_it(piece: str, named: str) -> None:
    assert label(piece) == named


def hard(words: str, *supportive: str) -> str:
    strengths = tuple(
        StrengthHeard(
            kind=Kind.PERSON,
            text=who,
            start=words.index(who),
            end=words.index(who) + len(who),
            tie=Tie.SUPPORTIVE,
        )
        for who in supportive
    )
    return acknowledgement(Heard(act="tell", words=words, hardship=True, strengths=strengths)).response


def test_somebody_elses_funeral_in_passing_is_no_grief_of_theirs() -> None:
    words = "i cant leave her. Sal has me in stitches, i baked for her dads funeral"

    assert not is_grave(words)
    assert not hard(words, "Sal").startswith("utter_hard_grief")
    assert is_grave("my dads funeral is on friday")
    assert hard("my dads funeral is on friday").startswith("utter_hard_grief")


def test_joy_beside_something_hard_is_said_back_and_no_sorrow_is_said_of_it() -> None:
    said = acknowledgement(Heard(act="tell", words="im worn out but our lad makes me laugh every day", hardship=True))

    assert said.response.startswith("utter_warm_and_hard_")
    assert said.details["reflection"] == "Your lad makes you laugh every day. "


def test_what_is_hard_by_itself_keeps_its_own_words() -> None:
    assert hard("my wife died in spring and the garden keeps me going").startswith("utter_hard_grief")
    assert hard("he keeps me up all night").startswith("utter_hard_tired")
