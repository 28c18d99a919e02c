"""Doses of blinatumomab that a text names: the one at which something occurred, and one in mg, a thousand times too much."""

import re

from assistant.conversation.clauses import clause_at, clauses
from assistant.conversation.numerals import number_of
from assistant.conversation.quantities import Quantity, quantities
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules

_HERE = 30
_OCCURRED_AT = re.compile(
    r"(?:@|\b(?:dose|step|level|rate) (?:at|during|on|@) (?:the )?(?:event|onset|time|occurrence|toxicity|time of (?:the )?(?:event|onset|toxicity))(?: was| is|[:=-])?\s{0,2}|\b(?:at|on|receiving|getting|during|running|having|currently|still|step)\s{0,2}(?:the\s|her\s|his\s)?(?:dose\s|rate\s|step\s|blin\w*\s(?:at\s)?)?(?:of\s)?)\s{0,2}$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:\b(?:on|receiving|getting)|(?<!started )(?<!began )(?<!since )\bat|@|\b(?:dose|rate) (?:was|had been|at the time(?: was)?|back then(?: was)?)) ?(?:(?:the|full|target|initial|starting|low|lower|high|higher) ){0,2}(?P<dose>\d{1,2})(?=\s?(?:(?:a|per) day\b|/ ?d(?:ay)?\b|daily\b|dose\b|step\b|[,;?!)]|\.(?!\d)|$|when\b|while\b|at the time\b|then\b|and\b(?! \d)|(?:now|still|today|had|has|who|with|got|gets|that|which|developed|went|became|took|lasted|resolv\w*|settl\w*|recover\w*|cleared|but)\b))",
    re.IGNORECASE,
)
# "She'd already gone up to 28".
_HAD_GONE_UP = re.compile(
    r"(?:\b(?:had|has|have|was|were|been|already)|['’](?:d|s|ve))\s(?:(?:already|just|been|only)\s){0,2}(?:gone|stepped|moved|increased|escalated|put|bumped|titrated)\s(?:(?:up|her|him|it)\s){0,2}(?:to|onto)\s(?:the\s)?(?P<dose>\d{1,2})(?![\d.,]*\d)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:^|[,;/(]\s{0,2}(?:(?:the|that(?:['’]s| is)|i\.?e\.?|namely|so)\s(?:the\s)?)?|\.\s{1,2})$", re.IGNORECASE
)
_ENDS = re.compile(r"^\s{0,2}(?:(?:/|per |a )\s{0,2}(?:d(?:ay)?|24 ?h)\b)?\s{0,2}(?:[,;]|\.(?!\d)|$)", re.IGNORECASE)
_ASKS_A_DOSE = re.compile(r"\b(?:restart\w*|resum\w*|which dose|what dose|or \d{1,2} ?mcg)\b", re.IGNORECASE)
_STEP_AFTER = re.compile(
    r"^\s{0,2}(?:/|per |a )?\s{0,2}(?:m²|m2)?\s?(?:/|per )?\s?(?:d(?:ay)?|24 ?h)?\s{0,2}(?:step|dose level|phase|week)\b",
    re.IGNORECASE,
)
_RESTARTING = re.compile(
    r"\b(?:restart\w*|resum\w*|re-start\w*|re-?challeng\w*|re-?try\w*|(?:try|trying|start|starting|begin|go|give it|have) (?:it |him |her |them )?again|another (?:go|try)|re-?introduc\w*|re-?commenc\w*|re-?initiat\w*|increas\w*|escalat\w*|go(?:ing)? (?:back )?(?:up )?to|back (?:on|at|to))\b[^,;.?!]*$",
    re.IGNORECASE,
)
# "How long on 9 mcg before 28" asks of the step to come, and does not say at which step anything occurred.
_HOW_LONG = re.compile(
    r"\b(?:how (?:long|soon|many (?:days|weeks|hours))|length|duration|(?:number of|what|which) (?:days|time))\b[^,;.?!]*$",
    re.IGNORECASE,
)
# "On 9 or on 28": which of the two is asked, and neither is told.
_EITHER = re.compile(
    r"(?:@|\b(?:on|at|during))\s?(?:the )?\d{1,2}(?: ?mcg)?(?: ?/ ?d(?:ay)?)? (?:or|vs\.?|versus|rather than|as opposed to) (?:at |on |during )?(?:the )?\d{1,2}\b(?! ?(?:days?|d\b|h|w))",
    re.IGNORECASE,
)
# "The bag says 9", "someone wrote 28", "was he on 28 by then": the dose that runs or was ordered is talked of, and nothing is told.
_TALKED_OF = re.compile(
    r"\b(?:bags?|label|chart|order|prescri\w*|script|rx|pump|mar|e?mar|sheet|sticker|printout|protocol|pharmacy|pharmacist|wrote|written|charted|ordered|hung|hanging|running|programm?ed|infusing)\b[^.;?!\d]{0,30}\b(?P<said>\d{1,2}(?:\.\d{1,2})?)(?![\d.,]*\d)(?!\s?(?:kg|kilos?|lbs?|pounds?|cm|m2|m²|days?|hours?|h\b|hrs?|years?|y/?o|%|x\b|st\b|nd\b|rd\b|th\b))"
    r"|\b(?:is|was|were|are|been|still|already|now|him|her|she|he|they|pt|patient|it)(?:['’]s)? (?:(?:still|already|back|now|only) )?(?:on|at|getting|receiving) (?:the )?(?P<on>\d{1,2}(?:\.\d{1,2})?)(?![\d.,]*\d)(?!\s?(?:kg|kilos?|lbs?|pounds?|cm|m2|m²|days?|hours?|h\b|hrs?|years?|y/?o|%|x\b|st\b|nd\b|rd\b|th\b))",
    re.IGNORECASE,
)
# "Is there a lower dose to go back to?": one that is asked for, not the one at which anything occurred.
_IS_WISHED = re.compile(
    r"\b(?:(?:is|are) there|what about|how about|try|trying|consider\w*|use|give|want|need|have|switch(?:ing)? to|drop(?:ping)?(?: down)? to|reduc\w+ to|go(?:ing)?(?: down)? (?:to|for)|with|allow(?:s|ed)?)\s(?:an?\s|any\s|some\s|even a\s)$",
    re.IGNORECASE,
)
_WISHED_AFTER = re.compile(
    r"^\s(?:to (?:go|come|try|restart|use|give|be|fall|drop)|next time|afterwards?|instead|possible|available|option|allowed|an option|given|needed|required|again|first(?! week)|or)\b",
    re.IGNORECASE,
)
_INITIAL_STEP = re.compile(
    r"\b(?:initial|starting|first|lower|low|small(?:er)?|little|step[- ]?up|lead[- ]?in) (?:dose|step|dose step)\b|\bstep dose\b",
    re.IGNORECASE,
)
_FULL_STEP = re.compile(
    r"\b(?:full|target|higher|big(?:ger)?|larger?|maintenance|escalated|second) (?:dose|step|dose step)\b",
    re.IGNORECASE,
)
# "On the full dose", "the step was: low dose", "first week low dose": where it occurred. A step that is to be given is asked of.
_TOLD_BEFORE = re.compile(
    r"(?:\b(?:on|at|during|while|whilst|in|receiving|getting|having|under|after|of|was|were|still|already|only|sorry|yes|yeah|yep|no|actually|meant|mean|ie|think|believe|then|kgs?|kilos?|lbs?|icans|crs|neuro\w*|toxicity|grade \d|gr ?\d|g\d|week|day \d{1,2}|d\d{1,2}|cycle \d|c\d|@)|(?:^|[,;:/(.–—-])(?:\s{0,2}i\.?e\.?)?|[@=])\s{0,2}(?:(?:the|her|his|their|a|an|this|that|very)\s){0,2}$",
    re.IGNORECASE,
)
_TO_BE_GIVEN = re.compile(
    r"\b(?:give\w*|stay\w*|keep\w*|remain\w*|continu\w*|start(?:ing)?|be|begin|put|run|hang|go(?:es|ing)?|return\w*|drop\w*|is it|is that|is this|move|carry on|skip\w*|straight|or|wrote|written|chart\w*|order\w*|prescri\w*)\s(?:(?:it|him|her|them|back|up|down|in|on|out|again|straight|then)\s){0,3}(?:(?:on|at|with|to|in|of)\s)?(?:(?:the|her|his|their|a|an)\s)?$",
    re.IGNORECASE,
)
_ASKED_AFTER = re.compile(r"^(?: (?:now|then|next|today))?\s{0,2}\?")
_AT_IT = re.compile(r"\b(?:on|at|during|while|whilst)\s(?:(?:the|her|his|their)\s)?$", re.IGNORECASE)
_EITHER_STEP = re.compile(
    r"\b(?:initial|starting|first|lower|low|full|target|higher)(?: (?:dose|step))? (?:or|vs\.?|versus) (?:at |on |the ){0,2}(?:initial|starting|first|lower|low|full|target|higher)\b(?: one)?",
    re.IGNORECASE,
)
OTHER_DRUG = re.compile(
    r"\b(?:dex\w*|steroids?|pred\w*|paracetamol|acetaminophen|tylenol|toci\w*|anakinra|lev\w*|keppra|lorazepam|ondansetron|fluconazole|"
    r"acic?lovir|acyclovir|allopurinol|rasburicase|methotrexate|cytarabine|vinc\w*|warfarin|morphine|furosemide|lasix|septrin|antibiotic\w*|"
    r"meropenem|vanc\w*|hydrocortisone|metoclopramide|pantoprazole|omeprazole|apixaban|heparin|enoxaparin|fentanyl|remifentanil|octreotide|noradrenaline|norepinephrine|adrenaline|epinephrine|insulin)\b|\b[a-z]{3,20}(?:mab(?<!blinatumomab)|nib|azole|cillin|pril|olol|mycin|micin|floxacin|prazole|statin|azepam)\b",
    re.IGNORECASE,
)
_DRUG = re.compile(r"\bblin\w*", re.IGNORECASE)
_DOSE = re.compile(r"\b(?:dose|dosing|start\w*|restart\w*|order\w*|rate|infus\w*|step)\b", re.IGNORECASE)
_PER_HOUR = re.compile(
    r"^\s{0,2}(?:/|per |an |every |each )\s{0,2}h(?:rs?|ours?|rly)?\b|^\s{0,2}(?:hourly|an? hour)\b", re.IGNORECASE
)
_PER_TIME = re.compile(r"^\s{0,2}(?:/|per |a )\s{0,2}(?:d\b|day|24|m2|m²)", re.IGNORECASE)


