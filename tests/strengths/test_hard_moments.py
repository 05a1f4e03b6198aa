"""Hard moments: recognised in the words people really use, and answered without argument, flattery or pressing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bot.strengths.acknowledging import hard_responses
from bot.strengths.came_for import PRACTICAL_MORE
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_cues import HardMoment, as_meant, moment_in, theme_of
from bot.strengths.hard_moments import (
    ANGRY,
    KEPT_GOING,
    WAYS_ON,
    hear_hard_moment,
)
from bot.strengths.library import DOMAINS, read_library
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.short_answers import NOT_MISS
from bot.strengths.statement import STRENGTHS, Place
from bot.strengths.under_18 import UNDER_18

LIBRARY = read_library()

WORDINGS = {
    HardMoment.NO_GOOD: (
        "I'm no good at anything",
        "im useless",
        "im just useless these days",
        "nothing to offer",
        "ive nowt to offer love",
        "offer?? ive nothing left to offer sorry",
        "i have no skills",
        "no good at owt me",
        "i feel worthless",
        "im a waste of space",
        "i am rubbish at everything",
        "i got nothing to give",
        "cant do owt",
        "i cant do anything any more",
        "im good for nowt now",
        "not good at anything really",
        "never been any good at anything",
        "theres nothing special about me",
        "Im pathetic",
    ),
    HardMoment.HURTS_TO_HEAR: (
        "no one likes me",
        "nobody loves me",
        "noone rates me",
        "nobody would say anything good",
        "theyd say nothing",
        "they'd say im useless",
        "no-one cares about me",
        "nobody wants me",
        "nobody would miss me at the club",
        "no one has a good word for me",
        "he'd say im rubbish",
        "nobody'd say owt good",
        "everyone would say nothing",
        "no one thinks much of me",
        "nobody thinks owt of me",
    ),
    HardMoment.DONT_KNOW: (
        "dont know",
        "I don't know",
        "dunno",
        "dunno love",
        "idk tbh",
        "no idea",
        "not a clue mate",
        "i havent a clue",
        "dinnae ken",
        "divvent know",
        "i really dont know",
        "not sure",
        "erm dunno",
        "cant think of anything",
        "couldnt tell you",
        "i dont know what to say",
        "search me",
    ),
    HardMoment.ANGER: (
        "you lot are useless",
        "useless the lot of you",
        "you people never ring back",
        "nobody ever rings back",
        "passed from pillar to post",
        "sent piller to post for months",
        "sick of asking",
        "im sick to death of ringing",
        "rang six times now",
        "ive phoned you twelve times",
        "and now a ROBOT",
        "yous couldnt care less",
        "the council is a disgrace",
        "social services are a joke",
        "what a stupid robot",
        "stupid questions",
        "piss off",
        "they never call us back",
    ),
    HardMoment.DISTRESS: (
        "i cant stop crying",
        "im in bits",
        "im sat here crying",
        "I am in tears",
        "sat here sobbing",
        "im falling apart",
        "im at breaking point",
        "its all too much",
        "it's just too much",
        "proper in bits today",
        "cried all night",
        "crying every day",
        "cant hold it together",
        "im broken",
        "crying as i type",
        "im a mess",
    ),
    HardMoment.PRACTICAL_ONLY: (
        "just want a grab rail",
        "i only need a commode",
        "just want a key safe",
        "all i want is a blue badge",
        "jus need a ramp",
        "i just need the form for a bus pass",
        "only want a perching stool",
        "just after a bath board",
        "simply need a raised toilet seat",
        "just need some pads",
        "a rail by the door thats all",
        "grab rail, nothing else",
        "commode please nowt else",
        "i just want a walking frame",
        "just looking for a stairlift",
        "all we need is a handrail",
    ),
    HardMoment.REFUSES: (
        "mind your own",
        "mind your own business",
        "mind yer own",
        "none of your business",
        "none of ur buisness",
        "nun of your business",
        "keep your nose out",
        "keep yer neb out",
        "not telling you that",
        "im not tellin you owt",
        "that's private",
        "its personal",
        "thats my business",
        "you dont need to know that",
        "stop being nosy",
    ),
    HardMoment.OFF_TOPIC: (
        "lovely weather",
        "nice day int it",
        "whats the weather like",
        "tell me a joke",
        "tell us a joke",
        "did you see the match",
        "did ya watch emmerdale last night",
        "who won last night",
        "whats on telly",
        "do you like cats",
        "have you got a name",
        "is it going to rain",
        "sing us a song",
        "bit nippy out",
        "what's the score",
    ),
    HardMoment.CUTS: (
        "is this to cut my care",
        "are you going to cut my hours",
        "will you take my carers off me?",
        "you gonna stop my package",
        "are you trying to reduce my care",
        "will this stop my care",
        "is this so you can cut my support",
        "are yous cutting my hours?",
        "worried youll cut my care",
        "im scared you will take my carers",
        "will i lose my pip?",
        "frightened of them stopping, will you cut my help",
        "you going to get rid of my carers",
        "are you cutting my package?",
        "trying to slash my support",
    ),
    HardMoment.OTHER_BODIES: (
        "how do i know this isnt the DWP",
        "are you the dwp",
        "do you tell the job centre",
        "will you tell home office",
        "is this going to the benefits office",
        "you tell them? home office, you tell home office",
        "does this go to immigration",
        "are you in with the dwp",
        "do you share it with my landlord",
        "is this the social",
        "will it go to universal credit",
        "do you report to hmrc",
        "you from the jobcentre",
        "DWP?",
        "r u immigration",
    ),
    HardMoment.WHAT_FOR: (
        "why do you need to know that",
        "why do you want to know",
        "why are you asking",
        "why u asking me this",
        "how come you need that",
        "what do you need that for",
        "what d'you want to know that for",
        "whats that got to do with you",
        "whats it got to do with owt",
        "what is that to do with my care",
        "what is this for",
        "whats this for?",
        "what will you do with this",
        "what are you going to do with it",
        "wy do you want that",
    ),
    HardMoment.WHO_READS: (
        "who reads this",
        "who sees this",
        "who will see this",
        "who gets this",
        "whos reading this",
        "who is reading it",
        "who can see this",
        "so who reads this then",
        "who's going to see it",
        "who else sees this",
        "and who sees that",
        "who looks at this",
        "where does this go",
        "where does it end up",
        "where does what i say go",
    ),
    HardMoment.UNDER_18: (
        "im 12 my mums poorly",
        "I'm 13 nearly 14",
        "im a 12 year old girl and i look after my mum",
        "12 years old and i do everything",
        "i'm 11 in year 7",
        "im 10 i do the washing",
        "i turned 13 last week",
        "I am twelve my mum can't walk",
        "im 14",
        "i am 16 years old",
        "im only 15",
        "I'm thirteen",
        "im 12 and i look after my mum",
        "i look after my mum and im 13",
        "im under 18",
        "im in year 9",
        "i'm just 17",
        "im a kid",
        "im a young carer",
        "i am 10 yrs old",
        "i'm still at secondary school",
        "my age is 15",
        "im not 18 yet",
        "im sixteen btw",
    ),
}

NOT_ONE = (
    "im no good with phones",
    "i used to be useless at maths before night school",
    "i can bake owt",
    "i have no family",
    "im good at most things",
    "the bus is useless on sundays",
    "my knees are useless going upstairs",
    "our karen rings back every sunday",
    "i rang my sister",
    "i like robots and trains",
    "i know a lot about pigeons",
    "i dont know my neighbours",
    "not sure about the new flat but i like the garden",
    "i wonder who reads the lesson at chapel now",
    "i used to work for the dwp",
    "i was a civil servant at the home office",
    "my landlord is all right",
    "i want to read to the kids at school",
    "ive been here 17 years",
    "im 12 stone now",
    "im 15 minutes from the shops",
    "im 8 months sober",
    "im 10 miles out",
    "12 year old boiler and it keeps going out",
    "i have a 12 year old dog",
    "im 7 months along",
    "my 12 year old helps me",
    "i turned 80 last week",
    "i left home when i was 16",
    "im 84",
    "im 17 weeks gone",
    "my lad is 14",
    "my daughter is in year 9",
    "i was at secondary school with him",
    "i cried at the wedding, it was lovely",
    "telly",
    "the weather keeps me in",
    "i watch the match with my brother",
    "a rail would let me get to the garden and see people",
    "someone to walk down wi",
    "i cut hair for my mates",
    "cutting the grass",
    "i stopped smoking",
    "too much telly these days",
    "i mend broken clocks",
    "private gardens, i love a private garden to look round",
    "personal trainer at the gym for ten years",
    "i cant do the stairs",
    "nobody just now",
    "no one thing, i like it all",
    "my business was a chip shop",
    "what i like is dancing",
    "who is in my life, my two girls",
    "i fell off the kerb and im scared to go out now",
    "i just want to get out in my wheelchair again",
    "i just need someone to share meals with",
    "i only want my scooter mended so i can see my mates",
    "my daughter never rings me back",
    "our karen rang three times on sunday",
    "i get a computer lesson at the library",
    "im nine and a half stone",
)


@pytest.mark.parametrize(
    ("words", "moment"), [(words, moment) for moment, wordings in WORDINGS.items() for words in wordings]
)
def test_a_hard_moment_is_recognised_in_the_words_people_use(words: str, moment: HardMoment) -> None:
    assert moment_in(words) is moment


@pytest.mark.parametrize("words", NOT_ONE)
def test_ordinary_words_are_taken_for_no_hard_moment(words: str) -> None:
    assert moment_in(words) is None


def talking(question: str = "skills_experience.learned", moment: Moment = Moment.EXPLORING) -> Contact:
    return Contact(moment=moment, open_question=question, asked=["opening.reason", "permission.turn", question])


def hear(contact: Contact, words: str, act: str = "tell", choice: str | None = None) -> list[Reply]:
    said = hear_hard_moment(contact, as_meant(Heard(act=act, words=words, choice=choice)), LIBRARY)
    assert said is not None, words
    return said


def responses(said: Iterable[Reply]) -> list[str]:
    return [reply.response for reply in said if isinstance(reply, Say)]


def asked(said: Iterable[Reply]) -> list[str]:
    return [reply.question for reply in said if isinstance(reply, Ask)]


def test_no_good_at_anything_is_kept_as_hard_and_asked_about_from_outside_once() -> None:
    contact = talking()

    first = hear(contact, "im no good at anything")
    again = hear(contact, "i told you, im useless")

    assert (responses(first), asked(first)) == (["utter_not_arguing"], [KEPT_GOING])
    assert KEPT_GOING not in asked(again)
    assert set(responses(again)) <= hard_responses()
    assert [line.words for line in contact.statements] == ["im no good at anything", "i told you, im useless"]
    assert not any(line.is_strength for line in contact.statements)


def test_what_was_kept_going_is_a_strength_in_their_words_and_the_talk_goes_on() -> None:
    contact = talking()
    hear(contact, "im useless")

    said = hear(contact, "fed the cat every day")

    assert contact.statements[-1].place is Place.PERSONAL_STRENGTH
    assert asked(said)[0].partition(".")[0] in (*DOMAINS, "asides")


def test_what_hurts_about_others_is_not_pressed() -> None:
    contact = talking()

    said = hear(contact, "no one likes me")

    assert set(responses(said)) <= hard_responses()
    assert contact.statements[0].place is Place.HARD_NOW
    assert contact.open_question != KEPT_GOING


def test_not_knowing_gets_easier_words_then_the_next_question_then_other_ways_on() -> None:
    contact = talking()

    easier, onward, ways = (hear(contact, "dunno", "dont_know") for _ in range(3))

    assert [reply.easier for reply in easier if isinstance(reply, Ask)] == [True]
    assert responses(onward) == ["utter_moving_on"]
    assert (responses(ways), asked(ways)) == (["utter_not_knowing_is_fair"], [WAYS_ON])


def test_an_answer_in_between_starts_the_count_of_not_knowing_again() -> None:
    contact = talking()
    hear(contact, "dunno", "dont_know")
    hear(contact, "dunno", "dont_know")
    hear_hard_moment(contact, Heard(act="tell", words="i like a walk by the river of a morning"), LIBRARY)

    assert WAYS_ON not in asked(hear(contact, "dunno", "dont_know"))


def test_a_short_answer_is_said_back_and_invited_further_once() -> None:
    contact = talking("passions_interests.could_talk")
    contact.open_question = LIBRARY.openers("passions_interests")[0].key

    said = hear(contact, "telly")

    assert said[0] == Say("utter_short_answer", {"words": "Telly"})
    assert asked(said) == [NOT_MISS]
    hear(contact, "the snooker")
    assert [line.words for line in contact.statements] == ["telly", "the snooker"]
    contact.open_question = LIBRARY.openers("groups_places")[0].key
    assert hear_hard_moment(contact, Heard(act="tell", words="chapel"), LIBRARY) is None


@pytest.mark.parametrize("words", ["fine", "ok", "nobody", "yes", "😢", "same as ever really"])
def test_nobody_is_invited_to_say_more_of_what_names_nothing_to_like(words: str) -> None:
    contact = talking(LIBRARY.openers("good_day")[0].key)

    assert hear_hard_moment(contact, as_meant(Heard(act="tell", words=words)), LIBRARY) is None


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("passed from pillar to post", "passed_round"),
        ("rang six times and nobody calls back", "not_answered"),
        ("your carer was rude and shouted", "treated_badly"),
        ("now a robot", "about_me"),
        ("dont give me 'what are you good at' shite", "about_me"),
        ("you lot are useless", "other"),
    ],
)
def test_anger_is_heard_in_its_own_theme(words: str, theme: str) -> None:
    contact = talking("opening.reason", Moment.REASON)

    said = hear(contact, words, "complain")

    assert theme_of(words) == theme
    assert responses(said)[0] == f"utter_anger_{theme}"
    assert asked(said) == [ANGRY]
    place = Place.ALSO if theme == "about_me" else Place.HARD_NOW
    assert (contact.statements[0].words, contact.statements[0].place) == (words, place)


def test_the_way_to_complain_is_said_once_and_the_open_question_is_not_lost() -> None:
    contact = talking("good_day.recent")

    first = hear(contact, "your carers never come", "complain")
    second = hear(contact, "you lot are useless", "complain")

    assert "utter_complaints_phone" in responses(first)
    assert "utter_complaints_phone" not in responses(second)
    assert asked(first) == asked(second) == ["good_day.recent"]


def test_whoever_only_wants_a_thing_is_asked_once_for_more_and_after_a_no_sees_the_lines() -> None:
    contact = talking("opening.reason", Moment.REASON)

    said = hear(contact, "just want a grab rail", "ask_practical")
    after = hear(contact, "no", "deny")

    assert (responses(said), asked(said)) == (["utter_practical_words"], [PRACTICAL_MORE])
    assert contact.moment is Moment.READ_BACK
    assert asked(after) == ["read_back.check"]
    assert [line.place for line in contact.statements] == [Place.WHAT_WOULD_HELP]


def test_what_a_thing_would_let_somebody_do_matters_to_them() -> None:
    contact = talking("opening.reason", Moment.REASON)
    hear(contact, "just want a ramp")

    said = hear(contact, "i could get to the allotment again")

    assert contact.statements[-1].place is Place.GOAL
    assert asked(said) == ["permission.turn"]


def test_a_thing_that_answers_the_open_question_is_an_answer() -> None:
    contact = talking(LIBRARY.openers("what_would_help")[0].key)

    assert hear_hard_moment(contact, Heard(act="tell", words="just want a grab rail"), LIBRARY) is None


@pytest.mark.parametrize("moment", [Moment.PERMISSION, Moment.EXPLORING, Moment.REASON])
def test_in_distress_no_question_about_strengths_follows(moment: Moment) -> None:
    contact = talking("permission.turn" if moment is Moment.PERMISSION else "skills_experience.learned", moment)

    said = hear(contact, "i cant stop crying")

    assert contact.moment is Moment.STAYING
    assert asked(said) == ["staying.more"]
    assert "utter_slowly" in responses(said)


@pytest.mark.parametrize("words", WORDINGS[HardMoment.REFUSES])
def test_what_somebody_keeps_to_themselves_is_left_out_and_not_written_down(words: str) -> None:
    contact = talking()

    assert responses(hear(contact, words))[0] == "utter_leave_out"
    assert contact.statements == []


@pytest.mark.parametrize(
    ("words", "response"),
    [
        ("why do you need to know that", "utter_what_it_is_for"),
        ("how do i know this isnt the dwp", "utter_other_offices"),
        ("who reads this", "utter_who_reads"),
        ("are you going to cut my care", "utter_no_cuts"),
        ("tell me a joke", "utter_off_topic"),
    ],
)
@pytest.mark.parametrize("moment", [Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING])
def test_a_question_to_us_gets_a_short_true_answer_and_the_open_question_again(
    words: str, response: str, moment: Moment
) -> None:
    contact = talking(moment=moment)

    said = hear(contact, words)

    assert responses(said)[0] == response
    assert asked(said) == ["skills_experience.learned"]
    assert contact.statements == []


@pytest.mark.parametrize(
    "moment", [Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING, Moment.PAUSED, Moment.READ_BACK]
)
def test_a_child_is_told_of_childline_and_a_person_and_asked_nothing_about_life(moment: Moment) -> None:
    contact = talking(moment=moment)

    said = hear(contact, "im 14 and i look after my mum")
    after = hear(contact, "she has ms and i do the cooking")

    assert responses(said) == ["utter_under_18", "utter_childline", "utter_children_phone"]
    assert asked(said) == asked(after) == [UNDER_18]
    assert contact.moment is Moment.PAUSED


def test_somebody_who_is_18_after_all_goes_on() -> None:
    contact = talking()
    hear(contact, "im 17")

    said = hear(contact, "I am 18 or over", "choose", choice=f"{UNDER_18}.adult")

    assert contact.moment is Moment.EXPLORING
    assert asked(said) != [UNDER_18]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("👍", "affirm"),
        ("👍🏽👍🏽", "affirm"),
        ("👎", "deny"),
        ("🤷‍♀️", "dont_know"),
        ("😢", "tell"),
        ("❤️", "tell"),
        ("🐕", "tell"),
    ],
)
def test_pictures_are_answers(words: str, act: str) -> None:
    assert as_meant(Heard(act="tell", words=words)).act == act


def test_a_tear_is_hard_and_other_pictures_stay_as_they_are() -> None:
    tear, heart = (as_meant(Heard(act="tell", words=words, hardship=False)) for words in ("😢😢", "❤️"))

    assert (tear.hardship, tear.words) == (True, "😢😢")
    assert heart == Heard(act="tell", words="❤️", hardship=False)


@pytest.mark.parametrize("moment", [Moment.SAFETY, Moment.SAFE_CONTACT, Moment.SHARING, Moment.FORGETTING])
def test_other_moments_hear_their_own_answers(moment: Moment) -> None:
    assert hear_hard_moment(talking(moment=moment), Heard(act="tell", words="im useless"), LIBRARY) is None


def test_nothing_said_in_a_hard_moment_is_drawn_as_a_strength() -> None:
    for hard in (HardMoment.NO_GOOD, HardMoment.HURTS_TO_HEAR, HardMoment.DISTRESS, HardMoment.ANGER):
        for words in WORDINGS[hard]:
            contact = talking()
            hear(contact, words)
            assert not {line.place for line in contact.statements} & set(STRENGTHS)


@pytest.mark.parametrize(
    "words",
    [
        "I didn't come on here to talk about my family. I want a rail by the back step and that is the whole of it.",
        "I need a key safe by the door, my hands are bad with the lock, and that is all I am asking.",
        "That is my own affair. Only the commode, thank you. Nothing more.",
    ],
)
def test_whoever_wants_nothing_but_a_thing_is_not_asked_about_people_again(words: str) -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="people_networks.who")
    contact.asked = ["opening.reason", "permission.turn", "people_networks.who"]

    said = hear_hard_moment(contact, Heard(act="tell", words=words), LIBRARY)

    assert asked(said) == [PRACTICAL_MORE]
    assert contact.statements[-1].place is Place.WHAT_WOULD_HELP
    assert "people_networks" in contact.declined

    more = hear_hard_moment(contact, Heard(act="tell", words="I could get out to my pigeons again"), LIBRARY)

    assert contact.moment is Moment.READ_BACK
    assert not any(question.startswith("people_networks") for question in asked(more))


def test_whoever_did_not_come_to_talk_is_believed_also_where_a_thing_would_be_an_answer() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of", asked=["aspirations.more_of"])
    words = "I have not come to be asked about my hopes. A hoist is what we need."

    assert asked(hear_hard_moment(contact, Heard(act="tell", words=words), LIBRARY)) == [PRACTICAL_MORE]


@pytest.mark.parametrize(
    "words",
    [
        "Please stop asking that.",
        "stop asking me about her",
        "don't keep asking about my dad",
        "Might you ask me something else.",
        "next question please",
        "I would rather not speak of that.",
        "I do not want to answer that yet.",
        "i dont want to talk about it",
        "Please move on.",
        "I cannot bear to think about that",
    ],
)
@pytest.mark.parametrize("act", ["tell", "stop", "dont_know", "decline"])
def test_a_question_that_is_to_be_left_is_left_and_the_talk_goes_on(words: str, act: str) -> None:
    heard = as_meant(Heard(act=act, words=words))

    assert moment_in(words) is HardMoment.REFUSES
    assert heard.act in ("decline", "tell")


@pytest.mark.parametrize(
    "words",
    [
        "I want to stop now",
        "they stop asking after a while",
        "I never stop asking for help",
        "we had to move on from that house",
        "I would like to speak of something else as well",
        "he will not talk about it",
        "the other question was better",
    ],
)
def test_words_like_these_leave_no_question_out(words: str) -> None:
    assert moment_in(words) is not HardMoment.REFUSES


def test_a_death_told_beside_it_is_met_with_sorrow() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of", asked=["aspirations.more_of"])

    heard = as_meant(Heard(act="stop", words="Please stop asking that. She is dead."))
    replies = hear_hard_moment(contact, heard, LIBRARY)

    assert replies is not None
    assert isinstance(replies[0], Say)
    assert replies[0].response.startswith("utter_hard_grief")
    assert isinstance(replies[-1], Ask)
    assert [line.words for line in contact.statements] == ["She is dead."]


@pytest.mark.parametrize(
    "words",
    [
        "I do not believe I deserve any help, to be frank with you.",
        "i dont deserve the help",
        "others need it more than me",
        "there are families who need this more",
        "I don't want to be a bother",
        "I do not wish to take up anybody's time",
        "im not worth bothering with",
    ],
)
@pytest.mark.parametrize("act", ["tell", "complain"])
def test_whoever_thinks_help_is_for_others_hears_that_anybody_may_ask(words: str, act: str) -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of", asked=["aspirations.more_of"])

    replies = hear_hard_moment(contact, Heard(act=act, words=words), LIBRARY)

    assert next(iter(replies or ())) == Say("utter_anybody_may_ask")
    assert contact.statements[-1].words == words


@pytest.mark.parametrize(
    "words",
    [
        "we deserve better than this from you",
        "I need more help",
        "he doesn't deserve my help",
        "my sister needs it more often now",
        "she is never a bother",
    ],
)
def test_words_like_these_say_nothing_of_deserving(words: str) -> None:
    assert moment_in(words) is not HardMoment.UNDESERVING


def test_hardship_in_a_practical_wish_is_acknowledged_first() -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])
    words = "I need a ramp, that's it. I get bumped down the steps and it is hell"

    replies = list(hear_hard_moment(contact, Heard(act="ask_practical", words=words, hardship=True), LIBRARY) or ())

    assert isinstance(replies[0], Say)
    assert replies[0].response.startswith("utter_hard")
    assert Say("utter_hear_practical") in replies


def test_whoever_stays_with_a_death_is_shown_no_list_for_leaving_a_question() -> None:
    contact = Contact(moment=Moment.STAYING, open_question="staying.more", asked=["staying.more"])
    heard = as_meant(Heard(act="stop", words="Please stop asking that. She is dead."))

    replies = list(hear_hard_moment(contact, heard, LIBRARY) or ())

    assert replies[-1] == Ask("staying.choose")
