"""The Telegram door: the same conversation as on the resident's page, in a chat of Telegram's.

- ``channel``     what Rasa loads (``credentials.yml``): starts fetching, or the webhook's route
- ``fetching``    long polling; an update is confirmed only when it was dealt with
- ``webhook``     the route that Telegram calls, and who else is refused
- ``order``       updates of one chat one after another, each once
- ``incoming``    what an update holds, in our own words
- ``answering``   what is done about it, and what is said
- ``pressing``    buttons
- ``editing``     messages that were changed afterwards
- ``speaking``    a turn of the conversation, and what it answers
- ``chats``       which conversation a chat is in
- ``layout``      an answer as Telegram's messages and buttons
- ``sending``     saying it once, whatever Telegram is up to
- ``keeping``     the copy, the picture and the code for another device
- ``account``     whether the token works (``frontdoor doctor``)
"""
