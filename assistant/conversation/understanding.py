"""A turn becomes a request: calculate, look something up, or decline; and the conversation learns what it states.

The decision is explicit, in this order: what cannot be used; what is never answered; a new patient; a reply to a question of
ours; the same again, or a doubt; a calculation of its own; a change of what was asked before; a look-up. What a calculation
still needs the calculator itself says; the answer then asks back.
"""

from dataclasses import replace

from assistant.calculators import CATALOGUE
from assistant.conversation import following, revising
from assistant.conversation.beginning import begun, calendar_for
from assistant.conversation.clauses import of_this_patient
from assistant.conversation.cleaning import clean, unusable
from assistant.conversation.courtesies import without_courtesies
from assistant.conversation.known import with_facts, with_person
from assistant.conversation.leaning import fewer, is_another_toxicity, leaning, reply
from assistant.conversation.learning import forgetting, with_more
from assistant.conversation.looking_again import look_up_again
from assistant.conversation.memory import Conversation, forgotten
from assistant.conversation.outside import declined
from assistant.conversation.requests import Acknowledge, Calculate, Decline, Request
from assistant.conversation.routing import wanted
from assistant.conversation.rows_before import named_of_row, row_of, speaks_of_row
from assistant.conversation.said import is_incomplete, says
from assistant.conversation.signals import Text
from assistant.conversation.spelling import respelled
from assistant.conversation.standing_alone import of_its_own
from assistant.conversation.texts import text_of
from assistant.conversation.understood import Understood
from assistant.conversation.ward import Ward


def understand(words: str, conversation: Conversation, ward: Ward) -> Understood:
    """Turn what a user typed, after what was said before, into a request."""
    conversation = replace(conversation, turn=conversation.turn + 1)
    why = unusable(words)
    if why is not None:
        return Understood(Decline(why), conversation)
    question = of_this_patient(clean(words))
    spelling = respelled(without_courtesies(question), ward.elsewhere.lexicon)
    never = declined(question, ward) or declined(spelling.text, ward)
    if never is not None:
        return Understood(never, conversation)
    text = text_of(words, spelling, conversation, ward)
    question = text.question
    to_forget = following.to_forget(question)
    names_what = bool(to_forget) and not text.reading.stated
    if not names_what and following.begins_new_patient(question, text.reading, conversation):
        return _for_another(text, conversation, ward)
    if to_forget is not None:
        return forgetting(conversation, to_forget, ward)
    if following.is_thanks(question):
        return Understood(Acknowledge("thanks"), conversation)
    request = with_person(_request(text, conversation, ward), text)
    return Understood(request, with_more(conversation, request, text))


def _request(text: Text, conversation: Conversation, ward: Ward) -> Request:
    own = wanted(text, ward.vocabulary, ward.rules) or calendar_for(text, conversation)
    of_row = row_of(conversation) if speaks_of_row(text, own, conversation, ward.rules) else None
    if of_row is not None:
        own, text = (), named_of_row(text, of_row)
    leaned = reply(text, conversation, own, ward.rules) or fewer(text, conversation)
    leaned = leaned or look_up_again(text, own, conversation, ward.vocabulary)
    corrects = following.is_correction(text.question) or is_another_toxicity(text, conversation)
    only_corrects = corrects and all(is_incomplete(item, ward.rules) for item in own)
    if leaned is None and (not own or only_corrects):
        leaned = leaning(text, conversation, ward.rules) or begun(text, conversation, ward)
    if leaned is None and of_row is not None:
        leaned = revising.revised(replace(of_row, patient=True), says(text, ward.rules), text.reading.unclear.values())
    if leaned is not None:
        return with_facts(leaned, text, conversation) if isinstance(leaned, Calculate) else leaned
    return of_its_own(text, own, conversation, ward)


def _for_another(text: Text, before: Conversation, ward: Ward) -> Understood:
    """Understand a turn on another patient: nothing of the one before is kept but, where it gives mere facts, what was asked."""
    conversation = forgotten(before)
    if following.is_only_new_patient(text.question):
        return Understood(Acknowledge("new_patient"), conversation)
    own = wanted(text, ward.vocabulary, ward.rules)
    asks_anew = following.is_question(text.question) and not (
        following.is_elliptic(text.question) and _tells_inputs_of(before.calculation, text)
    )
    if own or before.calculation is None or asks_anew:
        request = _request(text, conversation, ward)
        return Understood(request, with_more(conversation, request, text))
    nothing = tuple(replace(w, inputs={}, unclear=(), unresolved_days=None) for w in before.calculation.wanted[:1])
    empty = replace(before.calculation, wanted=nothing, patient=True)
    same = revising.revised(empty, says(text, ward.rules), text.reading.unclear.values())
    return Understood(same, with_more(conversation, same, text))


def _tells_inputs_of(calculation: Calculate | None, text: Text) -> bool:
    """Tell whether a turn states an input of what was calculated before."""
    if calculation is None:
        return False
    known = {given.name for w in calculation.wanted for given in CATALOGUE[w.calculator].inputs}
    return bool(known & text.reading.stated.keys())
