"""The use cases: what residents do, and what staff do with it, that has to be kept.

The only writers of what residents share, besides the delivery worker; who may sign in is the matter of ``bot.staff``.

Each is one function, takes the unit of work first and the clock last, and is one transaction.
Source of the idea: zulip, one named ``do_...`` function for each write.
"""

from bot.handover.acknowledging import PickedUp, acknowledge, acknowledge_concern
from bot.handover.changing_contact import change_summary_contact
from bot.handover.closing_door import DOOR, close_door, open_door
from bot.handover.code_words import is_made_of_code_words
from bot.handover.handing_over import hand_over
from bot.handover.passing_on import ContactRequest, pass_on_request
from bot.handover.raising_concern import Concern, Note, change_concern_contact, note_on_concern, raise_concern
from bot.handover.receipt import Receipt
from bot.handover.redelivering import redeliver
from bot.handover.resuming import (
    Opened,
    ResumeCode,
    end_resume_code,
    give_resume_code,
    let_go_of_resume_code,
    use_resume_code,
)
from bot.handover.viewing import record_view
from bot.handover.withdrawing import Withdrawal, withdraw, withdraw_request

__all__ = [
    "DOOR",
    "Concern",
    "ContactRequest",
    "Note",
    "Opened",
    "PickedUp",
    "Receipt",
    "ResumeCode",
    "Withdrawal",
    "acknowledge",
    "acknowledge_concern",
    "change_concern_contact",
    "change_summary_contact",
    "close_door",
    "end_resume_code",
    "give_resume_code",
    "hand_over",
    "is_made_of_code_words",
    "let_go_of_resume_code",
    "note_on_concern",
    "open_door",
    "pass_on_request",
    "raise_concern",
    "record_view",
    "redeliver",
    "use_resume_code",
    "withdraw",
    "withdraw_request",
]