def talks_of_a_dose(text: str, rules: Rules) -> bool:
    """Tell whether a turn speaks of a dose of the rules that runs, was written or was ordered, without its unit."""
    return _is_dose_in(text, rules, ("said", "on"))


def tells_a_dose_written(text: str, rules: Rules) -> bool:
    """Tell whether a turn tells which dose a bag, a chart or an order names ("the chart says 9")."""
    return _is_dose_in(text, rules, ("said",))


def _is_dose_in(text: str, rules: Rules, groups: tuple[str, ...]) -> bool:
    match = _TALKED_OF.search(text)
    if match is None or not isinstance(rules.dose, DoseRules):
        return False
    values = {number_of(match[group]) for group in groups if match[group]}
    return any(step.dose in values for step in rules.dose.table.steps)


def dose_step_said(text: str, rules: DoseRules) -> Stated | Unclear | None:
    """Return the dose step at which something is said to have occurred, as a dose or in words; None where it is not said."""
    steps = rules.table.steps
    if _EITHER.search(text):
        return None
    for q in _occurred_at(text):
        if q.unit.startswith("mg"):
            if any(step.dose == q.value for step in steps):
                return Unclear("dose_step", q.words, "thousandfold")
            continue
        by_bsa = q.unit.endswith("m²")
        named = next((s for s in steps if s.dose == q.value and (s.dosing == "bsa") == by_bsa), None)
        if named is not None:
            return Stated("dose_step", named.dose_step, q.words)
    return _without_unit(text, rules) or named_step(text)


