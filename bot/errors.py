"""Everything that can go wrong, as one tree.

    FrontDoorError                  the root; never raised itself
    |-- SettingsError               a setting is missing, unknown or contradicts another
    |-- TrainingError               the assistant could not be trained from its data
    |-- StartError                  a part of the service could not be started (a port is taken, it ended at once)
    |-- BackupError                 a backup could not be made, or is not fit to be put back
    |-- LibraryError                a question file does not hold what it must (file, entry, what is wrong)
    |-- UnknownLineError            a line was named that is not in the read-back
    |-- NothingToShareError         a hand-over was asked for with no line to hand over
    |-- NotFoundError               a record was asked for that the store does not hold
    |-- NotAllowedError             somebody asked for what their role does not cover
    |-- NoReasonError               the door was to be closed, and nobody said for what reason
    |-- StoreUnavailableError       the database could not be reached or written
    |-- MessageRefusedError         what came in cannot be taken as it is; a code names the words that say so
    |-- NotTakenInError             a turn failed or gave no answer; nothing of it counts, and it may be sent again
    |   `-- AnswerLateError         ... or gave none in time: whether it counts is not known yet
    |-- ConflictError               somebody else wrote the same thing at the same moment, or before
    `-- DeliveryError               the council's own system could not be given what it was promised
        |-- DeliveryRefusedError    ... and trying again would not help (4xx other than 408, 425 and 429)
        `-- DeliveryPostponedError  ... and should be tried again (no answer, 5xx, 408, 425, 429)

Each class knows the response (a name in ``domain.yml``) that a waiting resident should hear when it
reaches the conversation, so that no caller has to decide that again.
"""

from __future__ import annotations


class FrontDoorError(Exception):
    """Root of the tree.

    Attributes:
        response: name of the ``domain.yml`` response a waiting resident hears.
    """

    response = "utter_could_not_do_that"


class SettingsError(FrontDoorError):
    """A setting is missing, unknown, or contradicts another one."""


class TrainingError(FrontDoorError):
    """The assistant could not be trained from its data; the message says what Rasa said."""


class StartError(FrontDoorError):
    """A part of the service could not be started; the message says which and what to do."""


class BackupError(FrontDoorError):
    """A backup could not be made, or is not fit to be put back; the message says what to do."""


class LibraryError(FrontDoorError):
    """Question files do not hold what they must.

    Args:
        faults: each with the file, the entry and what is wrong; the message is all of them, one a line.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class UnknownLineError(FrontDoorError):
    """A line was named that is not in the read-back."""

    response = "utter_no_such_line"


class NothingToShareError(FrontDoorError):
    """A hand-over was asked for, and there is no line that the person lets us share."""

    response = "utter_nothing_to_share"


class NotFoundError(FrontDoorError):
    """A record was asked for that the store does not hold."""


class NotAllowedError(FrontDoorError):
    """Somebody asked for what their role does not cover."""


class NoReasonError(FrontDoorError):
    """The door was to be closed to residents, and no reason was given, or one too long to keep."""


class StoreUnavailableError(FrontDoorError):
    """The database could not be reached or written; nothing was saved."""

    response = "utter_could_not_save"


class ConflictError(FrontDoorError):
    """Somebody else wrote the same thing at the same moment, or before; nothing was saved."""

    response = "utter_could_not_save"


class MessageRefusedError(FrontDoorError):
    """What came in through a door cannot be taken as it is.

    Args:
        code: short name of the reason; the words a resident reads stand in ``bot/channels/words.yml``.
        first_help: what is said all the same, because danger was voiced; a bubble each.
    """

    def __init__(self, code: str, first_help: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.first_help = first_help


class NotTakenInError(FrontDoorError):
    """A turn failed or gave no answer; nothing of it counts, and the same words may be sent again.

    Args:
        reason: why, in a word.
        first_help: what is said all the same, because danger was voiced; a bubble each.

    Attributes:
        code: short name of what the person is told; the words stand in ``bot/channels/words.yml``.
    """

    code = "not_taken_in"

    def __init__(self, reason: str, first_help: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.first_help = first_help


class AnswerLateError(NotTakenInError):
    """A turn is under way and has not been answered in time; sent again, the same message counts once."""

    code = "too_slow"


class DeliveryError(FrontDoorError):
    """The council's own system could not be given what it was promised.

    Args:
        failure: why, in a word that is safe to keep and to log, such as ``timeout`` or ``status_500``.
        status: the HTTP status that was answered, if any.
    """

    def __init__(self, failure: str, status: int | None = None) -> None:
        super().__init__(failure)
        self.failure = failure
        self.status = status


class DeliveryRefusedError(DeliveryError):
    """The receiver said no in a way that another try would not change."""


class DeliveryPostponedError(DeliveryError):
    """The receiver could not be reached or was busy; try again later.

    Args:
        failure: why, in a word.
        status: the HTTP status that was answered, if any.
        retry_after: seconds the receiver asked us to wait, if it said so.
    """

    def __init__(self, failure: str, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(failure, status)
        self.retry_after = retry_after
