"""Every fixed wording of the Safety page and of access, in one place."""

# ---- access
NOT_SERVED = "Nothing is served"
SIGN_IN_FIRST = "Please sign in"
SIGN_IN = "Sign in"
OPERATORS_ONLY = "This page is for operators."
GUARD_LABEL = "Operator's secret"
ENTER = "Open"
NOT_THE_ONE = "That is not the operator's secret."
YOUR_NAME = "Your name, for the records"
THIS_MACHINE = "operator on this machine"
OPERATOR = "operator"

# ---- safety
SAFETY = "Safety"
SAFETY_LEAD = "For the safety team: what everything rests on, whether it holds, and how it was measured."
STATUS = "Status"
REGISTERS = "Registers"
EVALUATION = "Evaluation"
HOLDS = "Holds"
ALARM = "ALARM"
SEARCH = "Search index"
SEARCH_LOADING = "Still loading; the calculators and this page do not need it."
SEARCH_LEXICAL = "It cannot be used; only the words themselves are searched."
SEARCH_READY = "Verified on opening; its stamp is that of the corpus."
FIND_ENTRY = "Find in the registers"
NO_RUN = "There is no judged run yet. Start one here."
SUITE = "Question file"
SUITE_ALL = "all question files"
RUN_SUITE = "Run the evaluation"
OWN_QUESTIONS = "Add questions of your own"
OWN_QUESTIONS_FORM = "A YAML file of the form in docs/evaluation.md. It stays on this server; no gates apply to it."
NO_OWN_QUESTIONS = "The file holds no question."
GATES_MISSED = "Below its gate"
MEASURE_HEADS = ("Measure", "Reporting half", "95 % bounds", "Tuning half")
RUN_BEFORE = "Run before"
CHANGE = "Change"
BECAME_WRONG = "Right before, not now"


def alarms(count: int) -> str:
    """Say how many checks do not hold."""
    return "Everything holds." if not count else f"{count} of the checks {'does' if count == 1 else 'do'} not hold."


def entries(count: int) -> str:
    """Say how many entries of the registers are shown."""
    return "1 entry" if count == 1 else f"{count} entries"


def running(answered: int) -> str:
    """Say how far a run is."""
    return f"Running: {answered} questions answered." if answered else "Running: loading the assistant."


def own_suite(name: str) -> str:
    """Name a question file of the hospital's own."""
    return f"{name} (your own)"


def own_kept(name: str) -> str:
    """Say that a question file was taken, and how to run it."""
    return f"{name} is kept. Choose it above to run it."


def ended(answered: int) -> str:
    """Say that a run has ended well."""
    return f"The run has ended: {answered} questions answered."


def failed(status: int, said: str) -> str:
    """Say that a run has not ended well."""
    return f"The run has failed (exit status {status}). {said}"


def run_of(started: str) -> str:
    """Name a run."""
    return f"Run of {started}"


def compared(count: int, better: int, worse: int, before: str) -> str:
    """Say what changed between two runs."""
    return f"Against the run of {before}: {count} cases compared, {better} became right, {worse} became wrong."


def failures(count: int) -> str:
    """Say how many cases are not fully right."""
    return f"{count} cases are not fully right" if count != 1 else "1 case is not fully right"


# ---- feedback, kill switch, audit
FEEDBACK = "Feedback"
STATUSES = {"submitted": "Submitted", "under_review": "Under review", "approved": "Approved", "rejected": "Rejected"}
REASONS = {
    "wrong_dose": "wrong dose",
    "wrong_source": "wrong source",
    "missing": "something missing",
    "unsafe": "unsafe",
    "other": "other",
}
NOT_HELPFUL = "Not helpful"
ASKED = "Asked:"
ANSWERED = "The answer"
PURGED = "(purged)"
NOTE = "Note on the review"
SWITCHES = "Kill switch"
SWITCH_KINDS = {"calculator": "Calculator", "row": "Row", "passage": "Passage"}
SWITCH_ON = "Switch on again"
SWITCHED_ON_HERE = "Switched on again on the Safety page"
SWITCH_OFF = "Switch something off"
SWITCH_OFF_MORE = "It holds from the next question on, everywhere. The reason is shown wherever it bites, and recorded with your name."
KIND = "Kind"
WHICH_ONE = "Which"
REASON = "Reason"
SWITCH_OFF_NOW = "Switch off"
AUDIT = "Audit"
VERIFY = "Verify the chain"
CHAIN_BROKEN = "The chain does not hold"
IN_WORDS = "In the question or the answer"
ANY = "any"
SINCE = "From"
UNTIL = "To"
AUDIT_JSONL = "Everything (JSON lines)"
ENTRY_KINDS = {
    "answer": "Answer",
    "sentence": "Shown while it was written",
    "feedback": "Feedback",
    "review": "Review",
    "disable": "Switched off",
    "enable": "Switched on",
    "purge": "Purge",
    "restore": "Restore",
}


def switched_off(count: int) -> str:
    """Say how many things are switched off."""
    return "Nothing is switched off." if not count else f"{count} switched off."


def reviewed(by: str, when: str, note: str) -> str:
    """Say who reviewed a feedback, and when."""
    return f"Reviewed by {by}, {when} UTC. {note}".strip()


def found_entries(count: int, most: int) -> str:
    """Say how many audit entries are shown."""
    return f"The latest {most} entries; the files hold all." if count >= most else entries(count)


def chain_holds(count: int, blanked: int) -> str:
    """Say that the audit's chain holds."""
    purged = f"; the words of {blanked} were purged" if blanked else ""
    return f"The chain holds: {count} entries{purged}."
