"""The read-back: the person sees every line, and keeps, changes, removes, adds, shares or holds back (RIP-1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.errors import UnknownLineError
from bot.strengths.acknowledging import acknowledgement
from bot.strengths.answering import chosen_from, keep, lengthen, reword
from bot.strengths.asking import ask, carry_on, come_back, resume, show_lines
from bot.strengths.closing import ask_to_forget
from bot.strengths.contact import Contact, Moment
from bot.strengths.headings import heading_of, order_of
from bot.strengths.hearing import says_nothing_there, says_only_yes
from bot.strengths.library import Library
from bot.strengths.line_commands import read_line_commands
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.sent import what_was_sent
from bot.strengths.statement import Place, Statement

CHANGE, ADD = "read_back.change", "read_back.add"


@dataclass(frozen=True, kw_only=True)
class ReadBackLine:
    """One line as the person sees it.

    Attributes:
        number: place in the list, from 1, for people who type "remove 2".
        heading: what kind of line it is, in plain words.
        statement: what was said.
    """

    number: int
    heading: str
    statement: Statement


def read_back_lines(contact: Contact) -> tuple[ReadBackLine, ...]:
    """Return the lines in the order of the summary's headings, numbered from 1."""
    return tuple(
        ReadBackLine(number=number, heading=heading_of(statement), statement=statement)
        for number, statement in enumerate(sorted(contact.statements, key=order_of), start=1)
    )


TYPED = re.compile(
    r"""(?ix) ^\s* (?:please\s+)?
    (?P<verb> (?:don'?t|do\s+not|dont|not)\s+(?:share|send)|hide|keep\s+back
            | share|send|show | remove|delete|take\s+out|cross\s+out|lose | change|edit|alter|correct | add )
    (?: \s+ (?:line|number|no\.?|the) )*
    (?: \s* (?P<number>\d{1,3}) (?:st|nd|rd|th)? (?:\s+(?:one|line))? (?![\w/]) )?
    (?P<into> \s* [:,.\-] | \s+ to (?:\s+say)? \b )* (?P<rest>.*) $""",
    re.DOTALL,
)
ADDS_TO_IT = re.compile(r"^\W*(?:no\W+)?add\s+to\s+(?:it|that|this)\W+(?P<more>.+)$", re.IGNORECASE | re.DOTALL)
"""Said when asked how a line should read: the line stays, and gets longer."""

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
    return _act_of(verb), _line_numbered(contact, int(number)), rest


def hear_about_lines(contact: Contact, heard: Heard) -> list[Reply] | None:
    """Do what was typed about lines while they are shown, about to be shared, or shared.

    Looked at before anything else that the words might mean: "don't share 2" must never end as sharing nothing, or
    as a line that says "don't share 2".

    Args:
        contact: the contact under way.
        heard: what was said.

    Returns:
        What is said, or None when it was not about lines.

    Raises:
        UnknownLineError: a number is not in the list.
    """
    typed = heard.choice is None and heard.line is None
    if not typed or contact.moment not in (Moment.READ_BACK, Moment.SHARING, Moment.SHARED):
        return None
    commands = read_line_commands(heard.words)
    if not commands:
        return None
    if any(not command.numbers for command in commands):
        return [Say("utter_say_which_line"), *show_lines(contact)]
    # All numbers are looked up first: they are those of the list that was read.
    wishes = [(command.act, _line_numbered(contact, number)) for command in commands for number in command.numbers]
    if len(wishes) == 1:
        return act_on_line(contact, *wishes[0])
    if any(act == "change_line" for act, _ in wishes):
        return [Say("utter_say_which_line"), *show_lines(contact)]
    for act, line in wishes:
        if act == "remove_line":
            contact.remove(line)
        else:
            contact.alter(line, shared=act == "offer_line")
    return [Say("utter_done_to_lines"), *show_lines(contact)]


def change_line(contact: Contact, line: str) -> list[Reply]:
    """Ask how a line should read."""
    statement = contact.line_named(line)
    contact.step_aside(Moment.CHANGING, CHANGE)
    contact.line = line
    return [Say("utter_it_says_now", {"words": statement.words}), Ask(CHANGE)]


def change_latest(contact: Contact) -> list[Reply]:
    """Ask how the latest line should read ("that's not what I said")."""
    if contact.moment is Moment.CHANGING:
        return resume(contact)
    if not contact.statements:
        return [Say("utter_nothing_to_change"), *resume(contact)]
    return change_line(contact, contact.statements[-1].id)


def hear_change(contact: Contact, heard: Heard) -> list[Reply]:
    """Take the new words for the line, or leave it as it was."""
    line, contact.line = contact.line, None
    if line is None or _leaves_as_is(heard):
        return [Say("utter_kept_as_it_was"), *come_back(contact)]
    more = ADDS_TO_IT.match(heard.words)
    if more:
        lengthen(contact, line, replace(heard, act="tell", words=more["more"]))
    else:
        reword(contact, line, heard)
    replies = come_back(contact)
    if contact.latest("summary") is not None and contact.moment is Moment.SHARED:
        replies = [Say("utter_not_shared_yet"), *show_lines(contact)]
    return [Say("utter_changed"), *replies]


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
    if _leaves_as_is(heard):
        return [Say("utter_nothing_added"), *come_back(contact)]
    keep(contact, heard, Place.ALSO, domain="opening", question=ADD)
    contact.interrupted.clear()
    return [Say("utter_added"), *show_lines(contact)]


def hear_read_back(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Do what was typed beside the read-back; words that are no command are kept as a line of their own."""
    chosen = chosen_from(library, heard)
    if chosen and chosen.does == "carry_on":
        return carry_on(contact, library)
    command = typed_command(contact, heard.words)
    if command is not None:
        act, line, rest = command
        if act == "add_line" and rest.lower().strip(" .!") in ("", "something", "a line", "more", "something else"):
            return add_line(contact)
        if act == "add_line":
            return hear_addition(contact, replace(heard, act="tell", words=rest))
        if line is None:
            return [Say("utter_say_which_line"), *resume(contact)]
        if act == "change_line" and rest:
            reword(contact, line, replace(heard, words=rest))
            return [Say("utter_changed"), *show_lines(contact)]
        return act_on_line(contact, act, line)
    if heard.act == "delete":
        return ask_to_forget(contact, "asides.delete")
    if heard.act in ("dont_know", "decline", "correct") or (heard.act == "deny" and _leaves_as_is(heard)):
        return [Say("utter_say_which_line"), *resume(contact)]
    keep(contact, heard, Place.ALSO, domain="opening", question="read_back.check")
    return [acknowledgement(heard, contact=contact), Say("utter_added"), *show_lines(contact)]


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


def _leaves_as_is(heard: Heard) -> bool:
    """Whether this gives no new words: a skip, "I don't know", a bare yes or no."""
    if heard.act in ("decline", "dont_know"):
        return True
    if heard.act == "affirm":
        return says_only_yes(heard.words)
    return heard.act == "deny" and says_nothing_there(heard.words)


def _line_numbered(contact: Contact, number: int) -> str:
    lines = read_back_lines(contact)
    if not 1 <= number <= len(lines):
        raise UnknownLineError(f"No line {number}.")
    return lines[number - 1].statement.id
