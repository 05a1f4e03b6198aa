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

EDGES = re.compile(r"^\W+|\W+$")

AROUND = re.compile(
    r"^(?:(?:it'?s|it is|that'?s|tbh|honestly|really|pretty|quite|a bit|very|so|kinda|kind of|just|mostly)\b\W*)+(?=\w)"
    r"|(?<=\w)(?:\W+(?:tbh|really|honestly|i guess|i suppose|i spose|ig|lol|innit|mostly|mate|love|to be honest|tbf"
    r"|to be fair|for me|thanks|please|pls))+$"
)
"""What people say around a choice they type ("hard tbh", "it's a bit hard really")."""


def as_chosen(contact: Contact, heard: Heard, library: Library) -> Heard:
    """Return what was heard, with the choice it names if it answers a question of choices in so many words.

    Open questions are left alone: there, typed words are the person's own and stay so.

    Args:
        contact: the contact under way, for its open question.
        heard: what was said.
        library: the question library.
    """
    question = library.get(contact.open_question or "")
    if heard.choice is not None or question is None or question.question_type != "choice":
        return heard
    typed = EDGES.sub("", heard.words.casefold().replace("\u2019", "'"))
    forms = {typed, AROUND.sub("", typed)}
    for choice in question.choices:
        said = not forms.isdisjoint((EDGES.sub("", choice.say.casefold()), *choice.also))
        if (said and choice.does in CHOSEN) or (choice.does == "carry_on" and says_carry_on(heard.words)):
            return replace(heard, act="choose", choice=f"{question.key}.{choice.key}")
    return heard
