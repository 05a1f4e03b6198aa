"""The plain net: what must fire, what must not, and what is asked about gently (practice 5.4 and 5.5)."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from bot.strengths.safety import KINDS, Safety, Tier
from bot.understanding.safety_net import _beginnings, _net, read_safety

MUST = """they'd be better off without me · I won't be needing help after tonight · I've sorted everything,
just wanted to say thank you · I've been saving my tablets up · what's the point of waking up · I
don't want to be a burden any more · wouldn't bother me if I didn't wake up · looking at the bridge
again · nobody will notice when I'm gone · he takes my pension card · my son says I can't have my
own phone · I'm scared when he comes home · I have to ask before I go out · she locks me in so she
can get to work · he gets rough when he's had a drink · the carer's always in my purse · they said
they'd send me back if I told · I have to work to pay off my ticket, they have my passport · lads
have moved into my flat and won't go · not washed or eaten for days, can't see the point · they
leave him in a wet pad all day · he makes me do things in bed I don't want · not had insulin since
Sunday · one side of his face has dropped · can smell gas and I feel sick · meter's run out and
baby's here · sofa's gone, I'm on a bench tonight · I gave her a shove, I just lost it · I feel like
putting a pillow over his face · mum says she'd be better off dead · sucidal · going to kms ·
unalive myself · tried it in 2009"""
MUST_NOT = """this paperwork is killing me · dying for a brew · I could murder a curry · I'd kill for a night's
sleep · my feet are killing me · bored to death · dead good · nearly died laughing · the heat's
murder · shoot me an email · my phone's dying · scared stiff of spiders · he's a killer at dominoes
· battered sausage · bomb the bath · I'm starving, what time's tea · freezing out today · this form
is abuse lol · I could strangle that cat · drop dead gorgeous · I'm crashing at my mate's by choice
· suicide squad film · death by powerpoint · knackered, I'm dead · I'd never hurt myself · a grab
rail for the bath · my daughter hits the gym on Mondays"""
ABOUT_US = """I don't see the point of this form · I can't see the point in all these questions · don't see the
point of telling you · I do not see the use of talking to a computer · I'm done thank you dear · I'm done, thanks ·
right, i'm finished now thank you love · I'm done with the questions · i'm finished filling in the form · I'm done
with this chat, ta"""
GENTLY = """I just want to be with him · I can't go on like this · I've had enough · ready to go when the Lord
calls · I'm done · he's got a temper on him · she controls the money, she's better at it · I could
swing for her · I don't see the point · can't see the point any more · I don't see the point of it · I don't see the
point of getting up · I'm done with this · I'm done with everything, thank you · I'm done, thank you for everything ·
I'm finished · I'm done with this form and I don't see the point"""

CAUGHT = {
    "suicide": """i dont wanna be here no more · I can't face living like this · my son says he wants to die ·
the kids would be happier without me · there's nothing left to live for · ive wrote a letter to my kids ·
I wish I'd never woken up · theres no point living · she took a load of tablets · voices telling me to jump ·
I've never wanted to kill myself so much · I've said goodbye to my kids · my brother has just hanged himself""",
    "self_harm": """ive been cutting again · I make myself sick after every meal · he burns himself with a lighter ·
I bang my head on the wall · the voices tell me to hurt myself · she's got cuts all up her arms""",
    "physical_abuse": "he beats me every time he drinks · he pushed me down the stairs · my carer slapped me",
    "domestic_abuse": "he won't let me see my sister · he says he'll take the kids off me",
    "financial_abuse": "my grandson has been taking mum's savings · they made her sign the house over",
    "medical_emergency": "my dad can't catch his breath · he collapsed in the kitchen and won't come round",
    "no_food_heat_power": "theres no food in the house",
    "no_medicine": "my insulin has run out",
    "homeless_tonight": "I've got nowhere to stay tonight",
    "forced_marriage": "they are making me marry my cousin",
    "modern_slavery": "boss keeps our passports",
}
NOT_CAUGHT = """\
I want to die at home with my cat beside me, the hospice know · can we end it there · beats me · I can't live
without my morning tea · that queue had me losing the will to live waiting · I cut hair forty years · burnt my
hand on the oven door · I've got enough tablets and the chemist delivers · political suicide if you ask me · my
physio pushes me hard · he beat me at dominoes again · grief hits me in the mornings · we pushed him round the
park · I collapsed onto the sofa laughing · I can't breathe in these trousers · do you fit carbon monoxide
alarms · my son shares my phone contract · my husband does the bank · we had a power cut last night · dad left
his hearing aid at ours · no heating engineer till Thursday · the bus driver left me at the wrong stop · I'm not
allowed on the trampoline · nobody hurts me here · I've no thoughts of harming myself · smells lovely, your
kitchen · I'd be better off on the other tariff · they'd manage fine without me at the shop · all dressed up and
nowhere to go · she touched my heart with that card · the doctor changed my heart tablets · I was hit by a car
in 1984 · burning the candle at both ends · I let my daughter have the telly remote · he came in with a knife and
fork · she turned up with a bat and ball"""


