"""The question library: what it holds, and what it says of a file that can't be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actions.speaking import ACTS as ACTS_OF_THEIR_OWN
from bot.errors import LibraryError
from bot.strengths.agenda import AREAS, BEFORE_ANY_NEED, SPEAK_OF_NEED
from bot.strengths.library import ACTS, BUILT_IN_QUESTIONS, DOMAINS, gather, read_library, wording
from bot.strengths.question import IT, KINDS_MENTIONED, QUESTION_TYPES, STYLES
from bot.strengths.question_wording import unclear
from bot.strengths.soundness import NAMED
from bot.strengths.statement import Place

LIBRARY = read_library()
HANDLED_AS_A_CHOICE = {"answer", "enough", "explore", "stay", "carry_on"}

Council = Callable[..., Path]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Writes files into a council's own folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def entry(**fields: str) -> str:
    """A file of one question about a good day, with some fields set or left out (None)."""
    all_fields = {
        "key": "good_day.ours",
        "wording": "What is a good day?",
        "easier": "A good day?",
        "for_another": "What is a good day for them?",
        "for_another_easier": "A good day for them?",
        "choices": "[{key: unsure, say: I am not sure, does: dont_know}]",
    } | fields
    said = "\n".join(f"    {name}: {value}" for name, value in all_fields.items() if value)
    return "domain: good_day\nquestions:\n  - " + said.strip()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("- just\n- a list", ["must hold 'domain'"]),
        ("domain: good_day", ["a list called 'questions'"]),
        ("domain: [", ["cannot be read"]),
        ("domain: money\nquestions: []", ["'money' is not one of"]),
        ("domain: good_day\nquestions: [words]", ["'words'"]),
        (entry(key=""), ["an entry without a key", "key is missing"]),
        (entry(key="skills_experience.mine"), ["skills_experience.mine", "must begin with 'good_day.'"]),
        (entry(wording=""), ["good_day.ours", "wording is missing"]),
        (entry(easier=""), ["good_day.ours", "easier is missing"]),
        (entry(easier="'  '"), ["good_day.ours", "easier must be a sentence"]),
        (entry(wording="12"), ["good_day.ours", "wording must be a sentence"]),
        (entry(type="trick"), ["good_day.ours", "type 'trick' is not one of"]),
        (entry(style="salesy"), ["good_day.ours", "style 'salesy' is not one of"]),
        (entry(style="conventional"), ["good_day.ours", "conventional is for trainers only: write asked: false"]),
        (entry(style="strengths_only"), ["good_day.ours", "strengths_only is for trainers only: write asked: false"]),
        (entry(place="risk"), ["good_day.ours", "place 'risk' is not one of communication_access, reason, goal"]),
        (entry(after="later"), ["good_day.ours", "after 'later' is not one of"]),
        (entry(hue="blue"), ["good_day.ours", "unknown field hue"]),
        (entry(choices="7"), ["good_day.ours"]),
        (entry(choices="[{key: a}]"), ["good_day.ours", "say is missing"]),
        (entry(choices="[{key: a, say: A, does: dance}]"), ["good_day.ours", "does 'dance' is not one of"]),
        (entry(choices="[{key: a, say: A}, {key: a, say: B}]"), ["good_day.ours", "same key"]),
        (entry(choices="[{key: a, say: A, colour: red}]"), ["good_day.ours", "unknown field colour"]),
        (entry(choices="[{key: a, say: A, quality: nice}]"), ["good_day.ours", "nice"]),
        (entry(for_another=""), ["good_day.ours", "for_another is missing"]),
        (entry(for_another_easier=""), ["good_day.ours", "for_another_easier is missing"]),
        (entry(choices=""), ["good_day.ours", "choices is missing"]),
        (entry(choices="[{key: a, say: A}]"), ["good_day.ours", "no choice is for somebody without an answer"]),
        (entry(asked="maybe"), ["good_day.ours", "asked must be true or false"]),
        (entry(not_with="[rain]"), ["good_day.ours", "not_with holds rain; it may hold hardship, grief"]),
        (entry(not_with="grief"), ["good_day.ours", "not_with must be a list"]),
        (
            entry(not_with="[grief]", only_with="[grief]"),
            ["good_day.ours", "grief stands in not_with and in only_with"],
        ),
        (entry(asks_more_of="weather"), ["good_day.ours", "asks_more_of 'weather' is not one of goal, skill"]),
        (
            entry(asks_more_of="goal"),
            ["good_day.ours: wording must hold {it} once", "for_another_easier must hold {it}"],
        ),
        (entry(wording="'Is it {it}?'"), ["good_day.ours", "wording holds {it}, which is only filled when"]),
        (entry(asks_more_of="goal", follows="good_day.recent"), ["good_day.ours", "follows nothing"]),
        (entry(asks_of="cat"), ["good_day.ours", "asks_of 'cat' is not one of person, others"]),
        (entry(asks_of="person"), ["good_day.ours", "names no partner that asks what others should do"]),
        (entry(asks_of="person", partner="good_day.gone"), ["its partner good_day.gone is not in the library"]),
        (entry(asks_of="person", partner="good_day.recent"), ["good_day.recent does not ask what others should do"]),
        (entry(wording="What have you tried?"), ["good_day.ours", "write 'asks_of: person' and name its partner"]),
        (entry(type="exception"), ["good_day.ours", "not asked with hardship: write it in not_with"]),
        (entry(type="miracle", not_with="[grief]"), ["good_day.ours", "not asked with illness: write it in not_with"]),
        (entry(type="esteem"), ["good_day.ours", "not asked with nobody: write it in not_with"]),
        (entry(type="survival"), ["good_day.ours", "only_with: [survived]"]),
        (entry(follows="good_day.gone"), ["good_day.ours", "follows good_day.gone, which is not in the library"]),
        (entry(follows="good_day.ours"), ["good_day.ours", "follows itself"]),
        (entry(follows="aspirations.more_of"), ["good_day.ours", "belongs to another domain"]),
        (entry(key="good_day.recent"), ["good_day.recent stands in 11_good_day.yml already"]),
    ],
)
def test_a_broken_file_is_named_with_its_entry_and_its_fault(council: Council, text: str, faults: list[str]) -> None:
    folder = council(**{"99_ours": text})

    with pytest.raises(LibraryError) as refused:
        read_library(folder)

    assert "99_ours.yml" in str(refused.value)
    assert [fault for fault in faults if fault not in str(refused.value)] == []


def test_all_faults_of_all_files_are_listed_at_once_and_none_is_made_up(council: Council) -> None:
    folder = council(
        **{
            "98_more": entry(key="good_day.more", follows="good_day.ours", place="risk"),
            "99_ours": entry(wording="", type="trick"),
            "99_z": "domain: [",
        }
    )

    with pytest.raises(LibraryError) as refused:
        read_library(folder)

    assert [fault.split(" is ")[0] for fault in refused.value.faults[:3]] == [
        "98_more.yml: good_day.more: place 'risk'",
        "99_ours.yml: good_day.ours: type 'trick'",
        "99_ours.yml: good_day.ours: wording",
    ]
    assert refused.value.faults[3].startswith("99_z.yml: cannot be read")
    assert len(refused.value.faults) == 4, "what follows a broken entry is not said to follow nothing"


def test_a_question_for_trainers_alone_needs_no_words_for_another_and_no_choices(council: Council) -> None:
    ours = entry(for_another="", for_another_easier="", choices="", asked="false", wording="What have you tried?")

    assert not read_library(council(**{"99_ours": ours}))["good_day.ours"].asked


def test_a_follower_can_never_bring_what_is_hard_forward_from_another_domain(council: Council) -> None:
    early = """
