"""How a turn stands to the conversation before it: a new patient, a correction, a follow-up, a doubt, or on its own."""

import re
from decimal import Decimal

from assistant.conversation.memory import Conversation
from assistant.conversation.stated import Reading, Stated

_PERSON = r"(?:pt|pts|patient|lady|gentleman|man|woman|guy|girl|person|case|admission|referral)"
_NEW_PATIENT = re.compile(
    rf"\b(?:next|new|another|other|different|second|2nd) {_PERSON}\b|\bsomeone else\b|\bnext one\b|\b(?:his|her|their|your)? ?own (?:pt|patient)s?\b|\bdifferent (?:one|person)\b"
    rf"|\bback to (?:the |my |our )?(?:first|previous|other|earlier|last|one)\b(?: (?:one|{_PERSON}))?|\b(?:previous|first|earlier) {_PERSON}\b",
    re.IGNORECASE,
)
_ONLY_NEW_PATIENT = re.compile(
    r"\W*(?:ok(?:ay)?|right|now|thanks?|please|start|clear|reset|this is|it'?s|i have|for|a|an|the|my|next|new|another|other|different|"
    r"patient|pt|conversation|case|\W)+\W*",
    re.IGNORECASE,
)
_FORGET = re.compile(
    r"^\W*(?:please |ok(?:ay)?,? |actually,? |no,? )*(?:forget|clear|remove|drop|scrap|delete|start (?:over|again|afresh)|reset)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W*(?:sorry|oops|no\b|nope|actually|correction|i mean|i meant|wait|hang on|hold on|scratch that|my mistake|typo|make (?:it|that)|should (?:be|read))"
    r"|\b(?:i meant|i mean|meant|correction|typo|miscounted|misread|mistyped|wrong|actually|sorry|should (?:be|read|say)|not \d+(?:[.,]\d+)?\b)",
    re.IGNORECASE,
)
_OWN_SLIP = re.compile(
    r"\b(?:sorry|oops|meant|mean|typo|miscounted|misread|mistyped|my mistake|wrong chart|not \d)", re.IGNORECASE
)
_FOLLOW_UP = re.compile(
    r"^\W*(?:and|ok(?:ay)?|so|but|then|what about|how about|what if|if|same|also|or|now|suppose|in that case|next day|next cycle|the same)\b"
    r"|\b(?:same (?:patient|pt|one|again|for|dose|thing|question)|what about|how about|what if|instead|then\W*$|again\W*$)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:she|he|her|him|his|hers|they|them|their|it|that|this (?:patient|pt)|the (?:patient|pt)|my pt|pt)(?:'s)?\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"^\W*(?:but |and |ok(?:ay)? |so )?(?:why(?: (?:is|not|so|that|though|this))*(?: (?:that|this|it|so|\d+))?|how come|says who|sources?|reference|quote|citation|"
    r"where (?:does|do|did|is|are|was) (?:it|that|this|they|the (?:document|monograph|source))(?: \w+){0,4}|where(?:'s| is) (?:that|this|it)(?: \w+){0,4}|"
    r"how (?:do|did|does|can) (?:you|it|u) (?:get|know|work|calculate|arrive|come up)(?: \w+){0,4}|"
    r"which (?:page|section|document|source)(?: \w+){0,4}|show me (?:that|this|it|where|the (?:source|quote|text|wording|words|rule|row))(?: \w+){0,4}|"
    r"on what basis|according to (?:what|who|whom)|explain(?: (?:that|this|it|why))?|say (?:that|it) again|repeat(?: (?:that|it))?|what (?:does|do) (?:it|they) (?:actually )?say)\W*$",
    re.IGNORECASE,
)
_SOMEONE = r"(?:everyone|everybody|colleague|consultant|attending|boss|registrar|pharmacist|pharmacy|doctor|professor|senior|neurologist|fellow|nurse|team|label|fda|google|textbook|uptodate|h?a?ematologist|intensivist)"
_PUSHBACK = re.compile(
    r"\b(?:(?:are )?(?:you|u) (?:really |quite |absolutely )?(?:sure|certain|positive)|for real|really|i (?:\w+ )?(?:think|thought|believe|heard|read|remember|reckon|was told|disagree)|i(?:'m| am) (?:\w+ )?(?:sure|certain|telling|positive)|"
    r"(?:that|this|it)(?:'s| is| cannot be| can'?t be| can not be| does ?n'?t (?:look|sound|seem)| seems?| sounds?| looks?) (?:\w+ )?(?:right|wrong|true|correct|off|mistake)|isn'?t (?:it|that)|wasn'?t it|"
    rf"{_SOMEONE} (?:\w+ )?(?:says?|said|told|thinks?|wants?|uses?|does|insists?|swears?|recommends?|wrote|agrees?)|"
    r"we (?:always|usually|normally)|just (?:tell|give|say|confirm|agree|pick|choose|guess|answer)|agreed|pick one|you(?:'re| are) (?:wrong|mistaken)|no[,.]? it'?s|come on|trust me|double[- ]?check|check again|i insist|admit|last chance|confirm it|yes\?|surely|(?:is|was) (?:it |that )?(?:wrong|right|correct|incorrect)\b|should(?:n'?t| not)? (?:that|it|this|we) (?:not )?be|but the (?:article|summary|other document))\b",
    re.IGNORECASE,
)
_SAME_ASKED = re.compile(
    r"^(?:ok(?:ay)?|so|then|and|now|well|right|\W)*+(?:what(?:'s| is)? (?:the |his |her )?(?:dose|rate|action|plan|now|then|next)|what do (?:i|we) (?:do|give|run)(?: now| then)?|which dose|dose|how much(?: then| now)?|what should (?:i|we) (?:do|give)|(?:sorry,? )?what was (?:the|that|her|his) (?:dose|rate|answer|action)(?: again)?|(?:the )?dose again)(?: then| now| for (?:him|her|them))?\W*$",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:gone|resolved|recovered|settled|no longer|went away|better now|cleared|over|stopped|no more|disappeared|ruled out|after all)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*(?:ok(?:ay)?|great|perfect|good|fine|cheers|thanks?|thank you|ta|thx|got it|noted|understood|super|brilliant|lovely|right|cool|very|much|so|a lot|that(?:'s| is)?|helpful|all|good|for|now|then|bye|\W)+\W*",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"\b(?:she|her|hers|female|woman|lady|girl|mrs|ms)\b|(?<![\w.])\d{2,3}\s?(?:y/?o\s?)?f\b", re.IGNORECASE
)
_MALE = re.compile(
    r"\b(?:he|him|his|male|man|gentleman|guy|boy|mr)\b|(?<![\w.])\d{2,3}\s?(?:y/?o\s?)?m\b(?!\s?[²2])", re.IGNORECASE
)
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:and |so |but |ok(?:ay)? )*(?:whos?|what'?s?|whats|when|where|wheres|which|why|how|hows|is|are|does|do|did|can|could|should|would|will|must|may|has|have)\b",
    re.IGNORECASE,
)
_COUNTS = {
    "twice": 2,
    "two": 2,
    "second": 2,
    "2nd": 2,
    "three": 3,
    "third": 3,
    "3rd": 3,
    "thrice": 3,
    "once": 1,
    "several": 2,
    "multiple": 2,
}
_COUNT = re.compile(
    r"\b(?:twice|thrice|once|second|2nd|third|3rd|several|multiple|another|again|one more|two|three)\b(?! (?:look|opinion|time (?:lucky)?|thought|days?|hours?|weeks?|doses?))",
    re.IGNORECASE,
)
_SHORT_WORDS = 7
_VIGNETTE_FACTS = 2
_SAME_BODY = ("weight_kg", "height_cm", "bsa_m2")
_OF_A_VIGNETTE = ("weight_kg", "age_years", "height_cm", "bsa_m2", "cycle", "start_date")
# What a turn may ask to forget, by the words for it.
_FORGOTTEN_BY_WORD = {
    "weight": "weight_kg",
    "height": "height_cm",
    "bsa": "bsa_m2",
    "surface": "bsa_m2",
    "age": "age_years",
    "cycle": "cycle",
    "day": "day",
    "grade": "grade",
    "toxicity": "toxicity",
    "seizure": "seizures",
    "date": "start_date",
    "step": "dose_step",
    "indication": "indication",
    "mrd": "indication",
}


def begins_new_patient(question: str, reading: Reading, conversation: Conversation) -> bool:
    """Tell whether a turn speaks of another patient: it says so, age or sex are others, or it is a whole new case."""
    if _NEW_PATIENT.search(question):
        return True
    if is_correction(question) or not conversation.facts:
        return False
    age, sex = reading.stated.get("age_years"), sex_of(question)
    if age is not None and conversation.value("age_years") not in (None, age.value):
        return True
    if sex is not None and conversation.value("sex") not in (None, sex):
        return True
    if is_follow_up(question):
        return False
    other_body = any(
        name in reading.stated and conversation.value(name) not in (None, reading.stated[name].value)
        for name in _SAME_BODY
    )
    return other_body and sum(name in reading.stated for name in _OF_A_VIGNETTE) >= _VIGNETTE_FACTS


def is_only_new_patient(question: str) -> bool:
    """Tell whether a turn says nothing but that another patient follows."""
    return _NEW_PATIENT.search(question) is not None and _ONLY_NEW_PATIENT.fullmatch(question) is not None


def to_forget(question: str) -> tuple[str, ...] | None:
    """Return the inputs that a turn asks to forget, () for everything, None where it asks nothing such."""
    if not _FORGET.match(question) or _QUESTION.search(question):
        return None
    words = question.lower()
    return tuple(name for word, name in _FORGOTTEN_BY_WORD.items() if re.search(rf"\b{word}", words))


def is_correction(question: str) -> bool:
    """Tell whether a turn corrects what was said before."""
    return _CORRECTION.search(question) is not None


def corrects_plainly(question: str) -> bool:
    """Tell whether a turn corrects a slip of the user's own, not an answer."""
    return _OWN_SLIP.search(question) is not None


def is_follow_up(question: str) -> bool:
    """Tell whether a turn goes on from what was asked before, by its first words or a pronoun."""
    return _FOLLOW_UP.search(question) is not None or _PRONOUN.search(question) is not None


def is_elliptic(question: str) -> bool:
    """Tell whether a turn only changes something of what was asked before."""
    return _FOLLOW_UP.search(question) is not None or is_correction(question) or is_short(question)


def is_short(question: str) -> bool:
    """Tell whether a turn has so few words that it may lean on the one before."""
    return len(question.split()) <= _SHORT_WORDS


def is_question(question: str) -> bool:
    """Tell whether a turn asks something, by its first word or its mark."""
    return _QUESTION.search(question) is not None


def asks_again(question: str) -> bool:
    """Tell whether a turn asks for the same answer again: why, and where it is written."""
    return _AGAIN.match(question) is not None


def doubts(question: str) -> bool:
    """Tell whether a turn doubts the answer before."""
    return _PUSHBACK.search(question) is not None


def is_thanks(question: str) -> bool:
    """Tell whether a turn only thanks."""
    return _THANKS.fullmatch(question) is not None


def sex_of(question: str) -> str | None:
    """Return the sex of the person that a turn speaks of, None where it says none or both."""
    female, male = _FEMALE.search(question) is not None, _MALE.search(question) is not None
    return None if female == male else ("female" if female else "male")


def asks_the_same(question: str) -> bool:
    """Tell whether a turn asks once more what was asked, after something new was told ("so what dose?")."""
    return _SAME_ASKED.match(question) is not None


def tells_it_is_gone(question: str) -> bool:
    """Tell whether a turn tells that something is over."""
    return _GONE.search(question) is not None


def further_count(question: str, before: Decimal | None) -> Stated | None:
    """Return a number of seizures that a turn tells without naming them, counted on from the number before."""
    match = _COUNT.search(question)
    if match is None:
        return None
    word = match[0].lower()
    if word in ("another", "again", "one more"):
        return Stated("seizures", (before or Decimal(1)) + 1, match[0])
    return Stated("seizures", Decimal(_COUNTS[word]), match[0])
