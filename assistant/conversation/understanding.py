"""A turn becomes a request: calculate, look something up, or decline; and the conversation learns what it states.

The decision is explicit, in this order: what cannot be used; what is never answered; a new patient; a reply to a question of
ours; the same again, or a doubt; a calculation of its own; a change of what was asked before; a look-up. What a calculation
still needs the calculator itself says; the answer then asks back.
"""

import re
from dataclasses import replace

from assistant.calculators import CATALOGUE
from assistant.conversation import following, revising
from assistant.conversation.asking_else import names_a_subject
from assistant.conversation.beginning import begun, calendar_for, dose_on_date_for, known_dose_for, known_rate_for
from assistant.conversation.bounded import with_bounded_days
from assistant.conversation.changed_since import changed_since
from assistant.conversation.clauses import of_this_patient
from assistant.conversation.cleaning import clean, unusable
from assistant.conversation.course_asked import asks_of_the_course
from assistant.conversation.courtesies import without_courtesies
from assistant.conversation.documents_compared import documents_compared
from assistant.conversation.doubted import without_doubted
from assistant.conversation.doubting import asks_why
from assistant.conversation.known import with_facts, with_person
from assistant.conversation.leaning import leaning
from assistant.conversation.learning import forgetting, with_more
from assistant.conversation.looking_again import look_up_again
from assistant.conversation.memory import MEASURES, Conversation, forgotten, is_row
from assistant.conversation.new_patient import begins_new_patient, is_only_new_patient
from assistant.conversation.outside import declined, goes_on_as_lay
from assistant.conversation.parts import besides_again, second_part
from assistant.conversation.premedicating import premedication_after_prephase
from assistant.conversation.put_right import put_right
from assistant.conversation.recovery_asked import held_until_then, recovery_asked
from assistant.conversation.requests import Acknowledge, Calculate, Decline, Request, Wanted
from assistant.conversation.routing import wanted
from assistant.conversation.row_told import has_come_down
from assistant.conversation.rows_before import (
    another_episode,
    crs_back_after,
    is_of_the_row_alone,
    named_of_row,
    speaks_of_row,
    stopped_row,
)
from assistant.conversation.rows_told import with_rows_told
from assistant.conversation.said import is_incomplete, says
from assistant.conversation.several import (
    all_of_several,
    asks_same_of_another,
    doubts_the_same,
    fewer,
    is_another_toxicity,
    is_the_same_toxicity,
    with_rows_before,
)
from assistant.conversation.signals import (
    Text,
    asks_dose,
    asks_pump_rate,
    asks_what_to_do,
)
from assistant.conversation.spelling import respelled
from assistant.conversation.standing_alone import of_its_own
from assistant.conversation.still_on_the_row import still_on_the_row
from assistant.conversation.surface_dosed import with_band_told
from assistant.conversation.texts import text_of
from assistant.conversation.understood import Understood
from assistant.conversation.waiting import reply
from assistant.conversation.wanted_apart import wanted_apart
from assistant.conversation.ward import Ward

_SAME_TOXICITY = re.compile(
    r"\b(?:same|also (?:has|had|with)) (?:toxicity|tox|thing|problem|event|reaction|ae|side[- ]effect|complication)\b",
    re.IGNORECASE,
)
_SAME_MOMENT = re.compile(
    r"\b(?:same|identical) (?P<what>cycle and day|day and cycle|cycle(?! and)|day|c ?/? ?d|point|time ?point|timing|stage|(?:size |kind |type |length )?(?:of )?(?:bag|cassette|container)s?(?: size| length)?)\b",
    re.IGNORECASE,
)
_TOLD_ANEW = {*MEASURES, "days_to_resolve", "days_held"}
_OF_A_PREPHASE = frozenset({"prephase", "dexamethasone", "premedication"})
_OF_NOBODY = frozenset({"bag_hours"})


