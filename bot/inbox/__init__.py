"""The staff pages: sign-in, the list, a summary with the three circles, a request, deliveries that failed.

- ``app``        puts everything together: ``create_app()``
- ``desk``       what every page works with: store, settings, clock
- ``sessions``   who is signed in, and for how long
- ``protection`` headers, and who may go where
- ``faults``     errors as pages in plain words
- ``sheet``      a summary in the order of practice 6.1
- ``sign_in``, ``contacts``, ``account``, ``deliveries``, ``health``   the pages, by task

Reads through ``bot.store`` queries, writes through ``bot.handover``. Runs without JavaScript and sends none.
"""
