"""Every line has a heading, whoever typed it and wherever it stands."""

import pytest

from bot.strengths.headings import heading_of, order_of
from bot.strengths.statement import RESIDENT, SOMEONE_ELSE, Holds, Place, Source, Statement


@pytest.mark.parametrize("said_by", [RESIDENT, SOMEONE_ELSE])
@pytest.mark.parametrize("place", list(Place))
def test_every_place_has_a_heading_in_the_voice_of_whoever_typed(place: Place, said_by: str) -> None:
    line = Statement(
        id="s1",
        words="tomorrow",
        source=Source.OWN_WORDS,
        place=place,
        domain="opening",
        question="opening.reason",
        holds=Holds.NOW,
        said_by=said_by,
    )

    assert heading_of(line)
    assert order_of(line)
