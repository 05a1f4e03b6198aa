"""A question to us is found wherever it stands; what is asked of nobody is none."""

from __future__ import annotations

import pytest

from bot.strengths.question_clauses import is_not_understood, questions_in


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        ("can i get a bungalow", 1),
        ("do i get a visit out of this now?", 1),
        ("I'd like to know who it is that sees what I put, since nobody ever says.", 1),
        ("Fine, but who looks at it, and will it touch my pension?", 2),
        ("My son is in Hull, so is there anyone nearer who could come?", 1),
        ("Does the council pay for a cleaner", 1),
        ("And my attendance allowance?", 1),
    ],
)
def test_a_question_is_found_with_or_without_a_mark_and_inside_a_sentence(sentence: str, questions: int) -> None:
    assert len(questions_in(sentence)) == questions


@pytest.mark.parametrize(
    "sentence",
    [
        "do my own washing",
        "have a cat called Biscuit",
        "when I was a lad I boxed",
        "what I like is the quiet",
        "Who knows?",
        "What's the point?",
        "why me?",
        "it is cold, isn't it?",
        "he sat there thinking is it Tuesday",
        "to get out more?",
        "can we skip this one",
    ],
)
def test_what_tells_or_is_said_for_the_sake_of_it_is_no_question_to_us(sentence: str) -> None:
    assert questions_in(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "after"), [("What keeps me going?", "Nowt does."), ("Who visits?", "Nobody visits.")]
)
def test_what_somebody_answers_themselves_is_no_question_to_us(sentence: str, after: str) -> None:
    assert questions_in(sentence, after) == ()


@pytest.mark.parametrize(
    "words", ["wot", "eh", "huh?", "what?", "u wot", "You what, love?", "sorry what", "come again"]
)
def test_a_word_that_says_not_understood_is_known(words: str) -> None:
    assert is_not_understood(words)


@pytest.mark.parametrize("words", ["whatever", "telly", "what I said", "eh it is good"])
def test_other_words_are_answers(words: str) -> None:
    assert not is_not_understood(words)
