"""Look-ups that lean on the one before: another subject in its place, one more beside it, or no subject of their own."""

import re
from collections.abc import Sequence

from assistant.conversation import following
from assistant.conversation.memory import Conversation
from assistant.conversation.opposites import of_the_opposite
from assistant.conversation.organs import impaired_organ, of_another_severity
from assistant.conversation.requests import Calculate, HoldLength, LookUp, Wanted
from assistant.conversation.signals import ABOUT_THINGS, Text
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.vocabulary import Mention, Vocabulary, mentions, tokens

OF_NO_SUBJECT = frozenset(
    {
        "blinatumomab",
        "dose",
        "cycle",
        "adverse_effects",
        "monitoring",
        "grading",
        "hold",
        "restart",
        "discontinue",
        "warning",
        "summary",
        "monograph",
    }
)
"""Concepts that say what is asked of a subject, and name none themselves."""

OF_ANOTHER_DRUG = frozenset(
    {
        "dexamethasone",
        "premedication",
        "prephase",
        "antipyretic",
        "antiemetic",
        "tocilizumab",
        "anakinra",
        "narrow_index_drugs",
        "pjp_prophylaxis",
        "herpes_prophylaxis",
        "antimicrobial",
        "intrathecal",
    }
)
"""Concepts of other drugs: after a look-up on one of them "what dose?" asks for its dose."""

_OF_SOME_PEOPLE = frozenset({"elderly", "renal_impairment", "hepatic_impairment"})
_SUBJECTS = frozenset({"toxicity", "test", "drug", "population", "procedure", "equipment", "disease", "finding"})
_FRAGMENT = re.compile(
    r"^\W*(?:(?:and|or|so|but|also|then|ok(?:ay)?|what about|how about)\W+)*(?:(?:for|in|with|to|of)\s)?(?:(?:the|a|an|her|his)\s)?"
    r"(?P<core>[a-z][\w-]*(?:[ /](?:and )?[\w-]+){0,2}?)(?: then)?\W*$",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:as well|too|also|either|on top(?: of (?:it|that))?|concurrent\w*|concomitant\w*|simultaneous\w*|alongside|in addition|along side|going on (?:too|as well)|together with it|along(?:side)? with (?:it|that|this|them)|in the mix|on board (?:too|as well)|at the same time)\b",
    re.IGNORECASE,
)
_WITHOUT_SUBJECT = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|for|after|within|from|over|by)\W+)*(?:how (?:long(?: (?:a|an) (?:break|gap|pause|interruption|stop|delay))?|often|soon|much|many(?: (?:days|hours|hrs|weeks|times|minutes))?|far|early|late)|when|until when|since when|which(?: ones?)?|(?:which|what) (?:days?|weeks?|period)|who|what (?:time|for)|(?:what|which|at what|by what|in what|by which) (?:dose|dosage|route|strength|kind|type|sort|one|drugs?|product|agents?|medication|medicine|test|guideline|unit|frequency|interval|schedule)s?)"
    r"(?:\W+(?:(?:after |before |until )?the (?:last|final|first) (?:dose|infusion|bag|cycle|treatment)|before(?:hand)?|after(?:wards)?|for|in advance|ahead|(?:is|was|are) the (?:cut[- ]?off|limit|window|minimum|maximum|gap|deadline|latest|earliest|rule)|off|stopped|on hold|interrupted|interruption|of (?:a |an )?(?:break|gap|pause|interruption)|without (?:it|drug|blin\w*|infusion)|needed|required|matters?|counts?|it|the (?:most )?(?:critical|important|dangerous|risk(?:y|iest)|worst|crucial|relevant|key)(?: (?:ones?|time|days?|part))?|most|worst|is|are|does|do|should|must|can|apart|then|exactly|prior|later|given|be|i|we|last|in total|altogether|overall|at most|go on|to (?:give|do|wait))){0,4}\W*$",
    re.IGNORECASE,
)
_DUMMY_IT = re.compile(
    r"\b(?:is|was|would|will|can|could|should) it (?:be )?(?:\w+ )?(?:ok(?:ay)?|safe|possible|allowed|necessary|true|better|fine|correct|right|normal|common|advisable|permitted|needed|important) (?:to|that|if|for|with)\b|\bit(?:'s| is) (?:\w+ )?(?:ok(?:ay)?|safe|possible|allowed|fine) (?:to|that|if|for)\b|\b(?:say|says|think|thought|told|sure|know|so|mean|means|given|all|than|hope) that\b",
    re.IGNORECASE,
)
_OF_THE_DOCUMENTS = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*(?:(?:what|does|do|did|how|would|will|is there|are there|what about|how about)\W+)*(?:(?:the|that|this|your|any|two|both|other|second|ai|ai[- ]written|written|unreviewed|which|of)\s+)*"
    r"(?:summary|monograph|article|documents?|sources?|one|papers?|texts?)(?:\s+(?:all|both|also|really|actually|even))*\s+(?:say|agree|differ|disagree|mention|tell|think|recommend|suggest|state|put|write)\w*"
    r"(?:\s+(?:about|on|with|of|us|me|that|it|this|the same|something|anything|else|otherwise|different(?:ly)?|so|too|as well|then|there|each other|here))*\W*$"
    r"|^\W*(?:(?:and|so|but|ok(?:ay)?|then|what about|how about|or|same in|in|what does|what would|what did)\W+)*(?:(?:the|that|your|other|second|ai|ai[- ]written|unreviewed)\s+)*(?:summary|article|(?:other|second) (?:document|source|paper|one))(?:['’]s)?(?:\s+(?:give|gives|use|do|have|want|version|dose|rule|view|take|too|as well|then|there|here|one))*\W*$",
    re.IGNORECASE,
)
_IF_NOT_DONE = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*(?:what (?:happens |then )?)?(?:if|when|should)\s+(?:(?:i|we|you|they|she|he|one|the \w+)\s+)?(?:do(?:es)?|did|not|do ?n['’]?t|does ?n['’]?t|did ?n['’]?t|ca ?n['’]?t|cannot|forget|forgot)(?:\s+(?:that|it|so|anyway|this))*\W*$"
    r"|^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:why not|otherwise|what otherwise|if not)\W*$",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_REFERENCE = 12
