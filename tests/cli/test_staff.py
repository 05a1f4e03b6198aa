"""``frontdoor staff``."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

from bot.bootstrap import unit_of_work
from bot.errors import ConflictError, NotAllowedError
from bot.staff import sign_in

pytestmark = pytest.mark.usefixtures("migrated")


def add_priya(type_in: Callable[..., Result]) -> str:
    """Make a sign-in; return its password."""
    result = type_in("staff", "add", "--name", "Priya Shah", "--sign-in-name", "Priya", "--role", "front_door")
    return result.output.rsplit(": ", 1)[1].strip()


def test_the_password_that_is_shown_signs_in(type_in: Callable[..., Result]) -> None:
    password = add_priya(type_in)

    assert sign_in(unit_of_work(), "priya", password, "127.0.0.1").name == "Priya Shah"


def test_a_sign_in_is_listed_with_its_roles_and_without_its_password(type_in: Callable[..., Result]) -> None:
    password = add_priya(type_in)

    listed = type_in("staff", "list").output

    assert listed.split() == ["priya", "Priya", "Shah", "front_door"]
    assert password not in listed


def test_a_sign_in_name_is_given_once(type_in: Callable[..., Result]) -> None:
    add_priya(type_in)

    assert isinstance(type_in("staff", "add", "--name", "Other", "--sign-in-name", "priya").exception, ConflictError)


def test_an_unknown_role_is_refused(type_in: Callable[..., Result]) -> None:
    result = type_in("staff", "add", "--name", "Priya", "--sign-in-name", "priya", "--role", "everything")

    assert result.exit_code == 2
    assert "front_door" in result.output


def test_a_new_password_replaces_the_old_one(type_in: Callable[..., Result]) -> None:
    old = add_priya(type_in)

    new = type_in("staff", "reset-password", "priya").output.rsplit(": ", 1)[1].strip()

    assert sign_in(unit_of_work(), "priya", new, "127.0.0.1").name == "Priya Shah"
    with pytest.raises(NotAllowedError):
        sign_in(unit_of_work(), "priya", old, "127.0.0.1")


def test_somebody_who_was_deactivated_cannot_sign_in_and_is_listed_so(type_in: Callable[..., Result]) -> None:
    password = add_priya(type_in)

    type_in("staff", "deactivate", "priya")

    with pytest.raises(NotAllowedError):
        sign_in(unit_of_work(), "priya", password, "127.0.0.1")
    assert "cannot sign in" in type_in("staff", "list").output


def test_a_new_password_lets_somebody_back_in(type_in: Callable[..., Result]) -> None:
    add_priya(type_in)
    type_in("staff", "deactivate", "priya")

    password = type_in("staff", "reset-password", "priya").output.rsplit(": ", 1)[1].strip()

    assert sign_in(unit_of_work(), "priya", password, "127.0.0.1").name == "Priya Shah"


@pytest.mark.parametrize("command", ["deactivate", "reset-password"])
def test_nobody_of_that_name_is_said_plainly(type_in: Callable[..., Result], command: str) -> None:
    assert str(type_in("staff", command, "nobody").exception) == "Nobody signs in with the name nobody."
