"""The other chair: a trainer plays the resident against the live assistant, and nobody real can be reached.

A sandbox is a second conversation server and a second action server, the same code and the same model, started when a
trainer opens it. They keep everything in a folder of their own that is removed with them, know no address, token or
secret of the real service (``bot.blanked``), and have no delivery worker beside them.

- ``process``  starts and ends what keeps one sandbox's processes (``bot.running.keeper``)
- ``folder``   the folder of one sandbox
- ``calls``    speaks to it over the resident's own calls, on this machine only
- ``sandbox``  one seat for each trainer; the last who leaves ends it
"""
