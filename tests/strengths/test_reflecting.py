"""What is said back of what somebody said: their own words, turned round, or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from benchmarks.conversation.script import read_residents
from bot.strengths.naming import mention
from bot.strengths.reflecting import reflect
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie
from bot.understanding.marked import Marked, read_marked

ROOT = Path(__file__).parents[2]

SAID = [
    ("i make walking sticks", "You make walking sticks."),
    ("me neighbour pops in and we have a brew", "Your neighbour pops in and you have a brew."),
    ("wool. and Emmerdale", "Wool, and Emmerdale."),
    ("telly", "Telly."),
    ("happy to help anyone", "You're happy to help anyone."),
    ("want people to stop asking", None),
    ("ive rang 6 times", "You have asked again and again."),
    ("we have asked four times now", "You have asked again and again."),
    ("they rang me three times", None),
    ("chapel till knees went", "Chapel till knees went."),
    ("our Brenda does my shopping of a friday", "Your Brenda does your shopping of a friday."),
    ("i can bake owt me", None),
    ("id love to get down the bowling green again", "You'd love to get down the bowling green again."),
    ("im up with the birds allus have been", None),
    ("owd Stan next door, he minds me key", "Owd Stan next door."),
    ("worked at pit then on the buses", "You worked at pit then on the buses."),
    ("knitting for the babies", "Knitting for the babies."),
    ("i do his meds and his meals and his washing", "You do his meds and his meals and his washing."),
    ("just want one night of sleep", "You just want one night of sleep."),
    ("my sister had him for the day and i washed my hair", "Your sister had him for the day and you washed your hair."),
    ("nobody tells you owt", None),
    ("you lot are useless", None),
    ("im useless me", None),
    ("im a burden to everyone", None),
    ("i hate myself", None),
    ("my husband died in the spring and the garden keeps me going", None),
    ("he hits me", None),
    ("my son takes my card", None),
    ("i feel like killing myself", None),
    ("Railway timetables from the 1970s.", None),
    ("I prefer written messages to phone calls.", "You prefer written messages to phone calls."),
    ("I notice mistakes that other people do not.", None),
    ("I have two friends online. This is enough.", "You have two friends online."),
    ("Please define 'more of'.", None),
    ("What do you mean by that?", None),
    ("headphones, a list, leaving early", "Headphones, a list, leaving early."),
    ("The reading room at the library", "The reading room at the library."),
    ("i like my job at the cafe", "You like your job at the cafe."),
    ("me and my mate Dave go bowling", "You and your mate Dave go bowling."),
    ("my key worker Sandra and my mum", "Your key worker Sandra and your mum."),
    ("i can do the bus on my own", "You can do the bus on your own."),
    ("some one to help with my letters", "Some one to help with your letters."),
    ("i want a dog", "You want a dog."),
    ("elvis and wrestling", "Elvis and wrestling."),
    ("day centre shut", "Day centre shut."),
    ("my nan. my old foster mum", "Your old foster mum."),
    ("doing nails for my mates", "Doing nails for your mates."),
    ("could do a talk for kids in care", None),
    ("tiktok n makeup", "Tiktok and makeup."),
    ("used to box", "You used to box."),
    ("idk", None),
    ("dunno", None),
    ("nothing", None),
    ("nobody", None),
    ("whatever", None),
    ("skip", None),
    ("none of your business", None),
    ("is this a robot", None),
    ("I am teacher maths", None),
    ("I speak Somali and small English", "You speak Somali and small English."),
    ("cook, and football", "Cook, and football."),
    ("my daughter have good news", None),
    ("Church on Sunday and college", "Church on Sunday and college."),
    ("we make patience", "You make patience."),
    ("i dont want anything", "You don't want anything."),
    ("we did the dancing together", "You did the dancing together."),
    ("I did all his accounts", "You did all his accounts."),
    ("just company at teatime", "Just company at teatime."),
    ("the girls are good and they have their own lives", "The girls are good and they have their own lives."),
    ("i talk to his photo", None),
    ("wife. she do too much", None),
    ("was joiner", None),
    ("fishing", "Fishing."),
    ("stroke club. good lads", "Stroke club, and good lads."),
    ("want drive", None),
    ("swimming with the twins when the hoist works", "Swimming with the twins when the hoist works."),
    ("i project manage my PAs", "You project manage your PAs."),
    ("baking, F1", None),
    ("happy to support other parents", "Happy to support other parents."),
    ("my ex is unreliable", "Your ex is unreliable."),
    ("scared youll take the kids", None),
    ("roofer by trade", "Roofer by trade."),
    ("tea at my mums", "Tea at your mums."),
    ("stay clean", None),
    ("boxing", "Boxing."),
    ("gym", "The gym."),
    ("the allotment lads", "The allotment lads."),
    ("somewhere away from that estate", "Somewhere away from that estate."),
    ("the dog keeps me going", "The dog keeps you going."),
    ("last time you cut my money", None),
    ("how do i know who reads this", None),
    ("she was a ward sister, she ran the place", "She was a ward sister, she ran the place."),
    ("her roses mainly", "Her roses mainly."),
    ("next door Pat checks the curtains", "Next door Pat checks the curtains."),
    ("she writes everything on the calendar", "She writes everything on the calendar."),
    ("he wont sleep so i dont", "He won't sleep so you don't."),
    ("he was in a big band", "He was in a big band."),
    ("i live 200 miles away", None),
    ("call me on 07700 900123", None),
    ("my email is a@b.com", None),
    ("<b>hello</b>", None),
    ("I'm tired of the paki next door", None),
    ("bloody council", None),
    ("shit day", None),
    ("i was a nurse for thirty years", None),
    ("i've got a new hip", "You've got a new hip."),
    ("we used to go to the coast every summer", "You used to go to the coast every summer."),
    ("I'd like to stay in my own home", "You'd like to stay in your own home."),
    ("i've kept the garden going", "You've kept the garden going."),
    ("still make my own bread", "You still make your own bread."),
    ("my brother and me watch the match", "Your brother and you watch the match."),
    ("me knees are bad", "Your knees are bad."),
    ("it keeps me sane", "It keeps you sane."),
    ("give me a person", None),
    ("tell them to ring me", None),
    ("can i come back to that", None),
    ("my mum", "Your mum."),
    ("my mam and her budgie", "Your mam and her budgie."),
    ("allotment", "The allotment."),
    ("library", "The library."),
    ("sister", "Your sister."),
    ("neighbour", "Your neighbour."),
    ("Bev", "Bev."),
    ("pigeons 😊", "Pigeons."),
    ("👍", None),
    ("lol my cats tbh", "Your cats."),
    ("honestly just the radio", "Just the radio."),
    ("well, we have a quiz on a Thursday", "You have a quiz on a Thursday."),
    ("yeah the choir", "The choir."),
    ("so i read to the little ones", "You read to the little ones."),
    ("i think my lad would like it", "You think your lad would like it."),
    ("i help my neighbour with his forms", "You help your neighbour with his forms."),
    ("i'm learning Welsh", "You're learning Welsh."),
    ("we're saving for a van", "You're saving for a van."),
    ("I've been trying to walk a bit further each day", "You've been trying to walk a bit further each day."),
    ("i taught myself the guitar", "You taught yourself the guitar."),
    ("i look after my wife", "You look after your wife."),
    ("we look after each other", "You look after each other."),
    ("i was always the one who fixed things", "You were always the one who fixed things."),
    ("we was dinner ladies together", "You were dinner ladies together."),
    ("i were a weaver", "You were a weaver."),
    ("I AM SO HAPPY IN MY GARDEN", "You are so happy in your garden."),
    ("MY DOG", "Your dog."),
    ("not bingo", None),
    ("bingo? no thanks", None),
    ("i cant stand bingo", "You can't stand bingo."),
    ("i don't like crowds", "You don't like crowds."),
    ("never been one for clubs", None),
    ("mum says she wants her own bed", "Mum says she wants her own bed."),
    ("dad loves his trains", "Dad loves his trains."),
    ("he likes to sit by the window", "He likes to sit by the window."),
    ("our Tom wants to ride the bus alone", "Your Tom wants to ride the bus alone."),
    ("people finish my sentences", "People finish your sentences."),
    ("the buses are no good round here", None),
    ("cooking", "Cooking."),
    ("cooking, sewing", "Cooking, sewing."),
    ("my faith", "Your faith."),
    ("prayer", "Prayer."),
    ("the mosque", "The mosque."),
    ("a job", "A job."),
    ("somewhere to sit at the shops", "Somewhere to sit at the shops."),
    ("a bus that turns up", "A bus that turns up."),
    ("a carer who stays for a chat", "A carer who stays for a chat."),
    ("someone to walk down with", None),
    ("to get back to bowls", "To get back to bowls."),
    ("to see the sea", "To see the sea."),
    ("to be left alone", "To be left alone."),
    ("more time with the grandchildren", "More time with the grandchildren."),
    ("sleep", "Sleep."),
    ("mornings", "Mornings."),
    ("early morning", "Early morning."),
    ("in the garden with a cup of tea", "In the garden with a cup of tea."),
    ("when the sun is out", "When the sun is out."),
    ("when my grandson rings", "When your grandson rings."),
    ("if the bus stopped nearer id manage", "If the bus stopped nearer you'd manage."),
    ("i owe the bank", None),
    ("i got sectioned", None),
    ("im an alcoholic", None),
    ("been sober a year", None),
    ("the stairs", "The stairs."),
    ("my chair by the window", "Your chair by the window."),
    ("i cook for the whole landing", "You cook for the whole landing."),
    ("we have a laugh", "You have a laugh."),
    ("i sing in the choir", "You sing in the choir."),
    ("i swim", "You swim."),
    ("i paint and i draw", "You paint and you draw."),
    ("music", "Music."),
    ("everyone knows me at the market", "Everyone knows you at the market."),
    ("the lads at the club save me a seat", "The lads at the club save you a seat."),
    ("my legs dont work but my head does", None),
    ("i can cook but i cant shop", "You can cook but you can't shop."),
    ("i miss my garden", "You miss your garden."),
    ("i've got three lads", "You've got three lads."),
    ("it was good", "It was good."),
    ("that", None),
    ("he did", None),
    ("when", None),
]
"""Messages, and what is said back of each when nobody looked for strengths in it."""


@pytest.mark.parametrize(("words", "said_back"), SAID)
def test_a_message_is_said_back_in_its_own_words_or_not_at_all(words: str, said_back: str | None) -> None:
    assert reflect(words, None) == said_back


@pytest.mark.parametrize(
    ("piece", "mentioned"),
    [
        ("my brother", "your brother"),
        ("our Karen", "your Karen"),
        ("the allotment", "the allotment"),
        ("me sheds", "your sheds"),
        ("fish", "fishing"),
        ("bake bread", "baking bread"),
        ("to get back to bowls", "getting back to bowls"),
        ("nurse", "being a nurse"),
        ("engineer", "being an engineer"),
        ("neighbour", "your neighbour"),
        ("library", "the library"),
        ("Dave", "Dave"),
        ("brass bands", "brass bands"),
        ("watch repair", "watch repair"),
        ("Mending clocks", "mending clocks"),
        ("My brother", "your brother"),
        ("Library", "the library"),
        ("Brighton", "Brighton"),
        ("BBC radio", "BBC radio"),
        ("bloody bingo", None),
        ("2 cats", None),
        ("you lot", None),
        ("a very long piece of what was said", None),
        ("not bingo", None),
        ("", None),
    ],
)
def test_a_piece_is_mentioned_as_a_thing(piece: str, mentioned: str | None) -> None:
    assert mention(piece) == mentioned


def heard(text: str, words: str, kind: Kind, holds: Holds = Holds.NOW, tie: Tie | None = None) -> StrengthHeard:
    start = words.index(text)
    return StrengthHeard(kind=kind, text=text, start=start, end=start + len(text), holds=holds, tie=tie)


NOT_SAID_BACK = [
    # slang tails, filler and stumbles
    "lol",
    "ngl",
    "init",
    "again",
    "off",
    "reads",
    "breath",
    "breathe",
    "fone",
    "the others",
    "all of it",
    "same again",
    "bit of both",
    "word for word",
    "for the third time",
    "For the SECOND time.",
    "for heaven's sake",
    "for goodness sake",
    "i mean no wait not that",
    "em erm you know",
    "shuts me head up init",
    # said to us: orders, and the chat itself
    "list them",
    "show",
    "show them all",
    "keep back",
    "i keep back",
    "take off the bit about our Sue",
    "take the money bit out",
    "leave that line out",
    "cross out the second part",
    "delete the church one",
    "ring me after tea",
    "stop asking",
    "skip",
    "copy that down",
    "go on then, talk",
    "ive got me slippers on so go on then, talk",
    "i will tell thee after",
    "letter come saying use this",
    "a leaflet came about it",
    "i have letter",
    "my niece said to try this",
    "the nurse gave me this address",
    "i want to talk to a real person",
    "id rather talk to somebody",
    "it's me again",
    "ill stop there for today",
    "got to go, bus is here",
    "good for me",
    # misspelt health words, and what is nobody's business
    "had a stoke in may",
    "befor stoke",
    "me mams demensha",
    "my arthuritis",
    "meetings at AA",
    "sponsor as in AA",
    "new catheter",
    # English that is being learnt is not said back as a sentence
    "i had stoke",
    "we have letter from doctor",
    "she got appointment",
    "i speak farsi",
    "i fix his tv no money",
    "i lost job",
    "my leg is pain",
    "i am not sleep",
    "my son play with friends",
    "shed say leave her be",
    "got told to use this",
    "my lad set this up",
    "home hard",
    "i feel bad",
    # dialect "me" at the end
    "id do the baking bit me",
    "im up at six me",
    # what somebody is ashamed of, or told badly of themselves
    "im rubbish at reading",
    "its humiliating",
    "just my mum and all we do is row",
]
"""Messages that hold nothing to be said back."""


@pytest.mark.parametrize("words", NOT_SAID_BACK)
def test_orders_filler_stumbles_and_misspelt_health_are_not_said_back(words: str) -> None:
    assert reflect(words, None) is None


SAID_BACK_RIGHT = [
    ("telly init", "Telly."),
    ("baking with my nan lol", "Baking with your nan."),
    ("gar gard the green house", "The green house."),
    ("allo allotm the allotment", "The allotment."),
    ("the fish fishi the fishing", "The fishing."),
    ("its lonely at night", "It's lonely at night."),
    ("its calm there", "It's calm there."),
    ("watches. mended em 30 year. eyes wont do it now", "You mended watches."),
    ("Whippets. Raced them all over.", "You raced whippets."),
    ("dry stone walls. built em till i was 70", "You built dry stone walls."),
    ("my walls. i painted em last week", "You painted your walls."),
    ("hands are too shaky now", "Your hands are too shaky now."),
    ("legs have gone", None),
    ("ran a sweet shop", "You ran a sweet shop."),
    ("I ran the bakery for nine years", "You ran the bakery for nine years."),
    ("five lads under me at the yard", "Five lads under you at the yard."),
    ("built me own shed", "You built your own shed."),
    ("help with the rent forms", "Help with the rent forms."),
    ("need help with my bags", "You need help with your bags."),
    ("my cat. Two friends", "Your cat, and two friends."),
    ("no its good. singing in the van", "Singing in the van."),
    ("someone to help me", "Someone to help you."),
    ("i'd like the lads to visit me", "You'd like the lads to visit you."),
    ("keep me own front door", None),
    ("i was very very happy there", "You were very very happy there."),
    ("he were a champion", "He were a champion."),
    ("we laughed all the way home", "You laughed all the way home."),
    ("I see my dad, my brother and the lads", "You see your dad, your brother and the lads."),
]
"""Messages whose reflection once went wrong, or easily could."""


@pytest.mark.parametrize(("words", "said_back"), SAID_BACK_RIGHT)
def test_what_is_said_back_is_the_half_that_matters_in_good_grammar(words: str, said_back: str | None) -> None:
    assert reflect(words, None) == said_back


def test_a_lone_word_out_of_many_is_said_back_only_as_a_strength() -> None:
    words = "scargill. never forgave him. darts"

    assert reflect(words, ()) is None
    assert reflect(words, (heard("darts", words, Kind.INTEREST),)) == "Darts."
    assert reflect("darts", ()) == "Darts."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("alright then. its about my evenings", "It's about your evenings."),
        ("could teach someone to turn a bowl", "You could teach someone to turn a bowl."),
    ],
)
def test_what_somebody_came_for_or_could_do_is_said_back(words: str, said: str) -> None:
    assert reflect(words, ()) == said


@pytest.mark.parametrize(
    ("words", "goal", "said"),
    [
        ("see my girls more", "see my girls more", "You would like to see your girls more."),
        ("get out of the house", "get out of the house", "You would like to get out of the house."),
        ("to see my grandkids", "see my grandkids", "You would like to see your grandkids."),
        ("walk my dog again", "walk my dog", "You would like to walk your dog again."),
    ],
)
def test_a_bare_hope_is_said_back_as_a_hope(words: str, goal: str, said: str) -> None:
    assert reflect(words, (heard(goal, words, Kind.GOAL),)) == said


def test_a_hope_that_leaves_open_of_what_is_not_said_back_half() -> None:
    assert reflect("see more", (heard("see more", "see more", Kind.GOAL),)) != "You would like to see more."


def test_the_hope_of_somebody_who_is_typed_for_is_not_said_to_be_the_typing_persons() -> None:
    words = "see the sea again"
    said = reflect(words, (heard("see the sea", words, Kind.GOAL),), said_by="someone_else")

    assert said is None or "you would" not in said.lower()


def test_a_hope_begins_with_a_small_letter_behind_to() -> None:
    words = "Stay with Mum"

    assert reflect(words, (heard("Stay with Mum", words, Kind.GOAL),)) == "You would like to stay with Mum."


def test_nothing_is_picked_out_of_words_about_this_chat() -> None:
    words = "nowt really. daughter in law said to try this"

    assert reflect(words, (heard("daughter in law", words, Kind.PERSON),)) is None


def test_a_hope_is_not_cut_down_to_its_verb() -> None:
    words = "finish my level 2"

    assert reflect(words, (heard("finish", words, Kind.GOAL),)) is None


def test_somebody_told_as_harmful_silences_the_rest() -> None:
    words = "my cousin is round every day. i like the radio"

    assert reflect(words, (heard("cousin", words, Kind.PERSON, tie=Tie.HARMFUL),)) is None
    assert reflect(words, (heard("cousin", words, Kind.PERSON, tie=Tie.SUPPORTIVE),)) is not None


def test_somebody_told_as_strained_is_not_named() -> None:
    words = "my brother is awkward. i like the radio"

    assert reflect(words, (heard("brother", words, Kind.PERSON, tie=Tie.STRAINED),)) == "You like the radio."


def test_what_is_denied_is_never_said_back_as_a_liking() -> None:
    words = "football"

    assert reflect(words, (heard("football", words, Kind.INTEREST, Holds.DENIED),)) is None


def test_what_is_over_is_not_said_back_as_if_it_were_now() -> None:
    words = "the choir at Bethesda"

    assert reflect(words, (heard("choir at Bethesda", words, Kind.COMMUNITY, Holds.PAST),)) is None


def test_somebody_who_types_for_another_is_not_told_that_it_is_their_own_life() -> None:
    assert reflect("used to paint", None) == "You used to paint."
    assert reflect("used to paint", None, said_by="someone_else") is None


def examples() -> list[Marked]:
    """Every message in the marked examples."""
    folder = ROOT / "bot" / "understanding" / "examples" / "strengths"
    return [message for path in sorted(folder.glob("*.txt")) for message in read_marked(path)]


def conversations() -> list[str]:
    """Every line that a person types in the written conversations, and whatever the written residents say."""
    lines: list[str] = []
    for path in (ROOT / "tests" / "conversations").rglob("*.yml"):
        for story in yaml.safe_load(path.read_text()).get("stories", ()):
            lines += [step["user"] for step in story["steps"] if "user" in step]
    return lines + [line.say for resident in read_residents() for line in resident.lines]


def said_back_of(message: Marked) -> str | None:
    strengths = tuple(
        StrengthHeard(
            kind=Kind(piece.kind),
            text=message.text[piece.start : piece.end],
            start=piece.start,
            end=piece.end,
            holds=Holds(piece.holds),
            role=piece.role or None,
            tie=Tie(piece.tie) if piece.tie else None,
        )
        for piece in message.strengths
    )
    return reflect(message.text, strengths)


NOT_TURNED = re.compile(r"(?<!\w)(?:i|i'm|im|my|myself|mine|our|ours|we|me|us)(?!\w)", re.IGNORECASE)
TURNED_OR_GLUE = re.compile(
    r"you|your|yours|yourself|yourselves|youre|youve|youd|youll|are|were|have|do|arent|werent|havent|dont|"
    r"the|and|with|to|want|would|like|it|being|an?|asked|again|\w+ing"
)


def test_every_reflection_is_short_turned_round_and_made_of_what_was_said() -> None:
    pairs = [(message.text, said_back_of(message)) for message in examples()]
    pairs += [(line, reflect(line, None)) for line in conversations()]
    told = [(words, said) for words, said in pairs if said is not None]

    assert len(told) > len(pairs) / 2, "most messages are said back"
    for words, said in told:
        assert not NOT_TURNED.search(said), (words, said)
        assert not re.search(r"\d|\?", said), (words, said)
        assert len(said.split()) <= 15, (words, said)
        assert said.endswith(".") and not said[0].islower(), (words, said)
        told_words = _plain_words(words.replace("I should", "I should would").replace("mine's", "mine is"))
        unexplained = {word for word in _plain_words(said) - told_words if f"{word}s" not in told_words}
        assert not [word for word in unexplained if not TURNED_OR_GLUE.fullmatch(word)], (words, said)


def _plain_words(text: str) -> set[str]:
    """The words of a text, without case and apostrophes."""
    return set(re.findall(r"\w+", re.sub("['\u2019\u2018]", "", text.lower())))


@pytest.mark.parametrize(
    "words",
    [
        "I am Halina. I need help for my husband",
        "My name is Walter Ames",
        "I not understand. I ask interpreter",
        "just write down ramp",
        "clocks for half the parish on a Sunday, it was my living. I repair them, you see",
    ],
)
def test_a_name_a_word_to_us_and_what_names_nothing_are_not_said_back(words: str) -> None:
    said = reflect(words, None) or ""

    assert not re.search(r"(?i)you are halina|your name|interpreter|write down|repair them", said)


def test_i_should_like_is_no_advice() -> None:
    assert reflect("I should like the house to be less quiet", None) == "You would like the house to be less quiet."


@pytest.mark.parametrize(
    "words", ["My english is small", "My husband hear but he not understand now", "He fall, I lift. My back is finish"]
)
def test_little_english_is_not_said_back(words: str) -> None:
    said = reflect(words, None) or ""

    assert not re.search(r"(?i)english is|husband hear|is finish", said)


@pytest.mark.parametrize(
    ("words", "said_back"),
    [
        ("he was such a clever man. he was a surveyor", "He was such a clever man."),
        ("he is my best mate", "He is your best mate."),
        ("we had a lovely time love", "You had a lovely time."),
        ("it was nice, like", "It was nice."),
        ("its my husband. he sings in the night", "He sings in the night."),
        ("I want to get the fuchsias out, my Harold built that greenhouse!", "You want to get the fuchsias out."),
        ("I could talk the hind legs off a donkey!", None),
    ],
)
def test_the_last_word_stays_where_it_belongs_and_two_sentences_are_not_said_as_one(
    words: str, said_back: str | None
) -> None:
    assert reflect(words, ()) == said_back


def test_a_saying_is_no_thing_to_ask_about() -> None:
    assert mention("talk the hind legs off a donkey") is None


@pytest.mark.parametrize(
    "words", ["He'd say I'm alright, leave me be", "she says I'm happy here", "he says my knees are good"]
)
def test_what_the_other_says_of_themselves_is_not_turned_to_whoever_types_for_them(words: str) -> None:
    said = reflect(words, (), said_by="someone_else")
    assert said is None or "you" not in said.lower().split()


def test_what_is_mine_is_said_back_as_yours() -> None:
    assert (
        reflect("He has six canaries and mine's the one that sings", None)
        == "He has six canaries and yours is the one that sings."
    )
