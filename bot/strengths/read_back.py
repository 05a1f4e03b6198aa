"""The read-back: the person sees every line, and keeps, changes, removes, adds, shares or holds back (RIP-1)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.errors import UnknownLineError
from bot.strengths.acknowledging import acknowledgement
from bot.strengths.asking import (
    ASKED_AFTER_THE_LINES,
    MISSED,
    PIECE,
    READ_BACK,
    TITLE,
    ask,
    ask_after_the_lines,
    carry_on,
    come_back,
    finish,
    resume,
    show_all,
    show_lines,
)
from bot.strengths.changing import change_line, leaves_as_is
from bot.strengths.closing import ask_to_forget, ready_to_share
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import says_only_yes
from bot.strengths.keeping import chosen_from, reword
from bot.strengths.library import Choice, Library
from bot.strengths.pieces import (
    give_numbers,
    is_long,
    look_again,
    look_at,
    look_at_all,
    piece_of,
    read_back_lines,
)
from bot.strengths.placing import keep_in_place
from bot.strengths.reply import Ask, Heard, Reply, Say, ShowLines
from bot.strengths.sent import what_was_sent
from bot.strengths.turning import without_stop

ADD = "read_back.add"

LONGEST_TITLE = 80
"""Letters of the longest title that a person may give their summary."""

LAUGHTER = re.compile(
    r"(?i)(?:\W+(?:lo+l+|lmao|rofl|haha(?:ha)*|hehe|ha ha(?: ha)*|xx*"
    r"|[\U0001f600-\U0001f64f\U0001f923\U0001f970]+))+\W*$"
)
"""How somebody sounds when they type a title, and no part of it."""

ALL_AT_ONCE = re.compile(
    r"(?ix) \W* (?:(?:please|can\s+i|can\s+you|just|let\s+me)\s+)* (?:show|see|give)? \s* (?:me\s+)? (?:it\s+)?"
    r"(?:all|everything|the\s+lot|the\s+whole(?:\s+(?:lot|thing|list))?|(?:all\s+)?(?:of\s+)?(?:the\s+)?lines)"
    r"(?:\s+(?:of\s+it|of\s+them|at\s+once|together|in\s+one\s+go|now|please))* \W*"
)
"""“Show me all of it”, beside one piece of the read-back."""

NOTHING_MISSED = re.compile(
    r"(?ix) \W* (?:(?:no|nope|nah|yes|aye|i\s+think)\b\W*)* (?:that(?:'?s|\s+is)?\s+)?"
    r"(?:nothing|all|everything|it|the\s+lot|enough|you(?:'ve|\s+have)\s+got\s+it\s+all)"
    r"(?:\s+(?:else|more|missed|missing|really|for\s+now|i\s+think|thanks|thank\s+you|ta|love))* \W*"
)
"""“No, that's everything”, when asked what was missed."""


TYPED = re.compile(
    r"""(?ix) ^\s* (?:please\s+)?
    (?P<verb> (?:don'?t|do\s+not|dont|not)\s+(?:share|send)|hide|keep\s+back
            | share|send|show | remove|delete|take\s+out|cross\s+out|lose | change|edit|alter|correct | add )
    (?: \s+ (?:line|number|no\.?|the) )*
    (?: \s* (?P<number>\d{1,3}) (?:st|nd|rd|th)? (?:\s+(?:one|line))? (?![\w/]) )?
    (?P<into> \s* [:,.\-] | \s+ to (?:\s+say)? \b )* (?P<rest>.*) $""",
    re.DOTALL,
)
CHANGES = ("change", "edit", "alter", "correct")
MORE_NUMBERS = re.compile(r"((and|&|,|or|to)?\s*\d{1,3}\s*)+")


