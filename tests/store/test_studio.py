"""The studio's own records, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

from bot.errors import NotFoundError
from bot.rehearsal_pages import keeping
from bot.rehearsal_pages.forgetting import Forgotten, forget_old
from bot.staff import add_staff, deactivate_staff
from bot.store.studio import StudioStore, open_studio_store
from tests.conftest import StandingClock

RECORD = {"resident": "frank", "aim": "listen", "seed": 1, "safety": False, "turns": ["Hello"], "branches": []}


@pytest.fixture
def studio(store_url: str) -> Iterator[StudioStore]:
    """The studio's view of an empty database, once on each kind."""
    opened = open_studio_store(store_url)
    yield opened
    opened.close()


def a_trainer(studio: StudioStore, clock: StandingClock, name: str) -> str:
    add_staff(studio.unit_of_work(), name, name.lower(), None, ("trainer",), clock)
    return next(member.id for member in studio.queries.list_staff() if member.name == name)


def a_learner(studio: StudioStore, clock: StandingClock, trainer: str, *, name: str = "Ife", code: str = "code") -> str:
    group = keeping.make_group(studio.unit_of_work(), "Autumn intake", trainer, clock())
    return keeping.add_learner(studio.unit_of_work(), group, name, code, trainer, clock())


def keep(studio: StudioStore, clock: StandingClock, learner: str, rehearsal: str = "r1", **changed: object) -> bool:
    return keeping.keep_rehearsal(
        studio.unit_of_work(), learner, rehearsal, "frank", clock(),
        record={**RECORD, **changed}, view={"own_view": None, "nearer": ""}, counted={"turns": 1},
    )  # fmt: skip


def test_a_rehearsal_is_kept_once_however_often_it_changes(studio: StudioStore, clock: StandingClock) -> None:
    learner = a_learner(studio, clock, a_trainer(studio, clock, "Tomasz"))
    began = clock()
    assert keep(studio, clock, learner)
    clock.advance(minutes=5)
    assert keep(studio, clock, learner, turns=["Hello", "A word with \x00 in it"])
    (kept,) = studio.queries.list_rehearsals(learner)
    assert kept.record["turns"] == ["Hello", "A word with \x00 in it"]
    assert (kept.begun_at, kept.changed_at) == (began, clock())
    assert studio.queries.read_learner(learner).rehearsals == 1
    assert studio.queries.read_learner(learner).last_at == clock()


def test_rehearsals_come_oldest_first(studio: StudioStore, clock: StandingClock) -> None:
    learner = a_learner(studio, clock, a_trainer(studio, clock, "Tomasz"))
    for name in ("b", "a", "c"):
        keep(studio, clock, learner, name)
        clock.advance(days=1)
    assert [kept.id for kept in studio.queries.list_rehearsals(learner)] == ["b", "a", "c"]


def test_a_trainer_sees_their_own_groups_and_no_other_trainers(studio: StudioStore, clock: StandingClock) -> None:
    tomasz, gwen = (a_trainer(studio, clock, name) for name in ("Tomasz", "Gwen"))
    learner = a_learner(studio, clock, tomasz)
    group = studio.queries.read_learner(learner).group_id
    assert [found.id for found in studio.queries.list_groups(tomasz)] == [group]
    assert studio.queries.list_groups(gwen) == ()
    with pytest.raises(NotFoundError):
        studio.queries.read_group(group, gwen)
    for act in (
        lambda: keeping.add_learner(studio.unit_of_work(), group, "Bo", "x", gwen, clock()),
        lambda: keeping.renew_code(studio.unit_of_work(), learner, "x", gwen, clock()),
        lambda: keeping.delete_learner(studio.unit_of_work(), learner, gwen, clock()),
        lambda: keeping.delete_group(studio.unit_of_work(), group, gwen, clock()),
    ):
        with pytest.raises(NotFoundError):
            act()
    assert studio.queries.read_learner(learner).name == "Ife"


def test_when_a_trainer_has_left_another_can_look_after_their_groups(studio: StudioStore, clock: StandingClock) -> None:
    tomasz, gwen = (a_trainer(studio, clock, name) for name in ("Tomasz", "Gwen"))
    learner = a_learner(studio, clock, tomasz)
    deactivate_staff(studio.unit_of_work(), "tomasz", clock)
    assert [found.trainer for found in studio.queries.list_groups(gwen)] == ["Tomasz"]
    keeping.delete_learner(studio.unit_of_work(), learner, gwen, clock())
    with pytest.raises(NotFoundError):
        studio.queries.read_learner(learner)


def test_deleting_a_learner_leaves_nothing_of_them_in_any_table(studio: StudioStore, clock: StandingClock) -> None:
    tomasz = a_trainer(studio, clock, "Tomasz")
    learner = a_learner(studio, clock, tomasz)
    keep(studio, clock, learner, turns=["My aunt Philippa"])
    keeping.delete_learner(studio.unit_of_work(), learner, tomasz, clock())
    with studio._engine.connect() as connection:
        for table in ("learners", "rehearsals"):
            assert connection.execute(sqlalchemy.text(f"SELECT count(*) FROM {table}")).scalar() == 0
    assert not keep(studio, clock, learner)


