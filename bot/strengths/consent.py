"""Whether somebody said yes to sharing: consent is only what is plainly a yes (practice 5; Care Act guidance 14).

A yes that is taken for granted cannot be taken back, and one more question can. So whatever carries a no, a doubt or a
condition is no yes, even where it was understood as one.
"""

from __future__ import annotations

import re

NO_HARM_IN_IT = re.compile(
    r"\b(?:no (?:problem|worries|bother|objections?|harm|probs?)|not a problem|not a bother|why not|"
    r"(?:do not|don'?t|wouldn'?t|would not) (?:mind|care|object)|(?:can'?t|cannot|don'?t) see why not)\b",
    re.IGNORECASE,
)
"""Words that hold a "no" and say yes."""

SHORTENED = "do|does|did|have|has|had|is|are|was|were|ca|wo|would|could|should|ai|must|need"
NOT_PLAIN = re.compile(
    rf"\b(?:no|nope|nah|not|never|nor|none|nothing|cannot|(?:{SHORTENED})n'?t|wait|hold on|hang on|hold off|maybe|"
    r"perhaps|unless|if|until|till|later|unsure|before you|stop)\b",
    re.IGNORECASE,
)


def is_plain_yes(words: str) -> bool:
    """Return whether words that were understood as a yes are one without a no, a doubt or a condition in it."""
    plain = NO_HARM_IN_IT.sub(" ", words.replace("\u2019", "'"))
    return not NOT_PLAIN.search(plain)