def _without_unit(text: str, rules: DoseRules) -> Stated | None:
    """Return the step of a fixed dose that stands alone after "on" ("was still on 9 when it started")."""
    gone_up = _HAD_GONE_UP.search(text)
    if gone_up is not None:
        steps = {s.dose_step for s in rules.table.steps if s.dosing == "fixed" and plain(s.dose) == gone_up["dose"]}
        if len(steps) == 1:
            return Stated("dose_step", steps.pop(), gone_up[0])
    for match in _ALONE.finditer(text):
        steps = {s.dose_step for s in rules.table.steps if s.dosing == "fixed" and plain(s.dose) == match["dose"]}
        is_to_come = _HOW_LONG.search(text[: match.start()]) is not None
        if (
            len(steps) == 1
            and not is_to_come
            and not _RESTARTING.search(text[max(0, match.start() - _HERE) : match.end()])
        ):
            return Stated("dose_step", steps.pop(), match[0])
    return None


def thousandfold(text: str, asked: Aspects, rules: Rules) -> Stated | None:
    """Return the dose of blinatumomab that a text gives in mg, None where it gives none.

    It counts as one where its number is a dose of the rules or the drug is named with it, and no other drug stands nearer.
    """
    if not isinstance(rules.dose, DoseRules):
        return None
    doses = {step.dose for step in rules.dose.table.steps}
    for q in quantities(text):
        if q.dimension != "dose" or not q.unit.startswith("mg") or _is_of_other_drug(text, q):
            continue
        speaks_of_it = _DRUG.search(text) is not None or "blinatumomab" in asked.concepts
        is_rate = _PER_TIME.match(text[q.end :]) is not None or q.unit.endswith("m²")
        if (q.value in doses and (speaks_of_it or is_rate or _DOSE.search(text))) or (speaks_of_it and is_rate):
            return Stated("dose_mg_per_day", q.words, q.words)
    return None


