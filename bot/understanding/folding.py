"""The assistant's intents, folded into the acts that the outside knows (docs/understanding.md).

Rasa keeps ``back`` and ``restart`` for itself, and the dialogue needs some acts told apart finer than others do.
"""

from __future__ import annotations

FOLDED = {
    "go_back": "back",
    "finish": "stop",
    "start_again": "delete",
    "share": "affirm",
    "share_nothing": "deny",
    "ask_emergency": "ask_person",
    # Nobody is sure what it does: then it is heard as telling.
    "nlu_fallback": "tell",
}


def folded(intent: str) -> str:
    """Return the act that an intent of ours counts as."""
    return FOLDED.get(intent, intent)
