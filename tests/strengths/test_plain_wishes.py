"""Who will not share, has finished or wants to see it is heard as that, inside a longer message too."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact, Moment
from bot.strengths.doing_wishes import do_wish, hear_lines_and_sharing, wish_in
from bot.strengths.library import read_library
from bot.strengths.plain_wishes import Wish, plain_wish, told_beside_sharing, wishes_to_share
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Place, Source

LIBRARY = read_library()


def exploring(question: str = "what_would_help.biggest_difference") -> Contact:
    contact = Contact(
        moment=Moment.EXPLORING, open_question=question, asked=["opening.reason", "permission.turn", question]
    )
    contact.keep("my eyes", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    return contact


def beside_the_lines(*words: str, question: str = "read_back.check", moment: Moment = Moment.READ_BACK) -> Contact:
    contact = Contact(moment=moment, open_question=question, asked=["opening.reason"])
    for said in words:
        contact.keep(said, source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    contact.looked_at = [line.id for line in contact.statements]
    contact.numbered = list(contact.looked_at)
    return contact


def hear(contact: Contact, words: str, act: str = "tell") -> list[Reply] | None:
    heard = Heard(act=act, words=words, hardship=False, strengths=())
    found = wish_in(contact, heard)
    return do_wish(contact, heard, found, LIBRARY) if found else hear_lines_and_sharing(contact, heard)


def said(replies: list[Reply] | None) -> list[str]:
    return [reply.response for reply in replies or () if isinstance(reply, Say)]


@pytest.mark.parametrize(
    "words",
    [
        "Don't share anything.",
        "dont share any of it",
        "I'm not sharing any of this with you lot",
        "I won't be passing on anything, it's family business",
        "please don't send it to anybody",
        "I don't want any of this shared",
        "I'd rather you didn't share it",
        "I said share nothing",
        "Nobody is to read this.",
        "keep it all to yourself please, no keep it to yourself",
        "None of it gets passed on",
    ],
)
def test_words_that_refuse_sharing_are_heard_as_that(words: str) -> None:
    contact = exploring()

    assert said(hear(contact, words))[-1] == "utter_nothing_shared"
    assert contact.moment is Moment.PAUSED
    assert all("shar" not in line.words and "send" not in line.words for line in contact.statements)


@pytest.mark.parametrize(
    "words",
    [
        "don't share 2",
        "I don't share a room any more",
        "we don't share anything, me and my sister",
        "don't send it yet",
        "share it all but don't share the bit about Kev",
        "I never share my feelings with anybody",
        "do I have to share any of it?",
    ],
)
def test_other_words_about_sharing_refuse_nothing(words: str) -> None:
    found = plain_wish(words)

    assert found is None or found.wish is not Wish.SHARE_NOTHING


def test_what_is_told_beside_a_refusal_is_kept_and_answers_nothing() -> None:
    contact = exploring()

    replies = hear(
        contact, "You do go on. I'll not be sharing any of this, my Bert was a private man. That's me finished, cheerio"
    )

    assert said(replies) == ["utter_nothing_shared"]
    assert (contact.statements[-1].words, contact.statements[-1].place) == ("You do go on.", Place.ALSO)


@pytest.mark.parametrize(
    "words",
    [
        "Right, I'm finished now.",
        "that's me done, ta ra",
        "I said I'm finished",
        "ok I've got to stop now love, bye",
        "Anyway let's leave it there",
        "no more questions please",
    ],
)
def test_words_that_end_the_talk_end_it(words: str) -> None:
    contact = exploring()

    assert said(hear(contact, words)) == ["utter_stopping"]
    assert len(contact.statements) == 1


@pytest.mark.parametrize(
    "words",
    [
        "I'm finished with that doctor",
        "I'm done for after one flight of stairs",
        "that's me off to the bingo on Fridays",
        "we're done up for Christmas",
        "he said goodbye and never came back",
        "show me kindness, that's all I want",
    ],
)
def test_telling_ends_nothing(words: str) -> None:
    assert plain_wish(words) is None


def test_nobody_who_has_told_nothing_yet_is_taken_to_have_finished() -> None:
    assert (
        wish_in(Contact(moment=Moment.REASON, open_question="opening.reason"), Heard(act="tell", words="I'm done"))
        is None
    )


def test_an_answer_before_the_end_is_kept_as_the_answer() -> None:
    contact = exploring()

    replies = hear(contact, "A rail by the back step. Right, that's me done, bye")

    assert contact.statements[-1].words == "A rail by the back step."
    assert contact.statements[-1].question == "what_would_help.biggest_difference"
    assert said(replies)[-1] == "utter_stopping"


@pytest.mark.parametrize(
    "words",
    [
        "same as I told you, paper flowers. now show me please",
        "paper flowers, can I see it now, show me what you've got",
    ],
)
def test_a_wish_to_see_it_at_the_end_of_a_message_is_done_after_the_rest_is_kept(words: str) -> None:
    contact = exploring("would_offer.share")

    replies = hear(contact, words)

    assert contact.moment is Moment.READ_BACK
    assert "paper flowers" in contact.statements[-1].words
    assert "show" not in contact.statements[-1].words
    assert replies
    assert "utter_here_is_what_i_have" in said(replies)


@pytest.mark.parametrize(
    "words",
    [
        "nothing, send it love",
        "No, I said SEND it",
        "nope, get it sent to the team, pass it on",
        "ok share the lot",
        "give it to them",
        "ok give to team",
    ],
)
@pytest.mark.parametrize("question", ["read_back.missed", "read_back.check"])
def test_a_wish_to_share_beside_the_lines_leads_on_to_sharing_and_sends_nothing_yet(words: str, question: str) -> None:
    contact = beside_the_lines("my eyes", "the lads at darts", question=question)

    replies = hear(contact, words, act="deny")

    assert replies
    assert replies[-1] == Ask("safe_contact.way")
    assert contact.passed_on == []
    assert len(contact.statements) == 2


def test_a_wish_to_share_after_nothing_was_sent_is_followed_too() -> None:
    contact = beside_the_lines("my eyes", question="asides.paused", moment=Moment.PAUSED)

    assert (hear(contact, "No, I said SEND it", act="share_nothing") or [])[-1] == Ask("safe_contact.way")


@pytest.mark.parametrize(
    "words",
    [
        "will you send it to the doctor?",
        "don't send it",
        "I used to send the lot to my sister",
        "when do you pass it on",
        "send it to my daughter",
    ],
)
def test_not_every_word_of_sending_is_a_wish(words: str) -> None:
    assert not wishes_to_share(words)


def test_a_line_is_taken_out_and_the_rest_goes_on_to_sharing() -> None:
    contact = beside_the_lines("my eyes", "the lads at darts")

    replies = hear(contact, "remove 2, then send the rest, the bus is here")

    assert [line.words for line in contact.statements] == ["my eyes"]
    assert replies
    assert replies[-1] == Ask("safe_contact.way")


@pytest.mark.parametrize(
    "words",
    [
        "you can share it all but the bit about our Kevin, that's between me and him",
        "Send it all except for what I said about Kevin",
        "yes, but not the bits with Kevin in",
        "share everything apart from the Kevin part",
    ],
)
@pytest.mark.parametrize("moment", [Moment.READ_BACK, Moment.SHARING])
def test_all_lines_in_which_a_name_stands_are_held_back_and_said(words: str, moment: Moment) -> None:
    contact = beside_the_lines("my eyes", "Kevin never rings", "darts, not like Kevin!", moment=moment)

    replies = hear(contact, words)

    assert [line.shared for line in contact.statements] == [True, False, False]
    assert replies
    assert replies[0] == Say("utter_holding_back", {"numbers": "2, 3"})
    assert contact.passed_on == []


def test_several_names_are_all_held_back() -> None:
    contact = beside_the_lines("my eyes", "Kevin never rings", "the rent is late", "darts")

    assert hear(contact, "send all but Kevin, the rent and my eyes, that is nobody's business")
    assert [line.words for line in contact.statements if line.shared] == ["darts"]


def test_of_several_names_one_that_fits_no_line_is_asked_about() -> None:
    contact = beside_the_lines("my eyes", "Kevin never rings")

    assert said(hear(contact, "send all but Kevin and Doreen"))[0] == "utter_say_which_to_hold_back"


def test_a_condition_names_no_line() -> None:
    assert hear(beside_the_lines("my eyes"), "yes, but I want to look at it again first") is None


@pytest.mark.parametrize("words", ["share it all but the bit about the money", "send it all except that bit"])
def test_a_name_that_stands_in_no_line_is_asked_about_and_nothing_goes_on(words: str) -> None:
    contact = beside_the_lines("my eyes", "Kevin never rings")

    replies = hear(contact, words)

    assert said(replies)[0] == "utter_say_which_to_hold_back"
    assert contact.moment is Moment.READ_BACK
    assert len(contact.statements) == 2


@pytest.mark.parametrize(
    "words", ["No I mean don't share number 1, and not 2 and 4 neither", "share all but 1, 2 and 4"]
)
def test_every_number_that_is_named_is_held_back(words: str) -> None:
    contact = beside_the_lines("one", "two", "three", "four")

    assert hear(contact, words)
    assert [line.shared for line in contact.statements] == [False, False, True, False]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Add: I want to talk by email about the money. Then share it.", "I want to talk by email about the money."),
        ("yes send. and Polish interpreter", "Polish interpreter"),
        ("send it. also he cant have latex", "he cant have latex"),
        ("My sister has a key to the house. You can send it now.", "My sister has a key to the house."),
        ("share it. can they do Sundays?", "can they do Sundays?"),
        ("That's right. Send it.", ""),
        ("no thats everything, send it love", ""),
        ("Thank you very much, you have been kind. Share it please.", ""),
        ("That was a question. Share it all.", ""),
        ("I am happy with what you wrote. Send it.", ""),
    ],
)
def test_what_is_told_beside_send_it_is_not_lost(words: str, told: str) -> None:
    assert told_beside_sharing(words) == told


@pytest.mark.parametrize("act", ["tell", "share", "affirm"])
def test_added_words_are_a_line_before_anything_is_shared(act: str) -> None:
    contact = beside_the_lines("my eyes")

    replies = hear(contact, "Add: I want to talk by email. Then share it.", act)

    assert said(replies)[0] == "utter_added"
    assert [line.words for line in contact.statements] == ["my eyes", "I want to talk by email."]
    assert contact.moment is Moment.SAFE_CONTACT


@pytest.mark.parametrize("act", ["tell", "share", "affirm"])
def test_a_yes_with_more_words_keeps_them_and_asks_once_more(act: str) -> None:
    contact = beside_the_lines("my eyes", question="sharing.confirm", moment=Moment.SHARING)

    replies = hear(contact, "yes send. and Polish interpreter", act)

    assert said(replies) == ["utter_added"]
    assert list(replies or ())[-1] == Ask("sharing.confirm")
    assert contact.statements[-1].words == "Polish interpreter"
