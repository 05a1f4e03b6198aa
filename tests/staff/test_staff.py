"""Adding staff, signing in and out, changing a password."""

from __future__ import annotations

import statistics
import threading
import time

import pytest
import sqlalchemy
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from bot.errors import ConflictError, NotAllowedError, NotFoundError
from bot.staff import add_staff, change_password, deactivate_staff, passwords, sign_in, sign_out
from bot.store import Role, StaffMember, Store
from tests.conftest import StandingClock
from tests.handover.conftest import PASSWORD, a_member


def signs_in(store: Store, clock: StandingClock, *, name: str, password: str = PASSWORD, address: str = "::1") -> bool:
    try:
        sign_in(store.unit_of_work(), name, password, address, clock)
    except NotAllowedError:
        return False
    return True


def test_somebody_added_can_sign_in_with_the_password_made_for_them(store: Store, clock: StandingClock) -> None:
    password = add_staff(store.unit_of_work(), " Priya  Shah ", "Priya", None, ["front_door", "safeguarding"], clock)
    member = sign_in(store.unit_of_work(), " PRIYA ", password, "127.0.0.1", clock)
    assert (member.name, member.sign_in_name) == ("Priya Shah", "priya")
    assert member.roles == {Role.FRONT_DOOR, Role.SAFEGUARDING}
    assert member == store.queries.read_staff(member.id)
    assert [note.sentence for note in store.queries.list_audit(member.id)] == [
        "Whoever runs this service added this person.",
        "Priya Shah signed in.",
    ]


def test_passwords_made_are_long_and_never_the_same(store: Store) -> None:
    made = {passwords.generate() for _ in range(100)}
    assert len(made) == 100
    assert all(len(password) == 23 for password in made)


@pytest.mark.usefixtures("real_passwords")
def test_a_password_is_kept_as_argon2_and_never_as_itself(store: Store, priya: StaffMember) -> None:
    with store.unit_of_work() as work:
        kept = work.staff.get(priya.id).password_hash
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_sign_in_name_is_given_once(store: Store, priya: StaffMember) -> None:
    with pytest.raises(ConflictError):
        add_staff(store.unit_of_work(), "Priya Two", "PRIYA", None, ["trainer"])
    assert store.queries.count_staff() == 1


