"""First help: what fits the kind, the most urgent first, the truth about who was told, and nothing twice."""

from __future__ import annotations

import re

import pytest

from bot.settings import Settings
from bot.strengths.first_help import Bubble, Given, Told, first_help, lines, told_late
from bot.strengths.safety import KINDS, PASSED_ON, Safety, Tier

LOCAL = {
    **Settings(_env_file=None).local_details(),  # type: ignore[call-arg]
    "safeguarding_phone": "01632 960001",
    "emergency_duty_phone": "01632 960002",
    "children_phone": "01632 960003",
    "housing_phone": "01632 960004",
    "complaints_phone": "01632 960005",
    "team_phone": "01632 960006",
}
NO_NUMBERS = {name: "" if name.endswith("_phone") else value for name, value in LOCAL.items()}
TOLD = Told(reference="FD-1234-5678")


def helped(
    tier: Tier,
    *kinds: str,
    given: Given | None = None,
    told: Told = TOLD,
    local: dict[str, str] = LOCAL,
    way_out: bool = True,
) -> list[Bubble]:
    noticed = Safety(tier=tier, kinds=kinds)
    return first_help(noticed, told, given if given is not None else Given(), local, has_way_out=way_out)


def text(bubbles: list[Bubble]) -> str:
    return "\n".join(bubble.text for bubble in bubbles)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tier", PASSED_ON)
def test_every_kind_at_every_tier_is_thanked_or_told_what_to_do_before_anything_else(tier: Tier, kind: str) -> None:
    bubbles = helped(tier, kind)

    assert bubbles[0].text.startswith(("I am glad you told me.", "Thank you", "Please ", "If it gets worse"))
    assert "I have told the safeguarding team what you said. Your reference is FD-1234-5678." in text(bubbles)
    assert "I am a computer program, and I can't call 999 for you. Nobody reads this as you type." in text(bubbles)


@pytest.mark.parametrize("kind", KINDS)
def test_an_emergency_begins_with_what_to_do_now(kind: str) -> None:
    first = helped(Tier.EMERGENCY_NOW, kind)[0].text

    assert first.startswith("Please get everyone outside first." if kind == "fire_gas" else "Please call 999 now.")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("suicide", "116 123"),
        ("suicide", "85258"),
        ("suicide", "mental health option"),
        ("domestic_abuse", "0808 2000 247"),
        ("domestic_abuse", "press 55"),
        ("fire_gas", "0800 111 999"),
        ("child_at_risk", "01632 960003"),
        ("homeless_tonight", "01632 960004"),
        ("no_medicine", "111"),
        ("no_food_heat_power", "01632 960006"),
        ("carer_breakdown", "01632 960002"),
        ("scam", "101"),
        ("financial_abuse", "0808 808 8141"),
        ("modern_slavery", "08000 121 700"),
        ("organisational_abuse", "01632 960005"),
        ("neglect", "01632 960001"),
        ("medical_emergency", "18000"),
        ("medical_emergency", "999bsl.co.uk"),
    ],
)
def test_the_lines_fit_the_kind(kind: str, number: str) -> None:
    assert number in text(helped(Tier.URGENT_TODAY, kind))


def test_abuse_is_nobodys_fault_but_that_is_not_said_of_hurting_somebody() -> None:
    assert "This is not your fault." in text(helped(Tier.SAFEGUARDING_CONCERN, "financial_abuse"))
    assert "fault" not in text(helped(Tier.URGENT_TODAY, "harm_to_others", "physical_abuse"))
    assert "fault" not in text(helped(Tier.URGENT_TODAY, "no_medicine"))


def test_a_number_that_is_not_known_here_is_left_out_and_nothing_is_left_blank() -> None:
    for kind in KINDS:
        said = text(helped(Tier.URGENT_TODAY, kind, local=NO_NUMBERS))
        assert "  " not in said
        assert " ." not in said
        assert "{" not in said


def test_a_line_that_was_only_seen_in_public_code_is_never_said() -> None:
    unchecked = [line.contact for line in lines().values() if line.status == "unchecked"]
    said = "\n".join(text(helped(tier, kind)) for tier in PASSED_ON for kind in KINDS)

    assert unchecked
    assert [contact for contact in unchecked if contact in said] == []


def test_when_the_team_could_not_be_told_that_is_said_with_a_number() -> None:
    said = text(helped(Tier.URGENT_TODAY, "suicide", told=Told(reference=None)))

    assert "I could not tell the safeguarding team just now. Please call them on 01632 960001." in said
    assert "I have told" not in said
    without = text(helped(Tier.URGENT_TODAY, "suicide", told=Told(reference=None), local=NO_NUMBERS))
    assert "Please ring the council and ask for them." in without


def test_the_second_time_is_shorter_and_says_that_it_was_added() -> None:
    given = Given()
    first = helped(Tier.URGENT_TODAY, "suicide", given=given)
    again = helped(Tier.URGENT_TODAY, "suicide", given=given, told=Told(reference="FD-1234-5678", added=True))

    assert (len(first), len(again)) == (4, 1), "the list stands above"
    assert text(again).startswith("I am glad you told me this too. If you might act on it now, call 999.")
    assert "116 123" in text(again)
    assert again[0].text.endswith("I have added this for the safeguarding team. Your reference is still FD-1234-5678.")
    assert again[0].reference == "FD-1234-5678"
    assert again[0].text.count("\u2022") == 2, "one line, and what was added"