def understand(words: str, conversation: Conversation, ward: Ward) -> Understood:
    """Turn what a user typed, after what was said before, into a request."""
    conversation = replace(conversation, turn=conversation.turn + 1)
    why = unusable(words)
    if why is not None:
        return Understood(Decline(why), conversation)
    question = put_right(of_this_patient(clean(words)))
    spelling = respelled(without_courtesies(question), ward.elsewhere.lexicon)
    never = declined(question, ward) or declined(spelling.text, ward) or goes_on_as_lay(question, conversation)
    conversation = replace(conversation, lay=never is not None and never.why == "lay")
    if never is not None:
        return Understood(never, conversation)
    text = text_of(words, spelling, conversation, ward)
    question = text.question
    to_forget = following.to_forget(question)
    names_what = bool(to_forget) and not text.reading.stated
    begins_anew = to_forget == () and following.tells_after_forgetting(question) and bool(text.reading.stated)
    if begins_anew or (not names_what and begins_new_patient(question, text.reading, conversation)):
        return _for_another(text, conversation, ward)
    if to_forget is not None:
        return forgetting(conversation, to_forget, ward)
    if following.is_thanks(question):
        return Understood(Acknowledge("thanks"), conversation)
    request = _request(text, conversation, ward)
    learned = with_rows_told(with_more(conversation, request, text), request, text)
    return Understood(request, without_doubted(learned, request))


def _request(text: Text, conversation: Conversation, ward: Ward) -> Request:
    asked: Request = (
        recovery_asked(text, conversation)
        or held_until_then(text, conversation)
        or premedication_after_prephase(text, conversation, ward.vocabulary)
        or documents_compared(text, conversation, ward)
        or _asked(text, conversation, ward)
    )
    return _of_this_person(changed_since(asked, text, conversation) or asked, text, conversation)


def _of_this_person(request: Request, text: Text, conversation: Conversation) -> Request:
    """Return a request with what a turn tells of whom it is for: whether the rules cover them is never lost on the way."""
    return with_band_told(with_person(request, text), text, conversation)


def _asked(text: Text, conversation: Conversation, ward: Ward) -> Request:
    own = wanted_apart(text, ward) or calendar_for(text, conversation)
    own = own or known_dose_for(text, conversation) or known_rate_for(text, conversation)
    own = own or dose_on_date_for(text, conversation)
    own = () if _only_tells_of_the_row(text, own, conversation) else own
    of_row = stopped_row(conversation, ward.rules) if speaks_of_row(text, own, conversation, ward.rules) else None
    if of_row is not None:
        own, text = (), named_of_row(text, of_row)
    leaned: Request | None = None if own else crs_back_after(text, conversation, ward.vocabulary)
    leaned = leaned or reply(text, conversation, own, ward.rules) or fewer(text, conversation)
    leaned = leaned or all_of_several(text, conversation)
    leaned = leaned or look_up_again(text, own, conversation, ward.vocabulary)
    if leaned is None and own and all(is_incomplete(item, ward.rules) for item in own):
        course = asks_of_the_course(text, conversation)
        leaned = None if course is None else replace(course, emphasis="restated")
    corrects = following.is_correction(text.question) or is_another_toxicity(text, conversation)
    corrects = corrects or is_the_same_toxicity(text, own, conversation) or asks_same_of_another(text, conversation)
    corrects = corrects or doubts_the_same(text, own, conversation)
    only_corrects = corrects and all(is_incomplete(item, ward.rules) for item in own)
    if leaned is None and own and all(w.calculator == "modification" and "toxicity" not in w.inputs for w in own):
        leaned = begun(text, conversation, ward)
    if leaned is None and is_of_the_row_alone(own, conversation):
        leaned = another_episode(text, conversation, ward.rules)
    if leaned is None and (not own or only_corrects):
        leaned = leaning(text, conversation, ward.rules) or begun(text, conversation, ward)
    if leaned is None and of_row is not None:
        leaned = revising.revised(replace(of_row, patient=True), says(text, ward.rules), text.reading.unclear.values())
    if leaned is not None:
        return _whole(leaned, text, conversation, ward) if isinstance(leaned, Calculate) else leaned
    request = _alone(text, own, conversation, ward)
    return still_on_the_row(request, text, conversation) or request


def _only_tells_of_the_row(text: Text, own: tuple[Wanted, ...], conversation: Conversation) -> bool:
    """Tell whether a turn after a modification tells when and at which dose it was, and asks for no dose: it goes on with that row."""
    last = conversation.last
    is_row = isinstance(last, Calculate) and all(w.calculator == "modification" for w in last.wanted)
    is_told = bool(own) and all(w.calculator == "dose" for w in own)
    asks = asks_dose(text.question) is not None or following.is_question(text.question)
    return is_row and is_told and not asks and not text.toxicities


