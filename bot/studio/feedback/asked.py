"""Finding the questions in a spoken or typed turn, and what form each has.

A turn is cut into sentences, and each sentence is searched for the places where a question can begin: its start, what
follows a comma or a joining word, and anywhere that words stand in a question's order ("what do you", "are you"). So
questions are found without question marks, in half sentences and in the middle of long turns. The forms are those of
motivational interviewing's coding (MITI 4.2.1): a question that asks for one fact is closed, however it begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.studio.feedback.spelling import plain

OPEN, CLOSED, CHOICE, NONE = "open", "closed", "choice", "none"


@dataclass(frozen=True)
class Question:
    """One question of a turn.

    Attributes:
        form: ``open``, ``closed`` or ``choice``.
        start: where it begins in the turn, in characters.
        end: where it ends.
        is_tag: whether it only hangs on a statement ("isn't it?").
    """

    form: str
    start: int
    end: int
    is_tag: bool = False


_AUX = (
    r"(?:is|are|am|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|might|must|d[’']?you|d[’']?ya)"
    r"(?:n[’']?t)?"
)
_AUX_NOT = r"(?:isn|aren|wasn|weren|don|doesn|didn|haven|hasn|hadn|can|couldn|won|wouldn|shan|shouldn|mightn)[’']?t"
_ONE = (
    r"(?:you|u|ya|he|she|it|they|we|i|there|this|that|these|those|your|his|her|their|my|our|the|a|an|any|anyone|anybody|"
    r"anything|someone|somebody|something|everyone|everything|mum|dad|mam|nan|people|things|life|one|some|either|both|all)"
)
_CONTRACTED = r"(?:what|who|how|where|when|why)(?:[’']?s|[’']re|[’']d|[’']ll|[’']ve)"
_SUBJECT_VERB = (
    r"(?:else|about|if|kind|sort|type|types|kinds|sorts|part|parts|bit|would|might|could|will|can|brought|brings|bring|"
    r"makes?|made|helps?|helped|keeps?|kept|happens?|happened|matters?|mattered|works?|worked|gets?|got|goes|went|"
    r"changes?|changed|lifts?|worries|worried|stops?|stopped|led|leads|gives?|gave|came|comes?|takes?|tends?|feels?|felt|looks?|"
    r"knows?|cares?|visits?|lives?|calls?|rings?|means?|needs?|supports?|understands?|said|says|seems?|used|recharges?|bothers?|"
    r"interests?|drives?|motivates?|put|holds?|going|d[’']?you|d[’']?ya|u)"
)
_WH = r"(?:what|wot|how|why|who|whose|whom|where|when|which)"
_TELL = (
    r"(?:tell me|talk me through|talk to me about|talk about|describe|explain (?:to me )?(?:how|what|why|a|your)|say (?:a (?:bit|little) )?more|"
    r"walk me through|take me through|run me through|help me (?:to )?(?:understand|see)|paint me|give me (?:a|an|some) "
    r"(?:idea|sense|picture|example|feel|flavour|examples)|share (?:with me|a bit|some|what)|fill me in|let[’']?s hear|"
    r"think (?:back|about|of)(?= .*\bwhat\b)|imagine(?= .*\bwhat\b)|tell us|say some more|go on,? tell me|elaborate|expand on)"
)
_TELLING = (
    r"(?:tell(?:ing)?|say(?:ing)? (?:a (?:bit|little) |some )?(?:more|something|what|how)|describe|describing|explain(?:ing)?|talk(?:ing)? me through|help me|give me|giving me|shar(?:e|ing)|walk me|"
    r"take me|run me|fill me|expand|elaborate|let me know|paint)"
)
_FACT = re.compile(
    r"^(?:how (?:many|much(?! of (?:a|that)| better| happier| easier| worse)|old|often|long|far|big|tall|heavy|soon|regularly|frequently|recently|late|early)\b|"
    r"what time|what (?:day|date|year|month|age|dose|size|percentage|number)\b|how (?:is|do you spell)[^?]*\bspel|"
    r"when (?:did|were|was|are|is your|is the|is that|do|does|will|have|has)\b(?!.*\b(?:better|easier|best|happiest|calm|calmer|"
    r"well|good|good day|lighter|most|feel|let up|lift|lifts|little|bit)\b)|"
    r"(?:what|wot|who|which|where)(?:[’']?s|[’']re| is| was| are| were)? (?:your|the|his|her|their|ur)? ?(?:full |first |last |home |current |"
    r"new |own |usual |exact |main )?(?:name|date of birth|dob|d\.o\.b|address|post ?code|phone|telephone|mobile|email|number|gp|doctor|"
    r"surgery|next of kin|diagnosis|weight|height|age|nhs|national insurance|ni number|blood pressure|prescription|job title|"
    r"occupation|ethnicity|religion|marital status|landlord|social worker|emergency contact|reading|reference)\b|"
    r"(?:which|what) (?:doctor|surgery|hospital|school|ward|street|road|medication|medications|tablets|meds|day|week|days)\b|"
    r"who(?:[’']?s| is| are)? (?:your|the) (?:gp|doctor|next of kin|landlord|consultant|dentist)|where (?:do|did) you live|"
    r"where were you born|who do you live with|on a scale|what benefits|what services|what (?:medication|medicine|tablets))",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:(?:um+|uh+|er+|erm+|ah+|oh+|okay|ok|right|so|well|and|but|then|now|yeah|yes|yep|no|alright|all right|mm+|mhm|mm-hm+|hmm+|gosh|"
    r"i mean|you know|like|just|also|great|lovely|brilliant|good|thanks|thank you|sorry|actually|first|firstly|first of all|"
    r"let[’']?s see|i guess|i suppose|cool|fine|sure|perfect|wonderful|excellent|nice|look|hey|hi|hello|please|maybe|perhaps|"
    r"anyway|finally|lastly|next|or|because|cos|again|out of interest|just out of interest|um so|listen|fair enough|interesting|wow|"
    r"really|exactly|honestly|generally|overall|basically|obviously|apart from that|other than that|besides that|"
    r"in that case|for example|if i may|may i ask|can i ask|could i ask|can i just ask|might i ask|i[’']?d like to ask|"
    r"my (?:love|dear|darling|lovely|duck)|love|pet|duck|mate|dear|darling|tell me this)\b[\s,.…\-–—:;]*)"
)
_START = re.compile(rf"^(?:[\s,.…\-–—:;\"'‘“(*•]*{_FILLER})*[\s,.…\-–—:;\"'‘“(*•]*", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n…]+(?:\.(?=\d)[^.!?\n…]*)*(?:[.!?…]+[\"'”’)]*|\n|$)")
_JOIN = re.compile(
    r"[,;:–—]|\s-+\s|\b(?:and|but|so|or|because|cos|then|now|um+|erm*|uh+|okay|ok|right|well|like|yeah|"
    r"can i ask|could i ask|i mean|you know(?=,))\b",
    re.IGNORECASE,
)

_WH_ORDER = re.compile(
    rf"^(?:{_CONTRACTED}|(?:in |at |on |to |from |for |with |by |about |of )?{_WH}\b\s+(?:{_AUX}|{_AUX_NOT}|{_SUBJECT_VERB})\b|how come\b|"
    rf"(?:in |at |on |to |from |for |with |by |about |of )?{_WH}\b(?!\s+(?:you|i|we|they|he|she|it|that|a|an|lovely|awful|hard)\b)(?:\s+[\w’'-]+){{1,9}}?\s+(?:{_AUX}|{_AUX_NOT})\s+{_ONE}\b)",
    re.IGNORECASE,
)
_WH_ANY = re.compile(rf"^(?:in |at |on |to |from |for |with |by |about |of )?(?:{_WH}\b|{_CONTRACTED})", re.IGNORECASE)
_NOT_ASKED = re.compile(
    r"^(?:what (?:a|an|lovely|wonderful|matters is|helps is|works is|happens is|happens next|else is there to say|i|we)\b|how (?:lovely|wonderful|awful|"
    r"nice|hard|kind|sad|frustrating|exciting|brave|terrible|horrible)\b|what(?:[’']?s| is)? (?:important|happening|going to happen|clear|good|great|"
    r"interesting|lovely) is\b|when(?:ever)? (?:you|i|we|they|he|she|it|that|things|people|someone|your|the)\b|"
    r"where(?:as|ver)|however\b|whatever\b|which (?:is|was|means|makes|would|sounds|can|could|will|has|feels|must|shows|tells|takes|i)\b|"
    r"who(?:[’']?s| is| are| was)? (?:always|really|still|there for)\b)",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^(?!(?:have|do|had|has) (?:a|an|some|the|this|that|any(?:one|body|thing)?|it|one|my|your|our|people|life|both|all|i)\b)(?:{_AUX}|{_AUX_NOT})\s+(?:not\s+)?{_ONE}\b|^(?:shall we|may i|d[’']?you|d[’']?ya|dya)\b", re.IGNORECASE)
_YES_NO_ANY = re.compile(rf"^(?:{_AUX}|{_AUX_NOT})\s+\w", re.IGNORECASE)
_CONDITIONAL = re.compile(r"^(?:should you (?:need|want|wish|feel|decide|ever)|had (?:i|you|we)|were (?:i|you|we) to|may (?:it|he|she|they))\b", re.IGNORECASE)
_DO_NOT_YOU = re.compile(r"^don[’']?t you (?:worry|dare|fret|apologise|move|mind me|be )\b", re.IGNORECASE)
_ELLIPTIC = re.compile(r"^(?:any|anything|anyone|anybody|anywhere|ever|much|many|no)\b", re.IGNORECASE)
_TELL_START = re.compile(rf"^(?:(?:please|do|maybe|just|could be|so) )*{_TELL}\b", re.IGNORECASE)
_CAN_YOU_TELL = re.compile(
    rf"^(?:can|could|would|will|might|do)(?:n[’']?t)? (?:you|u|ya)(?: (?:please|just|maybe|perhaps|possibly|mind|like to|want to|care to|be willing to|"
    rf"be able to|be happy to|be ok to|feel able to|feel like|ask you to|get you to))* {_TELLING}\b",
    re.IGNORECASE,
)
_HEAR = re.compile(
    r"^(?:i(?:[’']?d| would|[’']?m| am|[’']?ll)?|we(?:[’']?d| would)?)(?: (?:really|also|just|quite|kind of|so))* (?:like|love|be interested|be keen|interested|curious|keen|want|wanted|"
    r"wonder|wondering|was wondering|were wondering|be curious|was curious|am curious|hoping|was hoping)(?: to)?(?: (?:really|just|maybe))*(?: (?:hear|know|understand|learn|find out|ask you|get a sense|talk|you to tell me|if you could tell me|"
    r"you could tell me))?\b.*?(?= |$)",
    re.IGNORECASE,
)
_HEAR_ASKS = re.compile(
    r"\b(?:hear|know|understand|learn|find out|sense of|tell me|curious|wonder|wondering|interested)\b[^.?!]{0,40}?\b(?:about|what|how|who|where|which|why|more|when|of)\b",
    re.IGNORECASE,
)
_WONDER_IF = re.compile(r"^(?:i|i[’']m|i am|i was|we were)(?: just| also)? ?(?:wonder|wondering|was wondering)(?: just)? (?:if|whether) (?:you|i|we|there|it|your|that)\b", re.IGNORECASE)
_WHETHER = re.compile(r"\b(?:tell|telling|ask|know|say) (?:me |us |you )?(?:whether|if|how (?:many|old|often|long|far)|your (?:name|date|address|age|postcode|email|phone|dob)|"
                      r"the (?:name|date|number|address)|what time|when you(?:[’']re| were)|where you live|yes or no|now,? do|have you|do you|are you|is it|did you)\b", re.IGNORECASE)
_SCALE = re.compile(r"\b(?:on a scale|(?:nought|zero|0|one|1)(?: to |-)(?:ten|10|five|5)|out of (?:ten|10|five|5))\b", re.IGNORECASE)
_LIKE_WHAT = re.compile(r"^\W*(?:such as|like what|meaning|as in|for (?:instance|example)|and|so|because|in what way)\W*$", re.IGNORECASE)
_NO_TELL = re.compile(r"^(?:tell me (?:to \w+|if (?:you|it|i|there)|when to|off\b|about it[.!]?$)|think (?:back|about|of)(?!.*\b(?:what|who|how|where)\b))", re.IGNORECASE)
_TAG = re.compile(
    rf"(?:[,\-–—]|(?<=\w))\s*(?:(?:{_AUX_NOT}|ain[’']?t)\s+(?:you|he|she|it|they|we|i)|(?<=[,\-–—] ){_AUX_NOT}\s+(?:there|that)|(?<=[,\-–—] )(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would)\s+(?:you|he|she|it|they|we|there)(?: not)?|"
    rf"innit|isnt it|(?:is that |have i got that |did i get that |am i )(?:right|about right|correct|fair)|(?:are|do) you not)\s*[?.!…]*\s*$",
    re.IGNORECASE,
)
_CHECK_TAG = re.compile(r"[,\-–—]\s*(?:right|yeah|yes|no|ok|okay|eh|correct|hey|huh)\s*\?+\s*$", re.IGNORECASE)
_BACKCHANNEL = re.compile(
    r"^(?:[\s,.\-–—]*(?:okay|ok|right|yeah|yes|yep|no|mm+|mm-?hm+|uh-?huh|hm+|huh|alright|all right|really|oh|oh really|is it|did you|do you|"
    r"are you|have you|was it|were you|does he|does she|did he|did she|you know|you know what i mean|see|eh|hello|well|but|good|great|sorry|pardon|you did|"
    r"you do|you are|ah|i see|sure|fair enough|wow)[\s,.\-–—?!]*)+$",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b(?!\s+(?:(?:not|so)\b|something(?! else| different)|anything|whatever|two|three|no\b|more\s*[?.]|less|nothing|anyone|anybody|what\b|that\b|owt|any\b|is it not|have you not)|\s*[?.!…]*\s*$)", re.IGNORECASE)
_PREFERS = re.compile(
    r"\b(?:rather|prefer|easier|better|best|first|would you like|would you want|do you want|d[’']?you want|shall|is it|was it|is that|was that|either|suits?|nearest|nearer|closer|choose|"
    r"pick|more of|more like|which|are you more|would it be|like to start|should (?:i|we)|which way|do you like (?:being|to|it)|are we talking|happier|want me to|best for|more from|more out of|reckon|it help(?: more)?|sooner|feel at your best|who'd you)\b"
    r"|\bor\s+(?:would|is|are|do|does|was|were|shall|should|did|have|has|can|could|will|more|rather|maybe|perhaps)\b",
    re.IGNORECASE,
)
_ASIDE_PART = re.compile(r"^\s*(?:isn[’']?t|aren[’']?t|doesn[’']?t|not|doesn|won[’']?t|isnt|doesnt|don[’']?t|hasn[’']?t|is not|are not)?\s*[?.!…]*\s*$", re.IGNORECASE)
_EMBEDS = re.compile(
    r"\b(?:know|tell|tells|told|wonder|see|understand|that[’']?s|thats|is|was|of|about|remember|exactly|matter|on|explain|find|show|shows|sure|say|said|"
    r"knows|knowing|decide|think|thinking|guess|hear|hearing|notice|noticed|to|for|at|in|with|by|from|figure out|out|into|imagine|ask|asked|like|got|get|no matter)\s*$",
    re.IGNORECASE,
)
_YOU_THINK = re.compile(r"^(?:do|would|did|can|could) (?:you|u) (?:think|reckon|say|feel|suppose|guess|imagine|know)\W*$", re.IGNORECASE)
_MAY_I = re.compile(r"^\W*(?:is it )?(?:ok|okay|all right|alright|mind) if (?:i|we)\b", re.IGNORECASE)
_ASKS_TO_ASK = re.compile(r"\b(?:if i (?:asked|ask)|to ask|me asking|i ask)(?: you)?\W*(?:\w+\W*)?$", re.IGNORECASE)
_WHICH = re.compile(r"^which (?:is|of (?:these|those|them|the (?:two|three))|one|ones|would|suits|sounds|appeals|feels|do you (?:prefer|fancy|want)|fits|way|first|shall|should)\b", re.IGNORECASE)
_IS_THAT_ALL_RIGHT = re.compile(r"^(?:would|is|will|does) (?:that|this|it) (?:be |sound |feel )?(?:ok(?:ay)?|all ?right|alright|fine|right|about right|fair|make sense|sound (?:right|ok|okay|fair)|work|for you|\s)+(?: with you| by you| for you)?[?.!…\s]*$", re.IGNORECASE)
_ANYWHERE = re.compile(
    rf"\b(?:(?P<wh>(?:what|wot|how|who|where|why|which|when)(?:\s+(?:{_AUX}|{_AUX_NOT})\s+(?:you|u|he|she|they|we|i|it|that|your|things|people|mum|dad|life|this)\b|(?:[’']s|s) (?:it like|that like|that been|going|been|she|he|they|it|your)\b|"
    rf"\s+(?:(?<=what )kind|(?<=what )sorts?) of\b|\s+(?:do|would|could) u\b|\s+about (?:your|you|the|at|when|mum|dad)\b|\s+(?:else|brings|brought|helps|matters)\b))|"
    rf"(?P<aux>(?:(?:do|are|have|were|d)(?:n[’']?t)?\s+(?:you|they)|(?:did|can|could|would|will)(?:n[’']?t)?\s+(?:you|he|she|they|it|there)|(?:does|is|has|was)(?:n[’']?t)?\s+(?:he|she|it|there))\b|shall we\b|may i\b|can i\b|could i\b)|"
    rf"(?P<tell>(?:can|could|would) (?:you|u) (?:please |just |maybe )?(?:tell|describe|explain|say)\b))",
    re.IGNORECASE,
)


def questions(text: str) -> list[Question]:
    """Return the questions of a turn in their order; small noises with a question mark ("okay?") are none.

    Args:
        text: the turn, as it was typed or written down.
    """
    mended = plain(text)
    found: list[Question] = []
    for sentence in _SENTENCE.finditer(mended.text):
        if sentence.group().strip():
            found.extend(_of_sentence(sentence.group(), sentence.start()))
    return [Question(each.form, mended.place(each.start), mended.place(each.end), each.is_tag) for each in found]


def form(found: list[Question]) -> str:
    """Return the form of the last question, or ``none``."""
    return found[-1].form if found else NONE


def is_multiple(found: list[Question]) -> bool:
    """Whether a turn asks two or more things; a tag on a statement beside a question does not make it two."""
    return sum(not each.is_tag for each in found) > 1


def _of_sentence(sentence: str, at: int) -> list[Question]:
    marked = "?" in sentence[-6:]
    if _BACKCHANNEL.match(sentence):
        return []
    if _MAY_I.match(sentence):
        return [Question(CLOSED, at, at + len(sentence.rstrip()))]
    starts = [] if _LIKE_WHAT.match(sentence) else _starts(sentence, marked=marked)
    ends = [*(begin for begin, _ in starts), len(sentence.rstrip())][1:]
    found = [Question(kind, at + start, at + end, bool(_IS_THAT_ALL_RIGHT.match(sentence[start:end]))) for (start, kind), end in zip(starts, ends, strict=True)]
    if found and _SCALE.search(sentence) and found[-1].form == OPEN and not re.match(r"why|how come", sentence[starts[-1][0] :], re.IGNORECASE):
        found[-1] = Question(CLOSED, found[-1].start, found[-1].end)
    found = [_chosen(each, sentence[each.start - at : each.end - at]) for each in found]
    if not found:
        tag = _TAG.search(sentence) or _CHECK_TAG.search(sentence)
        if tag and not (_CHECK_TAG.search(sentence) and _imperative(sentence)):
            return [Question(CLOSED, at + tag.start(), at + len(sentence.rstrip()), is_tag=True)]
        if marked:
            if _LIKE_WHAT.match(sentence):
                return [Question(OPEN, at, at + len(sentence.rstrip()))]
            begin = 0 if _OR.search(sentence) else _START.match(sentence).end()  # type: ignore[union-attr]
            return [_chosen(Question(CLOSED, at + begin, at + len(sentence.rstrip())), sentence[begin:], lone=True)]
    return found


def _imperative(sentence: str) -> bool:
    return bool(re.match(r"^\W*(?:take|try|have|just|let|don[’']?t|please|i[’']?ll|i[’']?m|we[’']?ll|come|sit|keep|give|ring|call)\b", sentence, re.IGNORECASE))


def _chosen(question: Question, words: str, *, lone: bool = False) -> Question:
    """Make a choice of a closed question that offers alternatives."""
    offered = _OR.search(words)
    which = re.match(r"(?:which|what)\b", words, re.IGNORECASE)
    if offered and re.match(r"(?:would you|do you|shall we) (?:like|want|prefer|rather)?", words, re.IGNORECASE) and _PREFERS.search(words):
        return Question(CHOICE, question.start, question.end, question.is_tag)
    if question.form == CHOICE or not offered or (question.form == OPEN and not (which and re.search(r"[,:–—-].*\bor\b", words))):
        return question
    if lone or _PREFERS.search(words) or (which and question.form == OPEN):
        return Question(CHOICE, question.start, question.end, question.is_tag)
    return question


def _starts(sentence: str, *, marked: bool) -> list[tuple[int, str]]:
    """Return where questions begin in a sentence, and their forms."""
    places = [0, *(join.end() for join in _JOIN.finditer(sentence))]
    found: dict[int, str] = {}
    for place in places:
        begin = place + _START.match(sentence[place:]).end()  # type: ignore[union-attr]
        kind = _kind(sentence[begin:], marked=marked, first=place == 0, before=sentence[:begin])
        if kind and begin not in found:
            found[begin] = kind
    for match in _ANYWHERE.finditer(sentence):
        if not _stands_alone(sentence, match, found):
            continue
        found[match.start()] = (_kind(sentence[match.start() :], marked=marked, first=False) or CLOSED) if not match["tell"] else OPEN
    return _apart(sentence, sorted(found.items()))


def _stands_alone(sentence: str, match: re.Match[str], found: dict[int, str]) -> bool:
    """Whether words in a question's order, met inside a sentence, are a question of their own."""
    start = match.start()
    if any(begin <= start for begin in found):
        return False
    before = sentence[:start]
    if _EMBEDS.search(before) or _DO_NOT_YOU.match(sentence[start:]):
        return False
    if match["aux"]:
        return not re.search(rf"\b(?:{_WH}|so|neither|nor|than|as|if|not|that|to|i|you|we|they|he|she|it|people|can|could|will|would|might|should|must|may|never|always|only|just|also|really|[’']ll|[’']d|n[’']t|who)\s*$", before, re.IGNORECASE) and not (
            _TAG.search(sentence) and _TAG.search(sentence).start() <= start  # type: ignore[union-attr]
        )
    return True


