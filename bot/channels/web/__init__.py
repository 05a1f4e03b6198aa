"""The web door: a page for residents that needs no JavaScript, and the JSON calls that other clients can use.

- ``channel``     what Rasa loads (``credentials.yml``): the routes and what every answer carries
- ``pages``       the resident's page, its forms, the copy to keep and the privacy page
- ``api``         the same conversation as JSON (docs/api.md)
- ``visitor``     whose conversation a request belongs to
- ``protection``  headers, where a call came from, how big it may be
- ``limits``      how much may come in from one address and in one conversation
- ``leaving``     what comes after "Exit this page"
- ``embedding``   a council's own page opens the chat
- ``brand``       a council's colours and logo
- ``view``        messages as pages and JSON show them
- ``assets``      the few files the page loads
"""

from bot.channels.web.channel import WebChannel

__all__ = ["WebChannel"]
