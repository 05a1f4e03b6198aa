"""What anybody may say at any turn: each has its own true answer, and the open question is put again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from actions.base import HearingAction
from actions.turn import Turn
from bot.bootstrap import library
from bot.settings import settings
from bot.strengths.agenda import remaining
from bot.strengths.answering import hear_aside, hear_proxy
from bot.strengths.answers_to_us import how_many
from bot.strengths.asked_back import answer_to
from bot.strengths.asking import resume
from bot.strengths.changing import change_latest
from bot.strengths.contact import Moment
from bot.strengths.easing import say_easiest, take_in, ways_heard
from bot.strengths.going_back import go_back
from bot.strengths.hard_cues import means_cuts
from bot.strengths.hear import hear_anything
from bot.strengths.hearing import asks_of_the_question, wishes_easier_words
from bot.strengths.reaching import remaining_to_reach
from bot.strengths.reply import Ask, Reply, Say
from bot.strengths.sent import what_was_sent
from bot.strengths.statement import Place


class Aside(HearingAction, ABC):
    """Answer, then come back to the question."""

    @abstractmethod
    def answer(self, turn: Turn) -> list[Reply]:
        """Return the answer itself."""

    def hear(self, turn: Turn) -> list[Reply]:
        """Answer and put the open question again."""
        return [*self.answer(turn), *resume(turn.contact)]


class ActionSayWhatIAm(Aside):
    """They said: “Are you a bot?”: the truth at once."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_say_what_i_am"

    def answer(self, turn: Turn) -> list[Reply]:
        """Say it."""
        return [Say("utter_i_am_a_program")]

    def hear(self, turn: Turn) -> list[Reply]:
        """Say it; "what is that", beside a question of ours, asks about the question and not about us."""
        question = turn.contact.open_question
        if question in library() and turn.heard.choice is None and asks_of_the_question(turn.heard.words):
            again = resume(turn.contact)
            turn.contact.eased = question
            again = [replace(reply, easier=True) if isinstance(reply, Ask) else reply for reply in again]
            return [Say("utter_not_knowing_is_fine"), *again]
        return super().hear(turn)


class ActionSayWhoReads(Aside):
    """They said: “Who sees this?”."""

    says_what_was_sent = True

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_say_who_reads"

    def answer(self, turn: Turn) -> list[Reply]:
        """Say who reads what, and where the full notice is."""
        notice = settings().privacy_notice_url
        return [
            *what_was_sent(turn.contact, "utter_who_reads"),
            Say("utter_safety_duty"),
            *([Say("utter_privacy_notice", {"address": notice})] if notice else []),
        ]


class ActionSayNoCuts(HearingAction):
    """They said: “Is this to cut my care?”; only where cuts are meant is it said that nothing is decided here."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_say_no_cuts"

    def hear(self, turn: Turn) -> list[Reply]:
        """Say that nothing is decided here; fear of having somebody taken has an answer of its own."""
        answer = answer_to(turn.contact, turn.heard.words)
        if not answer and not means_cuts(turn.heard.words):
            return hear_anything(turn.contact, turn.heard, library())
        return [*(answer or [Say("utter_no_cuts")]), *resume(turn.contact)]


class ActionSayEmergency(Aside):
    """The emergency line, on request, at any time."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_say_emergency"

    def answer(self, turn: Turn) -> list[Reply]:
        """Say whom to call."""
        return [Say("utter_emergency"), Say("utter_other_lines")]


class ActionRepeat(Aside):
    """They said: “What was the question?”."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_repeat"

    def answer(self, turn: Turn) -> list[Reply]:
        """Nothing besides: the question itself is what was asked for."""
        return [Say("utter_here_again")]


class ActionSaySimpler(Aside):
    """They said: “Say it simpler”: easier words from now on."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_say_simpler"

    def answer(self, turn: Turn) -> list[Reply]:
        """Remember the wish, in the words it was made in where they are plain."""
        asked = ways_heard(turn.contact, turn.heard)
        if asked is not None and asked.asked:
            return take_in(turn.contact, asked)
        if not wishes_easier_words(turn.heard.words):
            # Who asks what one question means gets that one in other words, and has asked for nothing from now on.
            turn.contact.eased = turn.contact.open_question
            return [Say("utter_not_knowing_is_fine")]
        if "easier" not in turn.contact.preferences:
            turn.contact.preferences.append("easier")
        return [Say("utter_easier_words")]

    def hear(self, turn: Turn) -> list[Reply]:
        """Answer, and put the open question again in easier words."""
        easiest = say_easiest(turn.contact, library())
        if easiest:
            self.answer(turn)
            return easiest
        question = turn.contact.open_question
        again = resume(turn.contact)
        if question in library() and turn.contact.moment is not Moment.READ_BACK:
            again = [replace(reply, easier=True) if isinstance(reply, Ask) else reply for reply in again]
        return [*self.answer(turn), *again]


class ActionSayHowMany(Aside):
    """They said: “How many more?”."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_say_how_many"

    def answer(self, turn: Turn) -> list[Reply]:
        """Say how many areas of life, or questions about how to reach the person, are left."""
        reaching = turn.contact.moment is Moment.SAFE_CONTACT
        left = remaining_to_reach(turn.contact) if reaching else remaining(turn.contact, library())
        return [how_many(left)]


class ActionGreet(Aside):
    """A greeting gets one back; a newcomer is welcomed."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_greet"

    def answer(self, turn: Turn) -> list[Reply]:
        """Greet."""
        return [] if turn.is_new else [Say("utter_hello_again")]


class ActionTakeThanks(Aside):
    """Thanks get an answer."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_take_thanks"

    def answer(self, turn: Turn) -> list[Reply]:
        """Answer."""
        return [Say("utter_thanks_back")]


class ActionHearComplaint(HearingAction):
    """Anger is heard, not defended against."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_complaint"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep it and offer a person."""
        return hear_aside(turn.contact, turn.heard, "utter_hear_complaint", Place.HARD_NOW, library())


class ActionHearPractical(HearingAction):
    """A plain request is taken down at once; more is offered, once."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_practical"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep it as what would help."""
        return hear_aside(turn.contact, turn.heard, "utter_hear_practical", Place.WHAT_WOULD_HELP, library())


class ActionHearProxy(HearingAction):
    """Somebody seems to type for another person: heard like anything else, and asked about once, at the start."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_proxy"

    def hear(self, turn: Turn) -> list[Reply]:
        """Keep the words; at the start, ask whose voice this is."""
        if turn.contact.moment in (Moment.REASON, Moment.PERMISSION, Moment.STAYING):
            return hear_proxy(turn.contact, turn.heard, library())
        return hear_anything(turn.contact, turn.heard, library())


class ActionGoBack(HearingAction):
    """They said: “Go back”."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_go_back"

    def hear(self, turn: Turn) -> list[Reply]:
        """Open the question before."""
        return go_back(turn.contact, library())


class ActionCorrect(HearingAction):
    """They said: “That's not what I said”."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_correct"

    def hear(self, turn: Turn) -> list[Reply]:
        """Ask how the latest line should read; while how to reach the person is asked, that is what is put right."""
        if turn.contact.moment is Moment.SAFE_CONTACT:
            return go_back(turn.contact, library())
        return change_latest(turn.contact)


class ActionHearAnything(HearingAction):
    """A turn no rule foresaw is heard in the moment it was said."""

    def name(self) -> str:
        """Return Rasa's name."""
        return "action_hear_anything"

    def hear(self, turn: Turn) -> list[Reply]:
        """Hear it as telling."""
        return hear_anything(turn.contact, turn.heard, library())
