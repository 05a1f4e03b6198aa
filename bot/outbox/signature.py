"""Signing a delivery, so that the receiver knows it is from us and unchanged (Standard Webhooks 1.0.0)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from bot.errors import SettingsError

PREFIX = "whsec_"
FEWEST_BYTES = 24
MOST_BYTES = 64
"""Between these the standard wants a secret to be."""


def read_secret(text: str, setting: str = "FRONTDOOR_WEBHOOK_SECRET") -> bytes:
    """Return the bytes of a shared secret.

    Args:
        text: ``whsec_`` and base64, as in the settings.
        setting: what the setting is called, for the message.

    Raises:
        SettingsError: it is not of that form; the message says what to do and leaves the secret out.
    """
    try:
        secret = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not text.startswith(PREFIX) or not FEWEST_BYTES <= len(secret) <= MOST_BYTES:
        raise SettingsError(
            f"{setting} must be {PREFIX} followed by the base64 of {FEWEST_BYTES} to {MOST_BYTES} bytes."
        )
    return secret


def sign(secret: bytes, delivery_id: str, timestamp: int, body: bytes) -> str:
    """Return the value of the ``webhook-signature`` header.

    Args:
        secret: shared with the receiver.
        delivery_id: sent as ``webhook-id``.
        timestamp: seconds since 1970, sent as ``webhook-timestamp``.
        body: exactly what is sent.
    """
    signed = f"{delivery_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
