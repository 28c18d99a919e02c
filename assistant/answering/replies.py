"""Every fixed wording of the assistant, in one place. Words from documents are quoted elsewhere, never here."""

from collections.abc import Sequence

NOT_A_SUBSTITUTE = "Quotes from the documents, not medical advice. Check the product monograph before acting."

SCOPE = "For adults with relapsed or refractory B-cell precursor ALL."

BOTH_BANDS = "both weight bands"

WITH_IT = "Read with it"

BACKGROUND = "Unreviewed background (AI-written summary)"

BACKGROUND_ONLY = (
    "Only the AI-written summary, which nobody has reviewed, speaks of this; the monograph does not. "
    "Do not act on it without another source."
)

POPULATION_NOT_COVERED = (
    "The monograph covers adults with relapsed or refractory disease only. It gives no rule for what you ask."
)

LEXICAL_ONLY = "The search index cannot be used just now, so only the words themselves were searched. Rephrase if an answer looks off."

DISAGREEMENT = "The documents differ"

ERROR_IN_DOCUMENT = "Error in a document"

MONOGRAPH_SAYS = "The monograph says"

MONOGRAPH_SILENT = "The monograph is silent."

SUMMARY_SAYS = "The unreviewed summary says"

SUMMARY_SILENT = "The unreviewed summary is silent."

SUMMARY_SILENT_HERE = (
    "The unreviewed summary says nothing of this. Its silence permits nothing; the monograph is followed."
)

FOLLOWED = "Followed: the monograph."

NEAREST_STATEMENT = "Nearest statement, which does not answer it"

DOCUMENTS_DIFFER_HERE = "The documents differ on this; the monograph is followed."

DOCUMENTS_AGREE_HERE = "The documents agree on this."

THEY_DIFFER_ON = "They differ on"

THEY_AGREE_ON = "They agree on"

ASK_FOR_ONE_TOPIC = "Ask for one of these to see both sides word for word. The monograph is followed everywhere."

KNOWN_ERRORS = "Known errors and unclear places of the documents:"

IN_THE_MONOGRAPH = "In the monograph"

IN_THE_SUMMARY = "In the unreviewed summary"

COUNTED = "**Cycle {cycle}, day {day}**, {how}."

EMPTY = "Please type a question about the BLIN regimen (blinatumomab)."

UNREADABLE = "The question holds characters that cannot be read. Please type it again."

TOO_LONG = "The question is too long to be understood safely. Please ask in at most {limit} characters."

OUT_OF_SCOPE = (
    "This assistant answers only questions on the BLIN regimen (blinatumomab for adults with relapsed or refractory B-cell "
    "precursor ALL), from its monograph. Your question seems to be about something else."
)

LANGUAGE = "Please ask in English: this assistant does not understand other languages safely enough."

LAY = (
    "This assistant is for health care professionals. If this is about you or someone close to you, contact the treating team "
    "now; in an emergency call your local emergency number."
)

UNSAFE = (
    "This is not answered: it would get round a safety rule of the monograph, or do harm. Keep to the route, the steps and the "
    "precautions of the monograph, and speak to the treating physician and the pharmacist before anything else is done."
)

CHILD = (
    "The monograph is for adults with relapsed or refractory disease. For children it sends the reader to the product monograph; "
    "no dose is computed here."
)

NOT_TOLD = {
    "how_long": "The documents were not found to state for how long; the nearest statement is shown.",
    "how_often": "The documents were not found to state how often; the nearest statement is shown.",
    "how_much": "The documents were not found to state how much; the nearest statement is shown.",
}
"""Beside the answer to a follow-up that asks of the subject before what no statement shown tells."""
NOT_IN_SOURCES = "The documents do not seem to answer this. Nothing is guessed here; consult the product monograph or your pharmacist."

DECLINED = {
    "empty": EMPTY,
    "unreadable": UNREADABLE,
    "too_long": TOO_LONG,
    "elsewhere": OUT_OF_SCOPE,
    "language": LANGUAGE,
    "lay": LAY,
    "unsafe": UNSAFE,
    "child": CHILD,
    "unstated": NOT_IN_SOURCES,
}
"""The reply to each reason for declining without a search."""

