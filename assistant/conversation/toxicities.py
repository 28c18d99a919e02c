"""Which toxicities a text names, each with its grade, count and what else decides its row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation.blood_counts import counts_told
from assistant.conversation.clauses import Clause, clause_at, clauses, is_negated
from assistant.conversation.confirming import confirmation
from assistant.conversation.grades import Graded, grades, seizures
from assistant.conversation.of_relatives import was_had_by_relative
from assistant.conversation.recovering import grade_before_recovery, grade_now_worse, is_recovery
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.toxicity_names import ALLERGY, NAMED_ROWS, SIGNS, TOXICITY_OF
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.vocabulary import Vocabulary, mentions, tokens

CONFIRMABLE = frozenset({"pancreatitis", "leukoencephalopathy"})
"""Toxicities whose row turns on whether they are confirmed."""

# A raised lipase by itself is no pancreatitis.
_PANCREATITIS = re.compile(r"\bpancreatitis|\bpancreas", re.IGNORECASE)
# The upper limit of a test that is none of the liver's.
_LIMIT = re.compile(r"\W{0,3}(?:[\d.,]{1,8}+\s?)?(?:x|×)?\s?(?:uln|upper limit)\b", re.IGNORECASE)
_OTHER_TEST = re.compile(
    r"\b(?:lipase|amylase|ck|cpk|trop\w*|creat\w*|ldh|ferritin|crp|urate|urea|inr|aptt|d-?dimer|tsh|bnp|lactate)\b",
    re.IGNORECASE,
)
_LIVER_TEST = re.compile(
    r"\b(?:lfts?|liver|hepat\w*|alt|ast|alat|asat|sgpt|sgot|ggt|gamma|alp|alk\w*|bili\w*|tbili|transamin\w*|enzymes)\b",
    re.IGNORECASE,
)
# "Seizure-free for six years": none.
_WITHOUT_IT = re.compile(r"[a-z]{3,15}[ -]free\b(?=[^.?!]{0,25}\b(?:years?|months?)\b)", re.IGNORECASE)
# A disease that the patient has had, and no event.
_EPILEPSY = re.compile(r"epilep(?:sy|tic)\b(?!\s(?:fits?|seizures?|attacks?|episodes?|events?)\b)", re.IGNORECASE)
# "Allergic to plasters" is none to the drug.
_TO_SOMETHING_ELSE = re.compile(
    r"(?:allerg\w+|hypersensitiv\w+|anaphyla\w+)(?: reaction)? to (?!(?:\S+ ){0,4}?(?:blin\w*|it|drug|infusion|treatment|medication|bags?|dose|drip|antibody|bispecific|bite|product|cycle|engager)\b|(?:this|that)\b\s?(?:[.,;?!]|$))",
    re.IGNORECASE,
)
_BEING_FIT = re.compile(
    r"\b(?:young|healthy|well|be|is|was|very|otherwise|generally|keep\w*|really|so)(?: and)? $", re.IGNORECASE
)
_FIT = re.compile(r"fit\b", re.IGNORECASE)
# "Does BLIN fit her?": a verb.
_FITS_SOMEBODY = re.compile(
    r"\b(?:does|would|will) (?!(?:he|she|they|the p(?:t|atient))\b)(?:[\w'’-]+ ){1,2}fit (?=(?:her|him|them|my|our|this|these|that|the|a)\b)",
    re.IGNORECASE,
)
_COUNTED_FITS = re.compile(
    r"\b(?:\d|two|three|four|five|several|multiple|many|more|further|recurrent|repeated|had|having) $", re.IGNORECASE
)
_RECHALLENGE = re.compile(r"re-?challeng", re.IGNORECASE)
_FIT_FOR = re.compile(
    r"fits\s(?:none|no\b|neither|nowhere|into|in\b|under|any|all\b|both|better|best|the|this|that|with|my|our|her|his|your)\b|fit\s(?:for|to|enough|and well|(?:[a-z]+\s)?(?:adults?|patients?|pts?|m[ae]n|wom[ae]n|lady|gentleman|males?|females?|persons?|people|individuals?|\d\d))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:no|not|never had|without|rather than|instead of|as opposed to)\b", re.IGNORECASE)
# "Other grade 3 toxicity", "any other G3 tox": the row's name with its grade in between.
_OTHER_ROW = re.compile(
    r"\bother\s(?:(?:clinically[ -])?(?:relevant|significant)\s)?(?:(?:grade|gr\.?|g)\s?(?:\d|one|two|three|four|iii|ii|iv|i)\s)?(?:non[- ]\w+\s)?(?:tox|toxicity|adverse (?:event|effect|reaction)|aes?)\b(?!\s?(?:s\b|ies\b))"
    r"|\b(?:tox(?:icity)?|type|category|row|class|ae|event|kind)\s{0,2}(?:=|:|-|–|is|was|of)\s{0,2}(?:an? |the |type |kind )?[\"“'‘]?other\b(?! than)|\bother clinically[ -](?:relevant|significant)\b(?! (?:symptom|finding|sign))"
    r"|\b(?:toxicity|tox|event|ae)\b[^.?!;]{0,50}\b(?:fits?|falls? (?:in|into|under)|belongs? (?:to|in)|match(?:es)?|in|under|covered by) (?:none|neither|nowhere)\b|\b(?:toxicity|tox),? (?:(?:that|which) )?(?:isn['’]t|is not|not|other than|except(?: for)?|apart from) (?:neuro\w*|icans|crs|liver|lfts?)\b"
    r"|\b(?:toxicity|tox)\b[^.?!;]{0,60}?\b(?:neither|none of|not) (?:an? )?(?:neuro\w*|icans|crs|liver|lfts?)[, ]{1,2}(?:and |or |nor |not )?(?:an? )?(?:neuro\w*|icans|crs|liver|lfts?)\b"
    r"|\bnon[- ](?:neuro\w*|crs|cytokine\w*|liver|hepatic)\b[^.?!;]{0,40}?\b(?:tox|toxicity|adverse (?:event|effect|reaction)|aes?)\b|\b(?:tox|toxicity|adverse (?:event|effect|reaction)|aes?)\b[^.?!;]{0,20}?\bnon[- ](?:neuro\w*|crs|cytokine\w*|liver|hepatic)\b",
    re.IGNORECASE,
)
_OTHER_THERAPY = re.compile(
    r"\b(?:car[- ]?t\b|cart\b|\w+-cel\b|chemo\w*|inotuzumab|(?:an)?other (?:drug|treatment|antibody))", re.IGNORECASE
)
# "Non-neuro grade 4 toxicity": what is named is what it is not.
_NON = re.compile(r"\W?non[- ]", re.IGNORECASE)
# Between the denial and ICANS stand words of belief and likeness alone: "no seizure and grade 2 ICANS" denies nothing of ICANS.
NOT_ICANS = re.compile(
    r"\b(?:not|non|no|never|rather than|doubt(?:ful)?|unlikely|(?:is|was|do|does|did)n['’]?t)[\s-]{1,2}"
    r"(?:(?:think|thought|believe|believed|feel|felt|reckon|reckoned|consider|considered|suspect|suspected|judged|deemed|called|graded|labelled|labeled|meeting|meet|met|look\w*|seem\w*|sound\w*|like|likely|consistent|with|typical|for|due|to|be|been|if|"
    r"that|this|it|its|it['’]?s|is|was|an?|of|true|real|really|actually|proper)[\s-]{1,2}){0,7}icans\b"
    r"|\bicans (?:is |was |has been )?(?:ruled out|excluded|unlikely|negative|absent)\b",
    re.IGNORECASE,
)


# "The entry has no grade anywhere": which grade it is, is asked; one that the text names is that of something else.
_NO_GRADE = re.compile(
    r"\b(?:has|have|had) no grade\b(?!\s?(?:\d|i|one\b|two\b|three\b|four\b))|\b(?:nobody|no ?one) (?:has |had )?graded\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Toxicity:
    """One toxicity that the patient has, or that is asked about.

    inputs: what is stated of it; unclear: what is spoken of it and cannot be read; past: it is told of the past.
    """

    name: str
    words: str
    inputs: tuple[Stated, ...]
    unclear: tuple[Unclear, ...]
    past: bool


@dataclass(frozen=True)
class _Found:
    name: str
    concept: str
    token: int
    words: str
    clause: Clause

    def is_sign_of(self, found: Sequence["_Found"], graded: Sequence[Graded]) -> bool:
        """Tell whether this is a sign of another one, not a toxicity with a grade of its own ("CRS gr 2 and gr 3 diarrhoea")."""
        names = {item.name for item in found}
        if self.concept == ALLERGY and "infusion_reaction" in names:
            return True
        return self.concept in SIGNS and len(names) != len(graded)

    @property
    def past(self) -> bool:
        return self.clause.past


def toxicities(text: str, vocabulary: Vocabulary) -> tuple[Toxicity, ...]:
    """Return the toxicities that a text names and does not deny, in their order; those of now, else those of the past."""
    found, graded = _found(text, vocabulary), grades(text)
    named = any(item.name in NAMED_ROWS for item in found)
    if named:
        # A fever or low blood pressure beside a cytokine release syndrome is its sign, not a second toxicity.
        events = graded[:-1] if is_recovery(text, [grade.item for grade in graded]) else graded
        found = [item for item in found if not item.is_sign_of(found, events)]
    if any(not item.past for item in found):
        found = [item for item in found if not item.past]
    bound = _without_grades_denied(text, _bound(found, graded))
    if named and "other" not in bound:
        found = [item for item in found if item.name != "other"]
    return tuple(
        _joined(name, [item for item in found if item.name == name], bound, text)
        for name in dict.fromkeys(item.name for item in found)
    )


def toxicities_before(text: str, vocabulary: Vocabulary) -> tuple[Toxicity, ...]:
    """Return the toxicities that a text tells of the past beside those of now ("grade 4 CRS last cycle, now grade 2 ICANS")."""
    found = _found(text, vocabulary)
    if all(item.past for item in found):
        return ()
    told = dict.fromkeys(
        item.clause.text for item in found if item.past and not _OTHER_THERAPY.search(item.clause.text)
    )
    return tuple(toxicity for clause in told for toxicity in toxicities(clause, vocabulary))


def lone_grade(text: str) -> Stated | None:
    """Return the one grade that a text states, of whatever toxicity; None where it states none, two, or an unclear one."""
    items = [grade.item for grade in grades(text)]
    levels = {item.value for item in items if isinstance(item, Stated)}
    only = items[0] if len(levels) == 1 and all(isinstance(item, Stated) for item in items) else None
    return only if isinstance(only, Stated) else None


def denied_toxicities(text: str, asked: Aspects) -> frozenset[str]:
    """Return the toxicities of the table that a text names only to deny them."""
    named = {TOXICITY_OF[concept] for concept in asked.concepts if concept in TOXICITY_OF}
    return frozenset(named) if _DENIES.search(text) else frozenset()


def _found(text: str, vocabulary: Vocabulary) -> list[_Found]:
    parts = clauses(text)
    offsets = _offsets(text)
    found = []
    for mention in mentions(text, vocabulary):
        name = TOXICITY_OF.get(mention.concept)
        place = offsets[min(mention.first_token, len(offsets) - 1)] if offsets else 0
        if (
            name is None
            or is_negated(text, place)
            or was_had_by_relative(text, place)
            or _NON.match(text, place)
            or _NON.fullmatch(text[max(0, place - 4) : place])
            or (_FIT_FOR.match(text, place) and not _COUNTED_FITS.search(text[max(0, place - 20) : place]))
            or any(match.end() - len("fit ") == place for match in _FITS_SOMEBODY.finditer(text))
            or _WITHOUT_IT.match(text, place)
            or _EPILEPSY.match(text, place)
            or _TO_SOMETHING_ELSE.match(text, place)
            or (_FIT.match(text, place) and _BEING_FIT.search(text[max(0, place - 20) : place]))
        ):
            continue
        if name == "pancreatitis" and all(is_negated(text, m.start()) for m in _PANCREATITIS.finditer(text)):
            continue
        if name == "liver" and _LIMIT.match(text, place) and _OTHER_TEST.search(text) and not _LIVER_TEST.search(text):
            continue
        end = offsets[mention.first_token + mention.token_count - 1] if mention.token_count else place
        words = re.match(r"\S+", text[end:])
        shown = text[place : end + (words.end() if words else 0)].strip(" ,;.?!")
        found.append(_Found(name, mention.concept, mention.first_token, shown, clause_at(parts, place)))
    for concept, places in (("other_toxicity", _OTHER_ROW.finditer(text)), ("myelosuppression", counts_told(text))):
        if not any(item.concept == concept for item in found):
            found += [
                _Found("other", concept, len(tokens(text[: m.start()])), m[0], clause_at(parts, m.start()))
                for m in places
                if not is_negated(text, m.start())
            ]
    if any(item.name != "infusion_reaction" for item in found):
        # To rechallenge is what is asked of the other one.
        found = [item for item in found if not _RECHALLENGE.match(item.words)]
    return sorted(found, key=lambda item: item.token)


def _offsets(text: str) -> list[int]:
    """Return the place of each token of a text."""
    places: list[int] = []
    for match in re.finditer(r"\S+", text):
        places += [match.start()] * len(tokens(match[0]))
    return places


def _bound(found: Sequence[_Found], graded: Sequence[Graded]) -> dict[str, list[Stated | Unclear]]:
    """Give each grade to its toxicity.

    As many grades as toxicities go by their order ("CRS gr 3, ICANS gr 2"). Otherwise a grade belongs to the toxicity nearest
    to it in its clause; one that follows at once wins ("grade 3 CRS").
    """
    names = list(dict.fromkeys(item.name for item in found))
    if len(names) == len(graded) > 1:
        return {name: [grade.item] for name, grade in zip(names, graded, strict=True)}
    bound: dict[str, list[Stated | Unclear]] = {}
    for grade in graded if found else ():
        nearest = min(found, key=lambda item, grade=grade: _distance(item, grade))  # type: ignore[misc]  # bound as a default
        bound.setdefault(nearest.name, []).append(grade.item)
    return bound


def _without_grades_denied(text: str, bound: dict[str, list[Stated | Unclear]]) -> dict[str, list[Stated | Unclear]]:
    """Return the grades of toxicities, all in doubt where the text says that none was given."""
    denied = _NO_GRADE.search(text)
    if denied is None:
        return bound
    return {name: [Unclear("grade", denied[0], "number")] for name in bound}


def _distance(item: _Found, grade: Graded) -> tuple[bool, bool, float]:
    """Return how far a toxicity lies from a grade; where a clause parts them, one of a row of its own lies nearer."""
    gap = item.token - grade.token
    is_apart = item.clause != grade.clause
    return is_apart, is_apart and item.name == "other", gap - 1.5 if gap > 0 else float(-gap)


def _joined(name: str, found: Sequence[_Found], bound: dict[str, list[Stated | Unclear]], text: str) -> Toxicity:
    # An allergic reaction by itself may be one to the infusion, or another toxicity.
    is_allergy = all(item.concept == ALLERGY for item in found)
    inputs = [] if is_allergy else [Stated("toxicity", name, found[0].words)]
    unclear = [Unclear("toxicity", found[0].words, "number")] if is_allergy else []
    items = bound.get(name, [])
    doubtful = next((item for item in items if isinstance(item, Unclear)), None)
    levels: dict[object, Stated] = {item.value: item for item in items if isinstance(item, Stated)}
    if doubtful is not None:
        unclear.append(doubtful)
    elif len(levels) > 1 and (before := grade_before_recovery(list(levels.values()), text)) is not None:
        inputs.append(before)
    elif len(levels) > 1 and (worse := grade_now_worse(list(levels.values()), text)) is not None:
        inputs.append(worse)
    elif len(levels) > 1:
        unclear.append(Unclear("grade", " / ".join(item.words for item in levels.values()), "two_values"))
    else:
        inputs += levels.values()
    if name == "seizure":
        counted = seizures(text)
        inputs += [counted] if counted else []
    if name == "neurotoxicity":
        inputs += _icans(found, text)
    if name in CONFIRMABLE:
        confirmed = confirmation(text)
        inputs += [confirmed] if isinstance(confirmed, Stated) else []
        unclear += [confirmed] if isinstance(confirmed, Unclear) else []
    return Toxicity(name, found[0].words, tuple(inputs), tuple(unclear), all(item.past for item in found))


def _icans(found: Sequence[_Found], text: str) -> list[Stated]:
    denied = NOT_ICANS.search(text)
    if denied:
        return [Stated("icans", value=False, words=denied[0])]
    named = next((item for item in found if item.concept == "icans"), None)
    return [Stated("icans", value=True, words=named.words)] if named else []
