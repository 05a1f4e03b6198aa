"""How, when and where it is safe to reach the person (practice 5.3(9)); every part may be skipped."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.asked_back import answer_to
from bot.strengths.asking import ask, come_back
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import is_hard, says_nothing_there, says_only_yes
from bot.strengths.keeping import chosen_from, keep
from bot.strengths.library import Library
from bot.strengths.pieces import give_numbers, look_at_all
from bot.strengths.reaching_parts import ADDRESS, ReachingParts, is_a_name, read_reaching, told_beside_private
from bot.strengths.reply import Ask, Heard, Reply, Say, ShowLines
from bot.strengths.safe_contact import NO_CONTACT, NUMBER_OR_ADDRESS, THEY_WILL_RING, SafeContact
from bot.strengths.statement import Place

QUESTIONS = (
    "safe_contact.way",
    "safe_contact.detail",
    "safe_contact.name",
    "safe_contact.when",
    "safe_contact.private",
)
IN_SAFETY = ("safety.way", "safety.detail", "safe_contact.name", "safety.when", "safety.private")
"""The same, asked anew once danger was voiced: what is safe can have changed."""

PUTS_RIGHT = ("go_back", "correct")
"""Acts that words like "no, not before ten" are taken for."""

PUT_RIGHT = re.compile(r"\b(?:instead|actually|rather|better|don'?t|not|no)\b", re.IGNORECASE)
SOMEBODY = re.compile(r"\b(?:he|she|they|him|her|them|mum|mam|dad|son|husband|wife|partner|my|our)\b", re.IGNORECASE)
MOST_WORDS_OF_A_WAY = 6
MOST_WORDS_OF_A_PART = 30

YES_OR_NO = "private"
"""The one question here that a bare yes or no answers; to any other it says nothing that could be kept."""


def questions_for(contact: Contact) -> tuple[str, ...]:
    """Return the questions about how to reach the person, in the words that fit what was said before."""
    if contact.latest("concern") is None:
        return QUESTIONS
    # Whoever voiced danger is not asked for a name for that alone.
    return tuple(key for key in IN_SAFETY if key != "safe_contact.name" or contact.reaching_for != "concern")


def reach(contact: Contact, reaching_for: str) -> list[Reply]:
    """Ask how to reach the person, once; what was answered or skipped before is not asked again.

    Args:
        contact: the contact under way.
        reaching_for: ``summary``, ``person``, ``assessment`` or ``concern``.
    """
    contact.moment = Moment.SAFE_CONTACT
    contact.reaching_for = reaching_for
    if reaching_for != "summary":
        may_be_contacted(contact)
    return _ask_next(contact)


def hear_reaching(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Keep each part of how to reach the person that is in what was said, exactly as it was said, and ask for the next.

    Who does not want to be contacted is asked nothing more of it. What is no answer is not kept as one: a question
    is answered or written down for the team, anything else is written down too, and what was open is asked once more.
    """
    part = _open_part(contact)
    chosen = chosen_from(library, heard)
    if chosen is not None:
        keep_parts(contact, {part: chosen.key if part == "way" else chosen.say})
        return [Say("utter_noted"), *_ask_next(contact)]
    said = read_reaching(heard.words, part)
    if said.refuses:
        return _want_no_contact(contact, heard, said)
    beside = _beside(contact, heard, said)
    parts = {} if said.skips else _parts_of(contact, heard, said, part)
    if not parts and _is_left_out(contact, heard, said):
        return [*(beside or [Say("utter_leave_out")]), *_ask_next(contact)]
    if not parts and not beside:
        beside = _told_besides(contact, heard)
    elif part == YES_OR_NO and YES_OR_NO in parts and not beside:
        beside = _told_beside_private(contact, heard)
    keep_parts(contact, parts)
    first = beside or [Say("utter_noted")]
    if part in parts or contact.eased == contact.open_question or not contact.open_question:
        return [*first, *_ask_next(contact)]
    contact.eased = contact.open_question
    return [*first, Ask(contact.open_question, easier=True)]


def hears_of_reaching(contact: Contact, heard: Heard) -> bool:
    """Whether typed words say how to reach the person, or not to, whatever act they were taken for.

    Args:
        contact: the contact under way.
        heard: what was said.
    """
    if contact.moment is not Moment.SAFE_CONTACT or heard.choice is not None or heard.line is not None:
        return False
    said = read_reaching(heard.words, _open_part(contact))
    if said.refuses:
        return True
    if heard.act == "ask_person" and contact.latest("person") is None:
        return False
    return bool(said.found if heard.act in PUTS_RIGHT else said.found.keys() & {"detail", "when", "private"})


