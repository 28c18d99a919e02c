"""Look-ups that name nothing themselves and ask something new of the subject before: "can they be frozen?", "how long beforehand?"."""

import re

from assistant.conversation import following
from assistant.conversation.doubting import asks_why
from assistant.conversation.looking_again import (
    OF_NO_SUBJECT,
    asks_of_the_documents,
    has_no_subject,
    refers_back,
    span_of,
)
from assistant.conversation.requests import Calculate, HoldLength, LookUp
from assistant.conversation.signals import Text
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.vocabulary import Vocabulary, mentions, tokens

_MOST_WORDS = 16
_MOST_SUBJECTS = 3
_FEWEST_WORDS = 5
_LEADS = re.compile(
    r"^\W*(?:(?:and|so|but|then|ok(?:ay)?|also|well|thanks|cheers|great|cool|hmm+)\b\W*)+",
    re.IGNORECASE,
)
# The length of a cycle and of its break are said of cycles: each is asked for by its own words.
_OF_CYCLES = frozenset({"interval", "number_of_cycles"})
# What is asked of a subject rather than the subject, where another one is named.
_NO_SUBJECT = OF_NO_SUBJECT | {"continuous_infusion"}
_WEAK = frozenset({"revision", "escalation", "price", "infusion_rate"})
# Given in several situations, each with its own dose: which one is meant stands in the whole question before.
_OF_SEVERAL = frozenset({"dexamethasone"})
# Given for days to patients with many blasts: another dose than before each cycle.
_OF_A_PREPHASE = frozenset({"dexamethasone", "prephase"})
_CHECKED = frozenset({"toxicity", "test", "finding"})
_OF_THE_TEXTS = frozenset({"monograph", "summary", "cycle", "number_of_cycles", "maximum_dose"})
# Who is begun on the drug, and with what, is no question of when something is checked.
_BEGINS = re.compile(r"\b(?:start\w*|begin\w*|giv(?:e|en|ing)|treat\w*|active)\b", re.IGNORECASE)
_HOW_MANY_CYCLES = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then|well)\W+)*(?:how many|what(?:['’]s| is) the (?:max\w*|most|limit))\b(?! (?:mcg|micrograms?|mls?|days?|weeks?|hours?|bags?|kg|doses?|units?)\b)",
    re.IGNORECASE,
)
_OF_A_BAG = frozenset({"bag_7_day", "continuous_infusion"})
_HOW_OFTEN = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*(?:how (?:often|frequently|regularly)|when)(?: (?:is|are|do|does|should|to|we|i|it|they|that|those|them|be|done|taken|check\w*|repeat\w*))*\W*$",
    re.IGNORECASE,
)
# A dose that changes is no revision of a document.
_CHANGE_OF_DOSE = re.compile(
    r"\bdos(?:e|es|ing|age) (?:change|adjust\w*|reduc\w*|modif\w*)|\b(?:change|adjust|alter|modify) (?:of |in |to |the )*dos",
    re.IGNORECASE,
)
_WHICH_FORMULA = re.compile(r"\bformula", re.IGNORECASE)
_OF_ITS_DRUG = re.compile(
    r"\b(?:how (?:much|long|many|often)|what dose|which (?:drug|steroid|dose)|when)\b", re.IGNORECASE
)
# Words that ask of a thing, or are said of any thing, and name none.
_OF_ANYTHING = frozenset(
    tokens(
        "a an the any some this that these those it they them one ones we i you us me he she her his him who whom which what when where why how much many long often soon far early late "
        "is are was were be been being do does did has have had can could should would will shall must may might need needs want to of for in on at by with from as if or and not no yes "
        "before beforehand after afterwards afterward during until since prior then later earlier again still already ever too also either only just about around exactly roughly "
        "high highest higher low lowest greatest worst best most least more less long longest short start starts started begin stop stops end finish last lasts first second next every each other "
        "risk danger risky dangerous safe alright ok okay fine allowed possible recommended required necessary normal enough good bad important reason point rule exception exceptions "
        "watch look check checked monitor give given take get go keep done make mean follow repeat repeated continue count apply matter happen happens wait use used "
        "time times day days hour hours week weeks month months year years cycle cycles dose doses infusion treatment therapy course total altogether whole exactly patient patients people please then there here so iv po oral orally intravenous intravenously mouth route events event effects symptoms things thing kind kinds type types sort ones problems issues which lower reduce reduced change changed different same adjust adjusted"
    )
)


def same_subject(text: Text, last: LookUp | Calculate | HoldLength, vocabulary: Vocabulary) -> LookUp | None:
    """Return what a turn asks of the subject of the turn before, with that subject in words; None where it has its own or asks anew.

    The subject stands before the question, and not the whole question before: what is newly asked decides which statement answers.
    """
    words = None if asks_of_the_documents(text.question) else _subject(text, last, vocabulary)
    if words is None:
        return None
    if "monitoring" in last.asked.concepts and _HOW_OFTEN.match(text.question):
        # How often something is checked is no frequency of what it is checked for.
        words = f"{words} monitoring"
    question = f"{words}: {_LEADS.sub('', text.question)}"
    before = LookUp(last.look_up.question, last.asked)
    return LookUp(question, aspects_of(question, vocabulary), before=before, subject=words)


def without_lead(question: str) -> str:
    """Return a whole question without the words that only lead on to it ("so how many days is a cycle?")."""
    rest = _LEADS.sub("", question)
    return rest if following.is_question(rest) and len(rest.split()) >= _FEWEST_WORDS else question


def _subject(text: Text, last: LookUp | Calculate | HoldLength, vocabulary: Vocabulary) -> str | None:
    if len(text.question.split()) > _MOST_WORDS:
        return None
    if isinstance(last, Calculate):
        return _of_calculation(text, last) if following.is_question(text.question) else None
    if _asks_when_checked(text, last, vocabulary):
        return "monitoring"
    if isinstance(last, LookUp) and (_is_on_its_course(text, last) or _is_of_another_bag(text)):
        return last.subject or named(last.question, vocabulary)
    if not isinstance(last, LookUp) or not (_is_on_the_same(text, vocabulary) or _goes_on_after_why(text, last)):
        return None
    return last.subject or named(last.question, vocabulary)


def _is_of_another_bag(text: Text) -> bool:
    """Tell whether a turn asks the same of another bag, and names nothing else ("for the 7 day bag")."""
    is_bag = text.reading.stated.keys() == {"bag_hours"} and not text.reading.unclear
    return is_bag and following.is_short(text.question) and not text.asked.concepts - _OF_A_BAG


def _is_on_its_course(text: Text, last: LookUp) -> bool:
    """Tell whether a question names a grade, and no toxicity, after one on a single toxicity ("and if it never gets below grade 3?")."""
    names_none = not text.toxicities and not text.asked.concepts - _NO_SUBJECT - {"escalation"}
    is_asked = following.is_question(text.question) or "?" in text.question
    return len(last.asked.toxicities) == 1 and bool(text.asked.grades) and names_none and is_asked


def _of_calculation(text: Text, last: Calculate) -> str | None:
    """Return what a calculation before was on, where a turn asks of its drug or of its formula."""
    calculators = {w.calculator for w in last.wanted}
    if calculators == {"prephase"} and _OF_ITS_DRUG.search(text.question) and not text.reading.stated:
        is_of_it = text.asked.concepts <= OF_NO_SUBJECT | {"dexamethasone", "prephase"}
        return "prephase dexamethasone" if is_of_it else None
    if calculators == {"dose"} and _HOW_MANY_CYCLES.match(text.question) and not text.asked.concepts - _OF_THE_TEXTS:
        return "number of cycles"
    bag = next((w.inputs["bag_hours"] for w in last.wanted if "bag_hours" in w.inputs), None)
    if bag is not None and calculators == {"infusion"} and _asks_of_the_bag(text):
        return f"{bag.words} bag"
    row = next((w.inputs for w in last.wanted if "toxicity" in w.inputs), None)
    if row is not None and text.asked.concepts == {"dexamethasone"} and not text.toxicities and not text.reading.stated:
        return row["toxicity"].words
    if _asks_of_its_grade(text, last):
        return "liver tests"
    has_formula = any("formula" in w.inputs or w.calculator == "bsa" for w in last.wanted)
    has_surface = has_formula or any({"bsa_m2", "height_cm"} & w.inputs.keys() for w in last.wanted)
    return "BSA" if has_surface and _WHICH_FORMULA.search(text.question) else None


def _asks_of_its_grade(text: Text, last: Calculate) -> bool:
    """Tell whether a turn after liver values asks for the row of a grade, which the liver's row does not have."""
    is_liver = all(w.calculator == "liver" for w in last.wanted)
    return is_liver and bool(text.asked.grades) and not text.asked.concepts - _NO_SUBJECT - {"other_toxicity"}


def _asks_of_the_bag(text: Text) -> bool:
    """Tell whether a turn after a rate asks something of its bag, and names nothing else ("and who can't have it?")."""
    return refers_back(text.question) and not text.asked.concepts - _NO_SUBJECT and not text.reading.stated


def _asks_when_checked(text: Text, last: LookUp | HoldLength, vocabulary: Vocabulary) -> bool:
    """Tell whether a short turn after a question on monitoring asks how often another thing is checked ("how often the LFTs")."""
    if "monitoring" not in last.asked.concepts or "monitoring" in text.asked.concepts:
        return False
    named = text.asked.concepts - OF_NO_SUBJECT
    if _BEGINS.search(text.question):
        return False
    is_checked = bool(named) and all(vocabulary.kind_of(concept) in _CHECKED for concept in named)
    return is_checked and following.is_short(text.question) and not text.asked.grades


def _is_on_the_same(text: Text, vocabulary: Vocabulary) -> bool:
    """Tell whether a turn names no thing of its own: it is made of words that ask, and of such as say what is asked."""
    refers = refers_back(text.question)
    stated = text.reading.stated.keys() - ({"day", "cycle"} if refers else set())
    named = text.asked.concepts - _NO_SUBJECT - ({"escalation"} if refers else set())
    named = named - ({"revision"} if _CHANGE_OF_DOSE.search(text.question) else set())
    if named or text.asked.grades or stated or (text.asked.cycles and not refers):
        return False
    refers = refers and following.is_question(text.question)
    return refers or has_no_subject(text) or _is_of_anything(_LEADS.sub("", text.question), vocabulary)


def _goes_on_after_why(text: Text, last: LookUp) -> bool:
    """Tell whether a cycle or a day alone follows a question for the reason ("why?", "cycle 3?"): the thing is asked for of it, not the reason."""
    is_bare = not text.asked.concepts - OF_NO_SUBJECT and not text.toxicities and following.is_short(text.question)
    asked_why = last.subject is not None and asks_why(last.question.partition(": ")[2])
    return asked_why and is_bare and bool(text.asked.cycles or "day" in text.reading.stated)


def _is_of_anything(question: str, vocabulary: Vocabulary) -> bool:
    words = tokens(question)
    for mention in mentions(question, vocabulary):
        words[mention.first_token : mention.first_token + mention.token_count] = [""] * mention.token_count
    return set(words) <= _OF_ANYTHING | {""}


def named(question: str, vocabulary: Vocabulary) -> str | None:
    """Return the subjects that a question names, in its own words; None where it names none, or many."""
    if {mention.concept for mention in mentions(question, vocabulary)} >= _OF_A_PREPHASE:
        return "prephase dexamethasone"
    found = [m for m in mentions(question, vocabulary) if m.concept not in _NO_SUBJECT]
    found = [m for m in found if m.concept not in _WEAK] or found
    concepts = {m.concept for m in found}
    if not found or len(concepts) > _MOST_SUBJECTS or concepts <= _OF_CYCLES | _OF_SEVERAL:
        return None
    words: list[str] = []
    for mention in found:
        if mention.concept in concepts:
            concepts.discard(mention.concept if mention.concept != "reference" else "")
            start, end = span_of(question, mention)
            words.append(question[start:end])
    return " ".join(words)
