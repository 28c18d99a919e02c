"""A turn as the rules see it: what it is about, what it states, and which toxicities it names."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.conversation.as_before import with_date_of_before, with_units_of_before
from assistant.conversation.clauses import is_negated
from assistant.conversation.cleaning import holds_strange_digits
from assistant.conversation.following import is_question
from assistant.conversation.measured import with_one_weight
from assistant.conversation.memory import Conversation
from assistant.conversation.moving import with_moved_day
from assistant.conversation.new_patient import begins_new_patient
from assistant.conversation.other_day import with_day_asked_about
from assistant.conversation.persons import labels_of
from assistant.conversation.reading import read
from assistant.conversation.resolved_while_off import with_resolved_while_off
from assistant.conversation.resolving import OF_A_CYCLE, with_certain_days
from assistant.conversation.signals import Text, is_patient
from assistant.conversation.spelling import Respelled, in_own_words
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.conversation.timing import with_cycle_and_day, with_role_of_date
from assistant.conversation.toxicities import toxicities, toxicities_before
from assistant.conversation.ward import Ward
from assistant.knowledge.aspects import aspects_of

_INDICATIONS = (
    (
        "mrd_positive",
        re.compile(
            r"\b(?:MRD(?:[\s-]?(?:positive|pos|\+))?|(?:minimal|measurable) residual disease)\b(?![\s-]?neg)",
            re.IGNORECASE,
        ),
    ),
    ("consolidation", re.compile(r"\bconsolidation\b(?! cycles?)", re.IGNORECASE)),
)

# The third cycle of this regimen, or the first of another: what is meant is asked.
_CONSOLIDATION_CYCLE = re.compile(
    r"\bconsolidation (?:cycle|c) ?(?:\d|one|two|three|four)\b|\b(?:cycle|c) ?(?:\d|one|two|three|four) (?:of|in) (?:the |her |his )?consolidation\b|\b(?:first|second|third|1st|2nd|3rd) consolidation(?: cycle)?\b",
    re.IGNORECASE,
)
_COVERED = "relapsed_refractory"
_RELAPSED = re.compile(r"\b(?:relaps\w*|refractory|r ?/ ?r|rel/ref)(?!\w)", re.IGNORECASE)
# "No sorry, relapsed": the "no" denies what was said before.
_LEADING_NO = re.compile(
    r"^\W*(?:no|nope)\b\W{0,3}(?:sorry|wait|actually|it['’]?s|she['’]?s|he['’]?s|,)\W{0,3}", re.IGNORECASE
)


def text_of(words: str, spelling: Respelled, conversation: Conversation, ward: Ward) -> Text:
    """Return the turn as read: what it is about, states and names. Numbers in strange digits are doubted."""
    question = spelling.text
    asked_about = aspects_of(question, ward.vocabulary)
    started = conversation.value("start_date")
    reading = read(question)
    if not begins_new_patient(question, reading, conversation):
        reading = with_units_of_before(question, reading, conversation)
    reading = with_date_of_before(question, reading, conversation, ward.rules)
    reading = with_role_of_date(question, reading, conversation)
    timed = with_cycle_and_day(question, reading, ward.rules, started if isinstance(started, date) else None)
    timed = with_day_asked_about(question, with_moved_day(question, timed, conversation, ward.rules), ward.rules)
    reading = with_one_weight(timed, ward.rules)
    reading = with_certain_days(reading, is_timed=bool(OF_A_CYCLE & conversation.facts.keys()))
    named = toxicities(question, ward.vocabulary)
    reading = with_resolved_while_off(question, reading, {toxicity.name for toxicity in named}, conversation)
    reading = in_own_words(_with_indication(question, reading, conversation), spelling)
    if holds_strange_digits(words):
        reading = _doubted(reading)
    is_labelled = any(True for _ in labels_of(question))
    return Text(
        question,
        asked_about,
        reading,
        named,
        is_patient(question, reading) or is_labelled,
        toxicities_before(question, ward.vocabulary),
    )


def _doubted(reading: Reading) -> Reading:
    """Return the reading with none of its numbers taken."""
    doubts = {n: Unclear(n, s.words, "number") for n, s in reading.stated.items() if isinstance(s.value, Decimal)}
    kept = {name: item for name, item in reading.stated.items() if name not in doubts}
    return Reading(kept, {**reading.unclear, **doubts})


def _with_indication(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Add a disease state that the rules do not cover, where one is named and not denied; or that it was named in error."""
    for name, pattern in _INDICATIONS:
        for match in pattern.finditer(question):
            if not is_negated(question, match.start()):
                return _stating(reading, Stated("indication", name, match[0]))
    which = _CONSOLIDATION_CYCLE.search(question)
    if which and not is_negated(question, which.start()) and not _RELAPSED.search(question):
        doubts = {name: Unclear(name, which[0], "two_meanings") for name in ("indication", "cycle")}
        known = {name: item for name, item in reading.stated.items() if name != "cycle"}
        return Reading(known, {**reading.unclear, **doubts})
    told = _LEADING_NO.sub("", question)
    covered = _RELAPSED.search(told)
    is_asked = conversation.pending is not None
    if conversation.value("indication") in (None, _COVERED) and not (is_asked and covered):
        return reading
    if covered and not is_negated(told, covered.start()):
        return _stating(reading, Stated("indication", _COVERED, covered[0]))
    is_denied = any(pattern.search(question) for _, pattern in _INDICATIONS)
    if not is_denied or is_question(question):
        return reading
    doubt = Unclear("indication", question.strip(), "unread")
    return replace(reading, unclear={**reading.unclear, "indication": doubt})


def _stating(reading: Reading, item: Stated) -> Reading:
    stated: Mapping[str, Stated] = {**reading.stated, item.name: item}
    return replace(reading, stated=stated)