ACKNOWLEDGED = {
    "new_patient": "A new patient: nothing of the one before is kept.",
    "forgotten": "That is forgotten. What stays in use is listed with the next answer.",
    "thanks": "Ask on, or say that another patient follows.",
}

EMERGENCY = "Treat per your local emergency protocol now. The rule:"

AS_TOLD_EARLIER = "as told earlier. If that was this patient"

TOLD_EARLIER = "{action} — {about}, " + AS_TOLD_EARLIER + ", {still}."

RESOLVED_IN = "resolved in {days} days"

ROW_BEFORE_DOSES = "this row comes before the table of doses"

ROW_STILL_HOLDS = "this row still holds"

RESTATED = "Again, with the words of the documents that it rests on:"

PUSHBACK = "The rule does not change with who asks. It stands in the document as quoted:"

IDENTIFIERS = "Please leave out names, numbers and dates of birth that identify a patient; they are not needed here."

INPUTS = "Used"

STEPS = "Steps"

QUOTES = "From the monograph"

ASSUMED = "not stated; taken by default"

FROM_WORDS = "from “{words}”"

CARRIED = "from earlier in this conversation"

YES_NO = {True: "yes", False: "no"}

CYCLE_AND_DAY = "cycle {cycle}, day {day}"

NO_INFUSION = "No infusion"

TREATMENT_FREE = "treatment-free interval"

DOSING = {"fixed": "fixed dose", "bsa": "dose by body surface area"}

DOSE_STEP = {"initial": "initial step", "full": "full dose"}

FROM_TO = "{first} to {last}"

FILTER_REQUIRED = "in-line filter required"

FILTER_NOT_REQUIRED = "in-line filter not required"

BAG = "{hours}-hour bag: {volume}, overfill {overfill}, {filter}"

ACTION = {
    "discontinue": "Discontinue",
    "consider_discontinuing": "Consider discontinuing",
    "hold": "Hold",
    "hold_and_investigate": "Hold and investigate",
    "hold_and_weigh": "Hold, then weigh benefit against risk",
    "consider_restart": "Consider restarting",
    "restart": "Restart",
    "slow_or_stop": "Stop or slow the infusion",
    "not_specified": "Not stated in the monograph",
    "manage_symptoms": "Manage the symptoms",
}

LIVER_TESTS = {"alt": "ALT", "ast": "AST", "lft": "liver test", "bilirubin": "bilirubin"}

LIVER_ROW = "row for liver tests and bilirubin"

BELOW_THRESHOLD = "Not above the threshold"

ABOVE_THRESHOLD = "above the threshold: {tests}"

PREPHASE = "dexamethasone prephase"

PREPHASE_DUE = "Prephase indicated"

PREMEDICATION_ASKED = "Is dexamethasone given before the first dose of each cycle?"
PREPHASE_NOT_DUE = "Prephase not indicated by these values"

BSA_BY = {
    "mosteller": "by the Mosteller formula",
    "dubois": "by the Du Bois formula",
    "haycock": "by the Haycock formula",
}

SAME_CYCLE = "Resume the same cycle"

NEW_CYCLE = "Start a new cycle"

HELD_FOR = "held for {days} ({words}; from “{stated}”)"

TWO_CLOCKS = (
    "The days without infusion decide on the cycle. Whether to restart at all depends on the row of the toxicity and on the time "
    "that it took to resolve."
)

STRICTEST = (
    "Several rules match. Each stands by itself, the strictest first; the monograph has no rule that combines them."
)

ALSO_NEEDED = "Still needed for the other part"

ALSO_ASKED = "On the second part of the question"

NOT_COVERED_BACKGROUND = (
    "What the AI-written summary, which nobody has reviewed, says of it (not a recommendation of the monograph)"
)