domain: hard_now
questions:
  - key: hard_now.early
    follows: aspirations.more_of
    wording: Tell me
    easier: Tell me
    for_another: Tell me
    for_another_easier: Tell me
    choices: [{key: unsure, say: I am not sure, does: dont_know}]
"""
    with pytest.raises(LibraryError, match="belongs to another domain"):
        read_library(council(**{"99_early": early}))


@pytest.mark.parametrize("file", ["10_aspirations", "12_skills", "14_people"])
def test_a_library_without_goals_skills_or_networks_is_refused(council: Council, file: str) -> None:
    domain = next(line for line in (BUILT_IN_QUESTIONS / f"{file}.yml").read_text().splitlines() if "domain" in line)

    with pytest.raises(LibraryError, match="all else waits"):
        read_library(council(**{file: f"{domain}\nquestions: []"}))


def test_a_library_without_a_question_the_conversation_asks_by_name_is_refused(council: Council) -> None:
    with pytest.raises(LibraryError, match=r"lacks sharing\.confirm"):
        read_library(council(**{"32_sharing": "domain: sharing\nquestions: []"}))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "99_ours.yml").write_bytes("domain: caf\u00e9".encode("latin-1"))

    with pytest.raises(LibraryError, match=r"99_ours\.yml: cannot be read"):
        read_library(tmp_path)


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is not there"):
        read_library(tmp_path / "gone")


def test_a_councils_file_takes_the_place_of_ours_of_the_same_name_and_others_are_added(council: Council) -> None:
    ours = entry(wording="How was last week?", easier="Was last week good?")
    more = entry(key="good_day.best", wording="Which day was best?", easier="Which day?", follows="good_day.ours")

    library = read_library(council(**{"11_good_day": ours, "50_more": more}))

    assert library["good_day.ours"].wording == "How was last week?"
    assert library["good_day.best"].follows == "good_day.ours"
    assert "good_day.recent" not in library
    assert {key for key in LIBRARY if key not in library} == {
        key for key, question in LIBRARY.items() if question.domain == "good_day" and question.asked
    }
    assert "good_day.recent" in read_library(), "our own files stay as they are"


def test_every_question_has_easier_words() -> None:
    assert [key for key, question in LIBRARY.items() if not question.easier.strip()] == []


@pytest.mark.parametrize(
    ("domain", "first"),
    [
        ("aspirations", "aspirations.more_of"),
        ("good_day", "good_day.recent"),
        ("skills_experience", "skills_experience.learned"),
        ("passions_interests", "passions_interests.time"),
        ("people_networks", "people_networks.who"),
        ("groups_places", "groups_places.at_home"),
        ("coping_exceptions", "coping_exceptions.easier_time"),
        ("own_ideas", "own_ideas.should_happen"),
        ("would_offer", "would_offer.share"),
        ("what_would_help", "what_would_help.one_thing"),
        ("hard_now", "hard_now.words"),
    ],
)
def test_the_plainest_question_of_an_area_of_life_stands_first(domain: str, first: str) -> None:
    assert LIBRARY.openers(domain)[0].key == first


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_domain_can_be_opened_in_four_ways_of_several_types_and_one_fits_after_something_hard(
    domain: str,
) -> None:
    openers = LIBRARY.openers(domain)

    assert len(openers) >= 4
    assert len({question.question_type for question in openers}) >= 3
    assert domain == "would_offer" or any(not question.not_with and not question.only_with for question in openers)


def test_residents_can_be_asked_at_least_140_questions_of_every_type() -> None:
    asked = [question for question in LIBRARY.values() if question.asked]

    assert len(asked) >= 140
    assert {question.question_type for question in asked} == set(QUESTION_TYPES)


@pytest.mark.parametrize("kind", KINDS_MENTIONED)
def test_what_was_mentioned_can_be_asked_about_in_five_ways_that_open_nothing(kind: str) -> None:
    mentions = LIBRARY.mentions(kind)

    assert len(mentions) >= 5
    assert len({question.question_type for question in mentions}) >= 5
    assert all(question.wording.count(IT) == question.easier.count(IT) == 1 for question in mentions)
    assert not any(question in LIBRARY.openers(question.domain) for question in mentions)


def test_of_a_person_who_was_mentioned_both_ways_of_help_are_asked_and_more_less_or_the_same() -> None:
    flows = {choice.flow for choice in LIBRARY["people_networks.it_each_other"].choices}

    assert {"to_me", "from_me", "both_ways"} <= flows
    assert {"more", "less", "same"} <= {choice.key for choice in LIBRARY["people_networks.it_amount"].choices}


def test_after_grief_no_question_is_asked_about_a_person_but_what_the_person_would_like_known() -> None:
    assert [question.key for question in LIBRARY.mentions("person") if "grief" not in question.not_with] == [
        "people_networks.it_known"
    ]


def test_right_after_something_hard_there_is_a_coping_question_with_plain_answers() -> None:
    question = LIBRARY["coping_exceptions.getting_through"]

    assert (question.question_type, question.not_with) == ("coping", ())
    assert [choice.does for choice in question.choices][-2:] == ["dont_know", "decline"]


def test_what_the_person_could_do_is_never_asked_without_what_others_should_do() -> None:
    of_the_person = [question for question in LIBRARY.values() if question.asks_of == "person"]

    assert of_the_person
    assert all(LIBRARY[question.partner or ""].asks_of == "others" for question in of_the_person)
    assert LIBRARY.follower("own_ideas.should_happen", "partner") == LIBRARY["own_ideas.others_part"]


def test_what_would_get_a_thing_started_waits_for_the_agenda() -> None:
    assert LIBRARY.follower("what_would_help.one_thing", "start") == LIBRARY["what_would_help.start"]
    assert LIBRARY.follower("what_would_help.one_thing", "answer") == LIBRARY["what_would_help.who"]


def test_trainers_have_45_questions_in_three_styles_that_residents_are_never_asked() -> None:
    pairs = {question.pair for question in LIBRARY.values() if question.pair}
    styles = {pair: {question.style for question in LIBRARY.counterparts(pair)} for pair in pairs}

    assert len(pairs) == 45
    assert all({"conventional", "strengths_based", "asset_balanced"} <= of_one for of_one in styles.values())
    assert {question.style for question in LIBRARY.values()} == set(STYLES)
    assert not any(question.asked for pair in pairs for question in LIBRARY.counterparts(pair))
    assert not any(
        question.asked for question in LIBRARY.values() if question.style in ("conventional", "strengths_only")
    )


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"wording": "Why are you here?"}, "wording: why"),
        ({"easier": "Who is here? Who is not?"}, "easier: more than one question"),
        ({"wording": "It is hard, but what is good?"}, "wording: takes back, praises or leads (but)"),
        ({"for_another": "What does she like?"}, "guesses who the other person is (she)"),
        ({"easier": "What do you like to do on a day that goes well for you?"}, "longer sentence than wording"),
        ({"choices": "[{key: a, say: My service users, does: decline}]"}, "choice a: a field term"),
    ],
)
def test_words_that_are_not_plain_are_a_fault_of_their_field(
    council: Council, fields: dict[str, str], fault: str
) -> None:
    gathered = gather(
        council(
            **{"99_ours": entry(**{name: f"'{text}'" if name != "choices" else text for name, text in fields.items()})}
        )
    )

    assert gathered.faults == ()
    faults = unclear(gathered.library, gathered.files)
    assert faults
    assert all(found.startswith("99_ours.yml: good_day.ours: ") for found in faults)
    assert any(fault in found for found in faults)


@pytest.mark.parametrize("domain", AREAS)
def test_every_area_of_life_has_a_question_that_opens_it_and_a_place_for_the_answer(domain: str) -> None:
    assert LIBRARY.openers(domain)
    assert all(question.place is not None for question in LIBRARY.openers(domain))


@pytest.mark.parametrize("domain", BEFORE_ANY_NEED)
def test_what_was_volunteered_of_goals_skills_and_networks_is_still_asked_about(domain: str) -> None:
    assert LIBRARY.follower(LIBRARY.openers(domain)[0].key, "volunteered")


def test_the_agenda_and_the_summary_speak_of_the_same_domains() -> None:
    assert set(AREAS) <= set(DOMAINS)
    last_of_those_before = max(AREAS.index(domain) for domain in BEFORE_ANY_NEED)
    assert all(AREAS.index(domain) > last_of_those_before for domain in SPEAK_OF_NEED)


def test_everything_a_choice_may_do_is_done_by_somebody() -> None:
    done = {choice.does for question in LIBRARY.values() for choice in question.choices}

    assert done <= set(ACTS)
    assert set(ACTS) == HANDLED_AS_A_CHOICE | ACTS_OF_THEIR_OWN


def test_every_question_asked_by_name_is_there() -> None:
    assert [key for key in NAMED if key not in LIBRARY] == []


def test_every_place_has_a_heading() -> None:
    assert all(wording(f"places.{place}") for place in Place)


def test_wording_that_is_not_there_is_an_error_that_names_it() -> None:
    with pytest.raises(LibraryError, match=r"places\.nowhere"):
        wording("places.nowhere")
    with pytest.raises(LibraryError, match="not a sentence"):
        wording("places")
