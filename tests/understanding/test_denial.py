"""What plain words say of a thing beside them: no, yes, that it was, or nothing; and how far they reach."""

from __future__ import annotations

import pytest

from bot.understanding.denial import Said, said_of


def said(marked: str, kind: str = "interest") -> Said:
    """What is said of the piece in brackets."""
    before, _, rest = marked.partition("[")
    piece, _, after = rest.partition("]")
    return said_of(before + piece + after, len(before), len(before) + len(piece), kind)


@pytest.mark.parametrize(
    "words",
    [
        "I can't stand [bingo]",
        "I can\u2019t abide [line dancing]",
        "never been one for [cards]",
        "dont really like [jazz]",
        "I do not much care for [the seaside]",
        "we didn't take to [bridge]",
        "not a huge fan of [horror films]",
        "I'm not that keen on [quizzes]",
        "not into [sport]",
        "no interest in [politics]",
        "I haven't the time, no patience with [jigsaws]",
        "hate the thought of an afternoon of [bowls]",
        "sick to death of [soaps]",
        "scared of [dogs]",
        "I'm allergic to [cats]",
        "I'd rather die than watch [golf]",
        "I'd sooner clean the oven than go [fishing]",
        "wouldn't be seen dead in [a gym]",
        "do I look like I [knit]?",
        "you couldn't pay me to go [caravanning]",
        "no good at [drawing]",
        "useless with [computers]",
        "never learnt to [swim]",
        "I never got the hang of [chess]",
        "can happily live without [telly]",
        "I steer clear of [pubs]",
        "anything but [opera]",
        "gone right off [wine]",
        "I'm not one for groups and [clubs]",
        "I don't like bingo, cards or [darts]",
        "I don't like bingo, [cards] or darts",
        "neither [football] nor rugby",
        "cannae be doing wi it, cannae stand [the bagpipes]",
        "used to love ballroom. hate [line dancing]",
        "I love a quiz and hate [bingo]",
        "my least favourite subject was [maths]",
        "I prefer cats to [dogs]",
        "I like tea more than [coffee]",
        "I refuse to eat [liver]",
        "can't say I'm fond of [caravans]",
        "I tried to like [olives]",
        "nothing annoys me more than [golf]",
        "I'm a baker who doesn't like [cake]",
        "give me a book over [telly] any day",
        "I like computers, not [sport]",
        "I'd rather not do [phones]",
    ],
)
def test_no_before_a_thing_is_no(words: str) -> None:
    assert said(words) is Said.NO


@pytest.mark.parametrize(
    "words",
    [
        "[Bingo] bores me rigid",
        "[Opera] leaves me cold",
        "[knitting] makes me want to scream",
        "[golf] isn't my thing",
        "[Yoga] is not for me.",
        "[museums] don't do it for me",
        "[poetry], not my cup of tea",
        "[Line dancing] I can't abide.",
        "[soaps] I never liked",
        "[swimming]? no thanks",
        "[Karaoke]? Not likely",
        "[football] no. snooker yes",
        "my mates love [fortnite] i think its boring",
        "I find [church] a bore",
        "[mornings] and me don't get on",
        "[clowns] freak me out",
        "[politics] gets on my nerves",
        "I think [golf] is awful",
    ],
)
def test_no_behind_a_thing_is_no(words: str) -> None:
    assert said(words) is Said.NO


