"""The copy a person keeps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.copy import copy_of
from bot.channels.web.brand import Brand
from bot.channels.web.channel import resident_pages
from bot.errors import NothingToShareError
from bot.pages.picture import picture_of
from bot.settings import Settings
from bot.strengths.contact import Contact
from bot.strengths.outcomes import PassedOn
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import Arrangement, Holds, Place, Source, TieQuality


def a_contact() -> Contact:
    contact = Contact(safe_contact=SafeContact(name="Mo", way="phone", detail="01632 960001", when="after 2"))
    for words, place, domain in (
        ("a day out & about", Place.GOAL, "aspirations"),
        ("I bake <for> the street", Place.PERSONAL_STRENGTH, "skills_experience"),
        ("Rita next door", Place.NETWORK_STRENGTH, "people_networks"),
        ("what I hold back", Place.HARD_NOW, "hard_now"),
        ("teach knitting", Place.WOULD_OFFER, "would_offer"),
    ):
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain=domain, question=f"{domain}.x")
    contact.keep(
        "a lift on Thursdays", source=Source.CHOSEN_OPTION, place=Place.WHAT_WOULD_HELP, domain="what_would_help",
        question="what_would_help.x", arrangement=Arrangement.WITH_SOME_HELP,
    )  # fmt: skip
    contact.alter("s4", shared=False)
    return contact


def copied(contact: Contact) -> dict[str, Any]:
    return copy_of(contact.to_record(), lambda: datetime(2026, 3, 2, tzinfo=UTC)).content


def lines_under(content: dict[str, Any], heading: str) -> list[str]:
    return [line["words"] for part in content["headings"] if part["heading"] == heading for line in part["lines"]]


def test_the_copy_holds_what_is_shared_and_nothing_held_back() -> None:
    content = copied(a_contact())
    assert lines_under(content, "What matters to me") == ["a day out & about"]
    assert "what I hold back" not in str(content)


def test_hard_now_and_strengths_stand_in_every_copy_even_when_empty() -> None:
    headings = {part["heading"]: part for part in copied(a_contact())["headings"]}
    assert headings["What is hard right now"]["note"] == "Chose not to say or share"
    assert headings["Places and groups"]["note"] == "We did not talk about this"
    assert "What made me get in touch" not in headings


def test_what_would_help_says_by_whom_and_an_offer_is_no_condition() -> None:
    headings = {part["heading"]: part for part in copied(a_contact())["headings"]}
    assert headings["What would help"]["lines"][0]["by_whom"] == "I would do this with some help"
    assert "not a condition" in headings["What I might like to share"]["note"]


def test_the_copy_says_whether_it_was_shared() -> None:
    contact = a_contact()
    assert copied(contact)["shared"] is False
    assert "reference" not in copied(contact)
    contact.passed_on.append(PassedOn(kind="summary", reference="FD-7K3M-Q2XT"))
    assert (copied(contact)["shared"], copied(contact)["reference"]) == (True, "FD-7K3M-Q2XT")


def test_the_standing_note_and_how_to_reach_the_person_are_on_it() -> None:
    content = copied(a_contact())
    assert "not an assessment" in content["standing_note"]
    assert {"heading": "Best way to reach me", "words": "Phone call"} in content["how_to_reach_me"]
    assert "Hopes" not in content["not_talked_about"]
    assert "Groups and places" in content["not_talked_about"]


def test_with_nothing_to_share_there_is_no_copy() -> None:
    with pytest.raises(NothingToShareError):
        copied(Contact())


def rendered(template: str) -> str:
    contact = a_contact()
    copy = copy_of(contact.to_record())
    page = resident_pages(Settings(), Brand(Settings())).get_template(template)
    return page.render(copy=copy.content, picture=picture_of(copy.circles), settings=Settings())


def test_the_page_escapes_words_and_the_text_file_does_not() -> None:
    assert "I bake &lt;for&gt; the street" in rendered("copy.html")
    assert "I bake <for> the street" in rendered("copy.txt")
    assert "a day out & about" in rendered("copy.txt")


def test_the_three_circles_are_drawn_on_the_page() -> None:
    assert 'class="fd-circles__ring' in rendered("copy.html")


def test_nothing_that_is_denied_or_hurts_stands_under_a_heading_of_strengths() -> None:
    contact = a_contact()
    for words, place, domain, told in (
        ("cant stand bingo", Place.PERSONAL_STRENGTH, "passions_interests", {"holds": Holds.DENIED}),
        ("my ex", Place.NETWORK_STRENGTH, "people_networks", {"quality": TieQuality.HARMFUL}),
        ("my mam", Place.NETWORK_STRENGTH, "people_networks", {"holds": Holds.PAST}),
    ):
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain=domain, question=f"{domain}.x", **told)
    content = copied(contact)

    assert lines_under(content, "What I am good at and what keeps me going") == ["I bake <for> the street"]
    assert lines_under(content, "My people") == ["Rita next door"]
    assert lines_under(content, "My people: in the past") == ["my mam"]
    assert lines_under(content, "People: hard for me") == ["my ex"]
    assert lines_under(content, "Not there, or not for me: Interests") == ["cant stand bingo"]
    assert [strength.words for strength in copy_of(contact.to_record()).circles.all] == [
        "I bake <for> the street", "Rita next door", "my mam",
    ]  # fmt: skip


def test_an_offer_that_was_turned_down_has_no_note_about_offers() -> None:
    contact = a_contact()
    contact.alter("s5", words="no", holds=Holds.DENIED)
    (part,) = [part for part in copied(contact)["headings"] if part["heading"].endswith("What I might like to share")]

    assert "note" not in part


def test_the_copy_has_the_title_that_the_person_gave_it_and_escapes_it() -> None:
    contact = a_contact()
    assert copied(contact)["title"] == "What I want you to know"
    contact.title = "Me & my <bowls>"

    page = resident_pages(Settings(), Brand(Settings())).get_template("copy.html")
    copy = copy_of(contact.to_record())
    html = page.render(copy=copy.content, picture=picture_of(copy.circles), settings=Settings())

    assert copied(contact)["title"] == "Me & my <bowls>"
    assert "Me &amp; my &lt;bowls&gt;" in html


def test_a_copy_of_only_what_is_hard_says_so_and_shows_no_row_of_empty_strengths() -> None:
    contact = Contact()
    contact.keep("the nights", source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="hard_now", question="hard_now.x")
    content = copied(contact)

    assert content["about"].startswith("This conversation was about what is hard right now.")
    assert [part["heading"] for part in content["headings"]] == ["What is hard right now"]


def talks_by_interpreter() -> Contact:
    contact = a_contact()
    contact.preferences = ["interpreter"]
    contact.keep(
        "interpreter please. not my son", source=Source.OWN_WORDS, place=Place.COMMUNICATION_ACCESS,
        domain="communication_access", question="communication_access.ease",
    )  # fmt: skip
    return contact


@pytest.mark.parametrize("template", ["copy.html", "copy.txt"])
def test_how_to_talk_stands_above_all_else_and_once(template: str) -> None:
    copy = copy_of(talks_by_interpreter().to_record())
    page = resident_pages(Settings(), Brand(Settings())).get_template(template)
    text = page.render(copy=copy.content, picture=picture_of(copy.circles), settings=Settings())

    assert text.count("interpreter please. not my son") == 1
    assert text.count("How I like to talk") == 1
    assert (
        text.index("How I like to talk") < text.index("interpreter please. not my son") < text.index("How to reach me")
    )
    assert "An interpreter, please" in text
    assert "interpreter please. not my son" not in copy.content["own_words"]


def test_a_way_of_talking_that_is_held_back_is_in_no_copy() -> None:
    contact = talks_by_interpreter()
    contact.alter(contact.statements[-1].id, shared=False)

    assert copied(contact)["preferences"] == []
