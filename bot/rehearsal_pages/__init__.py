"""The rehearsal studio's web pages: a learner rehearses with a simulated resident, a trainer looks after groups.

- ``app``       puts everything together: ``create_app()``; a new page is one line in it
- ``desk``      what every page works with: the studio's store, settings, clock, rooms, who can be rehearsed with
- ``roles``     who may see what
- ``rooms``     rehearsals under way, in memory alone
- ``choosing``  the first page: a resident and an aim
- ``rehearsing``, ``debriefing``   the talk, and talking it over
- ``found_picture``   what came out and what did not, on the three circles
- ``coming_in``, ``learning``, ``codes``   a learner with a code, and what is kept of them
- ``groups``, ``learners``, ``kept_debrief``, ``plots``   what a trainer sees
- ``comparing``   the same resident met in four ways of asking
- ``editing_residents``, ``editing_questions``, ``forms``, ``question_view``   a trainer writes a resident or a question
- ``keeping``   what is written, each one transaction
- ``sandbox``   the other chair: a trainer plays a resident against the live assistant (``bot.sandbox``)

Talks are led by ``bot.studio``; signing in, headers and fault pages are ``bot.staff_pages``. No road leads from here to
a real contact: an import contract and tests/rehearsal_pages hold that (docs/decisions/0016).
"""
