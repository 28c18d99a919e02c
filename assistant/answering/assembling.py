"""Which answer a turn gets: the results, a question back, a refusal, a look-up, or an abstention; and what opens it."""

from dataclasses import replace

from assistant.answering import replies
from assistant.answering.about_documents import about_documents
from assistant.answering.answer import Answer, Reason
from assistant.answering.asked_for import is_dose_of_other_treatment
from assistant.answering.assistant import Assistant
from assistant.answering.bearing import conflicts_asked, lies_near
from assistant.answering.calculating import Outcome
from assistant.answering.completing import complete
from assistant.answering.composing import compose, decline
from assistant.answering.extracting import is_about_regimen
from assistant.answering.follow_ups import follow_ups
from assistant.answering.followed_up import gap_followed
from assistant.answering.hold_length import hold_length_answer
from assistant.answering.inputs_shown import facts_of
from assistant.answering.inquiring import has_one_weight, inquiry_of, is_of_two_at_once, multiples
from assistant.answering.markdown import escape
from assistant.answering.register_text import Told, gap_answer, only_of_scope, told_beside
from assistant.answering.registered import from_conflicts, from_registers
from assistant.answering.results import ask_back, compose_results, joined, refuse
from assistant.answering.told_earlier import with_told_earlier
from assistant.answering.turn import Turn
from assistant.answering.unstated import with_unstated
from assistant.conversation.cleaning import MAXIMUM_CHARACTERS, clean
from assistant.conversation.declining import is_emergency
from assistant.conversation.doses_said import hourly, thousandfold
from assistant.conversation.learning import awaiting
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Acknowledge, Calculate, Decline, HoldLength, LookUp, Why
from assistant.conversation.spelling import respelled
from assistant.conversation.weight_changes import asks_which_weight
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.facets import NEAR_NOTHING, facets_in
from assistant.knowledge.quotes import Quote, quote_passage

_REASONS: dict[Why, Reason] = {"unsafe": "unsafe_request", "child": "not_covered", "unstated": "not_in_sources"}
_POPULATION = {"age_years", "indication"}
_COMPARING = {"compare", "documents_agree"}
_INTERVAL = "interval"
_DRUGS_OF_A_ROW = frozenset({"tocilizumab", "anakinra"})
# "Transfuse?" after a question on the regimen is on it.
_A_WORD_OR_TWO = 2
_OPENED = {"restated": replies.RESTATED, "pushback": replies.PUSHBACK}


def answer_to(turn: Turn, assistant: Assistant) -> Turn:
    """Return the turn with its answer, and the conversation that waits where it asks back."""
    answer, conversation = _answer(turn, assistant)
    compares = bool(inquiry_of(turn, assistant).facets & _COMPARING)
    answer = complete(with_told_earlier(turn, answer, assistant.rules), assistant.corpus, compares=compares)
    answer, opened = _warned(turn, answer, assistant), _openings(turn, answer, assistant)
    text = "\n\n".join([*opened, answer.text])
    further = follow_ups(answer, assistant.corpus, assistant.index.passage_aspects, assistant.offered)
    whole = replace(answer, text=text, facts=facts_of(conversation), follow_ups=further)
    return replace(turn, answer=whole, conversation=conversation)


def _answer(turn: Turn, assistant: Assistant) -> tuple[Answer, Conversation]:
    match turn.request:
        case Decline() as declined:
            return _declined(declined, turn, assistant), turn.conversation
        case HoldLength() as held:
            return _held(held, turn, assistant), turn.conversation
        case Acknowledge(what=what):
            return Answer("answer", replies.ACKNOWLEDGED[what], assistant.versions), turn.conversation
        case Calculate() as calculation if turn.outcome is not None and turn.outcome.is_something:
            # Abstaining comes before asking back: nothing is asked for what the documents do not state. Nor is anything
            # calculated for nobody where the question compares the documents.
            is_plain = turn.outcome.not_covered or (turn.outcome.results and not _only_bags(turn.outcome))
            registered = _about_documents(turn, assistant) if is_plain else _registered_in_all(turn, assistant)
            if _is_on_a_unit(turn.outcome) or (not turn.outcome.results and _is_on_two_weights(turn)):
                registered = None
            if registered is not None and not (turn.outcome.results and calculation.patient):
                return registered, turn.conversation
            return _outcome(turn.outcome, calculation, turn, assistant)
        case _:
            return _looked_up(turn, assistant), turn.conversation


def _only_bags(outcome: Outcome) -> bool:
    """Tell whether only bags are calculated: what is asked of a bag may be what the documents do not state (an overdose)."""
    return all(item.calculation.calculator == "infusion" for item in outcome.results)


def _is_on_a_unit(outcome: Outcome) -> bool:
    """Tell whether the unit of a number on the patient is all that is to be asked: nothing else is answered before that."""
    doubts = [doubt for item in outcome.to_ask for doubt in item.unclear]
    missing = {name for item in outcome.to_ask for name in item.missing}
    is_alone = not outcome.results and not outcome.not_covered and bool(doubts)
    return is_alone and missing == {"weight_kg"} and all(d.why == "unit" for d in doubts)


