"""Blood counts that are told with their value, and are what is asked about: "ANC 0.2, do I hold?"."""

import re

_COUNT = re.compile(
    r"\b(?:hb|hgb|ha?emoglobin|plts?|platelets?|anc|neuts?|neutrophils?)(?: (?:count|level))?(?:['’]s| is| are| was| were| of| at| only| just| now| still| down to| fell to| dropped to|:| =|=){0,3} ?\d",
    re.IGNORECASE,
)
_ASKS_A_LIMIT = re.compile(
    r"\b(?:minimum|lowest|least|threshold|limit|cut-?off|how (?:low|high|many)|(?:which|what) (?:count|level|value|number))\b",
    re.IGNORECASE,
)
# "Should the co-trimoxazole be stopped?".
_OF_ANOTHER = re.compile(
    r"\b(?:should|must|can|could|do (?:i|we)|hold|stop) (?:the |her |his )?(?!blin\w*|it\b|this\b|that\b|drug|infusion|pump|bag|treatment|we\b|i\b|she\b|he\b|they\b|or\b|on\b|now\b|today\b|for\b|the\b|and\b|hold|stop|pause|continue|give|keep|carry|restart|resume|discontinue|proceed|start|wait|transfuse|still|just)[a-z-]{4,}(?: be (?:held|stopped|paused|continued)\b|\s?\?)",
    re.IGNORECASE,
)
# In a handover the counts are a line of the chart.
_MOST_WORDS = 20


def counts_told(text: str) -> list[re.Match[str]]:
    """Return the counts of a short text with their places, none where a limit of them is asked for.

    White cells are not among them: they may be the leukaemia's.
    """
    is_asked_about = len(text.split()) <= _MOST_WORDS and not (_ASKS_A_LIMIT.search(text) or _OF_ANOTHER.search(text))
    return list(_COUNT.finditer(text)) if is_asked_about else []