@pytest.mark.parametrize(
    "words",
    [
        "I love [darts]",
        "hate bingo and love [darts]",
        "I hate mornings, I really enjoy [the market]",
        "not a reader but mad about [films]",
        "can't get enough of [true crime]",
        "couldn't live without [my garden]",
        "I'd be lost without [the radio]",
        "nothing I like more than [a brass band]",
        "there's nowt better than [a pork pie]",
        "nothing beats [the sea]",
        "wouldn't miss [the football] for anything",
        "wouldn't say no to [a curry]",
        "I never tire of [the sea]",
        "never happier than when [baking]",
        "I don't just like [trains]",
        "not only [chess]",
        "I don't mind [ironing]",
        "not bad at [darts]",
        "I can't wait for [the cricket]",
        "I don't hate [jazz]",
        "thought I'd hate [tai chi]",
        "who doesn't love [a car boot]",
        "I can't imagine a week with no [rugby]",
        "I can't go a day without [my scones]",
        "nothing but [jazz] in my car",
        "hate missing [choir]",
        "I prefer [cats] to dogs",
        "I prefer going to [church]",
        "I like nothing more than [a walk]",
        "never met an engine I couldn't [fix]",
        "there's no stain I can't [shift]",
        "there's no [stain] I can't shift",
        "never met a [pudding] I didn't like",
        "I don't do anything but [read]",
        "I never get bored with [birds]",
        "I'm not scared of [spiders]",
        "I can't start the day without a [cup of chai]",
        "hate to be away from my [garden]",
        "dogs no, [cats] yes",
        "fishing is for cold people. [snooker] is for me",
        "talking doesn't help, [walking] does",
    ],
)
def test_yes_is_yes_even_in_words_of_no(words: str) -> None:
    assert said(words) is Said.YES


@pytest.mark.parametrize(
    "words",
    [
        "[bingo]",
        "hate mornings. [bingo]",
        "hate mornings but [bingo] keeps me going",
        "used to teach woodwork and still [turn bowls]",
        "we used to dance and now we [run the raffle]",
        "I hate it when we miss [bingo]",
        "I don't like going out because [gardening] takes my day",
        "I hate mornings and my [garden] is my refuge",
        "I can't stand for long so I do [jigsaws]",
        "I'm no trouble, mostly [crosswords]",
        "I don't know, maybe [dancing]",
        "not today thanks, off to [the allotment]",
        "[bingo] I hate missing",
        "my mates love [bingo]",
        "my husband hates my [drum kit]",
        "I like all music apart from [jazz]",
        "I refuse to give up [skateboarding]",
        "I avoid the news and read [poetry]",
        "people think I like [tea dances]",
        "I don't like it when I can't get to [the market]",
        "[singing] gives me a lift",
        "is it [bingo] tonight? No idea",
        "we've had nothing but rain. [the allotment]",
    ],
)
def test_words_that_do_not_reach_a_thing_say_nothing_of_it(words: str) -> None:
    assert said(words) is Said.NOTHING


@pytest.mark.parametrize(
    "words",
    [
        "I used to [fish]",
        "used to love [ballroom]",
        "I used to be into [motocross]",
        "when I could [dance]",
    ],
)
def test_what_used_to_be_is_past(words: str) -> None:
    assert said(words) is Said.PAST


@pytest.mark.parametrize(
    "words", ["I'm used to [cooking] for ten", "I got used to [the quiet]", "used to hate [reading]"]
)
def test_being_used_to_a_thing_and_having_hated_it_are_not_past(words: str) -> None:
    assert said(words) is not Said.PAST


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I've no [kids]", "person"),
        ("haven't got a [partner]", "person"),
        ("there's no [husband]", "person"),
        ("don't have any close [friends]", "person"),
        ("my [dad] was never around", "person"),
        ("we have no [pets]", "interest"),
        ("I don't want to [go in a home]", "goal"),
        ("I'm not after a [boyfriend]", "goal"),
        ("no wish to [go back to college]", "goal"),
    ],
)
def test_what_is_not_there_or_not_wished_for_is_no(words: str, kind: str) -> None:
    assert said(words, kind) is Said.NO


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I hate seeing my [brother]", "person"),
        ("I can't stand [my neighbour]", "person"),
        ("I couldn't do without [my sister]", "person"),
        ("no one comes but my [sister]", "person"),
        ("my [dad] was always around", "person"),
        ("my aunt helped, not [mum]", "person"),
        ("I hate this flat, I want to [move]", "goal"),
        ("I don't want to stop, I want to [work]", "goal"),
        ("I don't mind, [a dog] perhaps", "goal"),
    ],
)
def test_dislike_of_a_person_or_of_how_things_are_says_nothing_of_tie_or_hope(words: str, kind: str) -> None:
    assert said(words, kind) is not Said.NO


def test_a_long_message_costs_no_more_than_its_last_words() -> None:
    assert said("not, a bit, of a " * 200 + "I can't stand [bingo]") is Said.NO
    assert said("I can't stand " + "very " * 100 + "[bingo]") is Said.NOTHING
