"""Every fixed wording of the pages beside the chat, in one place."""

from typing import Literal

from assistant.ui.words import TO_KNOW

MADE_FROM = "Made from"
DOWNLOAD_TABLE = "Table (CSV)"

# ---- calculators
CALCULATORS = "Calculators"
CALCULATORS_LEAD = "Doses, dates and modifications by the monograph's rules, each with the words that it rests on."
WHICH = "Calculator"
ONE_PATIENT = "What you type serves every calculator, for one patient."
CHOOSE = "Choose"
DATE_FORM = "YYYY-MM-DD"
RESULT = "Result"
INPUTS_USED = "From these inputs"
STEPS = "Step by step"
WARNINGS = TO_KNOW
RESTS_ON = "Rests on"
CHECK_AGAINST = "Check the result against the monograph before acting."
NEEDED = "Still needed"
NOTHING_YET = "The result appears here as soon as what is needed has been typed."
REFUSED = "No result"
CORRECT_FIELD = "Correct the field that is marked."
ROW = "Toxicity"
AT_LEAST = "Patients of at least"
BELOW = "Patients below"
AT_LEAST_BAND = "Fixed dose"
BELOW_BAND = "Dose by body surface area"
BOTH_BANDS = "Both weight bands"
THIS_ROW = "This patient"
THIS_BAND = "This patient's weight"
NO_SUCH_ROW = "The monograph has no row for this."
GRID_CAPTION = "Dose-modification table, every row in the monograph's words"
CALENDAR = "Calendar"
CALENDAR_NAME = "Blinatumomab course"
CHART_ALT = "Chart of the course: for each cycle the dose steps, the treatment-free interval, the hospital stay, premedication and monitoring. The table below holds the same."
TABLE_CAPTION = "The course by date"
DOWNLOAD_ICS = "Calendar file (ICS)"
DOWNLOAD_SHEET = "Double-check sheet (HTML)"
CHECK_SHEET = "Double-check sheet"
PATIENT_LINE = "Patient (write by hand)"
BIRTH_LINE = "Date of birth"
CALCULATED_BY = "Calculated by: name, signature, date and time"
CHECKED_BY = "Independently checked by: name, signature, date and time"

UNUSABLE = "Nothing can be shown now"

# ---- regimen
REGIMEN = "Regimen"
REGIMEN_LEAD = "Both documents as they are quoted. Choose a passage to see what bears on it."
WHICH_DOCUMENT = "Document"
REPAIRS = "Repairs"
REPAIRS_LEAD = (
    "Every difference between an original and its transcription. Applied to the original, the entries give the words of the "
    "transcription exactly."
)
REPAIR_KIND = "Kind of repair"
REPAIR_KINDS = {
    "residue": "Web residue",
    "notation": "Notation",
    "heading": "Heading",
    "join": "Joined",
    "displaced": "Displaced label",
    "filled": "Merged cell",
    "marks": "Reference mark",
}
LEDGER_HEADS = ("Kind and place", "Original", "Transcription", "Why")
NOTHING_THERE = "nothing"
CONTENTS = "Contents"
FIND = "Find in this document"
NOTE_KINDS = {"erratum": "Wrong or unclear in a document", "conflict": "The documents disagree", "gap": "Not stated"}
NOTE_KINDS_SHORT = {"erratum": "Unclear", "conflict": "Conflict", "gap": "Gap"}
RULE_KIND = "Rule"
SHOW_BESIDE = "show what bears on this passage"
BESIDE = "What bears on this passage"
RULES_RESTING = "Rules that rest on it"
NOTHING_BESIDE = "No rule rests on this passage, and no register names it."
ADDRESS = "Address of this passage:"


def switched_off(reason: str) -> str:
    """Say that a passage is switched off."""
    return f"Switched off here: {reason}"


def found(count: int) -> str:
    """Say how many passages hold what is sought."""
    return f"{count} passages" if count != 1 else "1 passage"


# ---- study
STUDY = "Study"
STUDY_LEAD = "For trainees. The calculators grade the cases; the cards are the document's own words."
CASES = "Cases"
CARDS = "Cards"
PROGRESS = "Progress"
PROFILE = "Profile"
FIRST_PROFILE = "Trainee"
NOT_KEPT = "What you learn now is kept only until this page is closed."
NO_CASES = "No case can be made: the calculators are stopped."
YOUR_ANSWER = "Your answer"
CHECK_ANSWER = "Check"
RIGHT = "Right"
WRONG = "Not right. The monograph's rule gives:"
NEXT_CASE = "Next case"
SHOW_ANSWER = "Show the document's words"
HOW_WELL = "How well did you recall it?"
RECALLED: dict[Literal["again", "hard", "good", "easy"], str] = {
    "again": "Not at all",
    "hard": "With effort",
    "good": "Well",
    "easy": "At once",
}
ALL_LEARNT = "Nothing is due now."
NEXT_DUE = "The next card is due on"
WEAK_FIRST = "Weak topics first"
PROGRESS_HEADS = ("Topic", "Cards seen", "Recalled now", "Cases right")
TAKE_CARDS = "Take the cards with you"
TAKE_CARDS_MORE = "Imported again after a change, cards that still hold are updated and keep their history."
DOWNLOAD_ANKI = "Anki deck"
DECK_NAME = "BLIN regimen"


def case_number(seed: int) -> str:
    """Name a case."""
    return f"Case {seed}"


def of(part: int, whole: int) -> str:
    """Say how many of how many."""
    return f"{part} of {whole}"


def due(count: int, unseen: int) -> str:
    """Say how many cards are due and how many have not been seen."""
    return f"{count} due, {unseen} not seen yet"


def retired(count: int) -> str:
    """Say how many cards were retired."""
    cards = "1 card was" if count == 1 else f"{count} cards were"
    return f"{cards} retired: the words of the document or the rule have changed since."


def made_from(count: int, corpus: str, rules: str) -> str:
    """Say what a deck was made from."""
    return f"{count} cards, made from corpus {corpus}, rules {rules}"
