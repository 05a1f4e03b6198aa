"""Who is speaking: a conversation's random name, issued by us and signed, never taken from outside.

Rasa trusts whatever ``sender`` it is told. Here a conversation is reached only with a token that this service signed
for it, in a cookie or in an ``Authorization`` header. No name, account or device detail goes into it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from itsdangerous import BadSignature, URLSafeTimedSerializer

CONVERSATION_BYTES = 20
"""160 random bits: a conversation's name cannot be guessed."""

SEAT = "~"
"""Stands between a conversation's name and a seat's; neither holds it."""

SECONDS_IN_AN_HOUR = 3600


class Identities:
    """Issues and reads the tokens that open a conversation.

    Args:
        signing_key: secret that signs them.
        resume_hours: how long a token opens its conversation after it was signed.
    """

    def __init__(self, signing_key: str, resume_hours: int) -> None:
        self.lasts = resume_hours * SECONDS_IN_AN_HOUR
        self._key = signing_key.encode()
        self._tokens = URLSafeTimedSerializer(
            signing_key, salt="front-door.conversation", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def new_conversation(self) -> str:
        """Return the name of a conversation that nobody has had yet."""
        return secrets.token_hex(CONVERSATION_BYTES)

    def token(self, conversation: str, seat: str = "") -> str:
        """Return a fresh token for a conversation.

        Args:
            conversation: what it opens.
            seat: name of the device's place in it, once it has moved from one device to another.
        """
        signed = self._tokens.dumps(f"{conversation}{SEAT}{seat}" if seat else conversation)
        return signed if isinstance(signed, str) else signed.decode()

    def conversation(self, token: str | None) -> str | None:
        """Return the conversation a token opens, or None if it is forged, spoilt, too old or not there."""
        opened = self.opening(token)
        return opened[0] if opened else None

    def opening(self, token: str | None) -> tuple[str, str] | None:
        """Return the conversation and the seat that a token is for; None as above.

        Whether that seat still is the one that opens the conversation is for the door to find out.
        """
        if not token:
            return None
        try:
            name, signed_at = self._tokens.loads(token, return_timestamp=True)
        except BadSignature:
            return None
        # Only we sign. A token from the future means that our clock was set back since, and its owner comes back.
        if time.time() - signed_at.timestamp() > self.lasts or not isinstance(name, str):
            return None
        conversation, _, seat = name.partition(SEAT)
        return conversation, seat

    def mark(self, purpose: str, *parts: str) -> str:
        """Return a keyed digest that only this service can make, without showing the parts.

        Args:
            purpose: what it is for; marks for different purposes never equal each other.
            parts: what it stands for.
        """
        content = "\x1f".join((purpose, *parts)).encode(errors="surrogatepass")
        return hmac.new(self._key, content, hashlib.sha256).hexdigest()[:32]

    def is_mark(self, given: str, purpose: str, *parts: str) -> bool:
        """Return whether a mark that came from outside is the one we made."""
        return hmac.compare_digest(given.encode(errors="replace"), self.mark(purpose, *parts).encode())
