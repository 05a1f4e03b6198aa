"""The staff pages: sign-in, the list, a summary with the three circles, a request, concerns, deliveries that failed.

- ``app``        puts everything together: ``create_app()``
- ``desk``       what every page works with: store, settings, clock
- ``sessions``   who is signed in, and for how long
- ``protection`` headers, and who may go where
- ``faults``     errors as pages in plain words
- ``sheet``      a summary in the order of practice 6.1
- ``concern_sheet``  a concern, for the safeguarding team
- ``listing``    which page of a list was asked for
- ``sign_in``, ``contacts``, ``concerns``, ``account``, ``deliveries``, ``health``   the pages, by task

Reads through ``bot.store`` queries, writes through ``bot.handover``. Runs without JavaScript and sends none.
"""
