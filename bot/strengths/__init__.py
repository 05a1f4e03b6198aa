"""The heart of Front Door, in social-work words and plain Python.

Nothing here knows Rasa, a database or a web page. The parts, in the order a conversation meets them:

- ``statement``  one thing a person said, where it belongs, and whether it may be shared
- ``contact``    one first contact under way: what was said, asked, skipped and agreed
- ``library``    the questions, read from ``questions/*.yml``
- ``agenda``     which question comes next
- ``hearing``    what an answer is kept as
- ``keeping``    keeping it, and giving a line new words
- ``read_back``  the lines a person sees, keeps, changes, removes and shares
- ``summary``    what the front-door team is given
- ``circles``    the three circles: personal, network, community
- ``safety``     what danger is called: tiers, kinds, and one reading of a message
"""
