"""Every path through the dialogue, walked breadth first from its own data: rules, question library, actions and agenda.

Two states are one if nothing that is still to come can tell them apart (``shape``). All that a person may do, in any
order and mixed in any way, would be too many states to walk in minutes. So the walk is several: each has the moves that
belong together (``WALKS``), with the plain ones among them, and walks every order of those. What is mixed at random is
in ``test_any_conversation``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.strengths.agenda import AREAS, CHECK_IN, GETTING_THROUGH, MOST_FOLLOWED, STAY_OR_TURN
from bot.strengths.asking import ASKED_AFTER_THE_LINES, PERMISSION
from bot.strengths.contact import Contact, Moment
from bot.strengths.easing import OURS, ease_question
from bot.strengths.hard_moments import WAYS_ON
from bot.strengths.pieces import is_long, pieces_left, read_back_lines
from bot.strengths.question import DOMAINS
from bot.strengths.reply import Reply
from bot.strengths.safe_contact import THEY_WILL_RING
from bot.strengths.signals import signals
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import DOMAIN_OF, Kind, StrengthHeard, Tie
from tests.dialogue.conversation import LIBRARY, Conversation, Move, buttons, twin_of

A_TIE_THAT_HURTS = StrengthHeard(kind=Kind.PERSON, text="ex", start=3, end=5, tie=Tie.HARMFUL)


def heard_in(words: str, kind: Kind, text: str, tie: Tie | None = None) -> Move:
    """A message in which the understanding heard one strength and nothing hard."""
    start = words.index(text)
    heard = StrengthHeard(kind=kind, text=text, start=start, end=start + len(text), tie=tie)
    return Move("tell", words, hardship=False, strengths=(heard,))


PLAIN = Move("tell", "the radio is on all day")
SHORT = Move("tell", "the radio")
NOBODY = Move("tell", "nobody")
MUCH_AT_ONCE = Move("tell", "my sister and the chapel, i can bake, id love to get out, i love singing")
HARD = (
    Move("tell", "im at my wits end with my dad"),
    Move("tell", "my ex wont leave me be", hardship=True, strengths=(A_TIE_THAT_HURTS,)),
)
MENTIONS = (
    heard_in("there is the allotment most days", Kind.COMMUNITY, "the allotment"),
    heard_in("my sister rings me every night", Kind.PERSON, "my sister", Tie.SUPPORTIVE),
    heard_in("i mend old clocks when i can", Kind.SKILL, "mend old clocks"),
    heard_in("i love a bit of singing", Kind.INTEREST, "a bit of singing"),
    heard_in("i want to see the sea again", Kind.GOAL, "see the sea again"),
)
LOSSES = (
    Move("tell", "my husband died and i miss him", hardship=True),
    Move("tell", "ive been looking after my mum for years", hardship=False),
    Move("tell", "we came through it, i got clean", hardship=False),
)
NO_GOOD = (Move("tell", "im no good at anything"), Move("tell", "no one likes me"))
CHILD = Move("tell", "im 15")
TOLD = (PLAIN, SHORT, NOBODY, MUCH_AT_ONCE, *HARD, *MENTIONS, *LOSSES)
SKIP = Move("decline", "skip")
YES = Move("affirm", "yes")
NO = Move("deny", "no")
DONT_KNOW = Move("dont_know", "i dont know")
PROXY = Move("proxy", "its about my mum")
PRACTICAL = Move("ask_practical", "i just want a grab rail")
COMPLAINT = Move("complain", "you lot are useless")
AT_ANY_TURN = (
    PLAIN,
    SKIP,
    Move("finish", "show me"),
    Move("stop", "stop"),
    Move("ask_person", "i want a person"),
    Move("correct", "thats not what i said"),
)
ASIDES = (
    Move("share", "share it"),
    Move("share_nothing", "share nothing"),
    Move("add_line", "add something"),
    Move("delete", "delete it"),
    Move("start_again", "start again"),
    COMPLAINT,
    PRACTICAL,
    DONT_KNOW,
    Move("repeat", "what was that"),
    Move("ask_bot", "are you a bot"),
    Move("ask_privacy", "who sees this"),
    Move("ask_cuts", "is this to cut my care"),
    Move("ask_emergency", "emergency"),
    Move("simpler", "say it simpler"),
    Move("how_many", "how many more"),
    Move("greet", "hello"),
    Move("thanks", "ta"),
    Move("begin", ""),
    PROXY,
    Move("nlu_fallback", "asdf"),
    Move("off_topic", "rovers won"),
    Move("ask_assessment", "i want an assessment"),
)
GOING_BACK = Move("go_back", "go back")

LIFE = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
"""Moments in which somebody tells of themselves."""

BESIDE_THE_ANSWERS = tuple(moment for moment in Moment if moment is not Moment.EXPLORING)
BEFORE_THE_ANSWERS = (Moment.PERMISSION, Moment.STAYING)

HARD_TWICE = 2

FOLLOWED = {question.domain for question in LIBRARY.values() if question.follows or question.partner}
"""Areas of life in which an answer brings a further question."""

ONCE = frozenset(
    {
        *(key for key in LIBRARY if LIBRARY[key].domain == "hard_moments"),
        *(key for key in LIBRARY if LIBRARY[key].domain == "staying" and LIBRARY[key].question_type == "coping"),
        *OURS,
        *ASKED_AFTER_THE_LINES,
        CHECK_IN,
        GETTING_THROUGH,
        PERMISSION,
        STAY_OR_TURN,
        "asides.who_for",
    }
)
"""Questions beside the areas of life that are asked once, so that it matters whether they were."""


@dataclass(frozen=True)
class Step:
    """One turn of the walk."""

    before: Contact
    move: Move
    after: Contact
    replies: tuple[Reply, ...]
    state: object = None
    """What the state after it can be told apart by."""
    began_in: object = None
    """What the state before it can be told apart by."""

    def __str__(self) -> str:
        return f"{self.before.moment}/{self.before.open_question} --{self.move}--> {list(self.replies)}"


@dataclass(frozen=True)
class Walk:
    """One walk: what a person may do on it.

    Attributes:
        name: what the moves have to do with each other.
        moves: what may be said at any turn; the buttons shown may be pressed besides.
        first: what was said before the walk begins.
        within: moments that are walked on from; what lies beside them is walked on from by another walk.
        presses: moments in which buttons are pressed too; those that are not pressed here are on another walk.
    """

    name: str
    moves: tuple[Move, ...]
    first: tuple[Move, ...] = ()
    within: tuple[Moment, ...] = tuple(Moment)
    presses: tuple[Moment, ...] = tuple(Moment)


WALKS = (
    Walk("plain answers, and everything beside them", AT_ANY_TURN, presses=BESIDE_THE_ANSWERS),
    Walk("plain answers, bare yes and no, and every button", (PLAIN, SKIP, YES, NO), within=LIFE),
    Walk("much told at once, and nobody", (MUCH_AT_ONCE, NOBODY, PLAIN, SKIP, YES), within=LIFE, presses=()),
    Walk("a place and a person mentioned", (*MENTIONS[:2], PLAIN, SKIP, YES), within=LIFE, presses=()),
    Walk("a skill and an interest mentioned", (*MENTIONS[2:4], PLAIN, YES), within=LIFE, presses=()),
    Walk("a hope mentioned", (MENTIONS[4], PLAIN, SKIP, YES), within=LIFE, presses=()),
    Walk("what is hard", (HARD[0], PLAIN, SKIP), within=LIFE, presses=BEFORE_THE_ANSWERS),
    Walk("a tie that hurts", (HARD[1], PLAIN, YES, NO), within=LIFE, presses=()),
    Walk("hard things beside what is mentioned", (HARD[0], *MENTIONS[:2], YES), within=LIFE, presses=()),
    Walk("losses, caring, coming through", (*LOSSES, PLAIN, YES), within=LIFE, presses=()),
    Walk("a skill, and what was come through", (LOSSES[2], MENTIONS[2], PLAIN), within=LIFE, presses=()),
    Walk("no good at anything", (*NO_GOOD, PLAIN, SKIP, YES), within=LIFE, presses=()),
    Walk("short answers", (SHORT, PLAIN, SKIP, YES), within=LIFE, presses=()),
    Walk("not knowing", (DONT_KNOW, PLAIN, SKIP), within=LIFE, presses=BEFORE_THE_ANSWERS),
    Walk("a complaint, and a thing that is wanted", (COMPLAINT, PRACTICAL, PLAIN, YES), within=LIFE, presses=()),
    Walk("somebody who types for another", (PROXY, PLAIN, SKIP, YES), within=LIFE, presses=BEFORE_THE_ANSWERS),
    Walk("a child", (CHILD, PLAIN, YES), within=(*LIFE, Moment.PAUSED), presses=(Moment.PAUSED,)),
)


def does(button: Move) -> object:
    """What pressing a button does beside keeping its words; of those that do the same, one is pressed."""
    if button.choice is None:
        return button.act
    key, _, name = button.choice.rpartition(".")
    choice = LIBRARY[key].choice(name)
    assert choice is not None
    if LIBRARY[key].place is None:
        return name
    return choice.does, choice.holds, choice.flow, choice.quality, choice.wish, choice.arrangement


def moves_on(walk: Walk) -> Callable[[Contact, Iterable[Reply]], Iterator[Move]]:
    """Everything a person may do at a point of a walk."""

    def moves(contact: Contact, replies: Iterable[Reply]) -> Iterator[Move]:
        if contact.moment not in walk.within:
            return
        yield from walk.moves
        if contact.moment in walk.presses:
            yield from {does(button): button for button in buttons(list(replies))}.values()
        if contact.moment is Moment.READ_BACK and contact.statements:
            lines = read_back_lines(contact)
            for line in {lines[0].statement.id, lines[-1].statement.id}:
                for act in ("change_line", "remove_line", "withhold_line", "offer_line"):
                    yield Move(act, act, line=line)
            yield Move("tell", "remove 99")

    return moves


def shape(contact: Contact) -> tuple[object, ...]:
    """All that decides what may still come; words and what lies behind are left out.

    Which of several questions about one mention is asked, and which way of listening comes next, turns on how much was
    said. That is left out too: they are of one kind, and that each is asked at all is seen to.
    """
    return (
        contact.moment,
        contact.open_question,
        contact.eased == contact.open_question,
        contact.moment is Moment.CHANGING and contact.line is not None,
        tuple(contact.interrupted),
        how_to_reach(contact),
        bool(contact.statements),
        contact.said_by,
        of_life(contact) if contact.moment in LIFE else of_the_lines(contact),
    )


def of_life(contact: Contact) -> tuple[object, ...]:
    """What decides where talk of life goes on. Beside it nothing of this changes, and where it goes on is enough."""
    met = {*contact.declined, *(key.partition(".")[0] for key in contact.asked)}
    return (
        ONCE.intersection(contact.asked),
        of_what_is_hard(contact),
        of_what_was_mentioned(contact),
        tuple(domain in met or contact.coverage(domain) for domain in AREAS),
        what_may_follow(contact),
        0 if WAYS_ON in contact.asked else contact.not_knowing,
        bool(contact.preferences),
        ease_question(contact, LIBRARY),
    )


def offered(contact: Contact, domain: str) -> bool:
    """Whether an area of life was asked about or left out."""
    return domain in contact.declined or any(key.startswith(f"{domain}.") for key in contact.asked)


def how_to_reach(contact: Contact) -> object:
    """What decides which question about reaching the person comes next, while they are asked."""
    if contact.moment is not Moment.SAFE_CONTACT:
        return None
    way = contact.safe_contact.way
    return contact.reaching_for, way if way in (None, THEY_WILL_RING) else "a way"


def of_what_is_hard(contact: Contact) -> object:
    """How often in a row, whether it was asked how they get through, and what speaks against a question for good."""
    asked = [LIBRARY[key] for key in contact.asked if key in LIBRARY]
    coped = any(question.question_type == "coping" and question.asks_more_of is None for question in asked)
    hard = min(contact.hard_in_a_row, HARD_TWICE)
    return hard, coped, contact.coverage("hard_now"), signals(contact) - {"hardship"}


def of_what_was_mentioned(contact: Contact) -> object:
    """What was mentioned, which areas were opened by it or left alone, and whether there is room for more."""
    opened = {key.partition(".")[0] for key in contact.asked_of}
    alone = (opened | set(contact.declined)).intersection(DOMAIN_OF.values()) if contact.mentions else opened
    room = min(len(contact.asked_of), MOST_FOLLOWED)
    return frozenset((one.kind, one.text) for one in contact.mentions), frozenset(alone), room


def what_may_follow(contact: Contact) -> object:
    """What was asked of the area being spoken of, and whether there is a line that more may be asked about."""
    keys = [contact.open_question or "", *reversed(contact.asked)]
    latest = next((LIBRARY[key].domain for key in keys if key in LIBRARY and LIBRARY[key].domain in DOMAINS), "")
    if latest not in FOLLOWED:
        return None
    kept = [line for line in contact.statements if line.domain == latest and line.holds is not Holds.DENIED]
    asked = frozenset(key for key in contact.asked if key.startswith(f"{latest}."))
    return asked, any(not line.is_said_to_hurt for line in kept), latest in contact.declined


def of_the_lines(contact: Contact) -> object:
    """Where talk of life would go on, and what decides how the lines are shown, while they are."""
    left = tuple(offered(contact, domain) for domain in AREAS)
    if contact.moment is not Moment.READ_BACK:
        return left
    asked = frozenset(ASKED_AFTER_THE_LINES).intersection(contact.asked)
    return left, any(line.shared for line in contact.statements), is_long(contact), pieces_left(contact), asked


def whole_past(contact: Contact) -> tuple[object, ...]:
    """All that decides what may still come when a person may also go back: the order of what was asked, too."""
    return (
        contact.moment,
        contact.open_question,
        tuple(contact.interrupted),
        tuple(contact.asked),
        tuple(sorted(contact.declined)),
        frozenset((line.question, line.domain, line.holds) for line in contact.statements),
        contact.line is not None,
        of_what_is_hard(contact),
        of_what_was_mentioned(contact),
        contact.not_knowing,
        of_the_lines(contact),
    )


def steps(
    all_moves: Callable[[Contact, Iterable[Reply]], Iterable[Move]],
    same: Callable[[Contact], tuple[object, ...]],
    first: tuple[Move, ...] = (),
) -> Iterator[Step]:
    """Every step there is, breadth first."""
    start = Conversation()
    start.say("begin")
    for move in first:
        start.take(move)
    began = same(start.now)
    waiting: deque[tuple[object, Contact, tuple[Reply, ...]]] = deque([(began, start.now, tuple(start.replies))])
    seen: set[object] = {began}
    while waiting:
        began, before, shown = waiting.popleft()
        for move in all_moves(before, shown):
            conversation = Conversation(contact=before, copied=twin_of)
            replies = tuple(conversation.take(move))
            state = same(conversation.now)
            yield Step(before, move, conversation.now, replies, state, began)
            if state not in seen:
                seen.add(state)
                waiting.append((state, conversation.now, replies))