def _is_on_two_weights(turn: Turn) -> bool:
    """Tell whether which of two weights it is, is to be asked first; by which of them to dose is a question for the documents."""
    return is_of_two_at_once(turn) and has_one_weight(turn) and not asks_which_weight(clean(turn.words))


def _held(held: HoldLength, turn: Turn, assistant: Assistant) -> Answer:
    """Say what the length of a hold means; the break that belongs to every cycle is no hold."""
    if _INTERVAL in held.asked.concepts and turn.extract is not None:
        return _looked_up(turn, assistant)
    return (
        _registered(replace(turn, near=NEAR_NOTHING), assistant)
        or hold_length_answer(held, assistant.rules, assistant.corpus, assistant.versions)
        or _looked_up(turn, assistant)
    )


def _outcome(outcome: Outcome, request: Calculate, turn: Turn, assistant: Assistant) -> tuple[Answer, Conversation]:
    if outcome.results:
        besides = _looked_up(turn, assistant) if turn.extract is not None else None
        answered = besides if besides is not None and (besides.kind == "answer" or _is_silent(besides)) else None
        return (
            compose_results(outcome, turn.conversation, assistant.versions, _told(turn, assistant), besides=answered),
            turn.conversation,
        )
    if outcome.not_covered:
        background = _background_on(request, assistant)
        told = _told(turn, assistant)
        if any(item.field in _POPULATION for item in outcome.not_covered):
            told = only_of_scope(told, assistant.corpus)
        return refuse(outcome, background, assistant.versions, told), turn.conversation
    if turn.is_beyond:
        return _beyond(turn, assistant), turn.conversation
    to_ask = outcome.to_ask[0]
    first = next(w for w in request.wanted if w.calculator == to_ask.calculator)
    others = tuple(w for w in request.wanted if w is not first)
    waiting = awaiting(turn.conversation, replace(request, wanted=(first, *others)), to_ask.missing)
    inquiry = inquiry_of(replace(turn, looked_up=None), assistant)
    conflicts = conflicts_asked(inquiry, to_ask.calculator, assistant.corpus.registers)
    return ask_back(to_ask, assistant.rules, assistant.versions, conflicts), waiting


def _background_on(request: Calculate, assistant: Assistant) -> tuple[Quote, ...]:
    """Return what the background says of the indication that is asked about, where the rules do not cover it."""
    indications = {str(w.inputs["indication"].value) for w in request.wanted if "indication" in w.inputs}
    return tuple(
        quote_passage(passage)
        for indication in sorted(indications)
        for passage in assistant.corpus.not_covered.get(indication, ())
    )


def _declined(declined: Decline, turn: Turn, assistant: Assistant) -> Answer:
    message = replies.DECLINED[declined.why].format(limit=MAXIMUM_CHARACTERS)
    nearest = tuple(assistant.corpus.passages[hit.passage] for hit in turn.hits[:3])
    answer = decline(message, _REASONS.get(declined.why, "out_of_scope"), assistant.versions, nearest)
    if declined.why != "child":
        return answer
    told = told_beside(inquiry_of(turn, assistant), (), (), assistant.corpus)
    return replace(
        answer, text="\n\n".join([answer.text, *told.blocks]), conflicts=told.conflicts, warnings=told.warnings
    )


def _looked_up(turn: Turn, assistant: Assistant) -> Answer:
    first = _of_one_part(turn, assistant)
    other = _of_one_part(turn.beside, assistant) if turn.beside is not None else None
    if other is None or {first.kind, other.kind} == {"abstain"}:
        return first
    if first.kind == "answer":
        return joined(first, other) if other.kind == "answer" or _is_silent(other) else first
    return joined(other, first) if _is_silent(first) and other.kind == "answer" else first


def _is_silent(answer: Answer) -> bool:
    """Tell whether an answer says that the documents do not state what is asked: beside another part, it is told too."""
    return answer.kind == "abstain" and answer.reason in ("not_in_sources", "not_covered") and bool(answer.citations)


def _of_one_part(turn: Turn, assistant: Assistant) -> Answer:
    chosen, versions = turn.extract, assistant.versions
    registered = _registered(turn, assistant)
    if registered is not None and not (_calls_silent(registered) and chosen is not None and chosen.background):
        return registered
    if turn.is_beyond:
        return _beyond(turn, assistant)
    if chosen is not None and (chosen.statements or chosen.background):
        answer = compose(
            chosen, inquiry_of(turn, assistant), assistant.corpus, versions, turn.warnings, clean(turn.words)
        )
        return with_unstated(answer, chosen, turn.looked_up)
    nearest = chosen.nearest if chosen is not None else ()
    goes_on = isinstance(turn.request, LookUp) and turn.request.before is not None
    leaned = goes_on and (getattr(turn.request, "leans", False) or len(turn.words.split()) <= _A_WORD_OR_TWO)
    inquiry = inquiry_of(turn, assistant)
    if (
        turn.looked_up is not None
        and not leaned
        and not is_about_regimen(turn.looked_up, turn.hits, assistant.evidence)
        and not any(
            conflict.id in inquiry.near.close and lies_near(conflict, inquiry)
            for conflict in assistant.corpus.registers.conflicts
        )
    ):
        return decline(replies.OUT_OF_SCOPE, "out_of_scope", versions, nearest, turn.warnings)
    of_another = turn.looked_up is not None and is_dose_of_other_treatment(
        turn.looked_up.question, turn.looked_up.asked
    )
    differing = None if of_another else from_conflicts(inquiry, assistant.corpus, versions, turn.warnings)
    return differing or decline(replies.NOT_IN_SOURCES, "not_in_sources", versions, nearest, turn.warnings)


