"""What is told or asked for beside who may see or hear stands in the summary; a warning never becomes a line."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.reaching import hear_reaching
from bot.strengths.reply import Heard, Say
from bot.strengths.safe_contact import SafeContact

LIBRARY = read_library()


def asked_about_privacy() -> Contact:
    contact = Contact(moment=Moment.SAFE_CONTACT, open_question="safe_contact.private", reaching_for="person")
    contact.asked = [
        "safe_contact.way",
        "safe_contact.detail",
        "safe_contact.name",
        "safe_contact.when",
        "safe_contact.private",
    ]
    contact.safe_contact = SafeContact(name="Mo", way="phone", detail="01632 960111")
    return contact


def test_a_request_told_beside_it_is_written_down_and_said_so() -> None:
    contact = asked_about_privacy()
    words = "Only my brother on a Friday. He says he is right as rain. I think he needs a stool for the shower"

    replies = hear_reaching(contact, Heard(act="tell", words=words), LIBRARY)

    assert replies[0] == Say("utter_written_down_too")
    assert contact.statements[-1].words == "He says he is right as rain. I think he needs a stool for the shower"
    assert contact.safe_contact.private == words


@pytest.mark.parametrize(
    "words",
    [
        "my husband reads my texts",
        "Yes. My son opens all my letters and he gets cross",
        "No. It is only me here",
        "No, private. Thanks love",
        "Take care. He must not find out about any of this",
    ],
)
def test_a_warning_is_no_line(words: str) -> None:
    contact = asked_about_privacy()

    hear_reaching(contact, Heard(act="tell", words=words), LIBRARY)

    assert contact.statements == []
    assert contact.safe_contact.private == words