def typed_command(contact: Contact, words: str) -> tuple[str, str | None, str] | None:
    """Read "remove 2", "change 3 to ...", "don't share 4", "add ..." as what they ask.

    Returns:
        The act (``remove_line``, ``change_line``, ``withhold_line``, ``offer_line``, ``add_line``), the line's id
        (None for ``add_line``, and for several lines at once) and the words that came with it; or None when it
        is not such a command.

    Raises:
        UnknownLineError: the number is not in the list.
    """
    # The same length, so that what comes with a command is taken from the words as they were typed.
    match = TYPED.match(words.replace("\u2019", "'"))
    if match is None:
        return None
    verb, number, rest = match["verb"].lower(), match["number"], words[match.start("rest") :].strip()
    if verb == "add":
        return ("add_line", None, rest) if number is None else None
    if number is None:
        return None
    if MORE_NUMBERS.fullmatch(rest) and verb not in CHANGES:
        return _act_of(verb), None, rest
    if rest and (verb not in CHANGES or match["into"] is None):
        return None
    return _act_of(verb), line_numbered(contact, int(number)), rest


def remove_line(contact: Contact, line: str) -> list[Reply]:
    """Take a line out for good."""
    contact.remove(line)
    return [Say("utter_removed"), *show_lines(contact)]


def share_line(contact: Contact, line: str, shared: bool) -> list[Reply]:
    """Let the team read a line, or hold it back."""
    contact.alter(line, shared=shared)
    return [Say("utter_will_share_line" if shared else "utter_will_hold_line_back"), *show_lines(contact)]


def add_line(contact: Contact) -> list[Reply]:
    """Ask what the person would like to add."""
    contact.step_aside(Moment.ADDING, ADD)
    return [Ask(ADD)]


def hear_addition(contact: Contact, heard: Heard) -> list[Reply]:
    """Keep the added words as a line of their own."""
    if leaves_as_is(heard):
        return [Say("utter_nothing_added"), *come_back(contact)]
    keep_in_place(contact, heard, ADD)
    contact.interrupted.clear()
    return [Say("utter_added"), *show_lines(contact)]


