"""Where Rasa calls in. Thin: read the turn, let ``bot.strengths`` or a use case act, say what came of it.

One file per moment, the same stem as in ``data/rules``.
"""

from actions.watched import be_watched

be_watched()
