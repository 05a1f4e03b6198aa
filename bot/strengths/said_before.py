"""The short message that was read together with the one after it, because danger shows only in both ("he comes in")."""

from __future__ import annotations

from dataclasses import dataclass

from bot.strengths.contact import Contact
from bot.strengths.reply import Heard

READ_TOGETHER = "two messages were read together"
"""Stands in ``Safety.why``, for trained staff."""


@dataclass(frozen=True, kw_only=True)
class SaidBefore:
    """The message before.

    Attributes:
        message_id: its name.
        heard: what was said in it.
        lead: what was said in the short message before that one, or nothing.
    """

    message_id: str
    heard: Heard
    lead: str = ""

    def with_words(self, words: str) -> str:
        """Return its words, with what led to them, and those of the message after it, as one.

        Args:
            words: of the message after it.
        """
        return " ".join(part for part in (self.lead, self.heard.words, words) if part)


def take_out_what_was_before(contact: Contact, before: SaidBefore, message_id: str | None) -> None:
    """Take the words of the message before out of the lines: they are with the safeguarding team now.

    Both messages are remembered as taken for danger, so that "that is not what I meant" puts both back.

    Args:
        contact: the contact under way, whose latest change is still that of the message before.
        before: the message before.
        message_id: name of the message after it.
    """
    taken_out = [before.message_id] if _take_out(contact, before.heard.words) else []
    both = [*taken_out, *([message_id] if message_id is not None else [])]
    contact.alarms += [name for name in both if name not in contact.alarms]


def _take_out(contact: Contact, words: str) -> bool:
    line, old = contact.latest_change or (None, None)
    kept = next((statement for statement in contact.statements if statement.id == line), None)
    # The change may be older than that message, which then wrote no line.
    if kept is None or not kept.words.endswith(words):
        return False
    if old is None:
        contact.remove(kept.id)
    else:
        contact.put_back(kept.id, old)
    return True
