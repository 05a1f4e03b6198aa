"""A choice that was typed instead of pressed is the same choice ("both", "ring me")."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.contact import Contact
from bot.strengths.danger_cues import says_carry_on
from bot.strengths.library import Library
from bot.strengths.reply import Heard

CHOSEN = frozenset({"answer", "enough", "explore", "stay", "carry_on"})
"""What a button may do that is no act of its own; acts that are ("stop", "share") are heard as such when typed."""

SENDS_ON = frozenset({"explore", "stay", "carry_on", "enough"})
"""What a button may do that decides how the talk goes on, and tells nothing of the person."""
ALWAYS_THERE = ("read_back.check", "read_back.title")
"""Questions beside the lines, which are put many times."""
FEWEST_WORDS_OF_A_TITLE = 3
"""A button of fewer words ("the same") may be somebody's answer."""
TURNS = frozenset({"explore"})
"""What of that may be named beside an open question too; any other words there are the person's own."""
NAMES_NOTHING = frozenset({
    "a", "about", "all", "and", "as", "at", "be", "for", "go", "have", "i", "in", "is", "it", "just", "let", "me", "my",
    "no", "not", "of", "on", "or", "our", "please", "right", "so", "some", "talk", "tell", "that", "the", "them",
    "then", "this", "to", "us", "want", "we", "what", "with", "would", "yes", "you", "your",
})  # fmt: skip
"""Words of a button that do not name what it does."""
REFUSED = re.compile(r"\b(?:no|not|never|don'?t|dont|nah|rather)\b")
TELLS_MORE = re.compile(r"\b(?:because|cos|coz|but|since|when|was|were)\b")
MOST_WORDS_OF_A_CHOICE = 14
MOST_WORDS_BESIDE_ONE = 3
"""Words beside the only word that names a button: "stay with it please" names it, a longer message tells."""

EDGES = re.compile(r"^\W+|\W+$")

AROUND = re.compile(
    r"^(?:(?:it'?s|it is|that'?s|tbh|honestly|really|pretty|quite|a bit|very|so|kinda|kind of|just|mostly)\b\W*)+(?=\w)"
    r"|(?<=\w)(?:\W+(?:tbh|really|honestly|i guess|i suppose|i spose|ig|lol|innit|mostly|mate|love|to be honest|tbf"
    r"|to be fair|for me|thanks|please|pls))+$"
)
"""What people say around a choice they type ("hard tbh", "it's a bit hard really")."""


def as_chosen(contact: Contact, heard: Heard, library: Library) -> Heard:
    """Return what was heard, with the choice it names if it answers a question of choices in so many words.

    Beside open questions typed words are the person's own and stay so; only a wish to talk about the rest of their life
    is heard there too.

    Args:
        contact: the contact under way, for its open question.
        heard: what was said.
        library: the question library.
    """
    question = library.get(contact.open_question or "")
    if heard.choice is not None or question is None or heard.line is not None:
        return heard
    typed = EDGES.sub("", heard.words.casefold().replace("\u2019", "'"))
    is_open = question.question_type != "choice"
    forms = {typed, AROUND.sub("", typed)}
    for choice in () if is_open else question.choices:
        said = not forms.isdisjoint((EDGES.sub("", choice.say.casefold()), *choice.also))
        if (said and choice.does in CHOSEN) or (choice.does == "carry_on" and says_carry_on(heard.words)):
            return replace(heard, act="choose", choice=f"{question.key}.{choice.key}")
    may_name = TURNS if is_open else SENDS_ON
    named = [choice for choice in question.choices if choice.does in may_name and _is_named(choice.say, typed)]
    if len(named) == 1:
        return replace(heard, act="choose", choice=f"{question.key}.{named[0].key}")
    return heard


def is_a_button_that_has_gone(contact: Contact, heard: Heard, library: Library) -> bool:
    """Whether somebody types, word for word, a button that sent the talk on and is not there any more.

    Args:
        contact: the contact under way, for its open question.
        heard: what was said.
        library: the question library.
    """
    typed = EDGES.sub("", heard.words.casefold().replace("\u2019", "'"))
    if heard.choice is not None or heard.line is not None or len(typed.split()) < FEWEST_WORDS_OF_A_TITLE:
        return False
    return any(
        EDGES.sub("", choice.say.casefold()) == typed
        for key in {*contact.asked, *ALWAYS_THERE} - {contact.open_question}
        for choice in (library[key].choices if key in library else ())
        if choice.does in SENDS_ON or key in ALWAYS_THERE
    )


def _is_named(say: str, typed: str) -> bool:
    """Whether typed words name a button by the words that tell it apart: "oh the rest of my life then, go on"."""
    said = re.findall(r"[^\W\d_]+(?:'\w+)?", typed)
    names = set(re.findall(r"[^\W\d_]+(?:'\w+)?", say.casefold())) - NAMES_NOTHING
    if not names or not names <= set(said) or len(said) > MOST_WORDS_OF_A_CHOICE or "?" in typed:
        return False
    if REFUSED.search(typed) or TELLS_MORE.search(typed):
        return False
    return len(names) > 1 or len(said) <= MOST_WORDS_BESIDE_ONE + 1