def hourly(text: str, rules: Rules) -> str | None:
    """Return the words that give a dose of the rules per hour, 24 times too much; None where none does."""
    if not isinstance(rules.dose, DoseRules):
        return None
    doses = {step.dose for step in rules.dose.table.steps}
    for q in quantities(text):
        per_hour = _PER_HOUR.match(text[q.end :])
        if q.dimension == "dose" and per_hour and q.value in doses and not _is_of_other_drug(text, q):
            return f"{q.words}{per_hour[0]}"
    return None


def _occurred_at(text: str) -> tuple[Quantity, ...]:
    """Return the doses of blinatumomab at which something is said to have occurred."""
    return tuple(
        q
        for q in quantities(text)
        if q.dimension == "dose"
        and not _RESTARTING.search(text[max(0, q.start - _HERE) : q.start])
        and not _HOW_LONG.search(text[: q.start])
        and (
            _OCCURRED_AT.search(text[max(0, q.start - _HERE) : q.start])
            or _STEP_AFTER.match(text[q.end :])
            or _stands_alone(text, q)
        )
        and not _is_of_other_drug(text, q)
    )


def _stands_alone(text: str, q: Quantity) -> bool:
    """Tell whether a dose is told as one fact among others: "grade 3, 28 mcg/day, 80 kg"."""
    is_told = _BEGINS.search(text[: q.start]) is not None and _ENDS.match(text[q.end :]) is not None
    return is_told and _ASKS_A_DOSE.search(text) is None


def named_step(text: str) -> Stated | None:
    """Return the dose step that a text names in words, as the one at which something occurred."""
    text = _EITHER_STEP.sub(" ", text)
    for value, pattern in (("initial", _INITIAL_STEP), ("full", _FULL_STEP)):
        match = next((match for match in pattern.finditer(text) if _is_told(text, match)), None)
        if match is not None:
            return Stated("dose_step", value, match[0])
    return None


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Tell whether a step in words says where something occurred, and is none that is to be given."""
    before = text[max(0, match.start() - _HERE) : match.start()]
    if _ASKED_AFTER.match(text[match.end() :]) and not _AT_IT.search(before):
        return False
    asks = (_HOW_LONG, _IS_WISHED, _TO_BE_GIVEN, _RESTARTING)
    if any(pattern.search(before) for pattern in asks) or _HOW_LONG.search(text[: match.start()]):
        return False
    return _WISHED_AFTER.match(text[match.end() :]) is None and _TOLD_BEFORE.search(before) is not None


def _is_of_other_drug(text: str, q: Quantity) -> bool:
    """Tell whether another drug stands nearer to a dose than blinatumomab, in the same clause."""
    clause = clause_at(clauses(text), q.start)
    place = q.start - clause.start
    others = [_gap(match, place) for match in OTHER_DRUG.finditer(clause.text)]
    drug = [_gap(match, place) for match in _DRUG.finditer(clause.text)]
    return bool(others) and min(others) < min(drug, default=len(text))


def _gap(match: re.Match[str], place: int) -> int:
    return min(abs(match.start() - place), abs(match.end() - place))
