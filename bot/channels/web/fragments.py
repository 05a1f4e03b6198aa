"""New messages drawn for a page that is open already, so that the page's script needs no drawing of its own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from jinja2 import Environment

from bot.channels.web.view import first_of_latest


class Fragments:
    """Draws messages with the same template as the whole page.

    Args:
        environment: knows the page's templates.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def since(self, after: Any, messages: list[dict[str, Any]], mark: str) -> dict[str, Any]:
        """Return what to add to a page, or to put in place of what it shows.

        Args:
            after: id of the last message the page shows.
            messages: the whole transcript, as the page would show it now.
            mark: what the forms among them carry.

        Returns:
            ``html`` of the messages after that one and ``replace`` False; or of all messages and ``replace`` True when
            the page shows something that is no longer there (the conversation was started again elsewhere).
        """
        known = next((place for place, message in enumerate(messages) if message["id"] == after), None)
        new = messages if known is None else messages[known + 1 :]
        html = self._environment.get_template("messages.html").render(
            messages=new, latest=first_of_latest(messages), mark=mark, message_id=str(uuid4())
        )
        return {"html": html, "replace": known is None}
