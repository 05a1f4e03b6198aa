"""One HTTP request to the council's own system, and what its answer means.

Source of the rules: alphagov/notifications-api, ``service_callback_tasks.py`` (timeout, what is tried again, what is
logged) and Standard Webhooks (only 2xx is success, redirects are not followed).
"""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import requests

from bot.errors import DeliveryPostponedError, DeliveryRefusedError, SettingsError
from bot.outbox.signature import read_secret, sign

BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
"""The only answers from 400 to 499 after which another try can help."""


class Sender:
    """Sends deliveries to one address.

    Args:
        url: where to; http or https.
        secret: shared with the receiver, as in the settings.
        timeout: seconds to wait for a connection, and again for an answer.
        setting: how the names of the two settings begin, for messages.

    Raises:
        SettingsError: the address or the secret cannot be used.
    """

    def __init__(self, url: str, secret: str, timeout: float, setting: str = "FRONTDOOR_WEBHOOK") -> None:
        if not _is_web_address(url):
            raise SettingsError(f"{setting}_URL must start with https:// or http://, and name a server.")
        self._url = url
        self._secret = read_secret(secret, f"{setting}_SECRET")
        self._timeout = timeout

    def send(self, delivery_id: str, body: bytes, at: datetime) -> int:
        """Send one delivery.

        Args:
            delivery_id: the same at each try; by it the receiver knows what it has already.
            body: exactly what to send.
            at: the present moment.

        Returns:
            The HTTP status of success.

        Raises:
            DeliveryRefusedError: another try would not help.
            DeliveryPostponedError: another try may help.
        """
        timestamp = int(at.timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "frontdoor",
            "webhook-id": delivery_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(self._secret, delivery_id, timestamp, body),
        }
        try:
            # stream: only the status matters, and an endless answer must not keep the worker.
            with requests.post(
                self._url, data=body, headers=headers, timeout=self._timeout, allow_redirects=False, stream=True
            ) as response:
                status, wish = response.status_code, response.headers.get("Retry-After")
        except requests.Timeout as error:
            raise DeliveryPostponedError("timeout") from error
        except requests.exceptions.SSLError as error:
            raise DeliveryPostponedError("certificate") from error
        except requests.RequestException as error:
            raise DeliveryPostponedError("no_answer") from error
        return _judge(status, wish, at)


def _judge(status: int, wish: str | None, at: datetime) -> int:
    """Return the status if it means success, and raise what else it means."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return status
    failure = f"status_{status}"
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in BUSY:
        raise DeliveryRefusedError(failure, status)
    raise DeliveryPostponedError(failure, status, _seconds(wish, at))


def _seconds(wish: str | None, at: datetime) -> float | None:
    """Return a ``Retry-After`` header, a number or a date, in seconds from now; None if it is neither."""
    if wish is None:
        return None
    if wish.strip().isdecimal():
        return float(wish)
    try:
        return max(0.0, (parsedate_to_datetime(wish) - at).total_seconds())
    except (TypeError, ValueError):
        return None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
