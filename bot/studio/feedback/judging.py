"""Judging a turn: the rules that must hold stand above what was learned, and everything comes with its reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.studio.feedback.asked import CHOICE, CLOSED, Question, form, is_multiple
from bot.studio.feedback.cues import spans
from bot.studio.feedback.features import Seen, content, echoes, heard, seen
from bot.studio.feedback.joining import HARD, is_safety_check
from bot.studio.feedback.learned import STYLES, learned

ENOUGH = {
    "leading": 0.34,
    "deficit_led": 0.38,
    "strengths_seeking": 0.34,
    "acknowledges": 0.34,
    "reflection": 0.36,
    "affirmation": 0.34,
    "advice": 0.38,
    "asks_permission": 0.3,
    "blame": 0.42,
    "informs": 0.38,
}
"""From which chance on a feature is said to be there: chosen by cross-validation on the examples, and between that and
the two tuning sets where these disagree, since the examples hold more blame and more said back than everyday talk."""

SURE_OF_BOTH = 0.75
"""From which chance on a turn in which no strength was found is said to hold strengths and difficulty together."""

MOSTLY_TOLD = 1 / 3
"""Below this share of questions, a turn that also says something back or explains does mainly that."""

IN_ORDER = re.compile(
    r"^(?:(?:what|how|who|where|when|why)\b|(?:which|any\w*|tell|is|are|was|were|do|does|did|have|has|can|could|would|will)\s)",
    re.IGNORECASE,
)
"""How a question begins that is no statement with a question mark ("you live alone?")."""

CUES_OF = {
    "leading": ("leading",),
    "deficit_led": ("washed", "euphemism", "deficit"),
    "strengths_seeking": ("strengths",),
    "acknowledges": ("acknowledges",),
    "reflection": ("reflecting",),
    "affirmation": ("affirmation",),
    "advice": ("advice",),
    "asks_permission": ("permission",),
    "blame": ("blame",),
    "jargon": ("jargon",),
}
"""Whose cues are shown as the reason for a feature."""


@dataclass(frozen=True)
class Reason:
    """Words of a turn that speak for a feature.

    Attributes:
        feature: the feature.
        start: where the words begin in the turn, in characters.
        end: where they end.
    """

    feature: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What a turn does; docs/feedback.md defines each.

    Attributes:
        form: ``none``, ``open``, ``closed`` or ``choice``: of the last question.
        leading: it says what answer is wanted.
        multiple: it asks two or more things.
        deficit_led: it starts from what is wrong, lacking or needed, also in kind or positive words.
        strengths_seeking: it asks for what somebody can, likes, hopes, has come through or has around them.
        acknowledges: it names a feeling or a difficulty.
        reflection: it says back what the resident said or meant.
        affirmation: it names an effort or a quality of theirs.
        advice: it says what to do, or takes over.
        asks_permission: it asks leave.
        blame: it finds fault.
        jargon: it uses words of the trade that the resident did not use.
        style: ``conventional``, ``strengths_based``, ``asset_balanced``, ``strengths_only`` or ``neutral``.
        informs: it explains or arranges something.
        after_hardship: the resident's line carried hardship.
        asked_share: share of the turn's characters that stand in its questions, 0 to 1.
        closed_is_right: a closed question or a choice, and rightly: it was asked for, or it is about safety.
        is_safety_check: it asks about danger, which is right to ask directly.
        questions: the questions, with their places.
        reasons: the words that speak for each feature that is there.
        chances: how sure what was learned is of each feature and style.
    """

    form: str
    leading: bool
    multiple: bool
    deficit_led: bool
    strengths_seeking: bool
    acknowledges: bool
    reflection: bool
    affirmation: bool
    advice: bool
    asks_permission: bool
    blame: bool
    jargon: bool
    style: str
    informs: bool
    after_hardship: bool
    asked_share: float
    closed_is_right: bool
    is_safety_check: bool
    questions: tuple[Question, ...]
    reasons: tuple[Reason, ...]
    chances: dict[str, float]

    @property
    def behaviour(self) -> str:
        """The turn's main behaviour, folded as AnnoMI folds it: question, reflection, therapist_input or other."""
        asks = any(not each.is_tag for each in self.questions) or (self.questions and not self.reflection)
        tells = self.reflection or self.advice or self.informs
        if asks and not (tells and self.asked_share < MOSTLY_TOLD):
            return "question"
        weighed = {
            "reflection": self.reflection and self.chances["reflection"],
            "therapist_input": (self.advice or self.informs) and max(self.chances["advice"], self.chances["informs"]),
        }
        best = max(weighed, key=lambda name: weighed[name])
        return best if weighed[best] else "other"

    def as_json(self) -> dict[str, Any]:
        """Return the form and the features as ``frontdoor feedback`` writes them."""
        return {name: getattr(self, name) for name in SAID}


