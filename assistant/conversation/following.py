"""How a turn stands to the conversation before it: a correction, a follow-up, thanks, or on its own."""

import re
from decimal import Decimal

from assistant.conversation.numerals import WORDS, number_of
from assistant.conversation.stated import Stated

_FORGET = re.compile(
    r"^\W*(?:please |ok(?:ay)?,? |actually,? |no,? )*(?:forget|clear(?![- ]?head)|remove|drop|scrap|delete|start (?:over|again|afresh)|reset)\b",
    re.IGNORECASE,
)
# "Ok scrap that, c5 d30": only what was said last is taken back.
_TAKES_BACK = re.compile(
    r"^\W*(?:please |ok(?:ay)?,? |actually,? |no,? )*(?:forget|scrap|drop|strike|delete) (?:that|it|that one|the last one)\s?[,;:.–-]{1,2}\s?(?=(?:\w+\s){0,3}\D{0,2}\d)(?![^.?!]*\b(?:patient|pt|lady|gentleman|man|woman)\b)",
    re.IGNORECASE,
)
_BEGINS_ANEW = re.compile(r"^[^.;:!\d]{3,60}[.;:!–-]\s{1,2}(?=\S.{2})", re.DOTALL)
_CORRECTION = re.compile(
    r"^\s*\*\s?\d|^\W*(?:sorry|oops|no\b|nope|actually|correction|i mean|i meant|wait|hang on|hold on|scratch that|my mistake|typo|make (?:it|that)|should (?:be|read))"
    r"|\b(?:i meant|i mean|(?<!is )(?<!are )(?<!was )(?<!be )(?<!they )(?<!it )meant(?! (?:to|for|by|with)\b)|correction|typo|miscounted|misread|mistyped|misheard|misspoke|my bad|fat[- ]?finger\w*|n\.?b\.?:?\s|(?:just )?(?:kidding|joking)|wrong|actually|sorry|should (?:be|read|say)|not \d+(?:[.,]\d+)?\b)",
    re.IGNORECASE,
)
_STARRED = re.compile(r"^\s*\*\s?\d[\d.,]*\s?[a-z]{0,4}\W*$|^\s*\d[\d.,]*\s?\*\W*$", re.IGNORECASE)
_OWN_SLIP = re.compile(
    r"\b(?:sorry|oops|meant|mean|typo|miscounted|misread|mistyped|misheard|misspoke|my (?:mistake|bad|fault)|wrong chart|(?:typed|wrote|read|put|got|said|entered|keyed) (?:it |that |this |the \w+ |her |his )?(?:in )?wrong|wrong (?:key|button|number)|fat[- ]?finger\w*|not \d)",
    re.IGNORECASE,
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
_GONE = re.compile(
    r"\b(?:gone|resolved|recovered|settl(?:ed|ing)|resolving|improv(?:ed|ing)|coming down|no longer|went away|better now|cleared|over|stopped|no more|disappeared|ruled out|after all)\b",
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
    r"\?\s*$|[.:;]\s(?:what|when|where|which|why|how|who|does|do|did|can|could|should|must|is (?:an?|the|it|there|this|that)|are (?:the|there|they|these))\b|^\W*(?:and |so |but |ok(?:ay)? )*(?:(?:on|at|in|for|with|by|from|to|until|since|after|before) (?:what|which|how)|whos?|what'?s?|whats|when|where|wheres|which|why|how|hows|is|are|does|do|did|can|could|should|would|will|must|may|has|have)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:if|suppos\w*|imagine|hypothetical\w*|let'?s say|would (?:that|it|this) (?:change|be|differ)|had (?:been|she|he|it))\b",
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
_ONLY_ONE = re.compile(
    r"\b(?:that|it|this)(?:['’]?s| was| is)(?: only| just)? (?:her|his|their|the|my) (?:very )?(?:first|only)(?: ever)?\b(?! (?:dose|cycle|day|bag|infusion|time|week))|\b(?:only|just)(?: been| had| the| a)*(?: the)? (?:first|one|once)\b(?! more)",
    re.IGNORECASE,
)
# "That makes 2", "so 3 in total".
_IN_ALL = re.compile(
    rf"\b(?P<one>\d|{WORDS}) (?:in (?:total|all)|altogether|all told|all in|overall|so far|fits?|seizures?)\b"
    rf"|\b(?:(?:has |have )?had|makes? (?:it|that)?|total of|total is|up to|count is|that['’]?s|now at|(?:it|there|they)(?:['’]s| was| were| is| are| have been| has been)(?: actually| really| now)?) ?(?P<other>\d|{WORDS})(?= now|\W*$)",
    re.IGNORECASE,
)
_SHORT_WORDS = 7
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


def to_forget(question: str) -> tuple[str, ...] | None:
    """Return the inputs that a turn asks to forget, () for everything, None where it asks nothing such."""
    if not _FORGET.match(question) or _QUESTION.search(question) or _TAKES_BACK.match(question):
        return None
    words = question.lower()
    return tuple(name for word, name in _FORGOTTEN_BY_WORD.items() if re.search(rf"\b{word}", words))


def tells_after_forgetting(question: str) -> bool:
    """Tell whether a sentence stands behind what asks to forget everything: it begins anew ("forget all that. 66 kg c2 d3")."""
    return _BEGINS_ANEW.match(question) is not None


def is_correction(question: str) -> bool:
    """Tell whether a turn corrects what was said before."""
    return _CORRECTION.search(question) is not None or _TAKES_BACK.match(question) is not None


def is_starred(question: str) -> bool:
    """Tell whether a turn puts a number right as one does in a chat: "*55"."""
    return _STARRED.match(question) is not None


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


def supposes(question: str) -> bool:
    """Tell whether a turn only asks what would be then."""
    return _SUPPOSES.search(question) is not None


def is_question(question: str) -> bool:
    """Tell whether a turn asks something, by its first word or its mark."""
    return _QUESTION.search(question) is not None


def is_thanks(question: str) -> bool:
    """Tell whether a turn only thanks."""
    return _THANKS.fullmatch(question) is not None and not question.rstrip().endswith("?")


def sex_of(question: str) -> str | None:
    """Return the sex of the person that a turn speaks of, None where it says none or both."""
    female, male = _FEMALE.search(question) is not None, _MALE.search(question) is not None
    return None if female == male else ("female" if female else "male")


def tells_it_is_gone(question: str) -> bool:
    """Tell whether a turn tells that something is over."""
    return _GONE.search(question) is not None


def further_count(question: str, before: Decimal | None) -> Stated | None:
    """Return a number of seizures that a turn tells without naming them, counted on from the number before."""
    only = _ONLY_ONE.search(question)
    if only is not None:
        return Stated("seizures", Decimal(1), only[0])
    total = _IN_ALL.search(question)
    if total is not None:
        return Stated("seizures", number_of(total["one"] or total["other"]) or Decimal(1), total[0])
    match = _COUNT.search(question)
    if match is None:
        return None
    word = match[0].lower()
    if word in ("another", "again", "one more"):
        return Stated("seizures", (before or Decimal(1)) + 1, match[0])
    return Stated("seizures", Decimal(_COUNTS[word]), match[0])
