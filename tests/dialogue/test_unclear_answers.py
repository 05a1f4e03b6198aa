"""An answer that is unclear is asked about once, in easier words; what is hard is heard as hard."""

from __future__ import annotations

import pytest

from bot.strengths.acknowledging import responses
from bot.strengths.reply import Ask
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import Place, TieQuality
from tests.dialogue.conversation import Conversation, begun, exploring

pytestmark = pytest.mark.usefixtures("passed_on")

FELL = Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("domestic_abuse",), why=("test",))


def asked_how_it_feels() -> Conversation:
    conversation = exploring()
    while conversation.asked != "people_networks.who":
        conversation.say("decline", "skip")
    conversation.tell("our Karen")
    while conversation.asked != "people_networks.feel":
        conversation.press("We help each other")
    return conversation


@pytest.mark.parametrize(("act", "words"), [("affirm", "ok"), ("tell", "alright i guess"), ("tell", "k")])
def test_a_lukewarm_word_is_no_answer_that_it_is_good(act: str, words: str) -> None:
    conversation = asked_how_it_feels()

    conversation.say(act, words)

    assert conversation.replies[-1] == Ask("people_networks.feel", easier=True)
    assert all(line.quality is None for line in conversation.now.statements)

    conversation.say(act, words)

    assert conversation.words[-1] == words
    assert conversation.asked != "people_networks.feel"


@pytest.mark.parametrize("words", ["tough tbh", "it's a bit hard really", "hard 😬"])
def test_an_answer_put_right_as_hard_is_acknowledged_as_hard(words: str) -> None:
    conversation = asked_how_it_feels()
    conversation.press("Good for me")
    conversation.say("go_back", "go back")

    conversation.tell(words)

    assert conversation.said[0] == "utter_heard_hard_tie"
    assert TieQuality.HARMFUL in {line.quality for line in conversation.now.statements}


@pytest.mark.parametrize(
    "words", ["no one hit anyone, he tripped", "nobody was hurting anybody", "nothing of the sort"]
)
def test_after_a_false_alarm_nobody_is_pitied_for_the_same_words(words: str) -> None:
    conversation = begun()
    conversation.tell("she went down in the yard and I could not lift her", FELL)

    conversation.tell(words)

    assert conversation.said[0] == "utter_not_meant_noted"
    assert not responses() & set(conversation.said)
    assert [(line.words, line.place) for line in conversation.now.statements] == [
        ("she went down in the yard and I could not lift her", Place.REASON)
    ]


def test_how_somebody_likes_to_talk_stands_at_the_top_also_when_it_is_told_as_a_reason() -> None:
    conversation = begun()
    conversation.tell("want my own place")
    conversation.say("affirm", "k")
    assert conversation.asked == "communication_access.ease"

    conversation.tell("i got dyspraxia")

    assert conversation.now.statements[-1].place is Place.COMMUNICATION_ACCESS
