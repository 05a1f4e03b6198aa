"""A trainer writes residents and questions in the browser: told what is wrong, shown what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from bot.rehearsal_pages.editing_questions import OPTIONS
from bot.rehearsal_pages.question_view import view_of
from bot.settings import Settings
from bot.staff import add_staff
from bot.store.studio import StudioStore
from bot.strengths.fault import Fault
from bot.strengths.library import read_library
from bot.strengths.question_file import CHOICE_FIELDS, FIELDS
from bot.studio.editing.form_words import beside_field, form_words
from bot.studio.editing.questions import WRITABLE
from bot.studio.resident.person import CIRCLES, KINDS, MOMENTS, TOO_BROAD
from bot.studio.resident.resident_file import FACT_FIELDS, SAFETY_FIELDS, SORE_FIELDS
from bot.studio.resident.topics import topics
from tests.conftest import StandingClock
from tests.inbox.browsing import HTML, PASSWORD, Browser, Page, text_of

KEY = "skills_experience.learned"
QUESTION, DOREEN = f"/questions/q/{KEY}", "/residents/doreen"
ADDRESSES = ("/residents", "/residents/new", DOREEN, "/questions", "/questions/new", "/questions/in/good_day", QUESTION)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, resident_folder=tmp_path / "people", question_folder=tmp_path / "questions")


def filled(page: Page, action: str) -> dict[str, str]:
    """What a browser would send of a form when nothing was changed."""
    form = next(form for form in page.all("form") if form.get("action") == action)
    fields = {}
    for element in form.iter():
        name = element.get("name", "")
        if element.tag == f"{HTML}textarea":
            fields[name] = "".join(element.itertext()).removeprefix("\n").replace("\n", "\r\n")
        elif element.tag == f"{HTML}select":
            options = list(element.iter(f"{HTML}option"))
            chosen = [option for option in options if option.get("selected") is not None] or options
            fields[name] = chosen[0].get("value", "")
        elif element.tag == f"{HTML}input" and element.get("type") != "checkbox":
            fields[name] = element.get("value", "")
    return fields


def send(browser: Browser, page: Page, action: str, do: str, **changed: str) -> Page:
    changed = {name.replace("__", "."): value for name, value in changed.items()}
    return Page(browser.client.post(action, data=filled(page, action) | {"do": do} | changed))


def errors(page: Page) -> list[str]:
    return [text_of(each) for each in page.by_class("govuk-error-message")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_without_a_sign_in_comes_here(browser: Browser, address: str) -> None:
    assert browser.open(address, follow=False).location.startswith("/sign-in?next=")
    assert browser.client.post(address).status_code in (303, 400, 405)


@pytest.mark.parametrize("address", ADDRESSES)
def test_other_roles_are_refused(app: Flask, studio_store: StudioStore, clock: StandingClock, address: str) -> None:
    add_staff(studio_store.unit_of_work(), "Priya", "priya", PASSWORD, ("front_door",), clock)
    priya = Browser(app)
    priya.sign_in("priya")

    assert priya.open(address).status == 403
    assert "/residents" not in priya.open("/compare").links("/residents")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_sound_for_a_trainer(tomasz: Browser, address: str) -> None:
    assert tomasz.open(address).status == 200


def test_every_field_and_option_of_the_files_has_words() -> None:
    resident, question = form_words("resident"), form_words("question")

    assert set(resident["facts"]) == set(FACT_FIELDS)
    assert set(resident["sore"]) == set(SORE_FIELDS)
    assert set(resident["safety"]) == set(SAFETY_FIELDS)
    assert set(resident["lines"]) == {*MOMENTS, TOO_BROAD}
    assert set(resident["topics"]) == set(topics())
    assert (set(resident["kinds"]), set(resident["circles"])) == (set(KINDS), set(CIRCLES))
    assert set(question["fields"]) == {*FIELDS, "domain"} - {"key", "choices"}
    assert set(question["choices"]) == set(CHOICE_FIELDS)
    assert set(question["domains"]) == set(WRITABLE)
    assert all(isinstance(value, str) for values in OPTIONS.values() for value in values)


def test_a_form_that_is_only_saved_changes_nothing_of_the_resident(tomasz: Browser, tmp_path: Path) -> None:
    from bot.studio.resident.cast import gather_residents, residents

    answer = send(tomasz, tomasz.open(DOREEN), DOREEN, "save")

    assert answer.status == 303
    assert gather_residents(tmp_path / "people").residents["doreen"] == residents()["doreen"]


def test_a_changed_resident_is_offered_at_once_and_the_old_version_can_be_opened(tomasz: Browser) -> None:
    for about in ("Doreen is 90.", "Doreen is 91."):
        page = tomasz.open(DOREEN)
        assert send(tomasz, page, DOREEN, "save", about=about).location == DOREEN
    page = tomasz.open(DOREEN)

    assert "Doreen is 91." in tomasz.open("/").main
    assert "can be rehearsed with from now on" in page.text
    earlier = page.links(f"{DOREEN}?version=2")
    assert len(earlier) == 1
    assert "Doreen is 90." in tomasz.open(earlier[0]).main
    assert "84 and lives in a terrace" in tomasz.open(f"{DOREEN}?version=ours").main


def test_somebody_new_begins_with_anothers_lines(tomasz: Browser) -> None:
    page = tomasz.open("/residents/new?from=ken")
    answer = send(tomasz, page, "/residents/new", "save", name="Ann Own", about="Ann is 50.")

    assert answer.location == "/residents/ann"
    assert "Ann is 50." in tomasz.open("/").main
    assert "Yours" in tomasz.open("/residents").main


def test_what_is_wrong_is_said_beside_its_field_and_in_the_summary_and_nothing_typed_is_lost(
    tomasz: Browser, tmp_path: Path
) -> None:
    page = send(
        tomasz, tomasz.open(DOREEN), DOREEN, "save", name="", facts__3__hint="one alone", sore__0__words="(a+)+",
        about="Something I typed",
    )  # fmt: skip

    assert page.status == 422
    assert errors(page)[:2] == [
        "Error: “Name” is missing.",
        "Error: “What is let slip before, one line each” holds 1, and must hold at least 2.",
    ]
    linked = [link.get("href") for link in page.by_class("govuk-error-summary")[0].iter(f"{HTML}a")]
    assert linked == ["#name", "#facts.3.hint", "#sore.0.words"], "in the order of the page"
    for place in linked:
        field = page.by_id(str(place)[1:])
        assert f"{str(place)[1:]}-error" in field.get("aria-describedby", "")
    assert "Something I typed" in page.main
    assert not (tmp_path / "people").exists()


def test_a_missing_topic_and_a_missing_kind_of_fact_are_said_where_they_belong(tomasz: Browser) -> None:
    page = send(tomasz, tomasz.open(DOREEN), DOREEN, "preview", answers__money="", facts__3__kind="strength")

    assert any("nothing is said about money" in said.lower() for said in errors(page))
    assert any("none is of the kind hidden" in said for said in errors(page))


def test_a_preview_talks_with_somebody_who_is_not_saved(tomasz: Browser, tmp_path: Path) -> None:
    page = send(
        tomasz,
        tomasz.open(DOREEN),
        DOREEN,
        "preview",
        opening="I am new here, and it is hard.",
        **{"try": "Hello\nWho are you?"},
    )
    preview = text_of(page.by_class("fd-preview")[0])

    assert "Doreen Hartley: I am new here, and it is hard." in preview
    assert "You: Who are you?" in preview
    assert len(page.by_class("fd-talk")[0].findall(f"{HTML}li")) == 2
    assert not (tmp_path / "people").exists()


def test_a_preview_may_show_all_four_ways_of_asking(tomasz: Browser) -> None:
    page = send(tomasz, tomasz.open(DOREEN), DOREEN, "compare")

    assert len(page.by_class("fd-small-map")) == 4


def test_parts_are_added_and_left_out_without_script(tomasz: Browser) -> None:
    page = tomasz.open(DOREEN)
    facts = len([each for each in page.all("input") if str(each.get("name")).endswith(".label")])
    more = send(tomasz, page, DOREEN, "more:facts")
    fewer = send(tomasz, page, DOREEN, "without:facts.0")

    assert more.by_id(f"facts.{facts}.says") is not None
    assert f"facts.{facts - 1}.says" not in {each.get("id") for each in fewer.root.iter()}


def test_of_two_trainers_the_second_is_told_and_keeps_the_words(tomasz: Browser) -> None:
    late = tomasz.open(DOREEN)
    send(tomasz, tomasz.open(DOREEN), DOREEN, "save", about="First.")
    page = send(tomasz, late, DOREEN, "save", about="Second.")
    again = send(tomasz, page, DOREEN, "save")

    assert (page.status, again.status) == (409, 409), "trying once more does not write over the other either"
    assert "Somebody else changed this resident" in page.main
    assert "Second." in page.main
    assert "First." in tomasz.open("/").main


def test_an_own_file_is_taken_away_and_kept(tomasz: Browser, tmp_path: Path) -> None:
    send(tomasz, tomasz.open("/residents/new?from=ken"), "/residents/new", "save", name="Ann Own")
    away = tomasz.send(tomasz.open("/residents/ann"), "/residents/ann/take-away")

    assert away.location == "/residents"
    assert tomasz.open("/residents/ann").status == 404
    assert len(list((tmp_path / "people/earlier").glob("ann.*.yml"))) == 1


@pytest.mark.parametrize("key", ["..", "%2e%2e%2fsecret", "nobody", "Doreen", "a.b", "%00"])
def test_no_address_leads_out_of_the_folder(tomasz: Browser, key: str) -> None:
    assert tomasz.open(f"/residents/{key}").status in (403, 404)
    page = tomasz.open(DOREEN)
    data = filled(page, DOREEN) | {"do": "save"}
    assert tomasz.client.post(f"/residents/{key}", data=data).status_code in (403, 404, 405)


def test_a_file_that_cannot_be_used_is_named(tomasz: Browser, tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people/odd.yml").write_text("name: Odd\n")
    page = tomasz.open("/residents")

    assert "odd.yml: about is missing." in page.main
    assert tomasz.open("/").status == 200


def test_what_somebody_types_is_shown_as_words(tomasz: Browser) -> None:
    page = send(tomasz, tomasz.open(DOREEN), DOREEN, "preview", name="<script>alert(1)</script>", **{"try": "<b>x"})

    assert "<script>alert(1)</script>" in page.main
    assert page.all("script") == []


def test_a_changed_question_is_kept_in_the_councils_copy_and_asked(tomasz: Browser, tmp_path: Path) -> None:
    answer = send(tomasz, tomasz.open(QUESTION), QUESTION, "save", easier="What do you know how to do?")

    assert answer.location == QUESTION
    assert "Residents are asked it from their next message on." in tomasz.open(QUESTION).text
    assert read_library(tmp_path / "questions")[KEY].easier == "What do you know how to do?"
    assert "What can you do? It can be a small thing." in tomasz.open(f"{QUESTION}?version=ours").main


def test_a_form_that_is_only_saved_changes_nothing_of_the_question(tomasz: Browser, tmp_path: Path) -> None:
    for key in (KEY, "communication_access.ease", "good_day.studio_mornings_conventional"):
        address = f"/questions/q/{key}"
        assert send(tomasz, tomasz.open(address), address, "save").status == 303
        assert read_library(tmp_path / "questions")[key] == read_library()[key]


def test_a_question_in_hard_words_is_refused_beside_its_field(tomasz: Browser, tmp_path: Path) -> None:
    page = send(
        tomasz,
        tomasz.open(QUESTION),
        QUESTION,
        "save",
        wording="Why did you refuse? How are you?",
        choices__0__say="A referral",
    )

    assert page.status == 422
    said = " ".join(errors(page))
    assert "“What is asked”: more than one question" in said
    assert "“Words on the button”: a field term (referral)" in said
    assert page.by_id("wording-error") is not None
    assert page.by_id("choices.0.say-error") is not None
    assert "Why did you refuse?" in text_of(page.by_class("fd-preview")[0]), "it is shown all the same"
    assert not (tmp_path / "questions").exists()


def test_a_new_question_is_added(tomasz: Browser, tmp_path: Path) -> None:
    page = tomasz.open("/questions/new?in=groups_places")
    answer = send(
        tomasz, page, "/questions/q/new", "save",
        wording="Do you go to the market? Tell me who you see there.", easier="Who do you see at the market?",
        for_another="Do they go to the market? Tell me who they see there.",
        for_another_easier="Who do they see at the market?",
    )  # fmt: skip

    assert answer.status == 303
    assert "groups_places.go_market_tell" in read_library(tmp_path / "questions")
    assert "Do you go to the market?" in tomasz.open("/questions/in/groups_places").main


def test_a_preview_shows_every_wording_with_its_choices(tomasz: Browser) -> None:
    page = send(tomasz, tomasz.open(QUESTION), QUESTION, "preview", easier="What do you know how to do?")
    preview = text_of(page.by_class("fd-preview")[0])

    assert "What do you know how to do?" in preview
    assert preview.count("Things from work") == 4
    assert "Longest sentence:" in preview
    assert page.by_class("govuk-error-summary") == []


def test_what_was_mentioned_is_filled_with_something_invented_in_a_preview() -> None:
    question = next(each for each in read_library().values() if each.asks_more_of == "interest")

    assert all("{it}" not in version.said and "singing" in version.said for version in view_of(question).versions)


@pytest.mark.parametrize("key", ["safety.next", "sharing.confirm", "safe_contact.way"])
def test_questions_of_safety_and_sharing_are_not_changed_here(tomasz: Browser, key: str) -> None:
    assert tomasz.open(f"/questions/q/{key}").status == 403
    data = filled(tomasz.open(QUESTION), QUESTION) | {"do": "save"}
    assert tomasz.client.post(f"/questions/q/{key}", data=data).status_code == 403
    assert tomasz.open(f"/questions/in/{key.partition('.')[0]}").status == 404


class TestWithoutFolders:
    """Nothing can be kept, and the page says so and lets everything be tried."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(data_folder=tmp_path)

    @pytest.mark.parametrize(
        ("address", "setting"), [(DOREEN, "FRONTDOOR_RESIDENT_FOLDER"), (QUESTION, "FRONTDOOR_QUESTION_FOLDER")]
    )
    def test_it_is_said_and_saving_is_refused_with_words(self, tomasz: Browser, address: str, setting: str) -> None:
        page = tomasz.open(address)
        assert setting in page.main
        assert [each for each in page.all("button") if each.get("value") == "save"] == []
        assert send(tomasz, page, address, "preview").status == 200
        refused = send(tomasz, page, address, "save")
        assert refused.status == 422
        assert setting in text_of(refused.by_class("govuk-error-summary")[0])


@pytest.mark.parametrize(
    ("said", "field", "label", "shown"),
    [
        ("name is missing", "name", "Name", "“Name” is missing."),
        ("fact organ: hint is missing", "facts.3.hint", "A hint", "“A hint” is missing."),
        ("wording: why (Why)", "wording", "What is asked", "“What is asked”: why (Why)."),
        ("choice home: say is missing", "choices.0.say", "Words", "“Words” is missing."),
        ("facts: none is of the kind hidden", "facts", "", "Facts: none is of the kind hidden."),
        ("follows x, which is not in the library", "follows", "Follows", "“Follows” x, which is not in the library."),
    ],
)
def test_a_fault_is_said_with_the_label_of_its_field(said: str, field: str, label: str, shown: str) -> None:
    assert beside_field(Fault(said, file="x.yml", field=field), label) == shown