@pytest.mark.parametrize(
    ("name", "sign_in_name", "password", "roles"),
    [
        ("Priya", "two words", None, ["trainer"]),
        ("Priya", "", None, ["trainer"]),
        ("Priya", "nul\x00l", None, ["trainer"]),
        ("   ", "priya", None, ["trainer"]),
        ("Pri\x00ya", "priya", None, ["trainer"]),
        ("Priya", "priya", "too short", ["trainer"]),
        ("Priya", "priya", "x" * 201, ["trainer"]),
        ("Priya", "priya", None, []),
        ("Priya", "priya", None, ["trainer", "queen"]),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(
    store: Store, name: str, sign_in_name: str, password: str | None, roles: list[str]
) -> None:
    with pytest.raises(NotAllowedError, match=r"[.]$"):
        add_staff(store.unit_of_work(), name, sign_in_name, password, roles)
    assert store.queries.count_staff() == 0


def test_every_failure_sounds_the_same(store: Store, clock: StandingClock) -> None:
    a_member(store, clock, name="Priya")
    said = set()
    tries = [("priya", "wrong"), ("nobody", PASSWORD), ("", ""), ("nul\x00l", PASSWORD), ("half \ud83d", "half \ud83d")]
    for name, password in [*tries, *[("priya", "wrong")] * 6, ("priya", PASSWORD)]:
        with pytest.raises(NotAllowedError) as raised:
            sign_in(store.unit_of_work(), name, password, "127.0.0.1", clock)
        said.add(str(raised.value))
    assert len(said) == 1


@pytest.mark.usefixtures("real_passwords")
def test_an_unknown_name_takes_as_long_as_a_wrong_password() -> None:
    def time_of(kept: str | None) -> float:
        # Processor time: the machine may be busy with other things.
        began = time.process_time()
        assert not passwords.is_right("wrong password", kept)
        return time.process_time() - began

    kept = passwords.hashed(PASSWORD)
    passwords.is_right("to warm up", None)
    known = statistics.median(time_of(kept) for _ in range(7))
    unknown = statistics.median(time_of(None) for _ in range(7))
    assert 0.5 < unknown / known < 2


@pytest.mark.usefixtures("real_passwords")
def test_an_unknown_name_is_checked_against_a_real_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    class Listening(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
            checked.append(str(hash))
            return super().verify(hash, password)

    checked: list[str] = []
    monkeypatch.setattr(passwords, "HASHER", Listening())
    passwords.is_right("wrong password", None)
    passwords.is_right("wrong password", passwords.hashed(PASSWORD))
    unknown, known = (text.rsplit("$", 2)[0] for text in checked)
    assert unknown == known, "the same kind of hash at the same cost"


def test_five_failures_close_a_name_for_a_quarter_of_an_hour(store: Store, clock: StandingClock) -> None:
    a_member(store, clock, name="Priya")
    a_member(store, clock, name="Dylan")
    for _ in range(5):
        assert not signs_in(store, clock, name="priya", password="wrong")
    assert not signs_in(store, clock, name="priya", address="10.0.0.9"), "from anywhere"
    assert signs_in(store, clock, name="dylan"), "others are not hindered"
    clock.advance(minutes=14, seconds=59)
    assert not signs_in(store, clock, name="priya")
    clock.advance(seconds=1)
    assert signs_in(store, clock, name="priya")


def test_a_name_nobody_has_is_closed_alike(store: Store, clock: StandingClock) -> None:
    for _ in range(5):
        assert not signs_in(store, clock, name="maureen")
    a_member(store, clock, name="Maureen")
    assert not signs_in(store, clock, name="maureen")


def test_twenty_failures_close_an_address(store: Store, clock: StandingClock) -> None:
    a_member(store, clock, name="Priya")
    for number in range(20):
        assert not signs_in(store, clock, name=f"guess{number}", address="10.0.0.9")
    assert not signs_in(store, clock, name="priya", address="10.0.0.9")
    assert signs_in(store, clock, name="priya", address="10.0.0.10")


def test_signing_in_clears_the_failures_of_that_name(store: Store, clock: StandingClock) -> None:
    a_member(store, clock, name="Priya")
    for _ in range(3):
        for _ in range(4):
            assert not signs_in(store, clock, name="priya", password="wrong")
        assert signs_in(store, clock, name="priya")


def test_signing_in_does_not_clear_the_failures_of_an_address(store: Store, clock: StandingClock) -> None:
    a_member(store, clock, name="Priya")
    for number in range(19):
        assert not signs_in(store, clock, name=f"guess{number}", address="10.0.0.9")
    assert signs_in(store, clock, name="priya", address="10.0.0.9")
    assert not signs_in(store, clock, name="guess20", address="10.0.0.9")
    assert not signs_in(store, clock, name="priya", address="10.0.0.9")


def test_guesses_at_the_same_moment_are_counted_like_guesses_one_by_one(
    store: Store, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counting(password: str, kept: str | None) -> bool:
        checked.append(password)
        return False

    a_member(store, clock, name="Priya")
    checked: list[str] = []
    monkeypatch.setattr(passwords, "is_right", counting)
    threads = [
        threading.Thread(target=signs_in, args=(store, clock), kwargs={"name": "priya", "password": f"guess {number}"})
        for number in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(checked) == 5


def test_the_throttle_keeps_no_name_and_no_address(store: Store, clock: StandingClock, store_url: str) -> None:
    signs_in(store, clock, name="my-password-by-mistake", address="192.0.2.77")
    engine = sqlalchemy.create_engine(store_url, poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM sign_in_failures").all())
    assert rows != "[]"
    assert "my-password-by-mistake" not in rows
    assert "192.0.2.77" not in rows


@pytest.mark.usefixtures("real_passwords")
def test_a_password_kept_in_a_weaker_way_is_kept_anew_at_sign_in(
    store: Store, clock: StandingClock, priya: StaffMember
) -> None:
    weak = PasswordHasher.from_parameters(CHEAPEST).hash(PASSWORD)
    with store.unit_of_work() as work:
        work.staff.mark_rehashed(work.staff.get(priya.id), weak)
        work.commit()
    assert signs_in(store, clock, name="priya")
    with store.unit_of_work() as work:
        kept = work.staff.get(priya.id).password_hash
    assert not passwords.needs_rehash(kept)
    assert signs_in(store, clock, name="priya")


def test_a_sign_in_that_ends_while_the_password_is_checked_does_not_succeed(
    store: Store, clock: StandingClock, priya: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(password: str, kept: str | None) -> bool:
        deactivate_staff(store.unit_of_work(), "priya", clock)
        return real(password, kept)

    real = passwords.is_right
    monkeypatch.setattr(passwords, "is_right", slow)
    assert not signs_in(store, clock, name="priya")


def test_a_changed_password_counts_from_now_on(store: Store, clock: StandingClock, priya: StaffMember) -> None:
    clock.advance(minutes=1)
    change_password(store.unit_of_work(), priya.id, PASSWORD, "another long password", clock)
    assert not signs_in(store, clock, name="priya")
    assert signs_in(store, clock, name="priya", password="another long password")
    assert store.queries.read_staff(priya.id).password_changed_at == clock.time
    assert "staff.password_changed" in [note.event for note in store.queries.list_audit(priya.id)]


def test_a_password_is_changed_only_by_who_knows_it_and_only_to_a_good_one(
    store: Store, clock: StandingClock, priya: StaffMember
) -> None:
    with pytest.raises(NotAllowedError):
        change_password(store.unit_of_work(), priya.id, "a wrong password", "another long password", clock)
    with pytest.raises(NotAllowedError):
        change_password(store.unit_of_work(), priya.id, PASSWORD, "short", clock)
    assert signs_in(store, clock, name="priya")


def test_signing_out_is_in_the_audit_trail(store: Store, clock: StandingClock, priya: StaffMember) -> None:
    sign_out(store.unit_of_work(), priya.id, clock)
    assert store.queries.list_audit(priya.id)[-1].sentence == "Priya signed out."
    with pytest.raises(NotFoundError):
        sign_out(store.unit_of_work(), "no-such-person", clock)