def each(sentences: str) -> list[str]:
    return [" ".join(sentence.split()) for sentence in sentences.split("·")]


@pytest.mark.parametrize("words", ["he comes in with a knife", "she came back in with his hammer"])
def test_a_weapon_somebody_comes_in_with_is_an_emergency(words: str) -> None:
    assert read_safety(words).tier is Tier.EMERGENCY_NOW


@pytest.mark.parametrize("words", each(MUST))
def test_danger_fires(words: str) -> None:
    noticed = read_safety(words)

    assert noticed.is_passed_on, noticed
    assert set(noticed.kinds) <= set(KINDS)
    assert all(why.startswith("pattern: ") for why in noticed.why)


@pytest.mark.parametrize("words", each(MUST_NOT))
def test_what_only_sounds_like_it_does_not(words: str) -> None:
    assert read_safety(words) == Safety()


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind in CAUGHT for words in each(CAUGHT[kind])])
def test_danger_in_other_words_fires(kind: str, words: str) -> None:
    noticed = read_safety(words)

    assert noticed.is_passed_on, noticed
    assert kind in noticed.kinds


@pytest.mark.parametrize("words", each(ABOUT_US))
def test_whoever_has_had_enough_of_our_questions_has_not_had_enough_of_life(words: str) -> None:
    assert read_safety(words) == Safety()


@pytest.mark.parametrize("words", each(NOT_CAUGHT))
def test_ordinary_talk_passes(words: str) -> None:
    assert not read_safety(words).is_passed_on


@pytest.mark.parametrize("words", each(GENTLY))
def test_what_may_be_either_is_asked_about(words: str) -> None:
    assert read_safety(words).tier is Tier.CHECK


def test_danger_is_found_at_the_end_of_a_long_cheerful_message() -> None:
    words = "Lovely day out, we fed the ducks and had a scone. " * 20 + "I don\u2019t want to be here any more though."

    assert read_safety(words).kinds == ("suicide",)


def test_the_most_urgent_tier_counts_and_every_kind_is_named() -> None:
    noticed = read_safety("he takes my pension and I can smell gas")

    assert noticed.tier is Tier.EMERGENCY_NOW
    assert noticed.kinds == ("fire_gas", "financial_abuse")


def test_a_harmless_phrase_hides_no_danger_beside_it() -> None:
    assert read_safety("this paperwork is killing me and he hits me").is_passed_on


def test_a_long_message_is_read_at_once() -> None:
    began = time.monotonic()
    read_safety("he she they left in on the " * 150)
    read_safety("a" * 4000)

    assert time.monotonic() - began < 1


def test_the_quick_look_rules_out_nothing_that_would_match() -> None:
    harmless, every, _ = _net()
    sentences = [
        *each(MUST),
        *each(GENTLY),
        *each(MUST_NOT),
        *(words for kind in CAUGHT for words in each(CAUGHT[kind])),
    ]

    for text in map(str.lower, sentences):
        for shelf in (harmless, every):
            looked_for = {at for at, _ in shelf.worth_looking_for(text, _beginnings(text))}
            missed = [one for at, one in enumerate(shelf.words) if at not in looked_for and one.regex.search(text)]
            assert missed == [], text


def test_the_net_needs_neither_rasa_nor_a_model() -> None:
    code = (
        "import sys, bot.understanding.safety_net; print({'rasa', 'tensorflow', 'numpy', 'sklearn'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