def _apart(sentence: str, starts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out what only rests on the question before it: "and what isn't", the tag of a question, alternatives."""
    kept: list[tuple[int, str]] = []
    for number, (start, kind) in enumerate(starts):
        rest = sentence[start : starts[number + 1][0] if number + 1 < len(starts) else len(sentence)]
        before = sentence[:start].rstrip(" ,")
        if kept and _ASIDE_PART.match(re.sub(rf"^{_WH}", "", rest, flags=re.IGNORECASE)):
            continue
        if kept and re.search(r"\bor$", before, re.IGNORECASE) and kept[-1][1] != OPEN:
            continue
        if kept and _YOU_THINK.match(rest):
            continue
        if kept and _ASKS_TO_ASK.search(sentence[kept[-1][0] : start]):
            kept[-1] = (start, kind)
            continue
        if kept and re.match(rf"^(?:{_AUX}|{_AUX_NOT})\s+(?:you|he|she|it|they|we)\s*[?.!…]*\s*$", rest, re.IGNORECASE):
            continue
        if kept and kept[-1][1] == OPEN and _TELL_START.match(sentence[kept[-1][0] :]) and re.match(rf"^{_WH}", rest, re.IGNORECASE):
            continue
        kept.append((start, kind))
    return kept


def _kind(rest: str, *, marked: bool, first: bool, before: str = "") -> str:
    """Return the form of a question that begins here; empty when none does."""
    return (
        _told(rest) or _wh(rest, marked=marked, first=first, before=before) or _yes_no(rest, marked=marked, first=first)
    )


def _told(rest: str) -> str:
    """Return the form of "tell me about", "can you tell me", "I'd love to hear"."""
    if _NO_TELL.match(rest):
        return ""
    if _TELL_START.match(rest) or _CAN_YOU_TELL.match(rest):
        return CLOSED if _WHETHER.search(rest[:60]) else OPEN
    if _WONDER_IF.match(rest):
        return CLOSED
    if _HEAR.match(rest) and _HEAR_ASKS.search(rest):
        return OPEN
    return ""


def _wh(rest: str, *, marked: bool, first: bool, before: str) -> str:
    if _NOT_ASKED.match(rest) and not (marked and re.match(r"^(?:how (?:hard|wonderful|nice|lovely) (?:would|is|was|has|does)|who|which (?:is|would|can|could|will))", rest, re.IGNORECASE)):
        return ""
    if re.match(r"^(?:why (?:don[’']?t|not)|why dont) (?:you|we|i|u)\b|^(?:how|what) about (?:we|i|you|\w+ing)\b|^what if\b", rest, re.IGNORECASE):
        return CLOSED if not re.match(r"^what if", rest, re.IGNORECASE) else OPEN
    if marked and not first and re.match(r"^(?:what|who|what else) \w+s\b", rest, re.IGNORECASE):
        return OPEN
    asked = _WH_ORDER.match(rest) or (marked and first and _WH_ANY.match(rest))
    if asked and not marked and not first and re.search(rf"\b(?:about|know|knows|of|see|hear|is|tell|understand|say) {_WH}", before, re.IGNORECASE):
        return ""
    if not asked or (not marked and _is_told(rest)):
        return ""
    if _WHICH.match(rest):
        return CHOICE
    return CLOSED if _FACT.match(rest) or _SCALE.search(rest) else OPEN


def _is_told(rest: str) -> bool:
    """Whether words that begin like a question go on as a statement: "what helps is", "what's happening is"."""
    return bool(re.match(rf"^{_WH}(?:[’']?s)?(?:\s+[\w’']+){{0,6}}\s+(?:is|was)\s+(?:that|to|a|the|you|we|going|just|this|when|if|called|by|get|making|really)\b", rest, re.IGNORECASE)) and not re.match(
        rf"^{_WH}\s+(?:is|was|are)\b", rest, re.IGNORECASE
    )


def _yes_no(rest: str, *, marked: bool, first: bool) -> str:
    if _DO_NOT_YOU.match(rest):
        return ""
    if _CONDITIONAL.match(rest) and not marked:
        return ""
    if _YES_NO.match(rest) and (marked or len(rest.split()) > 2):  # noqa: PLR2004
        return CLOSED
    if marked and _YES_NO_ANY.match(rest):
        return CLOSED
    if first and not marked and re.match(r"^you (?:still|got (?:any|a|kids|children|family|someone|anyone|somebody)|ok|okay|all right|alright|sleeping|eating|married|working|been (?:there|here|in|to))\b", rest, re.IGNORECASE) and len(rest.split()) <= 6:  # noqa: PLR2004
        return CLOSED
    short = len(rest.split()) <= 9  # noqa: PLR2004
    if _ELLIPTIC.match(rest) and first and (marked or (short and not re.search(r"\b(?:is|was|are|were|will|would|can|has|helps|goes|works|'s)\b", rest, re.IGNORECASE) and not re.match(r"^(?:any ?(?:way|time)|much|many|no|anybody would|anyone would)\b", rest, re.IGNORECASE))):
        return CLOSED
    return ""