def test_another_kind_or_a_more_urgent_tier_gets_its_own_first_lines_in_one_bubble() -> None:
    given = Given()
    helped(Tier.SAFEGUARDING_CONCERN, "domestic_abuse", given=given)

    (other,) = helped(Tier.URGENT_TODAY, "suicide", given=given)
    assert "116 123" in other.text
    assert "If you might act on it now, call 999." in other.text
    (urgent,) = helped(Tier.EMERGENCY_NOW, "domestic_abuse", given=given)
    now = urgent.text
    assert now.startswith("Please call 999 now.")
    assert "0808 2000 247" in now
    assert "I am a computer program" not in now, "said once"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tier", PASSED_ON)
def test_a_child_is_given_childline_before_any_other_line_and_none_for_grown_ups(tier: Tier, kind: str) -> None:
    given = Given(to_a_child=True)

    for said in (text(helped(tier, kind, given=given)), text(helped(tier, kind, "suicide", given=given))):
        listed = said.partition("\u2022")[2] or said
        assert "Childline" in listed.split(". ")[0] or "Childline" in listed.split("\u2022")[0]
        assert "0800 1111" in said
        for line in ("0808 2000 247", "0808 801 0327", "0808 808 8141", "01632 960005"):
            assert line not in said


def test_a_child_can_ring_childline_free_and_at_any_time() -> None:
    childline = lines()["childline"]

    assert childline.contact == "0800 1111"
    assert "free" in childline.say
    assert "at any time" in childline.say


def test_the_way_out_is_named_once_where_somebody_may_be_watched() -> None:
    given = Given()

    assert "Exit this page" not in text(helped(Tier.URGENT_TODAY, "suicide", given=given))
    assert "It does not clear your history." in text(helped(Tier.URGENT_TODAY, "stalking", given=given))
    assert "Exit this page" not in text(helped(Tier.URGENT_TODAY, "domestic_abuse", given=given))


def test_a_door_without_a_way_out_does_not_name_one() -> None:
    assert "Exit" not in text(helped(Tier.URGENT_TODAY, "domestic_abuse", way_out=False))


def test_what_is_over_is_thanked_for_and_not_met_with_an_emergency() -> None:
    said = text(helped(Tier.PAST_DISCLOSURE, "sexual_abuse"))

    assert said.startswith("Thank you for telling me. This is not your fault.")
    assert "press 55" not in said


def calls(said: str) -> list[str]:
    """The sentences that say to call 999, or when; what to press on a mobile is told beside that."""
    sentences = (one for one in re.split(r"(?<=[.!?])\s+|\n", said) if "press 55" not in one and "I can't" not in one)
    return [one for one in sentences if re.search(r"call 999\b", one)]


@pytest.mark.parametrize("tier", PASSED_ON)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_told_to_call_999_twice_in_one_answer(tier: Tier, kind: str) -> None:
    for other in KINDS:
        given = Given()
        for named in ((kind, other), (other, kind), (other,)):
            for told in (TOLD, Told(reference="FD-1234-5678", added=True)):
                said = text(helped(tier, *named, given=given, told=told))
                assert len(calls(said)) <= 1, said


def test_what_holds_for_both_is_said_where_two_dangers_are_told() -> None:
    assert "If you might act on it, or someone is in danger, call 999." in text(
        helped(Tier.URGENT_TODAY, "suicide", "physical_abuse")
    )
    assert "If someone is in danger now, call 999." in text(
        helped(Tier.SAFEGUARDING_CONCERN, "child_at_risk", "domestic_abuse")
    )
    assert text(helped(Tier.EMERGENCY_NOW, "medical_emergency", "fire_gas")).startswith(
        "Please get everyone outside first. Touch no switches, and light nothing. Please call 999 now."
    )


def test_a_kind_that_is_not_known_here_still_gets_help() -> None:
    assert "999" in helped(Tier.URGENT_TODAY, "something_new")[0].text
    assert "999" in helped(Tier.URGENT_TODAY)[0].text


def test_telling_late_is_said_with_its_reference() -> None:
    late = told_late("FD-1234-5678", LOCAL)

    assert late.reference == "FD-1234-5678"
    assert "now told" in late.text


def test_every_line_says_its_number_and_how_it_came_to_be_trusted() -> None:
    for line in lines().values():
        assert line.contact in line.say
        assert line.status in {"checked", "handbook", "unchecked", "local"}
        assert bool(line.last_checked) == (line.status == "checked"), "a day stands for a check"
        assert bool(line.setting) == (line.status == "local")
        assert line.nation or line.setting
        assert not line.setting or line.setting in Settings.model_fields


MOST_BUBBLES = 4
"""With the one question after them, five."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tier", PASSED_ON)
@pytest.mark.parametrize("told", [TOLD, Told(reference=None)])
def test_help_is_few_bubbles_and_loses_no_line(tier: Tier, kind: str, told: Told) -> None:
    bubbles = helped(tier, kind, "domestic_abuse", told=told)
    said = text(bubbles)

    assert len(bubbles) <= MOST_BUBBLES
    for line in ("0808 2000 247", "0808 801 0327", "0808 808 8141", "01632 960001", "01632 960002", "18000"):
        assert line in said
    assert "999bsl.co.uk" in said
    assert ("who help people be safe." if told.reference else "helps people to be safe.") in said