def _beyond(turn: Turn, assistant: Assistant) -> Answer:
    nearest = turn.extract.nearest if turn.extract is not None else ()
    return decline(replies.OUT_OF_SCOPE, "out_of_scope", assistant.versions, nearest, turn.warnings)


def _calls_silent(answer: Answer) -> bool:
    """Tell whether an answer says that the summary is silent: a statement of it that was found tells otherwise."""
    return replies.SUMMARY_SILENT_HERE in answer.text


def _registered(turn: Turn, assistant: Assistant) -> Answer | None:
    is_doubted = getattr(turn.request, "emphasis", "plain") == "pushback"
    doubted = facets_in(clean(turn.words), assistant.corpus.registers.facets) if is_doubted else frozenset()
    inquiry = inquiry_of(turn, assistant)
    answer = from_registers(inquiry, assistant.corpus, assistant.versions, turn.warnings, doubted=doubted)
    if answer is not None or not isinstance(turn.request, LookUp | Calculate):
        return answer
    gap = gap_followed(turn, assistant)
    return None if gap is None else gap_answer(gap, assistant.corpus, assistant.versions, turn.warnings)


def _registered_in_all(turn: Turn, assistant: Assistant) -> Answer | None:
    """Answer from the registers for the part that is looked up, or for the whole question where something is still missing."""
    whole = replace(turn, looked_up=None)
    return _registered(turn, assistant) or (None if turn.extract is None else _registered(whole, assistant))


def _about_documents(turn: Turn, assistant: Assistant) -> Answer | None:
    return about_documents(inquiry_of(turn, assistant), assistant.corpus, assistant.versions, turn.warnings)


def _told(turn: Turn, assistant: Assistant) -> Told:
    """Return what the registers say beside calculations, for the user's whole question."""
    whole = replace(turn, looked_up=None)
    results = turn.outcome.results if turn.outcome is not None else ()
    # What a follow-up asks ("and when can it go up?") bears on a calculation that was asked for before.
    inquiry = inquiry_of(whole, assistant)
    words = ". ".join([clean(turn.words), *(multiple for item in results for multiple in multiples(item.calculation))])
    inquiry = replace(inquiry, facets=inquiry.facets | facets_in(words, assistant.corpus.registers.facets))
    return told_beside(inquiry, (), [item.calculation for item in results], assistant.corpus)


def _warned(turn: Turn, answer: Answer, assistant: Assistant) -> Answer:
    """Warn first where the words give a dose of the drug in mg, or per hour."""
    if answer.kind == "abstain":
        return answer
    question = clean(turn.words)
    in_mg = thousandfold(question, aspects_of(question, assistant.vocabulary), assistant.rules)
    per_hour = hourly(question, assistant.rules)
    warnings = [
        *([replies.UNCLEAR["thousandfold"].format(words=in_mg.words)] if in_mg else []),
        *([replies.UNCLEAR["hourly"].format(words=per_hour)] if per_hour else []),
    ]
    for warning in warnings:
        if warning not in answer.warnings and escape(warning) not in answer.text:
            text = f"**{escape(warning)}**\n\n{answer.text}"
            answer = replace(answer, text=text, warnings=(warning, *answer.warnings))
    return answer


def _openings(turn: Turn, answer: Answer, assistant: Assistant) -> list[str]:
    """Return what comes before all else: an emergency first, then that the answer is given again."""
    opened = []
    is_of_regimen = answer.kind != "abstain" or answer.reason == "not_in_sources"
    if is_of_regimen and is_emergency(respelled(clean(turn.words), assistant.elsewhere.lexicon).text):
        opened.append(f"**{replies.EMERGENCY}**")
    opened += _on_the_drug_asked(turn, answer, assistant)
    emphasis = getattr(turn.request, "emphasis", "plain")
    if emphasis in _OPENED and answer.kind in ("answer", "calculation"):
        opened.append(f"*{_OPENED[emphasis]}*")
    return opened


def _on_the_drug_asked(turn: Turn, answer: Answer, assistant: Assistant) -> list[str]:
    """Return what the row says of a drug that is asked for with a toxicity and its grade ("tocilizumab for ICANS grade 3?")."""
    drugs = aspects_of(clean(turn.words), assistant.vocabulary).concepts & _DRUGS_OF_A_ROW
    if answer.kind != "calculation" or not drugs:
        return []
    on_it = [c for c in answer.citations if drugs & aspects_of(c.quote, assistant.vocabulary).concepts]
    return [f"“{escape(citation.quote)}” [{citation.n}]" for citation in on_it[:1]]
