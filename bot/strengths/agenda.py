"""Choosing what to ask next (practice 2.1, 2.3).

There is no list that everybody is taken through. What comes next is the first of these that there is:

1. *Something hard was just said.* A question about how the person gets through comes next, never one about strengths
   (STU-1, RIP-3). If it was asked before, they are asked whether to stay with this: the balance is theirs (STU-6).
2. *More about the answer just given*, where the library has a question for it: which way help goes along a tie, how
   that feels; what others should do, once the person said what they could do (STU-2).
3. *Something they mentioned that has energy in it*, asked about once, in their words: "You mentioned the allotment. Who
   is there with you?" First what belongs to the area just spoken of, then what is newest. A few times in a
   conversation, so that it stays a conversation about them and is no interview.
4. *The next area of life that matters to this person.* Goals, skills and people are offered to everybody, in that order
   of rest and with what was volunteered first. Then the two or three others that fit best: what they spoke of, what
   helped before if things are hard, interests and places otherwise. Depth beats coverage: three to six areas.
5. *Where it leads*: their own idea, what they might like to share if they spoke of something to share, what would help,
   and what is hard, if nothing hard was said yet. Nothing of need comes before goals, skills and people were offered.

What was volunteered is not asked as if it had not been said: it is asked about (3), or the person is asked whether
there is more. A question whose caution speaks against it now (``signals``) is passed over for another of the same area.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.strengths.apart import is_apart, may_ask_of_ties, may_ask_what_they_do
from bot.strengths.contact import Contact
from bot.strengths.hearing import names_somebody
from bot.strengths.library import DOMAINS, Library, Question
from bot.strengths.mentions import Mention
from bot.strengths.naming import mention
from bot.strengths.outcomes import TAKEN_BACK, Coverage
from bot.strengths.reflection_rules import rules
from bot.strengths.script import is_scripted, left_in_script
from bot.strengths.signals import fits, signals
from bot.strengths.soundness import MUST_OPEN
from bot.strengths.statement import Holds, Place, Source, Statement
from bot.strengths.strength_heard import Kind

BEFORE_ANY_NEED = MUST_OPEN
"""Goals, skills and networks: offered before any question that may bring out a need."""

MAY_MATTER = ("coping_exceptions", "groups_places", "passions_interests", "good_day", "motivation_energy")
"""Areas of life of which those are offered that fit the person best."""

MOST_AREAS = 5
"""Most areas of life that are opened before the conversation turns to where it leads; three are always offered."""

LEADS_TO = ("own_ideas", "would_offer", "what_would_help", "hard_now")
"""Where the conversation leads once a few areas of life were spoken of."""

SPEAK_OF_NEED = ("what_would_help", "hard_now")
"""Domains whose questions may bring out a need."""

AREAS = (*BEFORE_ANY_NEED, *MAY_MATTER, *LEADS_TO)
"""Every area of life that may be offered."""

CHECK_IN = "asides.carry_on"
"""Asked once, half way, so that going on is a choice and not a habit."""

GETTING_THROUGH = "coping_exceptions.getting_through"
"""The first question after something hard (practice 2.3: the best first question at wits' end)."""

STAY_OR_TURN = "staying.choose"
"""Asked when hard things keep coming: stay with this, or talk of the rest as well."""

FLOW = "people_networks.flow"
"""The question which way help goes, between the person and "them"."""

WORDS_OF_A_NAME = 3
"""An answer of so few words to who is in their life is a name, where nobody listened for one."""

MOST_FOLLOWED = 3
"""How many mentions are asked about in one conversation."""

FEWEST_WORDS = 3
"""Words of an answer from which on there is energy in what it mentions of the area asked about."""

SPEAKS_OF_SOMEBODY = re.compile(
    r"\b(?:our \w+|he|she|they|him|her|them|lads?|lass(?:es)?|girls?|boys?|mates?|folks?|neighbours?|carers?|man|woman|"
    r"bloke|vicar|people)\b|(?-i:(?<=[a-z,] )[A-Z][a-z]+)",
    re.IGNORECASE,
)
"""Words that speak of somebody, whether or not the understanding heard who it is."""

SHORT_ANSWER = 6
"""Words up to which an answer is taken to be about what was asked, whatever is heard in it."""

ASKED_LAST = ("scaling", "miracle", "change")
"""Kinds of question about something mentioned that come only when plainer ones were asked."""

TOLD_OF_IT = {"coping_exceptions": ("grief", "illness", "carer", "survived")}
"""Signals that make an area of life matter to somebody, beside having spoken of it."""

CAN_BE_SHARED = (Kind.SKILL, Kind.INTEREST)
SHARED_FROM = ("skills_experience", "passions_interests")
"""Areas of life that bring out what somebody might like to share; without any of it nobody is asked to."""


@dataclass(frozen=True, kw_only=True)
class Next:
    """The question to ask next.

    Attributes:
        question: the question.
        about: the mention that it asks more about; None for any other question.
    """

    question: Question
    about: Mention | None = None


def choose_next(contact: Contact, library: Library) -> Next | None:
    """Return the question to ask next, or None when there is nothing left that is worth asking.

    Args:
        contact: the contact under way, after the latest answer was kept.
        library: the question library.
    """
    if is_scripted(contact):
        return next((Next(question=question) for question in left_in_script(contact, library)), None)
    given = signals(contact)
    for choice in (_after_something_hard, _more_of_the_answer, _more_of_what_was_mentioned):
        found = choice(contact, library, given)
        if found is not None:
            return found
    areas = _areas_left(contact, library, given)
    domain = next(iter(areas), None)
    if domain is None:
        return None
    if domain in LEADS_TO and CHECK_IN not in contact.asked and _areas_opened(contact):
        return Next(question=library[CHECK_IN])
    return _opener(contact, library, domain, given)


def next_question(contact: Contact, library: Library) -> Question | None:
    """Return the question of ``choose_next``, without what it asks about."""
    found = choose_next(contact, library)
    return found.question if found else None


def remaining(contact: Contact, library: Library) -> int:
    """Return how many more areas of life would be offered, or questions of a script asked, if the person went on."""
    if is_scripted(contact):
        return len(left_in_script(contact, library))
    return len(_areas_left(contact, library, signals(contact)))


def areas_left(contact: Contact, library: Library) -> tuple[str, ...]:
    """Return the areas of life that would be offered if the person went on, in that order."""
    if is_scripted(contact):
        return tuple(dict.fromkeys(question.domain for question in left_in_script(contact, library)))
    return tuple(_areas_left(contact, library, signals(contact)))


def _after_something_hard(contact: Contact, library: Library, given: frozenset[str]) -> Next | None:
    """How they get through; asked before, whether to stay with this; said in answer to either, nothing of the kind."""
    answered = (contact.open_question or "").partition(".")[0]
    if not contact.hard_in_a_row or (answered in SPEAK_OF_NEED and contact.hard_in_a_row == 1):
        # Somebody who was asked what is hard has answered, and is not held there.
        return None
    if not _asked_how_they_cope(contact, library):
        return Next(question=library[GETTING_THROUGH]) if "coping_exceptions" not in contact.declined else None
    if STAY_OR_TURN in library and STAY_OR_TURN not in contact.asked:
        return Next(question=library[STAY_OR_TURN])
    return None


def _more_of_the_answer(contact: Contact, library: Library, given: frozenset[str]) -> Next | None:
    """The question that asks more about the one just answered, if something was kept that it can ask about."""
    answered = _latest_in_a_domain(contact, library)
    if answered is None or _was_about_something_else(contact, library, answered):
        return None
    follower = _follower(contact, library, _followed(library, answered))
    if follower is None or contact.hard_in_a_row or not fits(follower, given):
        return None
    domain = follower.domain
    told = [line for line in contact.statements if line.domain == domain and line.holds is not Holds.DENIED]
    # Of a tie that is said to hurt, nobody is asked which way the help goes and how that feels.
    kept = [line for line in told if not line.is_said_to_hurt]
    if not kept or domain in contact.declined or not may_ask_of_ties(contact, kept[-1]):
        return None
    if follower.key == FLOW:
        return _of_whom_they_named(contact, library, follower, kept[-1], given)
    return Next(question=follower)


def _of_whom_they_named(
    contact: Contact, library: Library, question: Question, line: Statement, given: frozenset[str]
) -> Next | None:
    """The question about "them": of several people one is asked about by name, and of nobody nothing is asked."""
    if line.source is Source.CHOSEN_OPTION or len(line.pieces) == 1:
        return Next(question=question)
    if len(line.pieces) > 1:
        people = (one for one in contact.mentions if one.line == line.id and one.kind is Kind.PERSON)
        found = (_question_about(contact, library, one, given) for one in people)
        return next((one for one in found if one is not None), None)
    names = len(line.words.split()) <= WORDS_OF_A_NAME or names_somebody(line.words)
    return Next(question=question) if names else None


def _was_about_something_else(contact: Contact, library: Library, answered: str) -> bool:
    """Whether the latest answer was not about the question it came to, so that asking on would be asking past it.

    A long answer to a question about people in which nobody is named or spoken of was about something else.
    """
    latest = contact.statements[-1] if contact.statements else None
    if latest is None or latest.source is Source.CHOSEN_OPTION:
        return False
    if contact.open_question != answered and latest.domain != library[answered].domain:
        return True  # something else was told since, and that question is stale
    if library[answered].domain != "people_networks":
        return False
    if latest.domain != "people_networks":
        return contact.open_question == answered and latest.question == answered  # a thing was named, and nobody
    return len(latest.words.split()) > SHORT_ANSWER and not latest.pieces and not _speaks_of_people(latest.words)


def _speaks_of_people(words: str) -> bool:
    return bool(rules().people.search(words) or SPEAKS_OF_SOMEBODY.search(words))


def _asked_how_they_cope(contact: Contact, library: Library) -> bool:
    asked = (library[key] for key in contact.asked if key in library)
    return any(question.question_type == "coping" and question.asks_more_of is None for question in asked)


def _follower(contact: Contact, library: Library, answered: str) -> Question | None:
    """More of the answer; what others should do, after what the person could (STU-2); what would start it (LEE-6)."""
    question = library[answered]
    shared_by = library.get(question.partner) if question.partner and question.asks_of == "person" else None
    begins = library.follower(question.follows or answered, "start")
    found = (library.follower(answered, "answer"), shared_by, begins)
    return next((one for one in found if one is not None and one.key not in contact.asked), None)


def _more_of_what_was_mentioned(contact: Contact, library: Library, given: frozenset[str]) -> Next | None:
    """A question about something they mentioned, while there is energy in it and not too many were asked."""
    if len(contact.asked_of) >= MOST_FOLLOWED or contact.hard_in_a_row:
        return None
    answered = (contact.open_question or "").partition(".")[0]
    latest = contact.statements[-1].id if contact.statements else ""
    if contact.statements and len(contact.statements[-1].words.split()) < FEWEST_WORDS and answered:
        return None  # one word is a full answer, and is not asked on about (practice 2.4)
    for one in _with_energy(contact, answered, latest):
        found = _question_about(contact, library, one, given)
        if found is not None:
            return found
    return None


def _with_energy(contact: Contact, answered: str, latest: str) -> Iterator[Mention]:
    """Mentions that may be asked about now: of the latest answer, the area just asked about first.

    A goal that answers the question about goals is followed by the next area: asking on would be asking twice.
    """
    opened_by_a_mention = {key.partition(".")[0] for key in contact.asked_of}
    left_alone = opened_by_a_mention | set(contact.declined)
    new = [one for one in contact.mentions if one.line == latest and one.domain not in left_alone]
    # What belongs to the area being spoken of has a question of its own already, unless it was volunteered.
    yield from sorted(new, key=lambda one: (one.domain == answered, -len(one.text)))


def _question_about(contact: Contact, library: Library, one: Mention, given: frozenset[str]) -> Next | None:
    if mention(one.text) is None or not _is_worth_asking_about(one, given) or _is_no_subject_now(contact, one):
        # It could not be said back well, or would sound as if nobody had listened.
        return None
    fitting = [
        question
        for question in library.mentions(one.kind)
        if question.key not in contact.asked and fits(question, given) and question.domain not in contact.declined
        if _fits_what_was_told(question, one)
    ]
    fitting = [question for question in fitting if question.question_type not in ASKED_LAST] or fitting
    if one.kind is Kind.PERSON:
        # How people are to each other is told by help that goes both ways; the rest takes knowing who they are.
        fitting = [question for question in fitting if any(choice.flow for choice in question.choices)]
    if not fitting:
        return None
    # Two conversations do not read alike, and the same one is the same each time it is replayed.
    return Next(question=fitting[(len(contact.statements) + len(one.text)) % len(fitting)], about=one)


def _fits_what_was_told(question: Question, one: Mention) -> bool:
    """Whether a question fits how a thing was told: what is over is not asked about as if it went on."""
    if one.told_as == "often" and question.question_type == "exception":
        return False  # "when was the last time" of what goes on every week
    if not question.told_as:
        return one.told_as != "stopped"
    return ("now" if one.told_as == "often" else one.told_as) in question.told_as


def _is_worth_asking_about(one: Mention, given: frozenset[str]) -> bool:
    """Whether a question about a mention makes sense: not of one word for a hope, nor of somebody who is cared for."""
    if one.kind is Kind.GOAL:
        return len(one.text.split()) > 1
    return one.kind is not Kind.PERSON or "carer" not in given


def _is_no_subject_now(contact: Contact, one: Mention) -> bool:
    """Whether something is not asked about: it speaks of one who may harm, or help was asked of "them" already."""
    if one.kind is not Kind.PERSON:
        return is_apart(contact, one.text)
    return FLOW in contact.asked or not may_ask_what_they_do(contact, one)


def _areas_left(contact: Contact, library: Library, given: frozenset[str]) -> list[str]:
    """The areas of life still to be offered, in the order in which they would be."""
    volunteered, opened = {one.domain for one in contact.mentions}, _areas_opened(contact)
    must = [domain for domain in BEFORE_ANY_NEED if _can_open(contact, library, domain, given)]
    # What they spoke of themselves comes first among what everybody is offered.
    must.sort(key=lambda domain: domain not in volunteered if opened == 0 else 0)
    room = max(0, MOST_AREAS - opened - len(must))
    may = sorted(
        (domain for domain in MAY_MATTER if _can_open(contact, library, domain, given)),
        key=lambda domain: -_matters(contact, domain, given),
    )
    leads_to = [
        domain for domain in LEADS_TO if _leads_there(contact, domain) and _can_open(contact, library, domain, given)
    ]
    return [*must, *may[:room], *leads_to]


def _areas_opened(contact: Contact) -> int:
    return sum(_offered(contact, domain) for domain in (*BEFORE_ANY_NEED, *MAY_MATTER))


def _matters(contact: Contact, domain: str, given: frozenset[str]) -> int:
    """How much speaks for offering an area of life to this person; equal areas keep the order of ``MAY_MATTER``."""
    speaks_for = (
        2 * any(one.domain == domain for one in contact.mentions),
        bool(given.intersection(TOLD_OF_IT.get(domain, ()))),
        # Nothing they enjoy was told yet, and nearly everybody enjoys something somewhere.
        domain == "passions_interests" and not any(one.kind is Kind.INTEREST for one in contact.mentions),
        domain == "groups_places",
        # What helped before is a question for somebody who has told of something to be helped with.
        -1 * (domain == "coping_exceptions" and not _told_of_something_hard(contact)),
    )
    return sum(speaks_for)


def _told_of_something_hard(contact: Contact) -> bool:
    return contact.hard_in_a_row > 0 or any(line.place is Place.HARD_NOW for line in contact.statements)


def _leads_there(contact: Contact, domain: str) -> bool:
    """Whether the conversation should lead to a question at all."""
    if domain == "would_offer" and contact.voiced and TAKEN_BACK not in contact.mentioned:
        return False  # nobody who has just told of harm is asked what they would share
    if domain == "would_offer":
        told = contact.mentions and all(_offered(contact, area) for area in SHARED_FROM)
        return not told or any(one.kind in CAN_BE_SHARED for one in contact.mentions)
    if domain == "hard_now":
        return contact.coverage("hard_now") is not Coverage.TALKED_ABOUT
    return True


def _offered(contact: Contact, domain: str) -> bool:
    area = f"{domain}."
    return domain in contact.declined or any(key.startswith(area) for key in contact.asked)


def _can_open(contact: Contact, library: Library, domain: str, given: frozenset[str]) -> bool:
    return not _offered(contact, domain) and _opener(contact, library, domain, given) is not None


def _opener(contact: Contact, library: Library, domain: str, given: frozenset[str]) -> Next | None:
    """The question that opens an area of life: about what was volunteered of it, or the first that fits."""
    if contact.coverage(domain) is Coverage.TALKED_ABOUT:
        for one in reversed(contact.mentions):
            about = _question_about(contact, library, one, given) if one.domain == domain else None
            if about is not None and len(contact.asked_of) < MOST_FOLLOWED:
                return about
        # Volunteered: ask for more of it if the library can, otherwise leave it be.
        openers = library.openers(domain)
        more = library.follower(openers[0].key, "volunteered") if openers else None
        return Next(question=more) if more is not None else None
    fitting = next((question for question in library.openers(domain) if fits(question, given)), None)
    return Next(question=fitting) if fitting is not None else None


def _latest_in_a_domain(contact: Contact, library: Library) -> str | None:
    """The question being answered; beside the areas of life, the last one asked about them."""
    keys = [contact.open_question or "", *reversed(contact.asked)]
    return next((key for key in keys if key in library and library[key].domain in DOMAINS), None)


def _followed(library: Library, key: str) -> str:
    """The key a follower would follow: "is there anyone else" is followed by what follows "who is in your life"."""
    question = library.get(key)
    return question.follows if question and question.follows and question.after == "volunteered" else key
