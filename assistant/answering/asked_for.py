"""What a question asks for, matched with what a statement states: a mention is no answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.scales import asks_scale, is_of_another_severity, names_scale
from assistant.answering.told_of import tells_the_thing
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage
from assistant.retrieval.search import Hit

OTHER_DRUGS = frozenset(
    {
        "tocilizumab",
        "anakinra",
        "inotuzumab",
        "nelarabine",
        "salvage_chemotherapy",
        "antiemetic",
        "antipyretic",
        "car_t",
        "tki",
        "pjp_prophylaxis",
        "herpes_prophylaxis",
    }
)
_OTHER_TREATMENTS = frozenset({"inotuzumab", "nelarabine", "car_t", "salvage_chemotherapy", "tki"})
_HOW_MUCH = re.compile(
    r"\b(?:dos(?:e|es|ing|age)|how much|how many (?:mg|mcg|g|car|cells|tablets)|mg|cells|max(?:imum)? daily|(?:the|what's|whats) (?:most|ceiling|limit)|per (?:m2|kg|kilo|day|square met(?:re|er))|mg/\w+|\d+(?:\.\d+)? ?(?:mg|g|units?)? (?:or|vs\.?|versus) \d+(?:\.\d+)?)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d\s?(?:mg|mcg|μg|g|mL|units?)\b", re.IGNORECASE)
_PRICE = re.compile(
    r"\b(?:pric(?:e|es|ed|ing)|costs?|expensive|cheap(?:er)?|biosimilars?)\b(?!.{0,20}\beffective)", re.IGNORECASE
)
# Normal and target values, and figures that other formulas give: no document states one.
_OTHER_FIGURE = re.compile(
    r"\b(?:what(?:'s|’s| is| are) (?:a |an |the )?normal|(?:normal|reference|therapeutic) (?:range|values?|levels?)s? (?:of|for)|troughs?|target (?:inr|levels?|range)|bridging"
    r"|how (?:(?:do|can|should) (?:i|we|you)|to) (?:calculate|work out|compute) (?:the |a |an )?(?:crcl|creatin\w+|e?gfr|anc|qtc|anion))\b",
    re.IGNORECASE,
)
_PAYING = re.compile(
    r"\b(?:fund\w*|cover\w*|reimburs\w*|pays?|paid|ohip|ndfp|insur\w*|program(?:me)?s?|bills?|tab|foots?|public(?:ly)?|minutes|(?:nursing|pharmacy|dispensary|staff) (?:time|hours))\b",
    re.IGNORECASE,
)
ACTIONS = frozenset({"hold", "restart", "discontinue"})
_EFFECTS = "Adverse Effects"
_TREATED = re.compile(
    r"\bhow (?:do|should|can|would|must|to) (?:i |we |you )?(?:treat|manage|relieve|deal with|handle)\b|\bhow (?:is|are) (?:\w+ ){1,3}(?:treated|managed|relieved|dealt with|handled)\b|\b(?:treatment|management|remedy|remedies) (?:of|for)\b|\bwhat (?:helps|to give|do (?:i|we) give|can (?:i|we) give|should (?:i|we) give) (?:for|against)\b|\b(?<!this )(?<!on )(?<!during )(?<!her )(?<!his )(?:treatment|remedy)\W*\?",
    re.IGNORECASE,
)
_MODIFICATIONS = "Dose Modifications"
_ROWS = (_MODIFICATIONS, "Dosage with toxicity")
_WHAT_TO_DO = (_MODIFICATIONS, "Dosage Modifications for Adverse Reactions")
_NO_RATES = (*_WHAT_TO_DO, "Recommended Clinical Monitoring")
# A statement that does not name one of these cannot answer a question that does, where others name it.
SUBJECTS = OTHER_DRUGS | {
    "antimicrobial",
    "breastfeeding",
    "cns_disease",
    "cd19_negative",
    "cranial_irradiation",
    "dexamethasone",
    "disclaimer",
    "driving",
    "elderly",
    "fertility",
    "flush",
    "hepatic_impairment",
    "hepatitis_b",
    "intrathecal",
    "live_vaccine",
    "monitoring",
    "neurology_check",
    "pharmacokinetics",
    "premedication",
    "prime",
    "renal_impairment",
    "tls",
}
SHARE_OF_BEST = 0.8
_ONSET_ASKED = re.compile(
    r"\b(?:when|how (?:early|soon|quickly)|(?:which|what) days?)\b.{0,60}\b(?:begins?|occurs?|appears?|shows?|sets? in|comes? on|onset|strikes?|kicks? in|happens?|develops?|(?:tends? to|typically|usually|normally) starts?|first seen)\b"
    r"|\b(?:time (?:to|until|till|of)|median (?:time|day)|day of)\b.{0,40}\b(?:onset|begins?|occurs?|appears?|shows?|neuro\w*|crs|start)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"\bhow (?:common|likely|often|frequent(?:ly)?|rare|many (?:people|patients|pts|of them|get|develop|have|will))\b|\bwhat (?:share|proportion|percentage|fraction)\b|\b(?:share|proportion|percentage|fraction|portion) (?:of (?:\w+ )?(?:patients|people|pts|adults|them|those)|with|who)\b|\b(?:incidence|frequency|likelihood|prevalen\w+)\b|\b(?:is|are) (?:\w+ ){1,4}?(?:common|frequent|rare|usual)\b|\brates? of (?:\w+ ){0,2}(?:events?|effects?|toxicit\w*|crs|icans|neuro\w*|seizures?|reactions?|infections?)\b|\b(?:overall|event|toxicity|neurotoxicity|crs|icans) rates?\b|\brates?\W*\?",
    re.IGNORECASE,
)
# How often something is done is no frequency of an effect.
_HOW_OFTEN_DONE = re.compile(
    r"\bhow (?:often|frequently|regularly)\b.{0,40}\b(?:done|check\w*|taken|measur\w*|repeat\w*|monitor\w*|drawn|sent|test\w*|bloods?|assess\w*|watch\w*|look(?:ed)? for|screen\w*|examin\w*)\b"
    r"|\bhow (?:often|frequently|regularly) (?:do|should|must) (?:we|i|you) (?:do|take|send|draw|get)\b"
    r"|\bhow (?:often|frequently|regularly)\b(?!.*\b(?:seen|rises?|raised|elevat\w*|occurs?|happens?|abnormal\w*|up|develops?))[^?]{0,30}\b(?:lfts?|cbcs?|fbcs?|blood counts?|full counts?|panels?|profiles?|liver function|transaminases|clotting|coagulation|ferritin|fibrinogen|electrolytes|tests?|bloods?|labs?|screens?|checks?|exams?|inr|crp|ferritin|coags?|monitoring)\b"
    r"|\bwhen (?:are|is|do|does|should|must)\b.{0,40}\b(?:due|done|sent|checked|drawn|taken|measured|repeated|tested)\b",
    re.IGNORECASE,
)
_IS_LISTED = re.compile(
    r"\b(?:(?:is|are|was|it|that|this) (?:it )?(?:listed|on the list|on record)|listed(?: as| with| for|\W*$)|on the list|(?:known|recogni[sz]ed|expected|described|reported) (?:as an? )?(?:side )?(?:effects?|reactions?|complications?)|an? effect of|described|reported|ever (?:seen|happen\w*))\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:on|despite|already|receiving|taking|getting|through|with)\s(?:\S+\s){0,3}?(?:antibiotics?|abx|antimicrobials?|antifungals?|broad[- ]spectrum|cover)\b",
    re.IGNORECASE,
)
# How well it works in children is not how well it works.
_OF_CHILDREN = re.compile(r"Pa?ediatric efficacy\b")
# "Not settling in a fortnight": what to do is asked.
_GOES_ON = re.compile(
    r"\b(?:not|never|n['’]t) (?:\w+ ){0,2}?(?:settl|resolv|improv|recover|clear|go(?:ing)? (?:away|down))\w*|\bpersist(?:s|ed|ing|ent)\b",
    re.IGNORECASE,
)
_WATCHES = frozenset({"monitoring", "neurology_check", "grading"})
_ONSET_STATED = re.compile(r"\bonset at\b|\boccurs? within\b", re.IGNORECASE)


def states_what_is_asked(question: str, asked: Aspects, passage: Passage, stated: Aspects) -> bool:
    """Tell whether a passage holds what is asked for.

    When a toxicity begins needs a time of its onset; how often it occurs is not told by what to do about it. The dose of another drug needs an amount of that drug; a price needs a price, and no document names one; what to do about a
    toxicity does not stand in the table of how often it occurs.
    """
    if _PRICE.search(question) and not _PAYING.search(question):
        return False
    if _OTHER_FIGURE.search(question) and "live_vaccine" not in asked.concepts:
        return False
    if not (_tells_how_it_is(question, asked, passage) and tells_the_thing(question, asked, passage.quote)):
        return False
    goes_on = asked.toxicities and not asks_if_listed(question, asked) and _GOES_ON.search(question)
    is_managed = asked.grades or asked.concepts & ACTIONS or goes_on or _TREATED.search(question)
    if is_managed and "adverse_effects" not in asked.concepts and passage.heading_path[:1] == (_EFFECTS,):
        return False
    drugs = asked.concepts & OTHER_DRUGS
    if not drugs or _HOW_MUCH.search(question) is None:
        return True
    return bool(drugs & stated.concepts) and _AMOUNT.search(passage.quote) is not None


def _tells_how_it_is(question: str, asked: Aspects, passage: Passage) -> bool:
    """Tell whether a passage holds when something begins, how often it occurs or is done, or by which scale, where that is asked."""
    is_plain = bool(asked.toxicities) and not asked.concepts & ACTIONS
    if is_plain and _ONSET_ASKED.search(question):
        return _ONSET_STATED.search(passage.quote) is not None
    if asks_scale(question):
        return names_scale(question, passage.quote)
    if _OF_CHILDREN.match(passage.quote) and "children" not in asked.concepts:
        return False
    if is_of_another_severity(question, asked, passage.quote):
        return False
    section = passage.heading_path[:1]
    is_counted = is_plain and not asked.concepts & _WATCHES and _HOW_OFTEN.search(question)
    is_done = _HOW_OFTEN_DONE.search(question) is not None
    return not (
        (is_counted and not is_done and section and section[0] in _NO_RATES) or (is_done and _is_no_schedule(passage))
    )


def _is_no_schedule(passage: Passage) -> bool:
    """Tell whether a passage is an effect, or what to do about one: neither says when a test is done."""
    return passage.heading_path[:1] == (_EFFECTS,) or passage.heading_path[:2] == _ROWS


def is_dose_of_other_treatment(question: str, asked: Aspects) -> bool:
    """Tell whether a question is for the dose of another treatment of the disease, and of nothing of this regimen."""
    return (
        bool(asked.concepts & _OTHER_TREATMENTS)
        and "blinatumomab" not in asked.concepts
        and _HOW_MUCH.search(question) is not None
    )


def subjects_of(asked: Aspects) -> frozenset[str]:
    """Return the concepts of a question without which no statement answers it, where some statement names them.

    Where it asks to hold, restart or stop, the toxicities that it names are subjects too.
    """
    return asked.concepts & SUBJECTS | (asked.toxicities if asked.concepts & ACTIONS else frozenset())


def without_taken(question: str, asked: Aspects) -> Aspects:
    """Return what a question is about without the antibiotics that a patient is told to be on."""
    taken = _TAKEN.search(question) is not None and "infection" in asked.concepts
    return replace(asked, concepts=asked.concepts - {"antimicrobial"}) if taken else asked


def asks_if_listed(question: str, asked: Aspects) -> bool:
    """Tell whether it is asked whether a toxicity is a known effect, and not what to do about it."""
    is_plain = bool(asked.toxicities) and not asked.grades and not asked.concepts & ACTIONS
    return is_plain and _IS_LISTED.search(question) is not None


def where_listed(
    hits: Sequence[Hit], question: str, asked: Aspects, corpus: Corpus, aspects: Mapping[str, Aspects]
) -> list[Hit]:
    """Return the hits without what to do about a toxicity, where it is asked whether it is a known effect and the table says so."""
    if not asks_if_listed(question, asked):
        return list(hits)

    def stands_in(hit: Hit, section: str) -> bool:
        return corpus.passages[hit.passage].heading_path[:1] == (section,)

    if not any(stands_in(hit, _EFFECTS) and aspects[hit.passage].concepts & asked.toxicities for hit in hits):
        return list(hits)
    return [hit for hit in hits if not stands_in(hit, _MODIFICATIONS)]


def rare_subjects(asked: Aspects, aspects: Mapping[str, Aspects], most: int) -> frozenset[str]:
    """Return the concepts of a question that no more than so many statements hold: one of these is what it is about."""
    held = {concept: sum(concept in of.concepts for of in aspects.values()) for concept in asked.concepts}
    return frozenset(concept for concept, count in held.items() if 0 < count <= most)


def on_subject(
    hits: Sequence[Hit], subjects: frozenset[str], rare: frozenset[str], aspects: Mapping[str, Aspects]
) -> list[Hit]:
    """Return the hits that name a subject of the question, where some do and are not far behind; else all.

    The first hit stays where it names a rare concept of the question: there the subject is only beside what is asked.
    """
    best = hits[0].score if hits else 0.0
    naming = [hit for hit in hits if hit.score >= SHARE_OF_BEST * best and aspects[hit.passage].concepts & subjects]
    if naming and naming[0] is not hits[0] and aspects[hits[0].passage].concepts & rare:
        return [hits[0], *naming]
    return naming or list(hits)


def with_action(
    chosen: Sequence[str], hits: Sequence[Hit], asked: Aspects, corpus: Corpus, aspects: Mapping[str, Aspects]
) -> list[str]:
    """Return the chosen passages, with the best row on a toxicity that the question asks to hold, restart or stop for."""

    def is_row(passage: str) -> bool:
        return corpus.passages[passage].heading_path[:1] == (_MODIFICATIONS,)

    if not asked.concepts & ACTIONS or not asked.toxicities or any(is_row(passage) for passage in chosen):
        return list(chosen)
    rows = [hit.passage for hit in hits if is_row(hit.passage) and asked.toxicities & aspects[hit.passage].toxicities]
    return [*chosen, *rows[:1]]
