"""Once harm by somebody was told, no question is about whoever it may be, until that is said not to be meant so."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from bot.strengths.agenda import CHECK_IN, choose_next
from bot.strengths.circles import circles
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import DOMAINS
from bot.strengths.pieces import read_back_lines
from bot.strengths.reply import Ask
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import Place
from bot.strengths.strength_heard import StrengthHeard
from bot.strengths.summary import summarise
from tests.dialogue.conversation import LIBRARY, Conversation, Move, begun

ABUSE = Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("domestic_abuse",), why=("test",))
CHEST = Safety(tier=Tier.EMERGENCY_NOW, kinds=("medical_emergency",), why=("test",))
UNCLEAR = Safety(tier=Tier.CHECK, kinds=("domestic_abuse",), why=("test",))
SHOUTING = "he's up all night shouting"
WHO_IS_THERE = ("people_networks.who", "people_networks.more")
EACH_OTHER = "people_networks.it_each_other"

pytestmark = pytest.mark.usefixtures("passed_on")


def told(words: str, *people: str, kind: bool = False) -> Move:
    """Words in which these people were heard, told of as kind or neither way."""
    heard = [
        {
            "kind": "person",
            "text": who,
            "start": words.index(who),
            "end": words.index(who) + len(who),
            "holds": "now",
            "role": "somebody",
            "tie": "supportive" if kind else "unclear",
        }
        for who in people
    ]
    return Move("tell", words, strengths=tuple(StrengthHeard.from_record(one) for one in heard), hardship=False)


REASON = told("i look after my husband Ray and we need a rail", "my husband Ray")


def carried_on(conversation: Conversation) -> Conversation:
    conversation.press("Carry on")
    conversation.press("Skip this")
    return conversation


def asked_from_here(conversation: Conversation, answer: Move | None = None, most: int = 25) -> list[tuple[str, str]]:
    """Every question from here on and what it is about, answered with a skip or with an answer to who is there."""
    seen: list[tuple[str, str]] = []
    for _ in range(most):
        key = conversation.asked or ""
        about = conversation.now.asked_of.get(key)
        seen.append((key, about.text if about else ""))
        if conversation.now.moment is Moment.READ_BACK or key.startswith("read_back"):
            return seen
        if key in WHO_IS_THERE and answer is not None:
            conversation.take(answer)
        elif key == "permission.turn":
            conversation.say("affirm", "yes")
        elif key == CHECK_IN:
            conversation.press("Go on talking")
        else:
            conversation.say("decline", "skip this")
    return seen


def alarmed(*moves: Move, words: str = SHOUTING) -> Conversation:
    conversation = begun(REASON, *moves)
    conversation.tell(words, ABUSE)
    return conversation


@pytest.mark.parametrize("words", [SHOUTING, "my husband hits me", "Ray hits me", "i get hit at home"])
@pytest.mark.parametrize(
    "answer",
    [
        told("my husband", "my husband"),
        told("Ray", "Ray"),
        told("just my husband really, he's kind", "my husband", kind=True),
        Move("choose", "Family", choice="people_networks.more.family"),
    ],
)
def test_nothing_of_a_tie_is_asked_about_whoever_may_harm(words: str, answer: Move) -> None:
    conversation = carried_on(alarmed(words=words))

    seen = asked_from_here(conversation, answer)

    assert set(WHO_IS_THERE) & {key for key, _ in seen}, "the answer was given"
    assert not {EACH_OTHER, "people_networks.flow", "people_networks.feel"} & {key for key, _ in seen}


def test_without_harm_the_same_answer_is_followed_by_which_way_help_goes() -> None:
    conversation = begun(REASON)

    seen = asked_from_here(conversation, told("my husband", "my husband"))

    assert {EACH_OTHER, "people_networks.flow"} & {key for key, _ in seen}


@pytest.mark.parametrize("words", [SHOUTING, "my husband hits me", "i get hit at home"])
def test_who_was_named_since_as_kind_may_be_asked_about(words: str) -> None:
    conversation = carried_on(alarmed(words=words))

    seen = asked_from_here(
        conversation, told("my friend Joan rings me and takes me to the shops", "my friend Joan", kind=True)
    )

    asked_of_joan = [key for key, _ in seen if key in (EACH_OTHER, "people_networks.flow")]
    assert asked_of_joan, seen


def test_a_hope_with_them_in_it_is_not_asked_on_about() -> None:
    conversation = carried_on(alarmed())
    words = "i'd like a week away with my husband"
    goal = StrengthHeard.from_record(
        {"kind": "goal", "text": "a week away with my husband", "start": 9, "end": len(words), "holds": "now"}
    )
    conversation.say("affirm", "yes")

    conversation.take(Move("tell", words, strengths=(goal,), hardship=False))

    found = choose_next(conversation.now, LIBRARY)
    assert found is None or found.about is None


def test_the_question_that_was_open_about_them_is_not_put_again_by_carrying_on() -> None:
    conversation = begun(REASON, Move("affirm", "yes"))
    conversation.now.open_question = EACH_OTHER
    conversation.now.asked.append(EACH_OTHER)
    conversation.now.asked_of[EACH_OTHER] = conversation.now.mentions[0]
    conversation.tell(SHOUTING, ABUSE)

    carried_on(conversation)

    assert conversation.asked == CHECK_IN


def test_the_question_that_was_open_about_somebody_else_is_put_again() -> None:
    conversation = begun(REASON, told("and my friend Joan", "my friend Joan"), Move("affirm", "yes"))
    conversation.now.open_question = EACH_OTHER
    conversation.now.asked.append(EACH_OTHER)
    conversation.now.asked_of[EACH_OTHER] = conversation.now.mentions[-1]
    conversation.tell("my husband hits me", ABUSE)

    carried_on(conversation)

    assert conversation.asked == EACH_OTHER


def people(contact: Contact) -> list[tuple[str, ...]]:
    summary = summarise(contact, DOMAINS, datetime(2026, 3, 2, tzinfo=UTC))
    return [strength.pieces or (strength.words,) for strength in circles(summary.statements).network]


def keep(contact: Contact, words: str, *pieces: str) -> None:
    from bot.strengths.statement import Source

    contact.keep(words, source=Source.OWN_WORDS, place=Place.NETWORK_STRENGTH, domain="people_networks",
                 question="people_networks.who", pieces=pieces)  # fmt: skip


def test_whoever_may_harm_is_drawn_in_no_circle_and_others_are() -> None:
    conversation = alarmed()
    keep(conversation.now, "my husband", "my husband")
    keep(conversation.now, "Ray and my friend Joan", "Ray", "my friend Joan")
    keep(conversation.now, "hubby sees to it")

    assert people(conversation.now) == [("my friend Joan",)]
    places = {line.statement.words: line.statement.place for line in read_back_lines(conversation.now)}
    assert places["my husband"] is Place.ALSO, "the read-back shows it where the summary does"
    assert places["Ray and my friend Joan"] is Place.NETWORK_STRENGTH


def test_said_not_to_be_meant_so_all_of_it_is_as_it_was(passed_on: SimpleNamespace) -> None:
    conversation = begun(REASON)
    keep(conversation.now, "my husband", "my husband")
    conversation.tell(SHOUTING, ABUSE)
    assert people(conversation.now) == []

    conversation.press("That is not what I meant")

    assert ("note", "not_meant") in passed_on.done, "the safeguarding team is told"
    assert conversation.said == ["utter_not_meant_noted"]
    assert conversation.now.harms == []
    assert people(conversation.now) == [("my husband",)]
    assert conversation.now.moment is not Moment.SAFETY
    assert len([reply for reply in conversation.replies if isinstance(reply, Ask)]) == 1


def test_what_was_told_before_stands_when_a_later_message_is_said_not_to_be_meant() -> None:
    conversation = carried_on(alarmed())
    conversation.tell("my chest is killing me with laughing", CHEST)

    conversation.tell("it was a joke")

    assert [harm.people for harm in conversation.now.harms] == [("husband",)]


def test_the_later_message_goes_when_it_is_said_not_to_be_meant() -> None:
    conversation = carried_on(alarmed())
    conversation.tell("my son is killing me", ABUSE)
    assert [harm.people for harm in conversation.now.harms] == [("husband",), ("son",)]

    conversation.tell("it was a joke")

    assert [harm.people for harm in conversation.now.harms] == [("husband",)]


def test_harm_that_was_taken_back_does_not_come_back_with_danger_of_another_kind() -> None:
    conversation = alarmed()
    conversation.press("That is not what I meant")

    conversation.tell("i have pains in my chest", CHEST)

    assert conversation.now.harms == []


def test_what_a_gentle_check_was_about_names_them_once_the_answer_is_danger() -> None:
    conversation = begun(REASON)
    conversation.tell("he has a temper on him", UNCLEAR)

    conversation.press("No")

    assert [harm.people for harm in conversation.now.harms] == [("husband",)]


def test_who_it_is_may_be_said_afterwards() -> None:
    conversation = alarmed(words="i get hit at home")

    conversation.tell("it's my neighbour i mean the one upstairs")

    assert {one for harm in conversation.now.harms for one in harm.people} == {"neighbour"}


def test_an_older_conversation_in_which_harm_was_told_goes_on_with_care() -> None:
    record = alarmed().now.to_record()
    del record["harms"]

    contact = Contact.from_record(record)
    keep(contact, "my husband", "my husband")
    keep(contact, "my friend Joan", "my friend Joan")

    assert people(contact) == [("my friend Joan",)]


def test_after_a_no_the_same_check_is_not_asked_for_weaker_words_and_danger_still_counts() -> None:
    conversation = begun(REASON)
    conversation.tell("he has a temper on him", UNCLEAR)
    conversation.press("Yes, I am safe")

    for words in ("he shouts and all", "he bangs about", "he gets in a mood"):
        conversation.tell(words, UNCLEAR)
        assert conversation.now.moment is not Moment.SAFETY
    assert conversation.now.harms == []

    conversation.tell("he hits me", ABUSE)
    assert conversation.now.moment is Moment.SAFETY
    assert [harm.people for harm in conversation.now.harms] == [("husband",)]


@pytest.mark.parametrize("kinds", [("domestic_abuse",), ("carer_breakdown",)])
def test_whoever_puts_it_right_is_not_checked_at_once_for_weaker_words(kinds: tuple[str, ...]) -> None:
    conversation = alarmed()
    conversation.press("That is not what I meant")
    weaker = Safety(tier=Tier.CHECK, kinds=kinds, why=("test",))

    for words in ("he can't help it", "he has dementia", "the nights are long"):
        conversation.tell(words, weaker)
        assert conversation.now.moment is not Moment.SAFETY, words
    conversation.tell("he has a temper on him", weaker)

    assert conversation.now.check is not None, "after a few messages it is asked again"


@pytest.mark.parametrize(
    ("words", "safety"),
    [("he hits me", ABUSE), ("ive had enough of it all", Safety(tier=Tier.CHECK, kinds=("suicide",), why=("test",)))],
)
def test_danger_counts_at_once_and_so_does_what_may_be_about_their_life(words: str, safety: Safety) -> None:
    conversation = alarmed()
    conversation.press("That is not what I meant")

    conversation.tell(words, safety)

    assert conversation.now.moment is Moment.SAFETY