_NO_THING = frozenset(
    [
        "tho",
        "though",
        "guy",
        "guys",
        "boss",
        "mate",
        "folks",
        "pal",
        "buddy",
        "doc",
        "dude",
        "meanwhile",
        "daytime",
        "bedtime",
        "pls",
        "plz",
        "plse",
        "hmm",
        "huh",
        "eh",
        "um",
        "lol",
        "yeah",
        "yep",
        "nope",
        "ok",
        "okay",
    ]
)
_HOW_MANY = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*how many(?P<rest>(?: (?:in (?:total|all)|altogether|overall|at most|max(?:imum)?|then|is that|are there))*)\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?P<noun>cycles?|bags?|seizures?|weeks?|days?|doses?)\b", re.IGNORECASE)
_HEAD = re.compile(r"[^?]*\??")
_MOST_WORDS = 14
_IT = re.compile(r"\b(?:it|that|this|these|those|they|them)\b", re.IGNORECASE)
_EFFECTS = frozenset({"adverse_effects"})
_GRADED = frozenset({"grade", "seizures", "confirmed", "days_to_resolve", "days_held", "hours_interrupted"})


def look_up_again(
    text: Text, own: Sequence[Wanted], conversation: Conversation, vocabulary: Vocabulary
) -> LookUp | None:
    """Return the look-up before with another subject ("and LFTs?") or one more ("with CRS as well?"), None where it is neither."""
    last = conversation.last
    if (
        not isinstance(last, LookUp)
        or not (following.is_short(text.question) or _adds_briefly(text.question))
        or text.reading.stated.keys() - {"cycle", "day"}
    ):
        return None
    counted = counted_again(text, last, vocabulary)
    if counted is not None:
        return counted
    if not all(w.calculator == "modification" and not _GRADED & w.inputs.keys() for w in own):
        return None
    names_one = text.asked.concepts - OF_NO_SUBJECT or text.asked.cycles or "day" in text.reading.stated
    of_the_same = is_of_the_same_people(text, last)
    if _ADDS.search(text.question) and names_one and not _tells_of_a_patient(text) and not of_the_same:
        return _other_drug(text, last, vocabulary) or _both(text, last, vocabulary)
    of_a_drug = bool(last.asked.concepts & OF_ANOTHER_DRUG) and not _tells_of_a_patient(text)
    is_of_a_row = bool(own) and not of_a_drug and not ABOUT_THINGS.search(last.question)
    if is_of_a_row or of_the_same:
        return None
    # A fragment before is no question in which a thing could be put in the place of another.
    return None if last.leans else _of_another(text, last, vocabulary)


