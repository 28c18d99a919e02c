"""Are numbers told for another cancer or another drug? What is calculated for blinatumomab would be wrong for them."""

import re

from assistant.conversation.drug_asked_for import NEAR, places_of, terms_of
from assistant.conversation.other_fields import DRUG
from assistant.conversation.signals import Text
from assistant.conversation.toxicity_names import NAMED_ROWS
from assistant.knowledge.elsewhere import Elsewhere
from assistant.knowledge.vocabulary import Vocabulary

# Drugs of the vocabulary whose doses the documents do not give.
WITHOUT_DOSE = frozenset(
    {"inotuzumab", "car_t", "nelarabine", "salvage_chemotherapy", "tki", "tls_drugs", "intrathecal"}
)
HISTORY = re.compile(
    r"\b(?:history of|hx of|previous|prior|earlier|past|ex|known|background of|pmh\w*|also has)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:in|for|with|has|have|of|treat\w*)\s(?:\w+[\s-]){0,4}$", re.IGNORECASE)
# "DLBCL patient, grade 2 CRS": what the patient is treated for.
_PATIENT_WITH_IT = re.compile(r"\s(?:pts?|patients?|man|woman|lady|gent\w*|chap|guy|adult|case)\b", re.IGNORECASE)
# "When do I restart HER teclistamab", "CRS from the CAR-T cells".
_DONE_WITH = re.compile(
    r"\b(?:re-?start|resume|dose of|step up)\s(?:(?:her|his|the|their|my)\s)?$",
    re.IGNORECASE,
)
_COMES_FROM = re.compile(
    r"\b(?:crs|icans|cytokine release(?: syndrome)?|neurotox\w*|toxicity|reaction)\b[^.;,?!]{0,15}\b(?:from|due to|caused by)\s(?:(?:the|her|his)\s)?$",
    re.IGNORECASE,
)
# "The boss wants to start inotuzumab on Friday. What is the dose on day 1?"
_TO_COME = re.compile(
    r"\b(?:(?:wants?|plan\w*|going|decided|due|about|hop\w*|like|agreed|set) (?:to )?(?:start|give|begin|use|try|go for|put (?:her|him) on)|starts?|starting|begins?|beginning|commenc(?:es|ing)|bridg\w+ with)\s(?:(?:with|on|the|her|his|him)\s){0,2}$",
    re.IGNORECASE,
)
_DRUGS_INSTEAD = frozenset({"inotuzumab", "nelarabine", "salvage_chemotherapy", "car_t"})
_DOSE_FOR = re.compile(
    r"\b(?:dos(?:e|es|ing|age)|blin\w*)\b[^.?!;,]{0,40}\bfor\s(?:(?:the|an?|her|his|severe|active|refractory|systemic)\s){0,2}(?P<what>[a-z][\w-]{2,30})",
    re.IGNORECASE,
)
_IN_THE_PAST = re.compile(
    r"\b(?:last (?:year|month|autumn|spring|summer|winter)|in (?:19|20)\d\d|(?:years?|months?) ago|which failed)\b",
    re.IGNORECASE,
)
# "Do I cut the vincristine?"
_CUTS = re.compile(r"\b(?:cut|reduce|halve|skip|omit|drop)\s(?:(?:the|her|his|their)\s)?$", re.IGNORECASE)
# "We switch to inotuzumab. Dose on day 1?": the other drug's.
_SWITCHED_TO = re.compile(
    r"\b(?:switch\w*|chang\w*|mov\w*|convert\w*|swap\w*|go(?:es|ing)? (?=over|on))\s?(?:\w+\s){0,3}?(?:to|onto|over to|on)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
# The score of immune effector cell encephalopathy, not the regimen of the same letters.
_ICE_SCORE = re.compile(
    r"\bice[- ](?:scores?|scale|assessment|tool|points?)\b|\b(?:icans|neurotox\w*)\b[^?]{0,40}\bice\b", re.IGNORECASE
)


def is_calculated_elsewhere(text: Text, elsewhere: Elsewhere, vocabulary: Vocabulary) -> bool:
    """Tell whether numbers are told for another cancer or drug, even where blinatumomab is named as well."""
    question = text.question
    is_of_cancer = any(_is_treated(question, m) for m in elsewhere.malignancies.finditer(question))
    is_of_cancer = is_of_cancer or _is_for_a_disease(question, elsewhere)
    of_a_row = any(t.name in NAMED_ROWS and t.name != "liver" for t in text.toxicities)
    is_cut = not of_a_row and any(
        _CUTS.search(question[:place]) for place in places_of(question, foreign_names(question, elsewhere))
    )
    return is_of_cancer or is_cut or _is_switched_to(text, elsewhere, vocabulary) or _is_of_its_own(text, elsewhere)


def _is_for_a_disease(question: str, elsewhere: Elsewhere) -> bool:
    """Tell whether the drug is asked about for another disease than leukemia: "which blinatumomab dose would you use for lupus"."""
    last = _DOSE_FOR.search(question)
    return last is not None and elsewhere.begins_with_disease(question[last.start("what") : last.end() + NEAR])


def _is_switched_to(text: Text, elsewhere: Elsewhere, vocabulary: Vocabulary) -> bool:
    """Tell whether what is asked for follows a switch to another drug, blinatumomab not named behind it."""
    question = text.question
    names = (*terms_of(vocabulary, WITHOUT_DOSE & text.asked.concepts), *foreign_names(question, elsewhere))
    instead = terms_of(vocabulary, _DRUGS_INSTEAD & text.asked.concepts)
    if any(
        _TO_COME.search(question[max(0, place - NEAR) : place]) and not DRUG.search(question, place)
        for place in places_of(question, instead)
    ):
        return True
    return any(
        _SWITCHED_TO.search(question[max(0, place - NEAR) : place])
        and not DRUG.search(question, place)
        and not _IN_THE_PAST.search(question[place : place + NEAR])
        for place in places_of(question, names)
    )


def _is_of_its_own(text: Text, elsewhere: Elsewhere) -> bool:
    """Tell whether another T-cell therapy is to be restarted or held, or is what a toxicity comes from, whatever else is named."""
    return any(
        _DONE_WITH.search(text.question[: therapy.start()]) or _COMES_FROM.search(text.question[: therapy.start()])
        for therapy in elsewhere.t_cell_therapies.finditer(text.question)
    )


def foreign_names(question: str, elsewhere: Elsewhere) -> tuple[str, ...]:
    """Return the names from elsewhere that a question holds; the ICE score is no regimen."""
    is_score = _ICE_SCORE.search(question) is not None
    return tuple(name for name in elsewhere.names_in(question) if not (is_score and name == "ice"))


def _is_treated(question: str, malignancy: re.Match[str]) -> bool:
    before = question[max(0, malignancy.start() - NEAR) : malignancy.start()]
    is_of_it = _FOR.search(before) or _PATIENT_WITH_IT.match(question, malignancy.end())
    return is_of_it is not None and HISTORY.search(before) is None
