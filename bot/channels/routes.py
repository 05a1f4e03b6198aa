"""Adding routes to Sanic."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from sanic import Blueprint
from sanic.response import HTTPResponse


def add_route(
    routes: Blueprint, path: str, handler: Callable[..., Awaitable[HTTPResponse]], method: str = "GET"
) -> None:
    """Add a method of an object as a route; Sanic writes on what it is given, and methods cannot be written on.

    Args:
        routes: the door's routes.
        path: below the door's own path.
        handler: answers the request.
        method: HTTP method.
    """

    @wraps(handler)
    async def answer(*args: Any, **kwargs: Any) -> HTTPResponse:
        return await handler(*args, **kwargs)

    routes.add_route(answer, path, methods=[method], name=handler.__name__)
