"""Clauses of a text: what was negated or lies in the past does not say how the patient is now."""

import itertools
import re
from dataclasses import dataclass

_BREAK = re.compile(
    r"[;!?\n()]|[,.](?=\s|$)|:\s(?=(?:it|she|he|this|that|they|we|actually|in fact)\b)|\s[-–—]\s|\s(?=and (?:his|her|the) \w+ (?:says?|said|reports?|reckons?)\b)|\b(?:but|however|then|although|though|whereas)\b"
    r"|\s(?=(?:and |is )?(?:now|today|currently) (?:(?:is|at|down to|up to|weighs|only|just) ){0,2}\d)"
    r"|\s(?=and (?:it|that|this|crs|icans|the (?:crs|icans|toxicity|reaction)) (?:was|had|went|came|got) (?:\w+ ){0,2}(?:down|back|better|gone|settled|resolved|over|grade|gr)\b)"
    r"|\s(?=and \d{1,3}(?:[.,]\d{1,3})?\s?(?:kgs?|kilos?|lbs?|cm) (?:now|today|currently)\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[;!?\n]|\.(?=\s|$)")
_NEGATION = re.compile(
    r"\b(?:no|not|neither|never|without|denies|denied|nil|none|absent|negative for|rule out|(?:does|did|do)(?:n['’]t| not) have|rather than|instead of|as opposed to|ruled out|rules out|excluded|isn't|wasn't|hasn't|"
    r"no (?:sign|evidence|history) of)\b",
    re.IGNORECASE,
)
# "Nothing neuro": what stands at once behind it; "nothing settles the CRS" denies nothing.
_NOTHING = re.compile(r"\bnothing\s$", re.IGNORECASE)
_NOT_A_NEGATION = re.compile(
    r"\b(?:no,? (?:wait|sorry|actually|hang on|hold on|i mean\w*|it['’]?s|it (?:was|is)|that (?:was|is)|make (?:it|that)|that['’]?s)\b|(?:not|(?:has|is|was)n['’]t) (?:(?:really|fully|quite|completely|properly|even|yet) )?(?:re?solv|gone(?! home)|sure|only|recover|settl|improv|yet|better|clear(?:ed|ing)|com(?:e|ing) (?:back )?down|going (?:away|down)|gone (?:away|down)|shift|budg|normali|subsid|down)|no longer)",
    re.IGNORECASE,
)
# A negation ends where a new statement begins: "no seizure and grade 3 CRS".
_NEW_STATEMENT = re.compile(
    r"\b(?:and|with|has|had|now)\s{1,3}(?=(?:gr|grade|g\d|has|had|now|is|\d)\b|g(?:r\.?)?\s?\d"
    r"|(?:CRS|ICANS|IRR|neurotox\w*)\s(?:of |is )?(?:grade|gr\.?|g)?\s?(?:[1-4]|iii|ii|iv|i)\b)|\b(?:if|when|because|given)\s{1,3}",
    re.IGNORECASE,
)
_SEEN_BEHIND = 30
_LISTED = re.compile(r"\b\w{1,40}+ (?:or|nor) \w", re.IGNORECASE)
_LAST_OF_LIST = re.compile(r"\b(?:or|nor) (?:the |an? )?$", re.IGNORECASE)
_DENIED_LIST = re.compile(
    r"\b(?:no|not|isn't|isn’t|wasn't|without|neither|other than|except) (?:\w+ ){0,2}\w+$", re.IGNORECASE
)
_PATIENT_BEFORE = re.compile(
    r"^[^?]{1,200}\b(?:done|finished|sorted|complete|completed|discharged|gone home|went home|dealt with|signed off)\b[^?\w]{1,3}(?=(?:and |now |ok )?(?:(?:the )?(?:next|new|another|other|second) (?:pt|patient|one|lady|gentleman|man|woman)|next up|next)\b)",
    re.IGNORECASE,
)
# "Next door has grade 2, but that's my colleague's patient. Mine has grade 4."
_PATIENT_OF_ANOTHER = re.compile(
    r"^[^?]{1,200}?\b(?:(?:she|he|that|that one|this one)(?:['’]s| is) not (?:mine|ours)|not (?:my|our) (?:pt|patient)|(?:(?:my |a )?colleague|(?:some(?:one|body)|anybody) else|(?:the |an)?other (?:team|doctor|nurse|consultant|resident))['’]?s(?: (?:pt|patient|case|problem))?)[^?\w]{1,3}(?=(?:and |but |now )?(?:(?:mine|ours)\b|(?:my|our) (?:own )?(?:pt|patient|one|lady|gentleman|man|woman)\b))",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:previous|previously|prior|formerly|history of|hx of|last (?:cycle|month|year|time|week|visit|admission)|"
    r"at (?:diagnosis|admission|presentation|baseline|screening)|used to|ago|before treatment|on admission|initially weighed|past (?=grade|gr\b|g ?\d|history|hx\b)|years back|before[:=]|(?:when|since|at the time|by the time) (?:(?:she|he|they|pt|the patient|it) )?(?:was|were|got) (?:first )?(?:diagnosed|admitted|referred|seen|listed)|in (?:(?:early|mid|late)[- ])?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter) )?(?:19|20)\d\d\b(?![-/])|"
    r"back in (?:the |her |his )?(?:c(?:ycle)? ?\d|first|second|last|earlier|cycle (?:one|two|three|four)|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)|"
    r"(?:cycle|c) ?\d (?:was|had)|was(?! (?:re-?)?weighed\b)(?! (?:given|started|put on|hung|admitted|dosed|programmed|run at|prescribed|ordered|charted|infused|commenced)\b)|weighed(?! (?:again|today|just|now|this)\b|[:,])|had been|as a (?:child|kid|teenager|baby|toddler)|in childhood|years ago)\b",
    re.IGNORECASE,
)
# Of measures, bags and days: a grade so told may be the one that has since come down.
_OF_BEFORE = re.compile(
    r"\b(?:(?:last|previous|old) (?:bag|cassette)|last (?:spring|summer|autumn|fall|winter|christmas|easter|january|february|march|april|may|june|july|august|september|october|november|december)|at (?:christmas|easter|new year)|until now|up to now|(?:he|she|they|we)['’]d (?:had|been)|in (?:january|february|march|april|may|june|july|august|september|october|november|december) (?:showed|had|gave|came))\b",
    re.IGNORECASE,
)
_AT_ADMISSION = re.compile(r"\b(?:on|at) admission\b", re.IGNORECASE)
_SUPPOSES = re.compile(r"\b(?:if|suppose|say|imagine)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:(?<!until )(?<!up to )now|today|currently|current|this (?:morning|afternoon|evening)|tonight|at present|is|weighs|has(?! (?:shrunk|shrunken|lost|dropped|gained|fallen|wasted)\b))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A part of a text and its place. past: it speaks of how things were, with nothing of now in it; before: so do its measures."""

    text: str
    start: int
    end: int
    past: bool
    before: bool


def of_this_patient(text: str) -> str:
    """Return a text without the patient before, who is told to be done with, or another's: "bed 3 was 41 kg and is done. Next pt 58 kg"."""
    return _PATIENT_OF_ANOTHER.sub("", _PATIENT_BEFORE.sub("", text))


def clauses(text: str) -> tuple[Clause, ...]:
    """Split a text at its commas, stops and contrasts."""
    edges = [0, *(match.start() for match in _BREAK.finditer(text)), len(text)]
    return tuple(
        Clause(text[start:end], start, end, _is_past(text[start:end]), _is_before(text[start:end]))
        for start, end in itertools.pairwise(edges)
        if text[start:end].strip()
    )


def clause_at(parts: tuple[Clause, ...], place: int) -> Clause:
    """Return the clause that holds a place of the text."""
    return next((part for part in reversed(parts) if part.start <= place), parts[0])


def is_negated(text: str, place: int) -> bool:
    """Tell whether what stands at a place of the text is denied: a negation before it, with no new statement between."""
    sentence_start = max((match.end() for match in _SENTENCE.finditer(text, 0, place)), default=0)
    clause_start = max((match.end() for match in _BREAK.finditer(text, sentence_start, place)), default=sentence_start)
    before = text[clause_start:place]
    if _NOTHING.search(before):
        return True
    negations = [match for match in _NEGATION.finditer(before) if not _NOT_A_NEGATION.match(before, match.start())]
    if not negations and _goes_on_denying(text, sentence_start, clause_start, place):
        return True
    if not negations:
        return bool(
            re.match(
                r"\S*\s{0,2}(?:was |is |are |has been |now )?(?:ruled out|excluded|absent|normal)\b(?!\s(?:again|after|since|post|following)\b)",
                text[place : place + 60],
            )
        )
    denied = clause_start + negations[-1].end()
    begun = _NEW_STATEMENT.finditer(text, denied, place + _SEEN_BEHIND)
    # "Never had CRS grade 4": what follows the negation at once begins nothing new.
    return not any(match.end() <= place and text[denied : match.start()].strip() for match in begun)


def _goes_on_denying(text: str, sentence_start: int, clause_start: int, place: int) -> bool:
    """Tell whether a list of things that are denied goes on: "not neurotoxicity, CRS or liver"."""
    is_listed = _LISTED.match(text, place) is not None or _LAST_OF_LIST.search(text[clause_start:place]) is not None
    return is_listed and _DENIED_LIST.search(text[sentence_start:clause_start]) is not None


def is_of_admission(text: str) -> bool:
    """Tell whether a clause speaks of how things were at the admission, and of no other time."""
    return _AT_ADMISSION.search(text) is not None and not _is_past(_AT_ADMISSION.sub(" ", text))


def _is_before(text: str) -> bool:
    is_told = _OF_BEFORE.search(text) is not None and _PRESENT.search(text) is None and _SUPPOSES.search(text) is None
    return _is_past(text) or is_told


def _is_past(text: str) -> bool:
    # "What if she was 44 kg" speaks of no past.
    return _PAST.search(text) is not None and _PRESENT.search(text) is None and _SUPPOSES.search(text) is None