def is_of_the_same_people(text: Text, last: LookUp | Calculate | HoldLength) -> bool:
    """Tell whether a turn names a toxicity after a question on the elderly or the impaired: it is asked of these."""
    named = text.asked.toxicities | (text.asked.concepts & _EFFECTS)
    return bool(named) and text.asked.concepts <= named and bool(last.asked.concepts & _OF_SOME_PEOPLE)


def effects_in_these(text: Text, last: LookUp, vocabulary: Vocabulary) -> LookUp | None:
    """Return the question on adverse effects in the people of the question before ("more side effects though?"), by their name."""
    named = [m for m in mentions(last.question, vocabulary) if m.concept in _OF_SOME_PEOPLE]
    if not text.asked.concepts & _EFFECTS or not named:
        return None
    start, end = span_of(last.question, named[0])
    question = f"{last.question[start:end]}: {text.question}"
    return LookUp(question, aspects_of(question, vocabulary), before=LookUp(last.question, last.asked))


def _adds_briefly(question: str) -> bool:
    """Tell whether a turn adds a thing to what was asked in a few more words ("what if there is CRS going on too")."""
    return _ADDS.search(question) is not None and len(question.split()) <= _MOST_WORDS_OF_A_REFERENCE


def _both(text: Text, last: LookUp, vocabulary: Vocabulary) -> LookUp:
    first = last.before if last.leans and last.before is not None else last
    both = f"{_HEAD.match(first.question)[0]} {text.question}"  # type: ignore[index]  # the pattern matches any text
    return LookUp(both, aspects_of(both, vocabulary))


def core_of(question: str) -> str | None:
    """Return the thing that a fragment names ("and HIV?"), None where a turn is no fragment, or names nobody but the reader."""
    match = _FRAGMENT.match(question)
    if match is None or match["core"].split()[-1].lower() in _NO_THING:
        return None
    core: str = match["core"]
    return core


def has_no_subject(text: Text) -> bool:
    """Tell whether a question names nothing that it is about ("how long after?", "so we can skip it?", "and the summary?")."""
    if text.asked.concepts - OF_NO_SUBJECT or len(text.question.split()) > _MOST_WORDS_OF_A_REFERENCE:
        return False
    if following.is_short(text.question) and _WITHOUT_SUBJECT.match(text.question):
        return True
    if _OF_THE_DOCUMENTS.match(text.question) or _IF_NOT_DONE.match(text.question):
        return True
    return following.is_question(text.question) and refers_back(text.question)


def asks_of_the_documents(question: str) -> bool:
    """Tell whether a turn asks what the documents say, and names nothing else: it is of the whole question before."""
    return _OF_THE_DOCUMENTS.match(question) is not None


def refers_back(question: str) -> bool:
    """Tell whether a turn speaks of something before by a pronoun; the "it" of "is it safe to" stands for nothing."""
    return _IT.search(_DUMMY_IT.sub(" ", question)) is not None


