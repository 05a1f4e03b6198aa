"""Is a port free, and does something answer there?"""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request

PATIENCE = 2.0


def is_free(host: str, port: int) -> bool:
    """Say whether a process could listen on this port now.

    Args:
        host: address the process would listen on.
        port: the port's number.

    Returns:
        False when another program listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        # As servers do: a port that only waits for old connections to fade away counts as free.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError:
            return False
    return True


def answers(address: str) -> bool:
    """Say whether a web server at this address answers at all, with anything but a fault of its own.

    Args:
        address: an ``http://`` address of one of our own processes.

    Returns:
        True for any answer below 500, a redirect included.
    """
    try:
        with _opener.open(address, timeout=PATIENCE) as answer:
            return int(answer.status) < http.client.INTERNAL_SERVER_ERROR
    except urllib.error.HTTPError as error:
        return error.code < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False


def can_connect(host: str, port: int) -> bool:
    """Say whether something accepts a connection; nothing is sent.

    Args:
        host: name or address of the other machine.
        port: port there.

    Returns:
        True when the connection was accepted.
    """
    try:
        with socket.create_connection((host, port), timeout=PATIENCE):
            return True
    except OSError:
        return False


def visible_host(host: str) -> str:
    """Return the address a browser on this machine can use for a server listening on ``host``."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not listened on
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


# A council's proxy is for the outside; our own processes are asked directly.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
