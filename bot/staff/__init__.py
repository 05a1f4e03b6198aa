"""Who may sign in: the use cases of staff, apart from everything that residents share.

Each is one function, takes the unit of work first and the clock last, and is one transaction. They ask of a unit of
work only what it writes of staff and of the audit trail (``bot.staff.writing``), so that a part of the service that may
not reach what residents share can sign people in as well.
"""

from bot.staff.adding_staff import add_staff
from bot.staff.changing_password import change_password
from bot.staff.deactivating_staff import deactivate_staff
from bot.staff.resetting_password import reset_password
from bot.staff.signing_in import sign_in
from bot.staff.signing_out import sign_out

__all__ = ["add_staff", "change_password", "deactivate_staff", "reset_password", "sign_in", "sign_out"]
