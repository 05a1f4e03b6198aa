"""What people type when asked how to reach them, as they type it."""

from __future__ import annotations

import pytest

from bot.strengths.reaching_parts import (
    may_take_request_back,
    needs_care,
    read_reaching,
    refuses_contact,
    takes_request_back,
    welcomes_contact,
)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("i dont want em gettin in touch", "way"),
        ("no contact", "way"),
        ("No contact please.", "detail"),
        ("never", "when"),
        ("dont ring me", "way"),
        ("Please don\u2019t ring me.", "name"),
        ("I do NOT want a ring", "way"),
        ("none of em", "way"),
        ("leave it", "way"),
        ("cancel it", "when"),
        ("youre having no number off me. tell em to leave it", "detail"),
        ("never. I dont want ringing. cancel it", "when"),
        ("I don't want anybody to contact me", "name"),
        ("i'm not giving you my number", "detail"),
        ("nobody is to ring me", "way"),
        ("leave me alone", "when"),
        ("i dont want no one to ring", "way"),
        ("I don't want to be contacted", "private"),
    ],
)
def test_a_refusal_of_contact_is_read_as_one(typed: str, asked: str) -> None:
    parts = read_reaching(typed, asked)

    assert parts.refuses
    assert parts.found == {}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("never", "private"),
        ("none", "private"),
        ("don't ring before ten", "when"),
        ("I don't want ringing before nine", "when"),
        ("dont ring home n dont text when mums about", "name"),
        ("Don't ring me, text me", "way"),
        ("no calls, texts please", "way"),
        ("Leave me a message", "way"),
        ("I don't mind", "when"),
        ("01632 960111, dont ring me at work", "detail"),
        ("", "way"),
    ],
)
def test_a_limit_is_no_refusal(typed: str, asked: str) -> None:
    assert not read_reaching(typed, asked).refuses


def test_one_message_that_holds_several_parts_gives_them_all() -> None:
    parts = read_reaching(
        "Denise. Ring me after 8 at night when he's down. 07700 900142. "
        "Don't leave a message on the landline, he rings back and gets upset.",
        "way",
    )

    assert parts.found == {
        "name": "Denise",
        "way": "phone",
        "detail": "07700 900142",
        "when": "Ring me after 8 at night when he's down.",
        "private": "Don't leave a message on the landline, he rings back and gets upset.",
    }


@pytest.mark.parametrize(
    ("typed", "asked", "found"),
    [
        (
            "I gave you my name! Mrs Adeyemi. After ten in the morning.",
            "name",
            {"name": "Mrs Adeyemi", "when": "After ten in the morning."},
        ),
        ("my name is Maureen Okafor", "name", {"name": "Maureen Okafor"}),
        ("Call me Mo", "name", {"name": "Mo"}),
        ("maureen", "name", {"name": "maureen"}),
        ("not before ten", "when", {"when": "not before ten"}),
        ("not before ten", "name", {"when": "not before ten"}),
        ("text me on 07700 900142", "way", {"way": "text", "detail": "07700 900142"}),
        ("Email me. jo@example.org. I'm Jo.", "way", {"way": "email", "detail": "jo@example.org", "name": "Jo"}),
        ("Ring me. Not when he is in.", "way", {"way": "phone", "private": "Not when he is in."}),
        (
            "dont ring home n dont text when mums about",
            "name",
            {"private": "dont ring home n dont text when mums about"},
        ),
        ("he checks my phone", "when", {"private": "he checks my phone"}),
        ("Don't ring me, text me", "way", {"way": "text"}),
        ("i'll ring you", "way", {"way": "they_will_ring"}),
        ("01632 960155 denise", "detail", {"detail": "01632 960155", "name": "denise"}),
        ("Mr Okoro, 07700 900155", "detail", {"detail": "07700 900155", "name": "Mr Okoro"}),
        ("07700 900155 mobile", "detail", {"detail": "07700 900155", "way": "phone"}),
        ("07700 900155 evenings", "detail", {"detail": "07700 900155", "when": "evenings"}),
        ("07700 900155 thats my mums", "detail", {"detail": "07700 900155"}),
        (
            "9 Fuller Street, Tipton. By post only, and addressed to Mrs. Okoro.",
            "way",
            {"way": "letter", "detail": "9 Fuller Street, Tipton", "name": "Mrs. Okoro"},
        ),
        ("I am worried about all of this going on", "name", {}),
        ("is it a man or a woman who rings", "name", {}),
    ],
)
def test_each_part_is_found_whichever_was_asked_for(typed: str, asked: str, found: dict[str, str]) -> None:
    assert read_reaching(typed, asked).found == found