def counted_again(text: Text, last: LookUp, vocabulary: Vocabulary) -> LookUp | None:
    """Return how many there are of what the question before counted or spoke of ("how many in total?"), None where it is not asked."""
    match = _HOW_MANY.match(text.question)
    counted = _COUNTED.search(last.question)
    if match is None or counted is None:
        return None
    noun = counted["noun"].lower().rstrip("s")
    question = f"how many {noun}s{match['rest']}?"
    return LookUp(question, aspects_of(question, vocabulary), before=LookUp(last.question, last.asked))


def _tells_of_a_patient(text: Text) -> bool:
    return text.patient and not following.is_question(text.question)


def _of_another(text: Text, last: LookUp, vocabulary: Vocabulary) -> LookUp | None:
    """Return the question before with the one subject of a fragment in the place of its own."""
    match = _FRAGMENT.match(text.question)
    if (organ := impaired_organ(text.question, last)) is not None:
        return LookUp(organ, aspects_of(organ, vocabulary))
    if (opposite := of_the_opposite(text.question, last)) is not None:
        return LookUp(opposite, aspects_of(opposite, vocabulary), before=LookUp(last.question, last.asked))
    if match is not None and (severity := of_another_severity(match["core"], last)) is not None:
        return LookUp(severity, aspects_of(severity, vocabulary), before=LookUp(last.question, last.asked))
    # "IV or PO?" asks which of two.
    asks = match is None or " or " in match["core"] or following.is_question(match["core"])
    if match is None or asks or not _subjects(match["core"], vocabulary):
        return None
    before = _of_the_kind(
        _subjects(last.question, vocabulary) if last.subject is None else [], match["core"], vocabulary
    )
    is_one_question = last.question.rstrip(" ?").count("?") == 0 and len(last.question.split()) <= _MOST_WORDS
    if not is_one_question or len({mention.concept for mention in before}) != 1:
        return None
    start, end = span_of(last.question, before[0])
    question = f"{last.question[:start]}{match['core']}{last.question[end:]}"
    return LookUp(question, aspects_of(question, vocabulary), before=LookUp(last.question, last.asked))


def _of_the_kind(before: list[Mention], core: str, vocabulary: Vocabulary) -> list[Mention]:
    """Return those subjects before that are of the kind of the new one, where there are several: "tocilizumab for CRS?", "for ICANS"."""
    if len({mention.concept for mention in before}) <= 1:
        return before
    kind = vocabulary.kind_of(_subjects(core, vocabulary)[0].concept)
    return [mention for mention in before if vocabulary.kind_of(mention.concept) == kind]


def _other_drug(text: Text, last: LookUp, vocabulary: Vocabulary) -> LookUp | None:
    """Return the question on another drug by itself ("paracetamol too?"): what was asked of the drug before need not be asked of it."""
    match = _FRAGMENT.match(_ADDS.sub("", text.question))
    named = _subjects(match["core"], vocabulary) if match is not None else []
    is_drug = len(named) == 1 and vocabulary.kind_of(named[0].concept) == "drug"
    if match is None or not is_drug or named[0].concept in last.asked.concepts or last.asked.toxicities:
        return None
    return LookUp(match["core"], aspects_of(match["core"], vocabulary), before=LookUp(last.question, last.asked))


def _subjects(text: str, vocabulary: Vocabulary) -> list[Mention]:
    return [
        mention
        for mention in mentions(text, vocabulary)
        if vocabulary.kind_of(mention.concept) in _SUBJECTS and mention.concept not in OF_NO_SUBJECT
    ]


def span_of(text: str, mention: Mention) -> tuple[int, int]:
    """Return from where to where the words of a mention stand in a text."""
    words: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", text):
        end = match.end() - (len(match[0]) - len(match[0].rstrip("?.,;:!")))
        words += [(match.start(), end)] * len(tokens(match[0]))
    last = mention.first_token + max(mention.token_count, 1) - 1
    return words[mention.first_token][0], words[min(last, len(words) - 1)][1]
