"""What is wrong with a file that somebody wrote by hand, as a sentence that knows where it belongs."""

from __future__ import annotations


class Fault(str):
    """A fault is its sentence, as a command prints it; beside that it knows its place, as a page shows it.

    Attributes:
        file: name of the file.
        entry: name of the entry in it, or "".
        field: where in the entry it is, as a dotted path such as ``choices.2.say``; "" for the entry as a whole.
        said: the fault alone, without file and entry.
    """

    __slots__ = ("entry", "field", "file", "said")

    file: str
    entry: str
    field: str
    said: str

    def __new__(cls, said: str, *, file: str, entry: str = "", field: str = "") -> Fault:
        """Put the sentence together.

        Args:
            said: the fault alone, without a full stop.
            file: name of the file.
            entry: name of the entry, or "".
            field: dotted path of the field, or "".
        """
        fault = super().__new__(cls, ": ".join(part for part in (file, entry, f"{said.rstrip('.')}.") if part))
        fault.file, fault.entry, fault.field, fault.said = file, entry, field, said
        return fault
