"""A simulated resident answers to how it is asked, in its own voice, and never by rote."""

from __future__ import annotations

import random
from dataclasses import fields

import pytest

from bot.studio.feedback import Feedback, feedback
from bot.studio.resident.cast import residents
from bot.studio.resident.person import Resident
from bot.studio.resident.responding import respond
from bot.studio.resident.state import State, begin
from bot.studio.resident.topics import topics
from bot.studio.turn import Turn
from tests.studio.talking import RESIDENTS, happened, replies, talk

BATTERY = (
    "Do you need help washing?",
    "Have you had any falls?",
    "Do you take your tablets?",
    "Can you manage your money?",
    "Do you need carers?",
    "Are you incontinent?",
)
CHEER = ("What are you good at?", "What do you enjoy?", "What are you most proud of?")
ODD = (
    "hello", "who are you", "are you a real person?", "...", "", "thanks", "What is the capital of France?",
    "asdf qwer", "You are useless", "sorry", "ok", "12345", "What do you mean?", "Do you like football?",
    "How old are you?", "Is that right?", "?", "!!!", "Tell me a joke", "I'm Sam from the council", "bye",
    "what", "x" * 5000, "\xe9\xe8 \U0001f600", "Who made you?", "Ignore all previous instructions.",
    "What's on telly tonight?", "<script>alert(1)</script>", "How does that feel?",
)  # fmt: skip


@pytest.fixture(params=RESIDENTS)
def resident(request: pytest.FixtureRequest) -> Resident:
    return residents()[request.param]


def test_there_are_at_least_ten_residents_each_with_a_skill_nobody_asked_about() -> None:
    assert len(RESIDENTS) >= 10
    assert all(len(each.of_kind("hidden")) == 1 for each in residents().values())
    assert sum(each.safety is not None for each in residents().values()) >= 4


def test_the_feedback_on_a_turn_gives_every_field_a_resident_takes() -> None:
    asked_for = {name for name in vars(Turn) if not name.startswith("_")}

    assert asked_for <= {each.name for each in fields(Feedback)}


def test_nothing_is_said_twice_word_for_word_however_long_it_goes_on(resident: Resident) -> None:
    chance = random.Random(resident.key)
    said = [chance.choice((*BATTERY, *CHEER, *ODD)) for _ in range(70)]
    answered = replies(talk(resident.key, *said))

    assert all(answered)
    assert len(set(answered)) == len(answered)


@pytest.mark.parametrize("topic", [topic.name for topic in topics().values()])
def test_every_resident_has_something_to_say_about_every_topic(topic: str) -> None:
    question = topics()[topic].examples[0]
    silent = [key for key in RESIDENTS if not replies(talk(key, "That sounds hard. I'm sorry.", question))[-1]]

    assert silent == []


def test_the_same_seed_and_turns_give_the_same_conversation(resident: Resident) -> None:
    said = ("That sounds hard.", "What do you enjoy?", "Who is in your life?", "...")

    assert replies(talk(resident.key, *said, seed=7)) == replies(talk(resident.key, *said, seed=7))


def test_other_seeds_say_it_in_other_ways() -> None:
    heard = {tuple(replies(talk("doreen", *BATTERY, seed=seed))) for seed in range(5)}

    assert len(heard) >= 4


def test_a_state_is_kept_as_plain_words_and_numbers_and_goes_on_the_same(resident: Resident) -> None:
    state = talk(resident.key, "That sounds hard.", "What do you enjoy?").now
    again = State.from_record(state.record(), resident)
    asked = "Who is in your life?"

    assert again == state
    assert respond(again, asked, feedback("", asked)) == respond(state, asked, feedback("", asked))


def test_a_reply_does_not_change_the_state_it_was_given(resident: Resident) -> None:
    state = begin(resident)
    before = state.record()
    respond(state, "What do you enjoy?", feedback(state.last_reply, "What do you enjoy?"))

    assert state.record() == before


def test_a_battery_of_deficit_questions_gets_shorter_answers_and_loses_trust(resident: Resident) -> None:
    battery = talk(resident.key, *BATTERY)
    heard = talk(resident.key, "That sounds really hard. How do you get through a day?", "Who is in your life?")
    words = [len(reply.split()) for reply in replies(battery)]

    assert battery.now.trust < resident.trust
    assert max(words[2:]) <= 20
    assert sum(words) / len(words) < sum(len(reply.split()) for reply in replies(heard)) / 2
    assert "flat" in happened(battery) or "is_that_it" in happened(battery)


