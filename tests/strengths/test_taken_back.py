"""Words that were said not to be meant so: the very same ones raise no alarm again, and everything else does."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact
from bot.strengths.outcomes import TAKEN_BACK
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import Place, Source
from bot.strengths.taken_back import is_said_again

SHOUTING = "he's up all night shouting"


@pytest.mark.parametrize(
    ("tier", "words", "is_taken_back", "again"),
    [
        (Tier.SAFEGUARDING_CONCERN, SHOUTING, True, True),
        (Tier.PAST_DISCLOSURE, SHOUTING, True, True),
        (Tier.SAFEGUARDING_CONCERN, "He's  up all night, shouting!", True, True),
        (Tier.SAFEGUARDING_CONCERN, f"{SHOUTING} at me", True, False),
        (Tier.SAFEGUARDING_CONCERN, SHOUTING, False, False),
        (Tier.URGENT_TODAY, SHOUTING, True, False),
        (Tier.EMERGENCY_NOW, SHOUTING, True, False),
    ],
)
def test_only_the_very_same_words_that_can_wait_are_said_again(
    tier: Tier, words: str, is_taken_back: bool, again: bool
) -> None:
    contact = Contact(mentioned=[TAKEN_BACK] if is_taken_back else [])
    contact.keep(SHOUTING, source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question="opening.reason")

    assert is_said_again(contact, Safety(tier=tier, kinds=("domestic_abuse",)), words) is again
