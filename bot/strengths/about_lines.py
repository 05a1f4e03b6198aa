"""Wishes about lines, as they are typed while the lines are shown, about to be shared, or shared: done at once.

What stands beside such a wish is heard too: a question is answered or noted, and "share the rest" goes on to sharing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.all_but import BETWEEN_NAMES, lines_with
from bot.strengths.asked_back import answer_to
from bot.strengths.asking import resume, show_lines
from bot.strengths.changing import change_line
from bot.strengths.contact import Contact, Moment
from bot.strengths.keeping import keep, reword
from bot.strengths.leaving_out import LeftOut, left_out_in
from bot.strengths.line_commands import LineCommand, beside_line_commands, left_out
from bot.strengths.lines_first import new_words
from bot.strengths.lines_named import line_asked_for, wishes_about_lines
from bot.strengths.moving_lines import move, moves_in
from bot.strengths.pieces import look_again, numbers
from bot.strengths.placing import keep_in_place
from bot.strengths.read_back import ADD, add_line, hear_addition, line_numbered, share_from_here
from bot.strengths.reply import Heard, Reply, Say, ShowLines
from bot.strengths.statement import Place

SAID_OF_ONE = {
    "remove_line": "utter_removed",
    "offer_line": "utter_will_share_line",
    "withhold_line": "utter_will_hold_line_back",
}
MOST_WORDS_THAT_LEAD = 2
"""Words before a command that tell nothing ("ok then")."""

LEADS_TO_A_CHANGE = re.compile(
    r"(?i)\W*(?:(?:please|can|could|may|i|we|just|need|want|would|like|to|have|got|there'?s|there|is|only|hello|hi|sorry|oh|and|so|let|me)\s+)*"
    r"(?:(?:change|alter|edit|correct|fix|put)\s*)?(?:(?:one|two|a|an|some|more|bit|couple|of|thing|things|something|line|lines|it|that|right"
    r"|wrong|to|change|changes|alter|please)\s*)*\W*"
)
"""“Can I change one. 8 should say ...”: what leads to new words tells nothing."""

ASKS_BESIDE = re.compile(
    r"(?i)\?\s*$|^\W*(?:(?:and|but|so|also) )*"
    r"(?:where|what|wot|why|who|how|when|which|can|could|do|does|did|is|are|will|have)(?:'?s|'?ve)?\b"
)
ASKS_FOR_A_LINE = re.compile(
    r"(?i)\bwhere(?:'?s| is| are|'?ve| did| has)?\b|\b(?:have|did|do) (?:you|u|ya) (?:got|get|put|have|write|include)\b"
    r"|\bwhat about\b"
)


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
    if typed and contact.moment is Moment.ADDING:
        return _do_instead_of_adding(contact, heard)
    if not typed or contact.moment not in (Moment.READ_BACK, Moment.SAFE_CONTACT, Moment.SHARING, Moment.SHARED):
        return None
    missing = left_out(heard.words) if contact.moment in (Moment.READ_BACK, Moment.SHARING, Moment.SHARED) else None
    if missing is not None:
        return hear_addition(contact, replace(heard, act="tell", words=missing)) if missing else add_line(contact)
    rewritten = _rewrite(contact, heard) if contact.moment is not Moment.SAFE_CONTACT else None
    if rewritten is not None:
        return rewritten
    commands = wishes_about_lines(contact, heard.words)
    if contact.moment is Moment.SAFE_CONTACT:
        return _do_between(contact, commands) if commands and _can_only_be_about_lines(contact, commands) else None
    named = None if any(command.numbers for command in commands) else left_out_in(heard.words)
    if named is not None:
        return _leave_out(contact, heard, named)
    moved, commands = _move_lines(contact, heard.words, commands)
    if not commands:
        return [*moved, *show_lines(contact)] if moved else None
    if any(not command.numbers for command in commands):
        which = "utter_say_which_to_hold_back" if commands[0].every else "utter_say_which_line"
        return [Say(which), *show_lines(contact)]
    return _do_what_was_typed(contact, heard, commands)


def _do_instead_of_adding(contact: Contact, heard: Heard) -> list[Reply] | None:
    """Do what is wished of a line that there is, by its number and with no word besides: nobody adds "number 5 no"."""
    commands = wishes_about_lines(contact, heard.words)
    named = {number for command in commands for number in command.numbers}
    if not named or not named <= set(numbers(contact).values()) or beside_line_commands(heard.words).rest:
        return None
    contact.step_back()
    return hear_about_lines(contact, heard)


def _do_what_was_typed(contact: Contact, heard: Heard, commands: tuple[LineCommand, ...]) -> list[Reply]:
    """Do what was asked of lines that were named, and hear what was said beside it."""
    beside = beside_line_commands(heard.words)
    done = _done_to_lines(contact, commands)
    if contact.line is not None or commands[0].act == "only_line":
        return done if contact.line is not None else [*done, *show_lines(contact)]
    if beside.shares and contact.statements:
        return [*done, *share_from_here(contact)]
    return [*done, *(hear_beside(contact, heard, beside.rest) if beside.rest else []), *show_lines(contact)]


def _move_lines(
    contact: Contact, words: str, commands: tuple[LineCommand, ...]
) -> tuple[list[Reply], tuple[LineCommand, ...]]:
    """Put lines under the heading that the person says is theirs; return what is said, and the wishes that are left."""
    gone = {number for command in commands if command.act == "remove_line" for number in command.numbers}
    moves = moves_in(contact, words)
    number_of = numbers(contact) if moves else {}
    wanted = [one for one in moves if number_of[one.line] not in gone]
    for one in wanted:
        move(contact, one)
    moved = {number_of[one.line] for one in wanted}
    left = tuple(one for one in commands if not (one.act == "change_line" and moved.issuperset(one.numbers)))
    return [Say("utter_moved_line")] if wanted else [], left if wanted else commands


def _leave_out(contact: Contact, heard: Heard, named: LeftOut) -> list[Reply]:
    """Hold back every line that names somebody who is to be left out; which line is meant is asked if none does."""
    lines = {line.id: line.words for line in contact.statements}
    names = [name for who in named.who for name in BETWEEN_NAMES.split(who)]
    found = dict.fromkeys(line for name in names for line in lines_with(name, lines))
    number_of = numbers(contact)
    said: list[Reply] = [Say("utter_say_which_to_hold_back")]
    if found:
        said = _held_back(contact, {line: number_of[line] for line in found})
    if named.told:
        keep_in_place(contact, replace(heard, act="tell", words=named.told, strengths=None, hardship=None), ADD)
        said.append(Say("utter_added"))
    return [*said, *show_lines(contact)]


def _rewrite(contact: Contact, heard: Heard) -> list[Reply] | None:
    """Put new words in place of a line, after what was wished of other lines before them; None if there are none."""
    fresh = new_words(heard.words)
    if fresh is None:
        return None
    line = next((line for line, number in numbers(contact).items() if number == fresh.number), None)
    if line is None:
        return None
    commands = wishes_about_lines(contact, fresh.before) if fresh.before else ()
    wishes = tuple(one for one in commands if one.numbers and fresh.number not in one.numbers)
    done = _done_to_lines(contact, wishes) if wishes and all(one.act != "change_line" for one in wishes) else []
    said_of_it = bool(commands) or re.search(rf"\b{fresh.number}\b", fresh.before)
    if LEADS_TO_A_CHANGE.fullmatch(fresh.before):
        said_of_it = True
    if fresh.before and not said_of_it and len(fresh.before.split()) > MOST_WORDS_THAT_LEAD:
        keep_in_place(contact, replace(heard, act="tell", words=fresh.before, strengths=None), ADD)
        done = [*done, Say("utter_added")]
    reword(contact, line, replace(heard, act="tell", words=fresh.words, strengths=None, hardship=None))
    look_again(contact, line)
    return [*done, Say("utter_changed"), *show_lines(contact)]


def hear_beside(contact: Contact, heard: Heard, rest: str) -> list[Reply]:
    """Hear what was said beside a wish about lines or sharing: a question is answered or noted, what was told is kept.

    Args:
        contact: the contact under way.
        heard: the whole message.
        rest: the words beside the wish.
    """
    said = replace(heard, act="tell", words=rest, strengths=None, hardship=None)
    if not ASKS_BESIDE.search(rest):
        keep_in_place(contact, said, ADD)
        return [Say("utter_added")]
    line = line_asked_for(contact, rest) if ASKS_FOR_A_LINE.search(rest) else None
    if line is not None:
        return [Say("utter_it_is_line", {"number": str(numbers(contact)[line])}), ShowLines((line,))]
    answer = answer_to(contact, rest)
    if answer:
        return answer
    keep(contact, said, Place.ALSO, domain="opening", question=f"beside.{contact.open_question}")
    return [Say("utter_question_noted")]


def _done_to_lines(contact: Contact, commands: tuple[LineCommand, ...]) -> list[Reply]:
    """Do what was asked of lines that were named, and say so."""
    # All numbers are looked up first: they are those of the list that was read.
    wishes = [(command.act, line_numbered(contact, number)) for command in commands for number in command.numbers]
    if commands[0].act == "only_line":
        only = [line for _, line in wishes]
        for statement in list(contact.statements):
            contact.alter(statement.id, shared=statement.id in only)
        return [Say("utter_done_to_lines")]
    if any(command.every for command in commands):
        return _held_back(contact, dict(zip((line for _, line in wishes), commands[0].numbers, strict=True)))
    changes = [line for act, line in wishes if act == "change_line"]
    if len(changes) > 1:
        return [Say("utter_say_which_line")]
    wishes = [wish for wish in wishes if wish[0] != "change_line"]
    for act, line in wishes:
        if act == "remove_line":
            contact.remove(line)
        else:
            contact.alter(line, shared=act == "offer_line")
    said = [Say(SAID_OF_ONE[wishes[0][0]] if len(wishes) == 1 else "utter_done_to_lines")] if wishes else []
    still_there = [line for line in changes if any(statement.id == line for statement in contact.statements)]
    return [*said, *(change_line(contact, still_there[0]) if still_there else [])]


def _held_back(contact: Contact, lines: dict[str, int]) -> list[Reply]:
    """Hold back every line in which a name stands, and say which these are.

    Args:
        contact: the contact under way.
        lines: the number of each line, by its id.
    """
    for line in lines:
        contact.alter(line, shared=False)
    return [Say("utter_holding_back", {"numbers": ", ".join(str(number) for number in sorted(lines.values()))})]


def _do_between(contact: Contact, commands: tuple[LineCommand, ...]) -> list[Reply]:
    """Do what was asked of lines while the person says how to reach them, then put the open question again.

    New words for a line are asked for first, and the question after them. With no line left nothing is shared.
    """
    done = _done_to_lines(contact, commands)
    if contact.moment is Moment.CHANGING:
        return done
    return [*done, *(resume(contact) if contact.statements else show_lines(contact))]


def _can_only_be_about_lines(contact: Contact, commands: tuple[LineCommand, ...]) -> bool:
    """Whether a wish is about lines that there are, and no word on how to reach the person.

    Beside "how can they reach you" any wish is, for the lines were shown just before; later, only one to take them out.
    """
    known = set(numbers(contact).values())
    named = {number for command in commands for number in command.numbers}
    takes_out = all(command.act == "remove_line" for command in commands)
    is_asked_how = (contact.open_question or "").endswith(".way")
    return (is_asked_how or takes_out) and bool(named) and named <= known
