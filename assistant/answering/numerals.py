"""One spelling for the numbers, signs, units and times of a text, before they are measured."""

import re

from assistant.knowledge.documents import FOOTNOTE_MARKS

_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "−": "-", "×": "x", "µ": "u", "μ": "u", "’": "'", "“": '"', "”": '"', "\u00a0": " "}
    | dict.fromkeys(FOOTNOTE_MARKS, " ")
)
_COUNTED = r"(?=[ -](?:days?|weeks?|hours?|months?|years?|cycles?|seizures?|prior|times)\b)"
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "fifth": 5}
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r">\s?="), "≥"),
    (re.compile(r"<\s?="), "≤"),
    (re.compile(r"m\s?²|m\^2|\bm2\b|square met(?:re|er)s?"), "m2"),
    (re.compile(r"\b(?:ug|micrograms?|mcgs)\b"), "mcg"),
    (re.compile(r"\bmilligrams?\b"), "mg"),
    (re.compile(r"(?<=[a-z0-9])\s?(?:per|/)\s?(?=m2|day|h\b|hour|min\b|l\b)"), "/"),
    (re.compile(r"(?<=\d)(?=kg\b|h\b|mcg|mg|ml)"), " "),
    (re.compile(r"(?<=\d{4});\s?(?=\d+:\d)"), "; "),
    (re.compile(r"~"), "about "),
    (re.compile(r"(?<=\b)an hour\b(?! ?\[)"), "1 hour"),
    (re.compile(r"\bupper limits? of normal(?: \(uln\))?"), "uln"),
    (re.compile(r"(?<=\d)x(?= ?uln)"), " x"),
    (re.compile(r"\bmillilit(?:er|re)s?\b"), "ml"),
    (re.compile(r"(?<=\d )[uμ]m\b|\bmicromet(?:er|re)s?\b"), "micron"),
    (re.compile(r"\bml (?:an?|each|every) hour\b"), "ml/h"),
    (re.compile(r"\b60 minutes\b"), "1 hour"),
    (re.compile(r" ?\bdegrees? (?:celsius|c)\b"), " °c"),
    (re.compile(r"\b(\d+|two) or more (?=(?:days|weeks|hours|cycles)\b)"), r"at least \1 "),
    (re.compile(r"\b(\w+ (?:hours|days)) (?:at|from) the (?:start|beginning) of\b"), r"first \1 of"),
    (
        re.compile(
            r"\b(?:first week|week (?:one|1)) of (?:the )?(?:first cycle|cycle (?:1|one))(?:,? \(?(?:i\.e\. )?days 1(?:-| to | through )7\)?)?,?"
        ),
        "days 1 to 7 of cycle 1",
    ),
    (re.compile(r" ?\bper ?cent\b"), "%"),
    (
        re.compile(r"\b(?:one|a) half of\b|\bhalf (?:of )?(?=(?:the )?(?:patients|bone|marrow|people|cells|all))"),
        "50% of ",
    ),
    (re.compile(r"\b(?:one|1) in (?:ten|10)\b"), "10% of"),
    (re.compile(r"\b(?:an?|one) (?=week\b)"), "1 "),
    (
        re.compile(
            r"(?<!mcg)(?<!mg)(?<!ml)(?<!m2)(?<!times)(?<!once)(?<!twice)(?<!dose) (\(?)an? (?=(?:day|month|year|minute|hour)\b)"
        ),
        r" \g<1>1 ",
    ),
    (re.compile(r"\b(?:a )?fortnight\b"), "2 weeks"),
    (re.compile(r"\b(under|over|below|above)-(\d+)-?kg\b"), r"\1 \2 kg"),
    (re.compile(r"(?<=\d)-(?=,| and \d| or \d)"), ""),
    (re.compile(r"\b(mcg(?:/m2)?|mg) of (\w+)/day\b"), r"\1/day of \2"),
    (re.compile(r"\bdaily dose ((?:[a-z]+ ){0,6}(?:[≤≥<>] ?)?\d+ (?:mcg(?:/m2)?|mg))\b(?!/)"), r"dose \1/day"),
    (re.compile(r"(?<=mcg) (?:in|on|per) (?:any (?:1|one)|a(?: single)?|any single|any) day\b"), "/day"),
    (re.compile(r"\bmore than a single\b"), "more than 1"),
    (
        re.compile(
            r"\b(seizures?) (?:number|total) (?:two|2) or more\b|\b(?:two|2) or more (seizures?)\b|\bat least (?:two|2) (seizures?)\b"
        ),
        "more than 1 seizure",
    ),
    (re.compile(r"\bno worse than (?=grade)"), "at most "),
    (re.compile(r"\bas (?:long|much|many) as (?=\d)"), "up to "),
    (re.compile(r"\bnot above (?=\d)"), "at most "),
    (re.compile(r"(?<=kg) and (?:up|upwards?)\b"), " or more"),
    (re.compile(r"\baged (?=\d)"), "age "),
    (re.compile(r"\broughly\b|\babout\b(?= \d)"), "about"),
    (re.compile(r"\b(mcg/m2|mcg|mg) (?:daily|(?:a|each|every) day)\b"), r"\1/day"),
    (re.compile(r"\bage (?:of )?(\d+)(?! years)\b"), r"\1 years"),
    (
        re.compile(
            r"\b((?:patients|people|adults|those) (?:aged )?(?:over|above|under|below) \d+)\b(?! ?(?:kg|lb|years|%|[a-z]+/))"
        ),
        r"\1 years",
    ),
    (re.compile(r"\b((?:older|younger) than \d+)\b(?! (?:years|months|weeks|days))"), r"\1 years"),
    (re.compile(r"(?<=\d)(?:[- ]years?[- ]old| years? of age)\b"), " years"),
    (re.compile(r"\b(?:initial|opening) (?=\d+ (?:hours?|days?)\b)"), "first "),
    (
        re.compile(r"\b(for|held|tak(?:es?|ing)|took|last(?:s|ed|ing)?|needs?|of) over (?=\d+ (?:hour|day|week))"),
        r"\1 more than ",
    ),
    (re.compile(r"ml/h(?:ours?|r)?\b"), "ml/h"),
    (re.compile(r"\bbetween (\d+(?:\.\d+)?)\s?(?:%|°\s?c)? and (?=\d)"), r"\1-"),
)
_CYCLE_PAIR = re.compile(rf"\b({'|'.join(_ORDINALS)}) and ({'|'.join(_ORDINALS)}) cycles\b")
_CYCLE_RANGE = re.compile(
    rf"\b(?:the )?({'|'.join(_ORDINALS)})(?: cycle)? (?:to|through) (?:the )?({'|'.join(_ORDINALS)})(?: cycles?)?\b"
)
_DAYS_OF_ORDINAL = re.compile(
    rf"\b(days? \d+(?:(?:-| to | and )\d+)? (?:of|in)) the ({'|'.join(_ORDINALS)})\b(?! \w*(?:cycle|infusion))"
)
_CYCLE_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}) cycle\b")
_WORD_NUMBER = re.compile(
    rf"\b(one){_COUNTED}|\b({'|'.join(word for word in _WORDS if word != 'one')})\b(?! (?:distinct|different))"
)
_ONE_ENTITY = re.compile(r"\b(more than|at least|≥|>) (one|two)\b")


def normalised(text: str) -> str:
    """Return a text in lower case with one spelling for each sign, unit and number word."""
    text = " ".join(text.translate(_SIGNS).lower().split())
    for pattern, written in _REWRITTEN:
        text = pattern.sub(written, text)
    text = _CYCLE_PAIR.sub(lambda m: f"cycles {_ORDINALS[m[1]]} and {_ORDINALS[m[2]]}", text)
    text = _CYCLE_RANGE.sub(
        lambda m: f"cycles {_ORDINALS[m[1]]} to {_ORDINALS[m[2]]}" if "cycle" in text else m[0], text
    )
    text = _DAYS_OF_ORDINAL.sub(lambda m: f"{m[1]} cycle {_ORDINALS[m[2]]}", text)
    text = _CYCLE_ORDINAL.sub(lambda m: f"cycle {_ORDINALS[m[1]]}", text)
    text = _ONE_ENTITY.sub(lambda m: f"{m[1]} {_WORDS[m[2]]}", text)
    return _WORD_NUMBER.sub(lambda m: str(_WORDS[m[0]]), text)
