"""The staff pages: sign-in, the list, a summary with the three circles, a request, concerns, deliveries that failed.

- ``app``        puts everything together: ``create_app()``
- ``desk``       what every page works with: store, settings, clock
- ``protection`` who may go where
- ``sheet``      a summary in the order of practice 6.1
- ``concern_sheet``  a concern, for the safeguarding team
- ``listing``    which page of a list was asked for
- ``contacts``, ``concerns``, ``deliveries``   the pages, by task

Signing in, sessions, headers and fault pages are ``bot.staff_pages``, which the rehearsal studio uses as well.
Reads through ``bot.store`` queries, writes through ``bot.handover``. Runs without JavaScript and sends none.
"""
