"""Whether what treats a toxicity, or what makes its grade, is asked for: the rows tell what becomes of the infusion, and neither of these."""

import re

_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_OF_THE_INFUSION = re.compile(
    r"\b(?:pump|infusion|bag|drip|blin\w*|hold|held|holding|stop\w*|restart\w*|resum\w*|continu\w*|discontinu\w*|grade)\b",
    re.IGNORECASE,
)
_TREATS = r"(?:vaso)?pressors?|inotropes?|cryo\w*|ffp|plasma|(?:fibrinogen )?concentrates?|albumin|diuretics?|furosemide|nor-?adrenaline|nor-?epinephrine|vasopressin|heparin|antithrombin|octreotide"
_WHICH = re.compile(
    rf"\b(?:which|what|best|preferred|first[- ]line|choice of)\b[^.?!]{{0,40}}\b(?:{_TREATS})\b|\b(?:{_TREATS})\b[^.?!]{{0,20}}\b(?:or|first|preferred|how much|dose|before)\b",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"\b(?:what|which|where|how)\b[^.?!]{0,40}\b(?:separat\w+|distinguish\w*|tells? (?:\w+ ){0,4}(?:apart|from)|divid\w+|cut-?off|draws? the line)\b[^.?!]{0,40}\b(?:grades?|gr|g|icans|crs)\b",
    re.IGNORECASE,
)


def asks_beside_the_row(question: str) -> bool:
    """Tell whether the last sentence asks which drug or product treats a toxicity, or the question what parts two of its grades."""
    last = _SENTENCES.split(question.strip())[-1]
    treats = _WHICH.search(last) is not None and _OF_THE_INFUSION.search(last) is None
    return treats or _GRADED.search(question) is not None
