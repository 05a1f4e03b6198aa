"""The rehearsal studio's web pages: a learner rehearses with a simulated resident, a trainer looks after groups.

- ``app``       puts everything together: ``create_app()``; a new page is one line in its ``pages``
- ``desk``      what every page works with: the studio's store, settings, clock, who can be rehearsed with
- ``roles``     who may see what
- ``choosing``  the first page: a resident and an aim

Talks are led by ``bot.studio``; signing in, headers and fault pages are ``bot.staff_pages``. No road leads from here to
a real contact: an import contract and tests/rehearsal_pages hold that (docs/decisions/0016).
"""
