"""What somebody came for, or for whom, said plainly: heard at once as that."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.answering import WHO_FOR, hear_proxy, speak_for_another
from bot.strengths.asked_of_us import came_for_a_thing, has_a_date
from bot.strengths.asking import ask, ask_next
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import can_be_quoted, is_hard
from bot.strengths.keeping import keep
from bot.strengths.library import Library
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Place
from bot.strengths.two_voices import begin_two_voices

PRACTICAL_MORE = "hard_moments.practical_more"
PUTS_RIGHT = re.compile(r"\W*(?:no+|not|nope|nah|it['\u2019]?s not)\b", re.IGNORECASE)
MOST_WORDS_PUT_RIGHT = 12
"""“No, it's for him next door”: with no more words than this it only puts us right, and is no line."""


def hear_for_another(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Somebody says plainly whom it is about: at the start they are asked, and later they have answered already."""
    if contact.moment is not Moment.EXPLORING and WHO_FOR not in contact.asked:
        return hear_proxy(contact, heard, library)
    contact.leave_open_question()
    if not PUTS_RIGHT.match(heard.words) or len(heard.words.split()) > MOST_WORDS_PUT_RIGHT:
        keep(contact, heard, Place.ALSO, domain="opening", question=f"beside.{contact.open_question or WHO_FOR}")
    speak_for_another(contact)
    contact.moment = Moment.PERMISSION
    return begin_two_voices(contact)


def hear_came_for(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """The practical thing somebody came for is said back as that; if time matters, a person is offered at once."""
    if contact.reopened is not None or not came_for_a_thing(heard.words):
        return None
    keep(contact, heard, Place.WHAT_WOULD_HELP, domain="opening", question="opening.reason")
    said: list[Reply] = [Say("utter_practical_words", {"words": heard.words})] if can_be_quoted(heard.words) else []
    said = said or [Say("utter_hear_practical")]
    if is_hard(heard):
        said = [acknowledgement(replace(heard, hardship=True), contact=contact), *said]
    if not has_a_date(heard.words):
        return [*said, *ask_next(contact, library)]
    contact.moment = Moment.PERMISSION
    return [*said, Say("utter_time_matters"), *ask(contact, PRACTICAL_MORE)]