def test_deleted_words_are_in_no_file_of_an_sqlite_database(sqlite_url: str, clock: StandingClock) -> None:
    studio = open_studio_store(sqlite_url)
    tomasz = a_trainer(studio, clock, "Tomasz")
    learner = a_learner(studio, clock, tomasz, name="Ifeoma-Rosalind")
    keep(studio, clock, learner, turns=["Words that Philippa said"])
    path = sqlalchemy.make_url(sqlite_url).database or ""

    def files() -> bytes:
        return b"".join(found.read_bytes() for found in Path(path).parent.glob(f"{Path(path).name}*"))

    assert b"Philippa" in files()
    keeping.delete_learner(studio.unit_of_work(), learner, tomasz, clock())
    assert b"Philippa" not in files()
    assert b"Ifeoma-Rosalind" not in files()
    studio.close()


def test_deleting_a_group_deletes_all_its_learners(studio: StudioStore, clock: StandingClock) -> None:
    tomasz = a_trainer(studio, clock, "Tomasz")
    learner = a_learner(studio, clock, tomasz)
    keep(studio, clock, learner)
    group = studio.queries.read_learner(learner).group_id
    assert keeping.delete_group(studio.unit_of_work(), group, tomasz, clock()) == (learner,)
    assert studio.queries.list_groups(tomasz) == ()
    assert studio.queries.list_rehearsals(learner) == ()


def test_a_rehearsal_is_read_only_under_its_own_learner(studio: StudioStore, clock: StandingClock) -> None:
    tomasz = a_trainer(studio, clock, "Tomasz")
    learner = a_learner(studio, clock, tomasz)
    other = a_learner(studio, clock, tomasz, name="Bo", code="other")
    keep(studio, clock, learner)
    assert studio.queries.read_rehearsal("r1", learner).id == "r1"
    with pytest.raises(NotFoundError):
        studio.queries.read_rehearsal("r1", other)


def test_learners_are_listed_by_name_whatever_they_did(studio: StudioStore, clock: StandingClock) -> None:
    tomasz = a_trainer(studio, clock, "Tomasz")
    group = keeping.make_group(studio.unit_of_work(), "Group", tomasz, clock())
    for number, name in enumerate(("Cy", "Ann", "Bo")):
        keeping.add_learner(studio.unit_of_work(), group, name, str(number), tomasz, clock())
    keep(studio, clock, studio.queries.list_learners(group)[2].id)
    assert [learner.name for learner in studio.queries.list_learners(group)] == ["Ann", "Bo", "Cy"]


def test_what_was_last_changed_longer_ago_than_it_is_kept_is_deleted(studio: StudioStore, clock: StandingClock) -> None:
    learner = a_learner(studio, clock, a_trainer(studio, clock, "Tomasz"))
    keep(studio, clock, learner, "old")
    keep(studio, clock, learner, "gone_on_with")
    clock.advance(days=20)
    keep(studio, clock, learner, "gone_on_with")
    clock.advance(days=10, minutes=1)

    assert forget_old(studio.unit_of_work(), 30, clock) == Forgotten(rehearsals=1, learners=0)
    assert [kept.id for kept in studio.queries.list_rehearsals(learner)] == ["gone_on_with"]


def test_a_rehearsal_is_kept_to_its_last_day(studio: StudioStore, clock: StandingClock) -> None:
    learner = a_learner(studio, clock, a_trainer(studio, clock, "Tomasz"))
    keep(studio, clock, learner)
    clock.advance(days=30)

    assert forget_old(studio.unit_of_work(), 30, clock) == Forgotten(0, 0)
    assert studio.queries.read_learner(learner).rehearsals == 1


def test_a_learner_of_whom_nothing_is_left_goes_too_and_the_group_stays(
    studio: StudioStore, clock: StandingClock
) -> None:
    trainer = a_trainer(studio, clock, "Tomasz")
    gone = a_learner(studio, clock, trainer)
    keep(studio, clock, gone)
    clock.advance(days=31)
    newcomer = keeping.add_learner(
        studio.unit_of_work(), studio.queries.read_learner(gone).group_id, "Bo", "another", trainer, clock()
    )

    assert forget_old(studio.unit_of_work(), 30, clock) == Forgotten(rehearsals=1, learners=1)
    with pytest.raises(NotFoundError):
        studio.queries.read_learner(gone)
    assert studio.queries.find_learner_by_code("code") is None
    assert studio.queries.read_learner(newcomer).rehearsals == 0
    assert [group.learners for group in studio.queries.list_groups(trainer)] == [1]


def test_a_learner_who_has_just_had_a_new_code_stays(studio: StudioStore, clock: StandingClock) -> None:
    trainer = a_trainer(studio, clock, "Tomasz")
    learner = a_learner(studio, clock, trainer)
    clock.advance(days=31)
    keeping.renew_code(studio.unit_of_work(), learner, "new", trainer, clock())

    assert forget_old(studio.unit_of_work(), 30, clock) == Forgotten(0, 0)
    assert studio.queries.find_learner_by_code("new") is not None