def keep_what_reaches(contact: Contact, heard: Heard) -> None:
    """Keep the way, number and time that stand in an answer which voiced danger; none of its other words.

    "Text. He must not see it" is told to the safeguarding team, and is still how to reach somebody.

    Args:
        contact: the contact under way.
        heard: what was said.
    """
    if contact.moment is not Moment.SAFE_CONTACT:
        return
    said = read_reaching(heard.words, _open_part(contact))
    if said.refuses or said.question is not None:
        return
    told = heard.words.strip()
    parts = {
        part: words for part, words in said.found.items() if part in ("way", "detail", "when") and words.strip() != told
    }
    if "detail" in parts and contact.safe_contact.way is None:
        parts.setdefault("way", way_for(parts["detail"]))
    keep_parts(contact, parts)


def want_no_contact(contact: Contact) -> None:
    """Keep that somebody does not want to be contacted: no number and no time, and what to take care of."""
    before = contact.safe_contact
    contact.safe_contact = SafeContact(name=before.name, way=NO_CONTACT, private=before.private)


def may_be_contacted(contact: Contact) -> None:
    """Forget that somebody did not want to be contacted: they ask for a person now, and can say how to reach them."""
    if contact.safe_contact.way == NO_CONTACT:
        contact.safe_contact = replace(contact.safe_contact, way=None)
        contact.asked = [key for key in contact.asked if key not in (*QUESTIONS, *IN_SAFETY)]


def remaining_to_reach(contact: Contact) -> int:
    """Return how many questions are left about how to reach the person, the open one included."""
    questions = questions_for(contact)
    left = [question for question in questions if question not in contact.asked and not _not_needed(contact, question)]
    return len(left) + 1


def _open_part(contact: Contact) -> str:
    return (contact.open_question or QUESTIONS[0]).partition(".")[2]


def _is_left_out(contact: Contact, heard: Heard, said: ReachingParts) -> bool:
    if said.skips or (heard.act in ("decline", "dont_know") and said.question is None):
        return True
    bare = says_nothing_there(heard.words) or says_only_yes(heard.words)
    return bare and _open_part(contact) != YES_OR_NO


def _parts_of(contact: Contact, heard: Heard, said: ReachingParts, asked: str) -> dict[str, str]:
    """Return the parts that a message gives; what was said before is put right only by words that mean it."""
    parts, before = said.found, contact.safe_contact
    if asked == "private":
        return _parts_beside_private(heard, said)
    if "way" in parts and asked != "way" and before.way is not None and not PUT_RIGHT.search(heard.words):
        del parts["way"]
    if "name" in parts and asked != "name" and before.name is not None:
        del parts["name"]
    one_sentence = not said.is_several and said.question is None
    if one_sentence and parts.keys() <= {"way", "detail"} and "detail" in parts:
        parts["detail"] = heard.words
        if asked == "way":
            parts.setdefault("way", heard.words)
    elif "detail" in parts and before.way is None:
        parts.setdefault("way", way_for(parts["detail"]))
    if asked not in parts and one_sentence and not parts and _can_be(asked, heard):
        parts[asked] = heard.words
    elif asked not in parts and said.is_several and said.rest and asked in ("detail", "when"):
        parts[asked] = said.rest
    return parts


def way_for(detail: str) -> str:
    """Return the way that a number or address is for."""
    if "@" in detail:
        return "email"
    return "letter" if ADDRESS.search(detail) or not NUMBER_OR_ADDRESS.search(detail) else "phone"


def _parts_beside_private(heard: Heard, said: ReachingParts) -> dict[str, str]:
    """Who else may see or hear is told in any words; a number or a plain time in its place puts those right."""
    if said.question is not None and not said.private:
        return {}
    detail = {"detail": said.detail} if said.detail else {}
    only_a_time = said.when is not None and not said.private and not said.rest and not SOMEBODY.search(heard.words)
    if only_a_time:
        return {**detail, "when": said.when or ""}
    if said.detail is not None and not (said.private or said.rest):
        return detail
    bare = heard.act in ("decline", "dont_know") and not said.private
    return {**detail, **({} if bare else {"private": heard.words})}


def _can_be(asked: str, heard: Heard) -> bool:
    """Whether words that name no part can answer the open question all the same."""
    if heard.act in ("decline", "dont_know") or says_nothing_there(heard.words) or says_only_yes(heard.words):
        return False
    match asked:
        case "name":
            return is_a_name(heard.words)
        case "way":
            return len(heard.words.split()) <= MOST_WORDS_OF_A_WAY
        case _:
            return len(heard.words.split()) <= MOST_WORDS_OF_A_PART


