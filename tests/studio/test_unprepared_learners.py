"""Residents answer what unprepared learners say: in a word, in haste, beside the point, about themselves, unkindly."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.studio.feedback import feedback
from bot.studio.plain_turns import plainly, written_out
from bot.studio.rehearsal.debrief import debrief
from bot.studio.rehearsal.quiet_line import quiet_line
from bot.studio.resident.cast import residents
from bot.studio.resident.taking import take
from bot.studio.resident.topics import named_in, topic_for, topic_of
from tests.studio.talking import RESIDENTS, happened, replies, talk

OWN_STORY = (
    "Let me tell you about my weekend. On Saturday I went to the garden centre and bought three roses and a bag of "
    "compost, then my sister came over with her new boyfriend who is a plumber from Hull, and we had a takeaway, and "
    "on Sunday I stayed in until eleven and then watched the whole of a series about lighthouses."
)
SMALL_TALK = {
    "What's the weather like over there?": "weather",
    "Do you know any songs?": "music",
    "Are you married?": "partner",
    "How long has that been going on?": "how_long",
    "Do you want to hear a joke?": "joke",
    "Is this being recorded?": "who_reads",
    "Would you like a cup of tea?": "meals",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wot keeps u goin thru it all", "what keeps you going through it all"),
        ("soz 2 here that", "sorry 2 here that"),
        ("an wot do u do for eachother", "and what do you do for each other"),
        ("an hour with u", "an hour with you"),
        ("Thanx. Thats tuff", "thanks. that's tough"),
    ],
)
def test_what_is_typed_in_haste_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert plainly(typed) == meant


def test_writing_it_out_leaves_all_else_as_it_was() -> None:
    assert written_out("Wot a day, Una. U ok?") == "what a day, Una. you ok?"


@pytest.mark.parametrize(
    ("hasty", "careful"),
    [
        ("wot keeps u goin thru it all", "What keeps you going through it all?"),
        ("who do u see most days", "Who do you see most days?"),
        ("wot do u think shud happen now", "What do you think should happen now?"),
        ("hav u allways dun that", "Have you always done that?"),
    ],
)
def test_a_hasty_question_asks_about_the_same_as_a_careful_one(hasty: str, careful: str) -> None:
    assert topic_of(plainly(hasty)) == topic_of(plainly(careful))


@pytest.mark.parametrize("key", RESIDENTS)
@pytest.mark.parametrize(("asked", "topic"), SMALL_TALK.items())
def test_small_talk_is_answered_with_what_the_resident_has_to_say_about_it(key: str, asked: str, topic: str) -> None:
    resident = residents()[key]
    answered = talk(key, "That sounds hard. I'm sorry.", asked).exchanges[-1].reply

    assert topic_for(resident, plainly(asked)) == topic
    of_it = [*resident.answers.get(topic, ()), *(line for fact in resident.facts for line in fact.says)]
    guarded = resident.lines["guarded"]
    assert any(line.split(".")[0] in answered.text for line in (*of_it, *guarded))


def test_what_a_file_leaves_out_is_asked_about_as_part_of_something_wider() -> None:
    without = {**residents()["doreen"].__dict__, "answers": {"telly": ("Emmerdale.",)}}
    doreen = type(residents()["doreen"])(**without)

    assert topic_for(doreen, "are you married?") == "people"
    assert topic_for(doreen, "do you want to hear a joke?") is None


@pytest.mark.parametrize("word", ["family", "any hobbies", "money", "work"])
def test_a_bare_word_that_names_an_area_of_life_asks_about_it(word: str) -> None:
    assert named_in(word)
    assert "nods" not in {happened(talk(key, "hello", word))[-1] for key in RESIDENTS}


@pytest.mark.parametrize(("before", "heard"), [("hello", True), ("friends", False)])
def test_a_word_of_theirs_is_said_back_but_not_as_one_more_of_a_list(before: str, heard: bool) -> None:
    here = talk("frank", before).now
    after = replace(here, last_reply="I do like my music.", last_hard=False)

    assert take(after, "Music.", replace(feedback("I do like my music.", "Music."), reflection=True)).reflects is heard


MOST_FOR_A_LIST = 3
"""Things a resident may tell somebody who only names areas of life, ten of them; of eight to ten that they have."""


def test_one_bare_word_after_another_is_a_list_and_is_met_as_one() -> None:
    words = ("family", "friends", "work", "hobbies", "music", "skills", "faith", "home", "hopes", "ideas")

    for key in RESIDENTS:
        listed = talk(key, *words)
        # One word may fall on what was being told just then, and is then met a little more warmly.
        assert {"flat", "is_that_it"} <= set(happened(listed)[3:])
        assert len(listed.now.told) <= MOST_FOR_A_LIST, key


@pytest.mark.parametrize("noise", ["Mm.", "oh", "hmm", "Go on"])
def test_a_small_noise_after_something_hard_is_room_to_go_on(noise: str) -> None:
    assert talk("tracey", noise).exchanges[-1].reply.told == "nights"


def test_one_small_noise_after_another_brings_no_more() -> None:
    noises = talk("frank", "Mm", "Oh", "Hm", "Mm hm", "Ah", "Oh", "Mm")

    assert len(noises.now.told) <= 1
    assert "silence" not in happened(noises)


@pytest.mark.parametrize("key", RESIDENTS)
@pytest.mark.parametrize(
    "said",
    [
        "Cheer up, it might never happen!",
        "Oh well, it could be a lot worse.",
        "At least you've got your health.",
        "Look on the bright side, love.",
        "Everything happens for a reason.",
        "Plenty of people have it worse. You just have to stay positive.",
    ],
)
def test_waving_hardship_away_is_not_listening(key: str, said: str) -> None:
    waved = talk(key, said)

    assert happened(waved) == ["brushed_off"]
    assert waved.now.trust < residents()[key].trust
    assert waved.now.heard == 0
    assert "smaller" in quiet_line(waved.exchanges[0])
    assert debrief(waved).try_one.turn == 1


@pytest.mark.parametrize("said", ["You're a waste of space.", "You are so thick.", "Stop being pathetic."])
def test_an_insult_is_never_taken_for_listening(said: str) -> None:
    insulted = talk("priya", said)

    assert happened(insulted) == ["insult"]
    assert insulted.now.heard == 0


@pytest.mark.parametrize("key", RESIDENTS)
def test_the_learners_own_story_says_nothing_back_and_brings_nothing_out(key: str) -> None:
    told = talk(key, OWN_STORY)

    assert told.now.trust <= residents()[key].trust
    assert (told.now.told, told.now.heard) == ((), 0)


def test_a_long_turn_about_the_resident_is_heard() -> None:
    long = (
        "I'm sorry to hear about the stairs. You're going up and down on your bottom, and you sound that tired of it, "
        "Doreen. It must be hard to do that every single night and every single morning with nobody there to see how "
        "much it takes, and with knees like yours those stairs must feel like a mountain."
    )

    assert talk("doreen", long).now.heard == 1


@pytest.mark.parametrize("said", ["blorp fizz wibble", "\u4f60\u597d\u5417", "zxcv qwer tyui"])
def test_nonsense_and_letters_nobody_here_reads_are_not_understood(said: str) -> None:
    assert {happened(talk(key, said))[0] for key in RESIDENTS} == {"puzzled"}


@pytest.mark.parametrize(
    "said", ["What is 7 times 8?", "Do you believe in ghosts?", "blorp?", "Who will win the league?"]
)
def test_trust_does_not_grow_with_open_questions_about_nothing(said: str) -> None:
    assert talk("dean", said).now.trust <= residents()["dean"].trust


def test_a_joke_brings_out_no_hidden_skill() -> None:
    heard = ("That sounds so hard, Ken. I'm sorry.", "Your words come slowly. What do you like?", "What do you enjoy?")

    assert talk("ken", *heard, "What do you call a deer with no eyes?").exchanges[-1].reply.told != "birds"


def test_asking_leave_to_talk_is_given_leave() -> None:
    said = "Hi, I'm Beth, I'm new here. Is it OK if we have a chat?"

    assert {happened(talk(key, said))[0] for key in RESIDENTS} == {"ready"}


def test_who_helps_asks_about_people_and_what_was_forgotten_about_what_is_left() -> None:
    assert topic_of("and is there anyone who helps you with that?") == "people"
    assert topic_of("is there anything i've forgotten?") == "anything_else"
    assert topic_of("do you forget things?") == "memory"
    assert topic_of("what was it you used to do for work?") == "work"


def test_whoever_is_heard_first_goes_on_with_what_is_hard() -> None:
    for key in RESIDENTS:
        told = talk(key, "Oh gosh, that sounds awful, I'm so sorry.").exchanges[0].reply.told
        assert not told or residents()[key].fact(told).kind == "hard"


def test_a_box_on_a_form_is_no_line_that_worked() -> None:
    form = ("Any benefits?", "And is there a pet in the property?", "Do you need help washing?", "Do you have carers?")

    assert [debrief(talk(key, *form)).worked for key in RESIDENTS] == [()] * len(RESIDENTS)


def test_a_habit_is_talked_over_before_one_slip_that_was_worse() -> None:
    advice = ("You should get a stairlift.", "You should ring your doctor.", "You ought to join a club.", "Try a walk.")
    slip = "Cheer up, it might never happen!"

    assert debrief(talk("doreen", slip, *advice)).try_one.said == advice[0]
    assert debrief(talk("doreen", slip, advice[0])).try_one.said == slip
    assert debrief(talk("doreen", "You're useless.", *advice)).try_one.said == "You're useless."


def test_what_is_said_back_in_another_way_to_try_is_about_them() -> None:
    for key in RESIDENTS:
        tried = debrief(talk(key, "Any medical conditions?", "Are you independent with washing?", "Any falls?")).try_one
        first = re.split(r"(?<=[.?!])\s", tried.reworded)[0]
        assert tried.reworded != tried.said
        assert "?" in first or re.search(r"(?i)\byou|sounds|carry|hear", first)


@pytest.mark.parametrize("key", RESIDENTS)
def test_every_reply_to_odd_things_is_new(key: str) -> None:
    odd = (*SMALL_TALK, OWN_STORY, "ok", "right", "ok", "oh", "I see", "right", "more", "hm", "blorp fizz", "ok ok")
    said = replies(talk(key, *odd))

    assert all(said)
    assert len(set(said)) == len(said)
