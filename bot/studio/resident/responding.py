"""How a simulated resident replies: a state and a turn give the next state and what is said (practice 4.5).

Nothing here remembers anything: the state is a value, so that a rehearsal can be replayed and gone back to. Chance
comes from the seed, the number of the turn and its words.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from bot.studio.resident import telling
from bot.studio.resident.lines import first_sentence, fresh, fresh_if_any, joined
from bot.studio.resident.moving import moved, with_safety_cue
from bot.studio.resident.person import TOO_BROAD, Resident
from bot.studio.resident.state import State
from bot.studio.resident.taking import Taken, take
from bot.studio.resident.telling import Told
from bot.studio.resident.trust import AFTER_ENOUGH
from bot.studio.turn import Turn

BATTERY = 2
"""Deficit-led questions in a row from which on answers are flat; at the next the resident asks whether that is it."""

OFFERED = re.compile(r"([\w' ]{2,40}?),? or (?:the |a |an |in |on |at |by )?([\w' ]{2,40})")
"""Two things between which one may choose."""

FLAT = 6
"""Words of a flat answer, at most."""

ASKED_ENOUGH = 3
"""How often the same may be asked about before somebody says so."""

LETS_IT_PASS = 0.7
"""How often somebody who was heard lets a cheerful question pass."""

LEAVES_AFTER = 3
"""Insults after which somebody puts the telephone down."""

INSTEAD = {
    "off_topic": ("puzzled", "nods"),
    "puzzled": ("off_topic", "nods"),
    "not_listening": ("withdraws",),
    "is_that_it": ("flat", "again"),
    "flat": ("is_that_it", "guarded", "again"),
    "again": ("nothing_more", "saying_back"),
    "nothing_more": ("again",),
    "saying_back": ("again", "nods"),
    "guarded": ("withdraws", "nothing_more"),
    "nods": ("nothing_more", "puzzled"),
    "silence": ("puzzled", "nods"),
    "agrees": ("nods", "flat"),
    "whatever": ("agrees", "flat"),
    "jargon": ("puzzled",),
    "insult": ("withdraws",),
    "blamed": ("withdraws", "guarded"),
    "heard": ("right", "nods"),
    "greeting": ("nods", "ready"),
    "thanks": ("nods",),
    "ready": ("nods",),
}
"""What is said when every line for a moment was said, before one of them is said in other words."""

BROAD = ("goals", "feelings", "good_day", "anything_else", "hard_now", "skills")


@dataclass(frozen=True)
class Reply:
    """What a resident says, and what happened.

    Attributes:
        text: what is said.
        happened: what the turn did, in words of ``rehearsal/wording.yml``: "not_listening", "flat", "opened" ...
        told: key of the fact that was spoken of; "" for none.
        is_new: whether that fact came up for the first time.
        hinted: key of a fact that was hinted at; "" for none.
        is_hard: whether hardship was told.
        safety_cue: whether a safety cue was let fall.
    """

    text: str
    happened: str
    told: str = ""
    is_new: bool = False
    hinted: str = ""
    is_hard: bool = False
    safety_cue: bool = False


def respond(state: State, said: str, turn: Turn) -> tuple[State, Reply]:
    """Take a turn and reply to it.

    Args:
        state: where the conversation stands; it is not changed.
        said: the learner's turn.
        turn: how it was asked, by any reader of turns.

    Returns:
        Where the conversation stands now, and the reply. The same state and turn give the same again.
    """
    chance = random.Random(f"{state.seed}:{state.turns}:{said}")
    taken = take(state, said, turn)
    in_it = moved(state, taken)
    told, happened = _Replying(state, in_it, taken, chance).reply()
    after = told.state
    words, cue = with_safety_cue(after, told.words)
    after = replace(
        after,
        turns=state.turns + 1,
        last_reply=words,
        last_hard=told.is_hard,
        said=(*after.said, *dict.fromkeys((words, *_lines_in(state.resident, words)))),
        learner=(*after.learner, taken.plain),
        asked=(*after.asked, taken.topic) if taken.topic else after.asked,
        cues_given=after.cues_given + cue,
        cue_turn=state.turns + 1 if cue else after.cue_turn,
    )
    return after, Reply(words, happened, told.fact, told.is_new, told.hinted, told.is_hard, bool(cue))


def _lines_in(resident: Resident, words: str) -> tuple[str, ...]:
    """The lines of a resident that a reply is made of."""
    return tuple(line for line in resident.all_lines() if line in words)


@dataclass(frozen=True)
class _Replying:
    """One reply in the making.

    Attributes:
        before: where the conversation stood.
        state: where it stands with the turn taken.
        taken: the turn.
        chance: chooses among ways of saying the same.
    """

    before: State
    state: State
    taken: Taken
    chance: random.Random

    def reply(self) -> tuple[Told, str]:
        """Return what is told and what happened; the first of these that has something to say."""
        for attempt in (
            self._gone,
            self._about_safety,
            self._to_how_it_was_put,
            self._to_a_move,
            self._to_saying_back,
            self._to_how_it_was_asked,
            self._to_a_statement,
        ):
            found = attempt()
            if found is not None:
                return found
        return self._to_a_question()

    def _line(self, moment: str) -> str:
        lines = self.state.resident.lines
        for other in (moment, *INSTEAD.get(moment, ())):
            found = fresh_if_any(self.state, lines[other], self.chance)
            if found:
                return found
        return fresh(self.state, lines[moment], self.chance)

    def _aside(self, moment: str) -> str:
        """What is said before something else; nothing, when there is no new way to say it."""
        return fresh_if_any(self.state, self.state.resident.lines[moment], self.chance)

    def _say(self, moment: str, happened: str | None = None) -> tuple[Told, str]:
        return Told(self.state, self._line(moment)), happened or moment

    def _gone(self) -> tuple[Told, str] | None:
        if self.taken.move == "sorry" and self.before.gone:
            return Told(replace(self.state, gone=False, insults=1), self._line("sorry")), "sorry"
        if self.state.insults >= LEAVES_AFTER:
            return Told(replace(self.state, gone=True), self._line("withdraws")), "withdraws"
        if self.before.gone:
            return self._say("silence", "withdraws")
        return None

    def _about_safety(self) -> tuple[Told, str] | None:
        layer = self.state.resident.safety
        if layer is None or not self.state.safety_on or not self.state.noticed:
            return None
        told = self.state.disclosed
        goes_on = not self.before.noticed or self.taken.topic == "safety" or layer.noticed.search(self.taken.plain)
        if not goes_on or told >= len(layer.told):
            return None
        state = replace(self.state, disclosed=told + 1)
        return Told(state, layer.told[told], is_hard=True), "safety_noticed"

    def _to_how_it_was_put(self) -> tuple[Told, str] | None:
        """To insults, blame, sore points and field terms, before anything that is asked."""
        if self.taken.move == "insult":
            return self._say("insult")
        if self.taken.move == "brushes_off" and (self.before.last_hard or not self.taken.asks):
            return self._not_listening("brushed_off")
        if self.taken.turn.blame:
            return self._say("blamed")
        if self.taken.sore is not None:
            return self._to_a_sore_point(self.taken.sore)
        if self.taken.turn.jargon and not self.taken.move:
            return self._say("jargon")
        return None

    def _to_a_sore_point(self, number: int) -> tuple[Told, str]:
        point = self.state.resident.sore[number]
        careful = self.taken.is_listening or self.taken.turn.asks_permission
        if point.opens and careful and self.state.trust >= telling.AT_EASE + 1 and point.opens not in self.state.said:
            return Told(self.state, point.opens, is_hard=True), "opened"
        if dict(self.state.sore)[number] > 1 and self.chance.random() < 0.5:
            return self._say("withdraws")
        return Told(self.state, fresh(self.state, point.says, self.chance)), "sore"

    def _to_a_move(self) -> tuple[Told, str] | None:
        move = self.taken.move
        if move == "silence":
            return self._to_silence()
        if move == "sorry" and not self.taken.asks and not self.taken.turn.acknowledges:
            return self._say("sorry")
        if move == "who" or (move == "explain" and not self.state.last_fact):
            return self._say("who" if move == "who" else "puzzled", move)
        if move == "explain":
            return self._explain()
        if move == "check":
            return self._right()
        if move == "asks_leave" and self.taken.topic in (None, "communication", "who_reads"):
            return self._say("ready")
        if move in ("goodbye", "thanks") and not self.taken.asks:
            return self._say(move)
        if move in ("stop_offer", "person_offer") and not self.taken.topic:
            return self._say("ready", move)
        if move in ("greeting", "introduces") and not self.taken.asks and not self.taken.is_listening:
            return self._to_a_greeting()
        return None

    def _to_a_greeting(self) -> tuple[Told, str]:
        words = self._line("greeting")
        if self.taken.move == "introduces" and self.taken.turn.form == "none":
            more = telling.tell_hard(self.state)
            if more.words:
                return replace(more, words=joined(words, more.words)), "greeting"
        return Told(self.state, words, is_hard=self.before.last_hard), "greeting"

    def _to_silence(self) -> tuple[Told, str]:
        """Silence after being heard is room to go on; silence on silence is nobody there (practice 4.5)."""
        if self.state.silence_run == 1 and self.before.echo_run and self.state.trust >= telling.AT_EASE:
            more = telling.go_on(self.state, self.chance)
            if more.words:
                return more, "went_on"
        return Told(self.state, self._line("silence"), is_hard=self.before.last_hard), "silence"

    def _explain(self) -> tuple[Told, str]:
        fact = self.state.resident.fact(self.state.last_fact)
        more = telling.tell(self.state, fact) if telling.may_tell(self.state, fact) else Told(self.state)
        if more.words:
            return more, "explain"
        return Told(self.state, fresh(self.state, fact.says[:1], self.chance), fact.key, is_hard=fact.hard), "explain"

    def _right(self) -> tuple[Told, str]:
        more = telling.go_on(self.state, self.chance) if self.state.trust >= telling.AT_EASE else Told(self.state)
        words = self._aside("right") if more.words else self._line("right")
        return replace(more, words=joined(words, more.words)), "right"

    def _to_saying_back(self) -> tuple[Told, str] | None:
        """To a reflection with nothing asked: going on, until it is all the learner does."""
        if not self.taken.is_echo or self.taken.turn.advice:
            return None
        worn = self.before.echo_run >= AFTER_ENOUGH or self.taken.is_formula or self.taken.is_repeated
        if worn or (self.taken.is_parroting and self.before.echo_run):
            return self._say("saying_back")
        moment = "heard" if self.before.last_hard else "right"
        words = self._aside(moment)
        more = telling.go_on(self.state, self.chance)
        if more.words and self.state.trust >= telling.AT_EASE - 0.5:
            return replace(more, words=joined(words, more.words)), "went_on"
        return Told(self.state, words or self._line(moment)), "heard"

    def _to_how_it_was_asked(self) -> tuple[Told, str] | None:
        """To cheer after hardship, leading, advice and the same question again."""
        taken, turn = self.taken, self.taken.turn
        if taken.is_cheerful and not taken.is_repeated and not self._lets_it_pass():
            return self._not_listening()
        if turn.leading:
            # "Wouldn't it be nicer to have company?" may be advice too: it is agreed with, as leading questions are.
            return self._say("agrees")
        if turn.advice and not turn.asks_permission and taken.topic not in ("own_ideas", "would_offer"):
            return self._say("whatever")
        asked_often = taken.topic is not None and self.before.asked[-6:].count(taken.topic) >= ASKED_ENOUGH
        if taken.is_repeated or (asked_often and not self._has_more()):
            return self._say("again")
        if turn.asks_permission and not taken.topic:
            return self._say("ready")
        return None

    def _lets_it_pass(self) -> bool:
        """Whether somebody who has been heard lets a cheerful question pass."""
        at_ease = self.before.heard >= 2 and self.state.trust >= telling.AT_EASE + 0.5
        return (at_ease or self.before.just_heard) and self.chance.random() < LETS_IT_PASS

    def _not_listening(self, happened: str = "not_listening") -> tuple[Told, str]:
        if self.state.cheer_run > 2 and self.chance.random() < 0.4:
            return Told(self.state, self._line("flat"), is_hard=True), "flat"
        more = telling.tell_hard(self.state) if self.state.cheer_run > 1 else Told(self.state)
        words = self._aside("not_listening")
        if not words and not more.words:
            return Told(self.state, self._line("flat"), is_hard=True), "flat"
        return replace(more, words=joined(words, more.words), is_hard=True), happened

    def _has_more(self) -> bool:
        told = telling.tell_about(self.state, self.taken, random.Random(0))
        return bool(told.fact or told.hinted)

    def _to_a_statement(self) -> tuple[Told, str] | None:
        """To something that asks nothing and says nothing back."""
        if self.taken.asks:
            return None
        if self.taken.is_nonsense:
            return self._say("puzzled")
        # "Mm" is room to go on; one noise after another is nobody asking anything.
        only_noises = all(len(each.split()) == 1 for each in self.before.learner[-2:]) and len(self.before.learner) > 1
        if self.taken.named is not None or (self.taken.follows_up and not only_noises):
            more = telling.tell_about(self.state, self.taken, self.chance)
            if more.words and more.fact:
                return more, "opened" if more.is_new else "told"
        return Told(self.state, self._line("nods"), is_hard=self.before.last_hard), "nods"

    def _to_a_question(self) -> tuple[Told, str]:
        if self.state.resident.asks_for_choices and self._is_too_broad():
            return self._say(TOO_BROAD)
        if self.state.deficit_run >= BATTERY:
            return self._to_a_battery()
        if not self._is_known() and (picked := self._picked()):
            return Told(self.state, picked), "told"
        told = telling.tell_about(self.state, self.taken, self.chance, briefly=self._is_brief())
        if not told.words:
            return self._to_the_unknown()
        happened = "opened" if told.is_new else "told"
        if told.hinted or told.is_guarded:
            happened = "hinted" if told.hinted else "guarded"
        if self.taken.is_listening and not told.hinted and self.chance.random() < 0.5:
            moment = "heard" if self.before.last_hard else "right"
            told = replace(told, words=joined(self._aside(moment), told.words))
        return told, happened

    def _is_brief(self) -> bool:
        turn = self.taken.turn
        return turn.deficit_led or (self.state.trust < 2 and not self.taken.is_listening)

    def _is_too_broad(self) -> bool:
        broad = self.taken.turn.form == "open" and self.taken.topic in BROAD and self.taken.named is None
        return broad and not self.taken.is_listening and self.chance.random() < 0.6

    def _to_a_battery(self) -> tuple[Told, str]:
        if self.state.deficit_run > BATTERY and self.chance.random() < 0.4:
            return self._say("is_that_it")
        known = self.state.resident.answers.get(self.taken.topic or "", ())
        short = [first_sentence(line) for line in known if len(first_sentence(line).split()) <= FLAT]
        words = fresh_if_any(self.state, short, self.chance)
        return (Told(self.state, words), "flat") if words else self._say("flat")

    def _to_the_unknown(self) -> tuple[Told, str]:
        """To a question about nothing that is known: about what was spoken of last, or off the road."""
        return self._say("off_topic" if self.taken.topic is None else "puzzled")

    def _is_known(self) -> bool:
        """Whether there is something to say about what is asked."""
        topic = self.taken.topic or ""
        facts = (fact for fact in self.state.resident.facts if fact.kind != "hidden")
        return (
            self.taken.named is not None
            or topic in self.state.resident.answers
            or any(topic in fact.topics for fact in facts)
        )

    def _picked(self) -> str:
        """One of the two things that were offered, as it was put; "" when it was said before or cannot be told."""
        found = OFFERED.search(self.taken.plain)
        if found is None:
            return ""
        picked = self.chance.choice([" ".join(found.group(1).split()[-2:]), " ".join(found.group(2).split()[:2])])
        if not self.state.resident.opening[:1].islower():
            picked = f"{picked.capitalize()}."
        return fresh_if_any(self.state, (picked,), self.chance)