QUESTIONS = {
    "weight_kg": "What is the weight, in kg?",
    "height_cm": "What is the height, in cm?",
    "bsa_m2": "What is the body surface area, in m²?",
    "age_years": "What is the age, in years?",
    "cycle": "Which cycle is it?",
    "day": "Which day of the cycle is it?",
    "cycles": "For how many cycles?",
    "start_date": "On which date does cycle 1 start (YYYY-MM-DD)?",
    "bag_hours": "For how many hours is the bag?",
    "toxicity": "Which toxicity is it?",
    "grade": "Which grade is it?",
    "seizures": "How many seizures have occurred?",
    "confirmed": "Is it confirmed?",
    "icans": "Is it ICANS?",
    "dose_step": "At which dose step did it occur, the initial step or the full dose?",
    "hours_interrupted": "For how many hours was the infusion interrupted?",
    "days_to_resolve": "How many days did it take to resolve, from onset to Grade 1 or lower?",
    "days_held": "For how many days has the infusion been held?",
    "indication": "Is it relapsed or refractory disease?",
    "marrow_blasts_percent": "What is the share of blasts in the bone marrow, in %?",
    "peripheral_blasts_e9_per_l": "What is the blast count in the blood, × 10^9/L?",
    "formula": "Which formula for body surface area?",
}

QUESTION_OTHER = "What is the value for: {label}?"

EITHER_WILL_DO = "{first} or {others}: either will do."

ABOUT = "about {value}"

UNCLEAR = {
    "range": "“{words}” is not one value.",
    "about": "“{words}” is not an exact value.",
    "unit": "The unit of “{words}” is not stated.",
    "comparison": "“{words}” is a comparison, not a value.",
    "number": "“{words}” cannot be read for certain.",
    "two_values": "Two values are given: “{words}”.",
    "two_meanings": "“{words}” can mean two things.",
    "past": "“{words}” is told of the past.",
    "thousandfold": "“{words}”: doses of blinatumomab are in mcg. A dose in mg would be 1,000 times as much.",
    "hourly": "“{words}”: doses of blinatumomab are in mcg a day. As much every hour would be 24 times as much.",
    "assumed": "“{words}” is not told as measured: the documents state no default height or body surface area, and none is assumed here.",
    "unread": "“{words}” was not understood as a change of what is in use.",
    "date": "The date “{words}” can be read in two ways, or lacks its year.",
}

MODEL_UNAVAILABLE = "The language model could not be used; this is the answer in the documents' words alone."

MODEL_DROPPED = "What the language model wrote and the quotes do not bear out was left out ({count})."

NEAREST = "Nearest sections:"

PASSAGE_FORMS = {
    "sentence": "sentence",
    "item": "list item",
    "footnote": "footnote",
    "row": "table row",
    "cell": "table cell",
    "effect": "entry of a table",
}
"""What a passage is, by its kind."""

WORDS_OF_A_DOCUMENT = "words of the document"

SECTION_OF = "A section of: {document}"

EXPLAINED_IN = "{document}, {section}"

BROKEN = "Something went wrong inside the assistant, so no answer is shown. Please use the monograph itself. (Error {reference})"


SWITCHED_OFF = "A passage that this answer rests on is switched off here: {reason}. Nothing is answered from it. Please use the monograph itself."

NOT_RECORDED = (
    "There is an answer, but it could not be recorded, so it is not shown. Please use the monograph itself. {why}"
)
"""why: the message of the RecordsError."""


def unavailable(problem: str) -> str:
    """Say that the corpus cannot be used, with its reason."""
    return f"The documents cannot be used, so nothing is answered. {problem}"


def check(documents: Sequence[str]) -> str:
    """Name the documents that settle a disagreement."""
    return f"Check {_joined(documents)}."


def consult(documents: Sequence[str]) -> str:
    """Name the documents that may state what the corpus does not."""
    return f"Consult {_joined(documents)}, which this assistant does not hold."


def documents_compared(places: int, differing: int, agreements: int) -> str:
    """Say in how many registered places the documents part, and on how many they agree."""
    return (
        f"The monograph and the unreviewed summary part in {places} registered places; in {differing} of them the summary "
        f"contradicts the monograph or says less. On {agreements} points they agree."
    )


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def nearest(sections: Sequence[str]) -> str:
    """List the nearest sections."""
    return "\n".join([NEAREST, "", *(f"- {section}" for section in sections)])
