"""What is signed here, an independent library accepts."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from bot.errors import SettingsError
from bot.outbox.signature import read_secret, sign

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


def headers(body: bytes, secret: str = SECRET) -> dict[str, str]:
    timestamp = int(datetime.now(UTC).timestamp())
    return {
        "webhook-id": "0123456789abcdef",
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(read_secret(secret), "0123456789abcdef", timestamp, body),
    }


@pytest.mark.parametrize("length", [24, 32, 64])
def test_the_standards_own_library_accepts_our_signature(length: int) -> None:
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(length)).decode()
    body = b'{"type":"summary.shared"}'
    assert Webhook(secret).verify(body.decode(), headers(body, secret)) == {"type": "summary.shared"}


@pytest.mark.parametrize("change", ["body", "webhook-id", "webhook-timestamp", "secret"])
def test_whatever_is_changed_on_the_way_is_noticed(change: str) -> None:
    body = b'{"type":"summary.shared"}'
    sent = headers(body)
    if change == "body":
        body = b'{"type":"summary.other"}'
    elif change == "secret":
        sent = headers(body, "whsec_" + base64.b64encode(bytes(32)).decode())
    else:
        sent[change] = str(int(sent["webhook-timestamp"]) + 1)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.decode(), sent)


def test_the_example_of_the_standard_is_reproduced() -> None:
    secret = read_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signature = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "secret",
        SECRET.removeprefix("whsec_"),
        "whsec_",
        "whsec_not base64!",
        "whsec_" + base64.b64encode(bytes(23)).decode(),
        "whsec_" + base64.b64encode(bytes(65)).decode(),
    ],
)
def test_a_secret_that_is_missing_short_or_garbled_is_a_setting_to_mend_and_is_not_repeated(text: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_secret(text)
    assert "FRONTDOOR_WEBHOOK_SECRET" in str(raised.value)
    assert len(text) < 8 or text not in str(raised.value)
