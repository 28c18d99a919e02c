"""Whether a question asks by what a patient is dosed: the fixed dose, or the body surface area. The weight alone decides."""

import re

_FIXED = r"(?:\b(?:flat|fixed)(?:[- ](?:dos(?:e|es|ed|ing|age)|rate|amount|one|mcg\w*))?\b)"
_SURFACE = r"(?:\b(?:per |by )?(?:bsa|m2|m²|square met(?:re|er)s?)(?![\w²])|\bbody[- ]surface(?: area)?\b|\bsurface(?:[- ]area)?\b|\bm(?:cg|icrograms?)/m(?:2|²))"
_WAY = rf"(?:{_FIXED}|\b(?:bsa|m2|surface[- ]area)[- ](?:dos\w+|based)\b)"
_CHOICE = re.compile(
    r"\b(?:or|vs\.?|versus|which|whichever|who|whom|decid\w+|determin\w+|depend\w*|switch\w*|cut-?offs?|threshold|instead of|rather than|(?:what|which|certain|some) weight)\b",
    re.IGNORECASE,
)
_BOTH = (re.compile(_FIXED, re.IGNORECASE), re.compile(_SURFACE, re.IGNORECASE))
# One way alone, of a weight: "can I just use the fixed dose?"
_ONE = re.compile(
    rf"^\W*(?:and |so |ok )?(?:the )?{_WAY}\W*$|{_WAY}\s?\?|\b(?:can|may|could|should|shall|ok|okay|fine|allowed|permitted|just|is|are|does|do|gets?|what|which)\b[^.;!]{{0,60}}?{_WAY}|{_WAY}[^.;!]{{0,25}}\b(?:ok|okay|fine|alright|all right|allowed|permitted|from (?:what|which)|right)\b",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"(?<![\d.,])[2-9]\d(?:[.,]\d{1,2})?\s?(?:kg|kgs|kilos?|kilograms?)\b|\b(?:(?:s?he|it|pt|patient|lady|man|woman|weigh\w*|wt|scales?)(?:['’]s| is| says?| reads?| at)?)\s(?:[2-9]\d(?:[.,]\d{1,2})?)(?![\w.,]*\d|\s?(?:y|yo|years?|mcg|mg|ml|cm|%))|\b(?:weights?|kilos?|kg|heav\w+|light\w*)\b",
    re.IGNORECASE,
)
# An amount, a time of the course, a bag or a toxicity asks for more than which of the two it is; so does a weight that has become another.
_MORE = re.compile(
    r"\bc\s?\d|\b(?:cycles?|days?|first dose|starting dose|how (?:much|many)|rates?|ml|bags?|rounds?|maximum|cap(?:ped)?|grade|restart\w*|neurotox\w*|crs|icans|mid[- ]?(?:course|cycle|way|treatment)|half-?way|lost|loses|losing|gain\w*|dropp\w*|drops|fell|fallen|falls|(?:move|swap|switch|change|go)(?:es|ed|d)? (?:(?:her|him|them|the patient|it|over|back) ){0,2}(?:over|to)|was|now|again|later|premed\w*|pre-?phase|dex\w*|steroids?|antipyretics?|paracetamol|acetaminophen|flush\w*|toci\w*|anakinra|intrathecal|methotrexate|mtx|ara-?c|cytarabine|vincristine|inotuzumab|electrolytes?|vaccines?|filter|bab(?:y|ies)|newborns?|infants?|neonates?|toddlers?|what dose|which dose is|dose is that|summary|documents?|papers?|article|formula\w*|calculat\w*|compute\w*|work out|mosteller|height)\b|(?<![\d.,])\d{1,2}(?:\.\d+)?\s?(?:mcg|micrograms?|[uµμ]g)\b(?!/m)",
    re.IGNORECASE,
)


# "About 45 kg", "44 to 46 kg": in neither band for certain.
_ROUGHLY = re.compile(
    r"\b(?:about|around|approx\w*|roughly|circa|nearly|almost|between|maybe|perhaps|to|or|sorry|not)\s(?:\d|no\b)|~|\d\s?(?:-|–|to|or)\s?\d|ish\b",
    re.IGNORECASE,
)


def tells_weight_roughly(question: str) -> bool:
    """Tell whether a weight is told roughly, as a range, or corrected."""
    return _ROUGHLY.search(question) is not None


def asks_dosing_basis(question: str) -> bool:
    """Tell whether all that is asked is which of the two ways of dosing holds, or from which weight on."""
    if _MORE.search(question):
        return False
    names_both = all(pattern.search(question) for pattern in _BOTH) and _CHOICE.search(question) is not None
    return names_both or (_ONE.search(question) is not None and _WEIGHT.search(question) is not None)