SAID = (
    "form",
    "leading",
    "multiple",
    "deficit_led",
    "strengths_seeking",
    "acknowledges",
    "reflection",
    "affirmation",
    "advice",
    "asks_permission",
    "blame",
    "jargon",
    "style",
)


def feedback(previous: str, text: str) -> Feedback:
    """Return what a turn does.

    Args:
        previous: the resident's line before it; empty when there is none.
        text: the turn, typed or written down from speech.

    Raises:
        TrainingError: the feedback has learned nothing yet.
    """
    before = heard(previous)
    looked = seen(before, text)
    chances = learned().chances(text, before, looked)
    there = {name: chances[name] >= enough for name, enough in ENOUGH.items()}
    kind = form(looked.asked)
    checks = is_safety_check(text, looked)
    _see_through(there, text, looked, is_safety_check=checks)
    there["reflection"] = there["reflection"] or echoes(previous, text)
    there["jargon"] = bool(_jargon(previous, text))
    after_hardship = looked.hardship >= HARD
    return Feedback(
        form=kind,
        multiple=is_multiple(looked.asked),
        **{name: there[name] for name in (*SAID, "informs") if name in there},
        style=_style(there, chances, after_hardship=after_hardship, is_safety_check=checks),
        after_hardship=after_hardship,
        asked_share=sum(each.end - each.start for each in looked.asked) / max(1, len(text.strip())),
        closed_is_right=kind in (CLOSED, CHOICE) and (checks or bool(spans("choices_wanted", previous))),
        is_safety_check=checks,
        questions=tuple(looked.asked),
        reasons=_reasons(there, previous, text),
        chances=chances,
    )


def _see_through(there: dict[str, bool], text: str, looked: Seen, *, is_safety_check: bool) -> None:
    """Let what must hold stand above what was learned: danger is asked about directly, washed questions are seen."""
    asked = [text[each.start : each.end] for each in looked.asked]
    if any(spans("washed", each) for each in asked):
        there["deficit_led"], there["strengths_seeking"] = True, False
    if is_safety_check:
        there["deficit_led"] = False
    if looked.asked and _only_asks(text, looked):
        there["reflection"] = False


def _only_asks(text: str, looked: Seen) -> bool:
    """Whether nothing is said beside the questions, and none of them is a statement: so nothing is said back."""
    at, beside = 0, ""
    for each in looked.asked:
        beside += f"{text[at : each.start]} "
        at = each.end
    asked = [text[each.start : each.end] for each in looked.asked if not each.is_tag]
    in_order = len(asked) == len(looked.asked) and all(IN_ORDER.match(each) for each in asked)
    return in_order and not content(beside + text[at:])


def _style(there: dict[str, bool], chances: dict[str, float], *, after_hardship: bool, is_safety_check: bool) -> str:
    """Return the style: what was learned of it, among the styles that the features leave possible."""
    positive = there["strengths_seeking"] or there["affirmation"]
    possible = set(STYLES)
    if there["deficit_led"]:
        return "conventional"
    if there["blame"] or (there["advice"] and not there["asks_permission"] and not positive):
        possible = {"conventional"}
    elif positive:
        possible -= {"neutral", "conventional"}
        if there["acknowledges"]:
            possible -= {"strengths_only", "strengths_based"}
        elif not after_hardship:
            possible -= {"strengths_only"}
        else:
            possible -= {"strengths_based"}
    elif is_safety_check:
        possible = {"neutral"}
    elif not after_hardship:
        possible -= {"strengths_only", "strengths_based"}
    else:
        possible -= {"strengths_based"}
    if not positive and chances["asset_balanced"] < SURE_OF_BOTH:
        possible.discard("asset_balanced")
    return max(sorted(possible), key=lambda name: chances[name])


def _jargon(previous: str, text: str) -> list[tuple[int, int]]:
    """Return where words of the trade stand; a word that the resident used is the resident's word."""
    theirs = previous.lower()
    return [(start, end) for start, end in spans("jargon", text) if text[start:end].lower() not in theirs]


def _reasons(there: dict[str, bool], previous: str, text: str) -> tuple[Reason, ...]:
    found = []
    for feature, groups in CUES_OF.items():
        if there[feature]:
            places = (
                _jargon(previous, text)
                if feature == "jargon"
                else [span for group in groups for span in spans(group, text)]
            )
            found += [Reason(feature, start, end) for start, end in sorted(set(places))]
    return tuple(found)
