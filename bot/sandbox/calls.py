"""Speaking to a sandbox as any other client of the resident's calls does (docs/api.md), and only on this machine."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bot.errors import NotFoundError

HERE = "127.0.0.1"
PATIENCE = 40.0
"""Seconds to wait for an answer; the sandbox itself gives up before that and says so."""

Content = dict[str, Any]


@dataclass(frozen=True)
class Talk:
    """A conversation as it is now.

    Attributes:
        messages: everything said and answered, as docs/api.md describes it; only the newest answer has choices.
        standing: the choices that are possible at every turn.
    """

    messages: tuple[Content, ...]
    standing: tuple[Content, ...]


@dataclass(frozen=True)
class Taken:
    """What became of something said.

    Attributes:
        refusal: why it was not taken in, in words that can be shown; empty when it was.
        help: what is said all the same, because danger was voiced.
    """

    refusal: str = ""
    help: tuple[str, ...] = ()


class Calls:
    """The calls of one sandbox.

    Args:
        port: where it listens. There is no way to name another machine.
    """

    def __init__(self, port: int) -> None:
        self._port = port

    def begin(self, style: str) -> str:
        """Open a conversation, and return the token that it is reached with.

        Args:
            style: way of asking, of ``question.STYLES``.

        Raises:
            NotFoundError: no sandbox answers.
        """
        status, content = self._call("POST", "conversations", body={"style": style})
        if status != HTTPStatus.CREATED:
            raise NotFoundError("The sandbox opened no conversation.")
        return str(content["token"])

    def say(self, token: str, said: Content) -> Taken:
        """Say something.

        Args:
            token: the conversation's.
            said: ``message_id``, ``style``, and ``text`` or ``choice``.

        Raises:
            NotFoundError: no sandbox answers, or it knows no such conversation.
        """
        status, content = self._call("POST", "messages", token, said)
        if status == HTTPStatus.UNAUTHORIZED:
            raise NotFoundError("The sandbox knows no such conversation.")
        if status == HTTPStatus.OK:
            return Taken()
        helping = tuple(str(message["text"]) for message in content.get("messages", ()))
        return Taken(str((content.get("error") or {}).get("message") or ""), helping)

    def talk(self, token: str) -> Talk:
        """Return the whole conversation.

        Raises:
            NotFoundError: no sandbox answers, or it knows no such conversation.
        """
        status, content = self._call("GET", "messages", token)
        if status != HTTPStatus.OK:
            raise NotFoundError("The sandbox knows no such conversation.")
        return Talk(tuple(content["messages"]), tuple(content["standing_choices"]))

    def summary(self, token: str) -> Content | None:
        """Return what the team would be given, or was; None while there is nothing to give.

        Raises:
            NotFoundError: no sandbox answers, or it knows no such conversation.
        """
        status, content = self._call("GET", "summary", token)
        if status == HTTPStatus.NOT_FOUND:
            return None
        if status != HTTPStatus.OK:
            raise NotFoundError("The sandbox knows no such conversation.")
        return content

    def _call(self, method: str, path: str, token: str = "", body: Content | None = None) -> tuple[int, Content]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection(HERE, self._port, timeout=PATIENCE)
        try:
            connection.request(method, f"/chat/api/{path}", json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            content = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            # Not the error itself: it may hold what was said.
            raise NotFoundError("No sandbox answers.") from None
        finally:
            connection.close()
        return answer.status, content if isinstance(content, dict) else {}
