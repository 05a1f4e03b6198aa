"""What every part that staff sign in to shares: the inbox, and the rehearsal studio.

- ``application`` a Flask application with our templates, session cookie, marks in forms and headers
- ``desk``        what every page works with: store, settings, clock
- ``sessions``    who is signed in, and for how long
- ``protection``  headers, and who may go where
- ``faults``      errors as pages in plain words
- ``sign_in``, ``account``, ``health``   the pages that both have
- ``times``       moments, as people in the office read them

Knows nothing of what residents share, nor of rehearsals: what a part keeps comes with its desk.
"""