def hear_read_back(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Do what was typed beside the read-back; words that are no command are kept as a line of their own."""
    chosen = chosen_from(library, heard)
    if chosen and chosen.does == "carry_on":
        return carry_on(contact, library)
    if chosen is not None:
        return _hear_choice(contact, heard, chosen)
    command = typed_command(contact, heard.words)
    if command is not None:
        return _do_as_typed(contact, heard, *command)
    if heard.act == "delete":
        return ask_to_forget(contact, "asides.delete")
    if contact.open_question in ASKED_AFTER_THE_LINES and heard.act != "correct":
        return _hear_missed(contact, heard) if contact.open_question == MISSED else _hear_title(contact, heard)
    if heard.act in ("dont_know", "decline", "correct") or (heard.act == "deny" and leaves_as_is(heard)):
        return [Say("utter_say_which_line"), *resume(contact)]
    if ALL_AT_ONCE.fullmatch(heard.words):
        return show_all(contact)
    return _keep_more(contact, heard, contact.open_question or READ_BACK)


def _do_as_typed(contact: Contact, heard: Heard, act: str, line: str | None, rest: str) -> list[Reply]:
    """Do what was typed about one line, or ask which line was meant."""
    if act == "add_line" and rest.lower().strip(" .!") in ("", "something", "a line", "more", "something else"):
        return add_line(contact)
    if act == "add_line":
        return hear_addition(contact, replace(heard, act="tell", words=rest))
    if line is None:
        return [Say("utter_say_which_line"), *resume(contact)]
    if act == "change_line" and rest:
        reword(contact, line, replace(heard, words=rest))
        look_again(contact, line)
        return [Say("utter_changed"), *show_lines(contact)]
    return act_on_line(contact, act, line)


def hear_yes_to_lines(contact: Contact, heard: Heard) -> list[Reply]:
    """Hear "yes" or "share it" beside the read-back.

    A yes is a yes to what is asked: to this piece, or to the whole. "Share it" is a wish that is followed at once; what
    was not looked at yet is shown first, and a plain yes is asked for before anything is sent.

    Args:
        contact: the contact under way.
        heard: what was said.
    """
    if heard.act == "share":
        return share_from_here(contact)
    match contact.open_question:
        case question if question == PIECE:
            return _next_piece(contact)
        case question if question == MISSED:
            return add_line(contact) if says_only_yes(heard.words) else _hear_missed(contact, heard)
        case question if question == TITLE:
            return _hear_title(contact, heard)
        case _:
            asks_more = is_long(contact) and any(key not in contact.asked for key in ASKED_AFTER_THE_LINES)
            return ask_after_the_lines(contact) if asks_more else ready_to_share(contact)


def hear_finish(contact: Contact) -> list[Reply]:
    """Hear "that's everything" or "show me": an answer to "what have I missed", and else a wish to see the lines."""
    if contact.moment is Moment.READ_BACK and contact.open_question in ASKED_AFTER_THE_LINES:
        return ask_after_the_lines(contact)
    return finish(contact)


def _hear_choice(contact: Contact, heard: Heard, chosen: Choice) -> list[Reply]:
    """Hear a button of the read-back that is no act of its own."""
    match heard.choice:
        case "read_back.piece.next":
            return _next_piece(contact)
        case "read_back.check.title":
            return ask(contact, TITLE)
        case "read_back.title.own":
            return [Say("utter_type_title")]
        case _:
            return _keep_more(contact, replace(heard, words=chosen.say), contact.open_question or READ_BACK)


def _next_piece(contact: Contact) -> list[Reply]:
    look_at(contact, piece_of(contact))
    return show_lines(contact)


def share_from_here(contact: Contact) -> list[Reply]:
    """Show what the person has not seen, all at once, and go on to sharing."""
    if contact.open_question == PIECE:
        look_at(contact, piece_of(contact))
    give_numbers(contact)
    unseen = look_at_all(contact) if is_long(contact) else ()
    ready = ready_to_share(contact)
    return [Say("utter_rest_of_lines"), ShowLines(unseen), *ready] if unseen else ready


def _hear_missed(contact: Contact, heard: Heard) -> list[Reply]:
    """Hear what was missed: nothing, or words that become lines where they belong."""
    if leaves_as_is(heard) or NOTHING_MISSED.fullmatch(heard.words):
        return ask_after_the_lines(contact)
    return _keep_more(contact, heard, MISSED)


def _keep_more(contact: Contact, heard: Heard, question: str) -> list[Reply]:
    keep_in_place(contact, heard, question)
    return [acknowledgement(heard, contact=contact), Say("utter_added"), *show_lines(contact)]


def _hear_title(contact: Contact, heard: Heard) -> list[Reply]:
    """Take the person's own name for their summary, or leave it as it is; a long one is asked for again."""
    if leaves_as_is(heard):
        return [Say("utter_kept_as_it_was"), *ask_after_the_lines(contact)]
    title = LAUGHTER.sub("", " ".join(heard.words.split())).strip('"\u201c\u201d ')
    if len(title) > LONGEST_TITLE:
        return [Say("utter_title_too_long"), Ask(TITLE)]
    if not title:
        return [Ask(TITLE)]
    contact.title = title
    return [Say("utter_titled", {"words": without_stop(title)}), *ask_after_the_lines(contact)]


def act_on_line(contact: Contact, act: str, line: str | None) -> list[Reply]:
    """Do what a button beside a line asks.

    Raises:
        UnknownLineError: the line is not in the read-back.
    """
    if line is None:
        raise UnknownLineError("No line was named.")
    if act == "change_line":
        return change_line(contact, line)
    if act == "remove_line":
        return remove_line(contact, line)
    return share_line(contact, line, shared=act == "offer_line")


def share_nothing(contact: Contact) -> list[Reply]:
    """Share nothing: a full choice, not a refusal."""
    contact.moment = Moment.PAUSED
    return [*what_was_sent(contact, "utter_nothing_shared"), *ask(contact, "asides.paused")]


def _act_of(verb: str) -> str:
    if verb.startswith(("don", "do ", "not", "hide", "keep")):
        return "withhold_line"
    if verb in ("share", "send", "show"):
        return "offer_line"
    return "change_line" if verb in CHANGES else "remove_line"


def line_numbered(contact: Contact, number: int) -> str:
    """Return the id of the line with this number.

    Raises:
        UnknownLineError: there is none.
    """
    give_numbers(contact)
    for line in read_back_lines(contact):
        if line.number == number:
            return line.statement.id
    raise UnknownLineError(f"No line {number}.")