@pytest.mark.parametrize("typed", ["skip it. did u see i said im 16", "skip this", "Skip it!", "pass", "skip that one"])
def test_skip_leaves_out_whatever_follows(typed: str) -> None:
    parts = read_reaching(typed, "way")

    assert parts.skips
    assert parts.found == {}


@pytest.mark.parametrize(
    "typed",
    ["who put that question in", "Who is it that rings?", "is it free", "but why do you need my name", "what for"],
)
def test_a_question_back_is_no_part(typed: str) -> None:
    parts = read_reaching(typed, "name")

    assert (parts.question, parts.found) == (typed, {})


@pytest.mark.parametrize("typed", ["dont ring me", "I do NOT want a ring", "i dont want anyone ringing me"])
def test_a_refusal_can_be_told_without_a_question(typed: str) -> None:
    assert refuses_contact(typed)


@pytest.mark.parametrize("typed", ["never", "dont ring me, text me", "I never ring my brother", "he never rings me"])
def test_telling_is_no_refusal(typed: str) -> None:
    assert not refuses_contact(typed)


@pytest.mark.parametrize(
    ("typed", "is_taken_back", "is_doubtful"),
    [
        ("i didnt say yes!! i was asking", True, True),
        ("I was only asking", False, True),
        ("who told you I want a call", False, True),
        ("I never asked for that", True, False),
        ("I have not asked for anybody, young lady.", True, False),
        ("I didnt say get in touch", True, False),
        ("i dont want a person, just tell me the number", True, False),
        ("I never asked for help with the garden before", False, False),
        ("yes please", False, False),
        ("I said yes", False, False),
    ],
)
def test_taking_a_request_back_is_heard(typed: str, is_taken_back: bool, is_doubtful: bool) -> None:
    assert takes_request_back(typed) == is_taken_back
    assert may_take_request_back(typed) == is_doubtful


@pytest.mark.parametrize(
    "typed",
    [
        "I did not ask for a person, I asked where the office is.",
        "i never asked for a call",
        "I never asked anyone to ring, I asked what it costs",
        "I didnt say get in touch. i said who put that question in",
    ],
)
def test_whoever_asked_for_nothing_has_not_said_that_they_want_no_contact(typed: str) -> None:
    assert not refuses_contact(typed)
    assert not read_reaching(typed, "way").refuses


@pytest.mark.parametrize(
    ("typed", "may"),
    [
        ("They may of course write to me about the step.", True),
        ("u can ring me i never said u cant", True),
        ("I never said I don't want contact", True),
        ("I do want to be contacted", True),
        ("I'm quite happy for them to ring", True),
        ("dont ring me", False),
        ("my brother may visit", False),
        ("they never ring", False),
    ],
)
def test_whoever_may_be_contacted_is_heard(typed: str, may: bool) -> None:
    assert welcomes_contact(typed) == may


@pytest.mark.parametrize(
    ("private", "needs"),
    [
        (None, False),
        ("No, it is private", False),
        ("no", False),
        ("I am not sure", False),
        ("Yes, take care", True),
        ("him, if its on speaker", True),
        ("Don't leave a message", True),
    ],
)
def test_a_warning_is_told_from_none(private: str | None, needs: bool) -> None:
    assert needs_care(private) == needs


def test_a_way_ruled_out_beside_a_warning_is_part_of_it() -> None:
    words = "Not by phone and not by text. He reads both. Email to the school address only: s.pryce@brynschool.example."

    parts = read_reaching(words, "way")

    assert parts.private == "Not by phone and not by text. He reads both."
    assert (parts.way, parts.detail, parts.refuses) == ("email", "s.pryce@brynschool.example", False)


def test_a_way_ruled_out_without_a_warning_is_none() -> None:
    assert read_reaching("Not by phone please. Text is best.", "way").private is None
