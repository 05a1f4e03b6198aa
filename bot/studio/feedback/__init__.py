"""What a turn of somebody who talks with a resident does: what it asks, whether it listens, and where it starts from.

``feedback(previous, text)`` reads one turn. Forms of questions are found by rule (asked.py); the rest is weighed from
words, meaning and cues (learned.py), and a few rules that must hold stand above it (judging.py). docs/feedback.md
defines each feature with examples, and says what is not claimed.
"""

from __future__ import annotations

from bot.studio.feedback.judging import Feedback, Reason, feedback

__all__ = ["Feedback", "Reason", "feedback"]