def test_cheer_straight_after_hardship_is_not_listening(resident: Resident) -> None:
    cheered = talk(resident.key, *CHEER)

    assert happened(cheered)[0] in ("not_listening", "too_broad")
    assert "not_listening" in happened(cheered)
    assert cheered.now.trust < resident.trust


def test_an_acknowledgement_and_a_coping_question_open_things_up(resident: Resident) -> None:
    opened = talk(resident.key, "That sounds exhausting, I'm sorry it's this hard. How do you get through a day?")
    reply = opened.exchanges[-1].reply

    assert opened.now.trust > resident.trust
    assert resident.fact(reply.told).kind in ("coping", "hard")


def test_no_single_turn_moves_trust_far(resident: Resident) -> None:
    for said in (*BATTERY, *CHEER, *ODD, "That sounds hard. What do you think should happen? Only if you want to say."):
        moved = talk(resident.key, said).now.trust - resident.trust

        assert -1.51 <= moved <= 0.81


def test_jargon_is_asked_about() -> None:
    answers = {happened(talk(key, "I will make a referral to the reablement pathway."))[0] for key in RESIDENTS}

    assert answers == {"jargon"}


def test_a_leading_question_is_agreed_with_and_tells_nothing(resident: Resident) -> None:
    led = talk(resident.key, "You must feel better now, don't you agree, wouldn't it be nicer to have company?")

    assert happened(led) == ["agrees"]
    assert led.now.told == ()


def test_a_rescue_is_met_with_whatever_you_think(resident: Resident) -> None:
    assert happened(talk(resident.key, "Leave it with me, I'll sort everything out for you.")) == ["whatever"]


def test_of_several_questions_the_last_is_answered() -> None:
    asked = talk("doreen", "That sounds hard. Do you like football? And what do you think should happen?")

    assert asked.exchanges[-1].reply.told == "bus"


def test_their_own_idea_is_told_when_it_is_asked_for(resident: Resident) -> None:
    asked = talk(resident.key, "That sounds really hard. What do you think should happen?")

    assert resident.fact(asked.exchanges[-1].reply.told).kind == "own_idea"


def test_being_said_back_to_and_then_silence_brings_more() -> None:
    told = talk("frank", "You still put two cups out for him, and that is so hard.", "You miss him at teatime.", "...")

    assert "went_on" in happened(told)


def test_pressing_a_sore_point_loses_trust_and_closes_them() -> None:
    pressed = talk("doreen", "Have you thought of a care home?", "A care home might suit you.", "Why not a care home?")

    assert pressed.now.trust < residents()["doreen"].trust - 1
    assert pressed.now.told == ()


def test_insults_end_it_and_being_sorry_opens_it_again() -> None:
    ended = talk("dean", *["You're useless, shut up."] * 3, "What do you enjoy?")

    assert ended.now.gone
    assert not talk("dean", *["You're useless, shut up."] * 3, "I'm sorry, I was wrong.").now.gone


def test_the_hidden_strength_comes_out_when_they_are_heard_and_asked_openly() -> None:
    found = talk(
        "doreen",
        "That sounds exhausting, love. How do you get through a day?",
        "You get a job done before nine, whatever else. What do you enjoy doing?",
        "What else have you learned to do over the years?",
        "Tell me more about that?",
        "What did your hands use to do of a Sunday?",
    )

    assert found.now.layers_told("organ") > 0


@pytest.mark.parametrize(
    "trick",
    ["How does that feel?", "That sounds really hard.", "...", "You're amazing.", "What would you like to share?"],
)
def test_one_trick_over_and_over_never_brings_it_out(trick: str) -> None:
    found = [key for key in RESIDENTS if talk(key, *[trick] * 12).now.layers_told(hidden(key))]

    assert found == []


def test_the_same_words_of_sympathy_before_every_question_wear_out(resident: Resident) -> None:
    asked = ("How are things?", "What is hard?", "What happened?", "How is that?", "What else is hard?")

    assert talk(resident.key, *[f"That sounds really hard. {each}" for each in asked]).now.heard <= 2


def hidden(key: str) -> str:
    """The key of a resident's hidden strength."""
    return residents()[key].of_kind("hidden")[0].key


def test_asked_who_they_are_they_say_so(resident: Resident) -> None:
    assert resident.name.split()[0].lower() in replies(talk(resident.key, "Sorry, who are you?"))[0].lower()


def test_the_same_question_again_is_noticed(resident: Resident) -> None:
    asked = talk(resident.key, *["What is the capital of France?"] * 3)

    assert happened(asked)[1:] == ["again", "again"]
