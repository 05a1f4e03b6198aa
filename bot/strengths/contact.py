"""One first contact under way: what was said, asked, skipped and agreed, and where it stands.

A contact lives in one Rasa slot as plain values (``to_record``) until the person shares it; nothing of it
reaches the store before that.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import uuid4

from bot.errors import UnknownLineError
from bot.strengths.gentle_check import OpenCheck
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.kept_lines import pack, unpack
from bot.strengths.mentions import Mention
from bot.strengths.outcomes import Coverage, PassedOn
from bot.strengths.question import ASSET_BALANCED
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import Place, Source, Statement
from bot.strengths.ways import Way, ways_told
from bot.strengths.who_may_harm import Harm, harms_in


class Moment(StrEnum):
    """Where the conversation stands; the one slot that steers the dialogue rules."""

    REASON = "reason"
    PERMISSION = "permission"
    STAYING = "staying"
    EXPLORING = "exploring"
    READ_BACK = "read_back"
    CHANGING = "changing"
    ADDING = "adding"
    SAFE_CONTACT = "safe_contact"
    SHARING = "sharing"
    SHARED = "shared"
    PAUSED = "paused"
    FORGETTING = "forgetting"
    SAFETY = "safety"


ASIDES = (Moment.PAUSED, Moment.FORGETTING, Moment.CHANGING, Moment.ADDING)
"""Moments that are left for good once they are over; nobody is sent back into one."""


KEPT_LATER = ("not_knowing", "since_danger", "checked_last", "calm_until", "about", "person_knows", "style")
KEPT_LATER_LISTS = ("checked", "voiced", "mentioned", "numbered", "looked_at", "hard", "acknowledged", "alarms")
"""Fields that the record of a conversation that began long ago may not hold."""


@dataclass(kw_only=True)
class Contact:
    """One first contact under way.

    Attributes:
        id: name of the contact, issued once, meaningless by itself.
        moment: where the conversation stands.
        statements: what was said, oldest first.
        asked: keys of the questions asked, oldest first; an aside does not repeat one.
        open_question: key of the question waiting for an answer, or None.
        declined: domains the person chose not to talk about.
        preferences: ways of talking the person asked for, by the names of ``ways.Way``.
        line: id of the line being changed in the moment ``changing``, or None.
        eased: key of the question that was already said in easier words, or None.
        interrupted: moments and questions to return to after asides with questions of their own, latest last.
        reaching_for: what the safe-contact questions are asked for: ``summary`` or a request's kind or ``concern``.
        safe_contact: how to reach the person.
        passed_on: what has been handed to the team, oldest first.
        said_by: ``resident``, or ``someone_else`` when a person types for another.
        issued: how many line ids have been given out.
        latest_change: the line that the latest turn wrote, and the words it had before (None if it is new).
        line_before: the line whose words were changed last, as it was before that; or None.
        check: the gentle check that waits for its answer, or None.
        checked: keys of the gentle checks asked; none is asked twice.
        voiced: kinds of danger voiced so far.
        mentioned: keys of the lines that are mentioned once in a conversation and have been.
        mentions: what the person mentioned that may be asked about, oldest first.
        asked_of: the mention that a question asked more about, by the question's key.
        hard_in_a_row: how many of the latest answers carried something hard, one after another.
        numbered: ids of the lines of the read-back; the place of one here is its number, and stays its own.
        looked_at: ids of the lines that the person has looked at in the read-back.
        hard: ids of the lines in which something hard was heard, wherever they stand. Nobody is given this.
        title: what the person calls their summary, or None.
        acknowledged: names of the acknowledgements said lately, oldest first, so that none comes again too soon.
        not_knowing: how many questions in a row were answered with "I don't know".
        since_danger: how many ordinary messages in a row came after danger was voiced.
        alarms: names of the messages that were taken for danger and after which the questions still stand stopped.
        harms: who may be the one who harms, of each message that told of it; they are asked about by no question.
        checked_last: whether a gentle check was asked and no danger was voiced since.
        calm_until: how many lines there are once a check of what was said not to be meant so may be asked again.
        about: who somebody types for, in their own word for them ("mum"), or None.
        person_knows: whether whoever is typed for knows and agrees, as the typing person says; or None.
        style: the way of asking, of ``question.STYLES``; another than ours only where a trainer tries it in a sandbox.
    """

    id: str = field(default_factory=lambda: uuid4().hex)
    moment: Moment = Moment.REASON
    statements: list[Statement] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    open_question: str | None = None
    declined: list[str] = field(default_factory=list)
    preferences: list[str] = field(default_factory=list)
    line: str | None = None
    eased: str | None = None
    interrupted: list[tuple[Moment, str | None]] = field(default_factory=list)
    reaching_for: str = "summary"
    safe_contact: SafeContact = field(default_factory=SafeContact)
    passed_on: list[PassedOn] = field(default_factory=list)
    said_by: str = "resident"
    issued: int = 0
    latest_change: tuple[str, str | None] | None = None
    line_before: Statement | None = None
    check: OpenCheck | None = None
    checked: list[str] = field(default_factory=list)
    voiced: list[str] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    asked_of: dict[str, Mention] = field(default_factory=dict)
    hard_in_a_row: int = 0
    numbered: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    hard: list[str] = field(default_factory=list)
    title: str | None = None
    acknowledged: list[str] = field(default_factory=list)
    not_knowing: int = 0
    since_danger: int = 0
    alarms: list[str] = field(default_factory=list)
    harms: list[Harm] = field(default_factory=list)
    checked_last: bool = False
    calm_until: int = 0
    about: str | None = None
    person_knows: str | None = None
    style: str = ASSET_BALANCED

    def keep(self, words: str, *, source: Source, place: Place, domain: str, question: str, **more: Any) -> Statement:
        """Add a statement; a domain that is spoken of is not declined any more.

        Args:
            words: exactly what was typed or chosen.
            source: how the words came about.
            place: where they stand in the summary.
            domain: area of life.
            question: key of the question answered.
            more: any other field of ``Statement``.

        Returns:
            The statement, with an id that no other line of this contact has had.
        """
        self.issued += 1
        statement = Statement(
            id=f"s{self.issued}",
            words=words,
            source=source,
            place=place,
            domain=domain,
            question=question,
            said_by=self.said_by,
            **more,
        )
        self.statements.append(statement)
        self.latest_change = (statement.id, None)
        if domain in self.declined:
            self.declined.remove(domain)
        return statement

    def decline(self, domain: str) -> None:
        """Remember that the person chose not to talk about a domain."""
        if domain not in self.declined:
            self.declined.append(domain)

    def answers_to(self, question: str | None) -> list[Statement]:
        """Return what was said in answer to a question, oldest first, without what was said beside it."""
        domain = (question or "").partition(".")[0]
        return [item for item in self.statements if item.question == question and item.domain == domain]

    @property
    def reopened(self) -> Statement | None:
        """The answer that the open question has already, because the person went back to it; or None."""
        if self.moment not in (Moment.REASON, Moment.EXPLORING):
            return None
        answers = self.answers_to(self.open_question)
        return answers[-1] if answers else None

    @property
    def open_check(self) -> OpenCheck | None:
        """The gentle check that waits for its answer now, or None; one that was left for something else does not."""
        is_open = self.check is not None and self.moment is Moment.SAFETY and self.open_question == self.check.question
        return self.check if is_open else None

    def leave_open_question(self) -> None:
        """Let the open question come round again if it was left without an answer."""
        question = self.open_question
        domain, _, part = (question or "").partition(".")
        if question not in self.asked or domain == "asides":
            return
        reaching = domain in ("safe_contact", "safety")
        answered = getattr(self.safe_contact, part, None) if reaching else self.answers_to(question)
        if not answered:
            self.asked.remove(question)

    def line_named(self, line: str) -> Statement:
        """Return the statement with this id.

        Raises:
            UnknownLineError: there is none.
        """
        for statement in self.statements:
            if statement.id == line:
                return statement
        raise UnknownLineError(f"No line {line}.")

    def alter(self, line: str, **fields: Any) -> Statement:
        """Replace fields of one statement and return the new one.

        Raises:
            UnknownLineError: there is no such line.
        """
        old = self.line_named(line)
        new = replace(old, **fields)
        self.statements[self.statements.index(old)] = new
        if new.words != old.words:
            self._leave_ways(ways_told(old))
            self.preferences += [way for way in ways_told(new) if way not in self.preferences]
            self.latest_change = (line, old.words)
            self.line_before = old
            self._forget_mentions_of(line)
        return new

    def put_back(self, line: str, words: str) -> Statement:
        """Give a line the words that it had before its latest change, and with them what they told.

        Args:
            line: id of the line.
            words: what it said before.

        Raises:
            UnknownLineError: there is no such line.
        """
        old = self.line_before
        told: dict[str, Any] = {}
        if old is not None and (old.id, old.words) == (line, words):
            told = {
                name: getattr(old, name) for name in ("source", "holds", "quality", "tie_is_heard", "also", "pieces")
            }
        statement = self.alter(line, words=words, **told)
        self.line_before = None  # what was taken back is kept nowhere
        return statement

    def remove(self, line: str) -> Statement:
        """Take one statement out and return it.

        Raises:
            UnknownLineError: there is no such line.
        """
        statement = self.line_named(line)
        self.statements.remove(statement)
        self.latest_change = None
        self.line_before = None
        self._forget_mentions_of(line)
        self._leave_ways(ways_told(statement))
        return statement

    def _forget_mentions_of(self, line: str) -> None:
        """What stood in words that are gone is not asked about."""
        self.mentions = [mention for mention in self.mentions if mention.line != line]

    @property
    def ways_to_tell(self) -> tuple[str, ...]:
        """The ways of talking that the team may be told: not those that only a line that is held back asks for."""
        lines = [line for line in self.statements if line.place is Place.COMMUNICATION_ACCESS]
        held_back = {way for line in lines if not line.shared for way in ways_told(line)}
        held_back -= {way for line in lines if line.shared for way in ways_told(line)}
        return tuple(way for way in self.preferences if way not in held_back)

    @property
    def how_to_talk(self) -> HowToTalk:
        """How the person likes to talk, without what they hold back."""
        lines = (line for line in self.statements if line.place is Place.COMMUNICATION_ACCESS and line.shared)
        return HowToTalk(ways=self.ways_to_tell, words=tuple(line.words for line in lines))

    def take_back(self, way: Way) -> None:
        """Keep to a way of talking no longer; a line that asks for nothing else goes too."""
        if way in self.preferences:
            self.preferences.remove(way)
        for line in [line for line in self.statements if ways_told(line) == (way,)]:
            self.remove(line.id)

    def _leave_ways(self, ways: tuple[Way, ...]) -> None:
        """A wish whose line was taken out is a wish no more, unless another line has it too."""
        wished = {way for line in self.statements for way in ways_told(line)}
        self.preferences = [way for way in self.preferences if way not in ways or way in wished]

    def coverage(self, domain: str) -> Coverage:
        """Return what became of a domain."""
        if any(domain in statement.domains for statement in self.statements):
            return Coverage.TALKED_ABOUT
        return Coverage.DECLINED if domain in self.declined else Coverage.NOT_DISCUSSED

    def step_aside(self, moment: Moment, question: str) -> None:
        """Leave the open question for one of another moment, remembering where to come back to."""
        here = (self.moment, self.open_question)
        if here not in self.interrupted and self.moment not in ASIDES:
            self.interrupted.append(here)
        self.moment, self.open_question = moment, question

    def step_back(self) -> bool:
        """Return to where ``step_aside`` left; False if there is nowhere to return to."""
        if not self.interrupted:
            return False
        self.moment, self.open_question = self.interrupted.pop()
        return True

    def leave_safety(self) -> None:
        """Leave the moment after danger for where the person was before it."""
        if self.moment is Moment.SAFETY and not self.step_back():
            self.moment, self.open_question = Moment.PAUSED, "asides.paused"

    def note_passed_on(self, item: PassedOn) -> None:
        """Remember what the team has; said again after a lost reply, it is remembered once."""
        if item not in self.passed_on:
            self.passed_on.append(item)

    def latest(self, kind: str) -> PassedOn | None:
        """Return the latest thing of this kind handed to the team, or None."""
        return next((item for item in reversed(self.passed_on) if item.kind == kind), None)

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "id": self.id,
            "moment": self.moment.value,
            "statements": pack(self.statements),
            "asked": list(self.asked),
            "open_question": self.open_question,
            "declined": list(self.declined),
            "preferences": list(self.preferences),
            "line": self.line,
            "eased": self.eased,
            "interrupted": [[moment.value, question] for moment, question in self.interrupted],
            "reaching_for": self.reaching_for,
            "safe_contact": self.safe_contact.to_record(),
            "passed_on": [vars(item) for item in self.passed_on],
            "said_by": self.said_by,
            "issued": self.issued,
            "latest_change": list(self.latest_change) if self.latest_change else None,
            "line_before": self.line_before.to_record() if self.line_before else None,
            "check": self.check.to_record() if self.check else None,
            "checked": list(self.checked),
            "voiced": list(self.voiced),
            "mentioned": list(self.mentioned),
            "mentions": [mention.to_record() for mention in self.mentions],
            "asked_of": {key: mention.to_record() for key, mention in self.asked_of.items()},
            "hard_in_a_row": self.hard_in_a_row,
            "numbered": list(self.numbered),
            "looked_at": list(self.looked_at),
            "hard": list(self.hard),
            "title": self.title,
            "acknowledged": list(self.acknowledged),
            "alarms": list(self.alarms),
            "harms": [harm.to_record() for harm in self.harms],
            **{name: getattr(self, name) for name in KEPT_LATER},
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Contact:
        """Return the contact that ``to_record`` wrote."""
        later: dict[str, Any] = {name: list(record[name]) for name in KEPT_LATER_LISTS if name in record}
        return cls(
            id=record["id"],
            moment=Moment(record["moment"]),
            statements=unpack(record["statements"]),
            asked=list(record["asked"]),
            open_question=record["open_question"],
            declined=list(record["declined"]),
            preferences=list(record["preferences"]),
            line=record["line"],
            eased=record["eased"],
            interrupted=[(Moment(moment), question) for moment, question in record["interrupted"]],
            reaching_for=record["reaching_for"],
            safe_contact=SafeContact(**record["safe_contact"]),
            passed_on=[PassedOn(**item) for item in record["passed_on"]],
            said_by=record["said_by"],
            issued=record["issued"],
            latest_change=tuple(record["latest_change"]) if record.get("latest_change") else None,
            # Conversations that began before these were kept go on.
            line_before=Statement.from_record(record["line_before"]) if record.get("line_before") else None,
            check=OpenCheck.from_record(record["check"]) if record.get("check") else None,
            mentions=[Mention.from_record(item) for item in record.get("mentions", ())],
            asked_of={key: Mention.from_record(item) for key, item in record.get("asked_of", {}).items()},
            hard_in_a_row=record.get("hard_in_a_row", 0),
            title=record.get("title"),
            harms=harms_in(record),
            **later,
            **{name: record[name] for name in KEPT_LATER if name in record},
        )