def _alone(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    request = of_its_own(text, own, conversation, ward)
    if isinstance(request, Calculate):
        return _with_what_is_told(with_rows_before(request, text, conversation), text, ward)
    return request


def _whole(leaned: Calculate, text: Text, conversation: Conversation, ward: Ward) -> Calculate:
    """Return a calculation that leans on an earlier one with what is known of the patient, and the second part of the turn."""
    leaned = _with_what_is_told(leaned, text, ward)
    leaned = replace(leaned, wanted=tuple(with_bounded_days(w, ward.rules) for w in leaned.wanted))
    request = with_facts(leaned, text, conversation)
    if request.emphasis != "plain" or request.besides is not None:
        return request
    besides = second_part(text.question, request.wanted, ward.vocabulary) or besides_again(text, conversation)
    return request if besides is None else replace(request, besides=besides)


def _with_what_is_told(leaned: Calculate, text: Text, ward: Ward) -> Calculate:
    """Return an answer that is given again with what the turn tells beside it: no value of before is shown against one just told."""
    if leaned.emphasis != "restated" or asks_why(text.question):
        return leaned
    taken = {given.name for w in leaned.wanted for given in CATALOGUE[w.calculator].inputs}
    known = {name: item.value for w in leaned.wanted for name, item in w.inputs.items()}
    said = says(text, ward.rules)
    if has_come_down(text, said, leaned):
        said.pop("grade")
    told = {
        name: item
        for name, item in said.items()
        if (name in known and name != "toxicity" and known[name] != item.value)
        or (name in _TOLD_ANEW and name in taken and name not in known)
    }
    return revising.revised(leaned, told, ()) if told else leaned


def _for_another(text: Text, before: Conversation, ward: Ward) -> Understood:
    """Understand a turn on another patient: nothing of the one before is kept but, where it gives mere facts, what was asked."""
    conversation = forgotten(before)
    if is_only_new_patient(text.question):
        return Understood(Acknowledge("new_patient"), conversation)
    own = wanted(text, ward.vocabulary, ward.rules)
    names_none = all(w.calculator == "modification" and "toxicity" not in w.inputs for w in own)
    is_the_same = before.calculation is not None and is_row(before.calculation) and names_none
    own = () if is_the_same and _SAME_TOXICITY.search(text.question) else own
    if own or before.calculation is None or _asks_anew(text, before.calculation):
        request = _request(text, conversation, ward)
        return Understood(request, with_more(conversation, request, text))
    kept = ("toxicity",) if _SAME_TOXICITY.search(text.question) else _asked_of_nobody(before)
    kept = (*kept, *_same_moment(text.question))
    nothing = tuple(
        replace(w, inputs={n: i for n, i in w.inputs.items() if n in kept}, unclear=(), unresolved_days=None)
        for w in before.calculation.wanted[:1]
    )
    empty = replace(before.calculation, wanted=nothing, patient=True)
    same = revising.revised(empty, says(text, ward.rules), text.reading.unclear.values())
    request = _of_this_person(same, text, conversation)
    return Understood(request, with_more(conversation, request, text))


def _same_moment(question: str) -> tuple[str, ...]:
    """Return the cycle and the day where a turn on another patient says that they are the same."""
    match = _SAME_MOMENT.search(question)
    if match is None:
        return ()
    what = match["what"].lower()
    if any(holder in what for holder in ("bag", "cassette", "container")):
        return ("bag_hours",)
    return ("cycle",) if what == "cycle" else ("cycle", "day")


def _asked_of_nobody(before: Conversation) -> tuple[str, ...]:
    """Return the bag where it was asked about before any patient was spoken of: it is the question's, and none of theirs."""
    bag = before.facts.get("bag_hours")
    told = [fact.turn for name, fact in before.facts.items() if name not in _OF_NOBODY]
    return ("bag_hours",) if bag is not None and told and bag.turn < min(told) else ()


def _asks_anew(text: Text, calculation: Calculate) -> bool:
    """Tell whether a turn on another patient asks for something else than was calculated for the one before."""
    if not following.is_question(text.question):
        return False
    tells = _tells_inputs_of(calculation, text)
    if following.is_elliptic(text.question) and (tells or not names_a_subject(text)):
        return False
    return names_a_subject(text) or not (tells or _asks_the_same(text.question, calculation))


def _asks_the_same(question: str, calculation: Calculate) -> bool:
    asks = {"dose": asks_dose, "infusion": asks_pump_rate, "modification": asks_what_to_do}
    return any(w.calculator in asks and asks[w.calculator](question) not in (None, False) for w in calculation.wanted)


def _tells_inputs_of(calculation: Calculate, text: Text) -> bool:
    """Tell whether a turn states an input of what was calculated before."""
    known = {given.name for w in calculation.wanted for given in CATALOGUE[w.calculator].inputs}
    return bool(known & text.reading.stated.keys())
