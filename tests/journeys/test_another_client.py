"""Someone else's client holds a whole conversation with docs/api.md alone, and what was shared is delivered."""

from __future__ import annotations

from bot.strengths.library import wording
from tests.journeys.front_door import FrontDoor, wait_until
from tests.journeys.listening import answer_what_is_asked
from tests.journeys.other_client import OtherClient
from tests.journeys.receiver import Receiver


def test_a_conversation_held_by_program_ends_in_a_signed_delivery_of_exactly_the_kept_lines(
    front_door: FrontDoor, receiver: Receiver
) -> None:
    client = OtherClient(front_door.address)
    assert "computer program" in client.texts[0]
    client.say("My quillabeam lamp went out and the evenings got long")
    answers = {
        "What would you like more of": "More evenings with quillabeam light",
        "What have you learned to do": "Mending clocks, the old wind-up sort",
        "Who is in your life": "My cousin Ferelith",
        "What do you think should happen": "A lamp I can reach",
    }
    assert answer_what_is_asked(client, answers) == []
    assert sorted(line["words"] for line in client.lines) == sorted(
        ["My quillabeam lamp went out and the evenings got long", *answers.values()]
    )
    client.choose_for_line("A lamp I can reach", "Remove")
    client.choose_for_line("My cousin Ferelith", "Do not share")
    client.choose_for_line("Mending clocks, the old wind-up sort", "Change")
    client.say("Mending grandfather clocks")
    client.choose("Share it with the team")
    client.choose("Phone call")
    client.say("01632 960777")
    client.say("Ottoline")
    client.choose("Mornings")
    client.choose("No, it is private")
    answer = client.choose("Yes, pass it on")
    reference = client.reference
    assert reference is not None
    assert any(reference in text for text in answer)

    summary = front_door.the_summary()
    assert summary.reference == reference
    # The council's system is out of order at first.
    receiver.answers.append(500)
    front_door.start(front_door.worker)
    wait_until(lambda: len(receiver.deliveries) == 2, "it was not tried again", within=30)
    assert receiver.faults == []
    first, second = receiver.deliveries
    assert first.id == second.id
    assert first.content == second.content
    assert second.content["type"] == "summary.shared"
    assert second.data["reference"] == reference
    assert second.data["standing_note"] == wording("standing_note")
    assert [line["words"] for line in second.data["statements"]] == [
        "My quillabeam lamp went out and the evenings got long",
        "More evenings with quillabeam light",
        "Mending grandfather clocks",
    ]
    assert second.data["safe_contact"] == {
        "name": "Ottoline",
        "way": "phone",
        "detail": "01632 960777",
        "when": "Mornings",
        "private": "No, it is private",
    }
    everything = repr(second.content)
    assert "wind-up" not in everything
    assert "Ferelith" not in everything
    assert "A lamp I can reach" not in everything

    # The copy the client can show says the same.
    copy = client.copy()
    assert copy["reference"] == reference
    assert copy["standing_note"] == wording("standing_note")
    shown = [line["words"] for heading in copy["headings"] for line in heading["lines"]]
    assert shown == [line["words"] for line in second.data["statements"]]
