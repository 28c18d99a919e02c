"""The age of a patient in a text: in years, as a bare number beside a weight, or by the birthday that is still to come."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.conversation.numerals import WORDS_BEFORE_A_HALF, number_of
from assistant.conversation.quantities import Quantity
from assistant.conversation.stated import Stated, Unclear

_BARE_AGE = re.compile(
    r"\b(?:pt|patient|she|he|who|lady|gentleman|man|woman|girl|boy|lad|guy)(?:'s|’s|s(?<=[hs]hes)|s(?<=\bhes)| is| was)?(?: now| only| just)?\s{1,2}(?P<age>\d{1,3}+)"
    r"(?=\s{0,2}(?:[,;.)]|and\b|&|$)(?!\d))",
    re.IGNORECASE,
)
# "She is seventeen and a half", "a 17 and a half year old".
_AND_A_HALF = re.compile(
    rf"\b(?:(?:pt|patient|she|he|who|they|lady|gentleman|man|woman|girl|boy|lad|guy|age|aged?|just|only|now)(?:['’]?s| is| was| are)?(?: now| only| just)?|an?|is)\s{{1,2}}"
    rf"(?P<age>\d{{1,2}}+|{WORDS_BEFORE_A_HALF}) and a half(?:[\s-](?:years?|yrs?|y/?o)(?:[\s-]old)?)?(?=\s{{0,2}}(?:[,;.?!)]|and\b|with\b|on\b|in\b|lady|gentleman|man|woman|girl|boy|$))",
    re.IGNORECASE,
)
_HALF = Decimal("0.5")
_NO_OTHER_UNIT = r"(?!\s{0,2}(?:kg|kilo|lb|mcg|mg|days?|hours?|h\b|%|x\b|st\b|[.,:/-]\d))"
_TO_COME = re.compile(
    rf"\b(?:turns|turning|going on|not (?:yet|quite)|(?:she|he|they|pt|patient|who)(?:['’]ll| will) (?:be|turn)) (?P<age>\d{{1,2}}+){_NO_OTHER_UNIT}(?=\s{{0,2}}(?:[,;.?)]|next|tomorrow|in|on|soon|this|today|so|and|but|$))"
    r"(?P<doubt>\s{1,2}(?:today|this)\b)?",
    re.IGNORECASE,
)
# Years without "old" that count a time: "two years ago", "in remission for 3 yrs".
_BARE_YEARS = re.compile(r"\d\s?-?y(?:ea)?(?:r?s?)$|[a-z][\s-]y(?:ea)?rs?$", re.IGNORECASE)
_COUNTS_BEFORE = re.compile(
    r"\b(?:for|past|last|after|since|every|within|over|in|another)\s{1,2}(?:the )?$", re.IGNORECASE
)
_COUNTS_AFTER = re.compile(
    r"^\s{0,2}(?:ago|back\b|later|since|before|earlier|post|prior|apart|in (?:cr\b|remission)|of (?:cr\b|remission)|from\b|after\b|out\b|into\b)",
    re.IGNORECASE,
)
_NEAR = 20


def is_age(text: str, q: Quantity) -> bool:
    """Tell whether years are an age, and not a time that is counted."""
    if _BARE_YEARS.search(q.words) is None:
        return True
    before = text[max(0, q.start - _NEAR) : q.start]
    return not (_COUNTS_BEFORE.search(before) or _COUNTS_AFTER.match(text[q.end :]) or q.lead in ("within", "over"))


def age_besides(text: str, *, beside_weight: bool) -> Iterator[Stated | Unclear]:
    """Yield an age that is told without its unit: one less than the birthday to come, or "pt is 16, 63 kg" beside a weight."""
    coming = _TO_COME.search(text)
    age = number_of(coming["age"]) if coming else None
    if coming and age is not None:
        words = coming[0].strip()
        is_doubted = coming["doubt"] is not None
        yield (
            Unclear("age_years", words, "about")
            if is_doubted
            else Stated("age_years", age - 1, words, f"{words}: {age - 1} years now")
        )
        return
    half = _AND_A_HALF.search(text)
    whole = number_of(half["age"]) if half else None
    if half and whole is not None:
        yield Stated("age_years", whole + _HALF, half[0].strip())
        return
    match = _BARE_AGE.search(text) if beside_weight else None
    bare = number_of(match["age"]) if match else None
    if match and bare is not None:
        yield Stated("age_years", Decimal(bare), match[0])