def keep_parts(contact: Contact, parts: dict[str, str]) -> None:
    """Put the parts in place and ask for none of them again; a warning is added to what was warned of before."""
    private, before = parts.get("private"), contact.safe_contact.private
    if private and before and _open_part(contact) != "private" and private not in before:
        parts = parts | {"private": f"{before} {private}"}
    contact.safe_contact = replace(contact.safe_contact, **parts)
    questions = [key for key in questions_for(contact) if key.partition(".")[2] in parts]
    contact.asked += [key for key in questions if key not in contact.asked]


def _beside(contact: Contact, heard: Heard, said: ReachingParts) -> list[Reply]:
    """Answer a question back, or write it down for the team; nothing if there was none."""
    if said.question is None:
        return []
    answer = answer_to(contact, said.question)
    if answer:
        return answer
    asked = replace(heard, act="tell", words=said.question, hardship=None, strengths=None)
    _keep_beside(contact, asked)
    return [Say("utter_question_noted")]


def _told_besides(contact: Contact, heard: Heard) -> list[Reply]:
    """Write down what says nothing of how to reach them: it was told, so it is not lost, and it is heard first."""
    _keep_beside(contact, heard)
    return [acknowledgement(heard, contact=contact) if is_hard(heard) else Say("utter_written_down_too")]


def _told_beside_private(contact: Contact, heard: Heard) -> list[Reply]:
    """Write down what was told beside who else may see or hear, so that it stands in the summary too."""
    told = told_beside_private(heard.words)
    if not told:
        return []
    return _told_besides(contact, replace(heard, words=told, strengths=None))


def _keep_beside(contact: Contact, heard: Heard) -> None:
    keep(contact, heard, Place.ALSO, domain="opening", question=f"beside.{contact.open_question}")


def _want_no_contact(contact: Contact, heard: Heard, said: ReachingParts) -> list[Reply]:
    """Ask nothing more of how to reach somebody who does not want to be contacted, and say truly who knows it."""
    beside = _beside(contact, heard, said)
    keep_parts(contact, {"private": said.private} if said.private else {})
    want_no_contact(contact)
    match contact.reaching_for:
        case "summary":
            return [*beside, Say("utter_no_contact"), *_done(contact)]
        case "concern":
            return [*beside, Say("utter_no_contact_safeguarding"), Say("utter_safeguarding_phone"), *come_back(contact)]
        case _:
            contact.moment = Moment.PAUSED
            return [*beside, Say("utter_no_contact_told"), *ask(contact, "asides.after_request")]


def _ask_next(contact: Contact) -> list[Reply]:
    for question in questions_for(contact):
        if question in contact.asked or _not_needed(contact, question):
            continue
        return ask(contact, question)
    return _done(contact)


def _not_needed(contact: Contact, question: str) -> bool:
    way = contact.safe_contact.way
    if way == NO_CONTACT:
        return True
    return question.partition(".")[2] not in ("way", "name") and way in (None, THEY_WILL_RING)


def _done(contact: Contact) -> list[Reply]:
    if contact.reaching_for == "summary":
        contact.moment = Moment.SHARING
        shared = sum(statement.shared for statement in contact.statements)
        ready = "utter_ready_to_share" if contact.safe_contact.can_be_used else "utter_ready_to_share_unreachable"
        return [
            *_kept_meanwhile(contact),
            Say(ready, {"count": str(shared), "total": str(len(contact.statements))}),
            *ask(contact, "sharing.confirm"),
        ]
    if contact.reaching_for == "concern":
        return [*_what_safeguarding_knows(contact), *come_back(contact)]
    contact.moment = Moment.PAUSED
    return [*_what_they_know(contact), *ask(contact, "asides.after_request")]


def _kept_meanwhile(contact: Contact) -> list[Reply]:
    """Show what was written down while the person said how to reach them: nothing is shared that they did not see."""
    give_numbers(contact)
    meanwhile = {line.id for line in contact.statements if line.question.startswith("beside.")}
    unseen = tuple(line for line in look_at_all(contact) if line in meanwhile)
    return [Say("utter_rest_of_lines"), ShowLines(unseen)] if unseen else []


def _what_safeguarding_knows(contact: Contact) -> list[Reply]:
    if contact.safe_contact.can_be_used:
        return [Say("utter_safeguarding_can_reach")]
    return [Say("utter_safeguarding_cannot_reach"), Say("utter_safeguarding_phone")]


def _what_they_know(contact: Contact) -> list[Reply]:
    """Say whether the team can reach the person; never that it can when it can't."""
    if contact.safe_contact.can_be_used:
        return [Say("utter_know_how_to_reach")]
    if contact.safe_contact.way == THEY_WILL_RING:
        return [Say("utter_you_will_ring"), Say("utter_team_phone")]
    return [Say("utter_cannot_reach_you"), Say("utter_team_phone")]
