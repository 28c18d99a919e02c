"""What the monograph's two toxicity tables say, written down a second time: a plain look-up, made by reading the document.

Nothing here is shared with the program: no rule file, no code. Each state is looked up in literal tables; texts are typed in.
"""

from collections.abc import Mapping
from typing import Any

D, CD, H, HI, HW, CR, R, S, N, M = (
    "discontinue",
    "consider_discontinuing",
    "hold",
    "hold_and_investigate",
    "hold_and_weigh",
    "consider_restart",
    "restart",
    "slow_or_stop",
    "not_specified",
    "manage_symptoms",
)

GRADED = {"neurotoxicity", "crs", "other", "infusion_reaction"}

# by grade, then the time to resolve: not given, at most 7 days, more than 7 and at most 14, more than 14
_BY_GRADE_AND_TIME = {
    "crs": {1: (M, M, M, M), 2: (M, M, M, M), 3: (H, R, R, R), 4: (D, D, D, D)},
    "other": {1: (N, N, N, N), 2: (N, N, N, N), 3: (H, R, R, D), 4: (CD, CD, CD, CD)},
    "infusion_reaction": {1: (S, S, S, S), 2: (S, S, S, S), 3: (H, R, R, R), 4: (D, D, D, D)},
}
# by the step at which it occurred, then the time to resolve
_NEUROTOXICITY_3 = {"initial": (D, D, D, D), "full": (H, R, D, D), None: (H, H, D, D)}
_LIVER = (H, CR, CR, D)
_CONFIRMED = {"pancreatitis": (HI, CD), "leukoencephalopathy": (HI, D)}

_RESTART = {
    "fixed": {"dose_mcg_per_day": 9, "escalate_to_mcg_per_day": 28, "after_days": 7},
    "bsa": {"dose_mcg_per_m2_per_day": 5, "escalate_to_mcg_per_m2_per_day": 15, "after_days": 7},
}
_ROWS_WITH_RESTART = {("neurotoxicity", 3), ("crs", 3), ("liver", None), ("other", 3), ("infusion_reaction", 3)}
_HOLD_UNTIL = {
    ("neurotoxicity", 3): "recovery to ≤ Grade 1 for at least 3 days",
    ("crs", 3): "recovery to ≤ Grade 1",
    ("liver", None): "recovery to ≤ Grade 1",
    ("other", 3): "recovery to ≤ Grade 1",
    ("capillary_leak", None): "recovery",
    ("dic", None): "recovery",
    ("infusion_reaction", 1): "resolution of all symptoms",
    ("infusion_reaction", 2): "resolution of all symptoms",
    ("infusion_reaction", 3): "resolution of all symptoms",
}
_NEUROTOXICITY_LIMIT = {
    "fixed": "Discontinue if toxicity occurred at 9 mcg/day, or if toxicity takes more than 7 days to resolve.",
    "bsa": "Discontinue if toxicity occurred at 5 mcg/m²/day, or if toxicity takes more than 7 days to resolve.",
}
_LIMIT = {
    ("seizure", None): "If > 1 seizure occurs, discontinue.",
    ("liver", None): "Discontinue if toxicity does not resolve within 14 days.",
    ("other", 3): "Discontinue if toxicity does not resolve within 14 days.",
    ("pancreatitis", None): "Consider discontinuing if confirmed.",
    ("leukoencephalopathy", None): "Discontinue if confirmed.",
}
_FOOTNOTE_D = {
    "fixed": "For patients ≥ 45 kg: Pre-medicate with up to 24 mg dexamethasone with a 4-day taper.",
    "bsa": "For patients < 45 kg: Pre-medicate with dexamethasone (e.g. up to 20 mg) and taper the dose.",
}
_INTERRUPTION = "Consider administering dexamethasone when restarting an infusion after an interruption of ≥ 4 hours."


def expected(state: Mapping[str, Any]) -> dict[str, Any] | str:
    """Return the value fields for a state, or the name of the input that is missing."""
    toxicity = state["toxicity"]
    grade = state.get("grade") if toxicity in GRADED else None
    if toxicity in GRADED and grade is None:
        return "grade"
    if toxicity == "seizure" and state.get("seizures") is None:
        return "seizures"
    row = (toxicity, grade)
    action = _action(row, state)
    weight = state.get("weight_kg")
    bands = ["fixed", "bsa"] if weight is None else ["fixed"] if weight >= 45 else ["bsa"]
    restart = {band: _RESTART[band] for band in bands} if row in _ROWS_WITH_RESTART and action in (H, R, CR) else None
    limits = [_NEUROTOXICITY_LIMIT[band] for band in bands] if row == ("neurotoxicity", 3) else []
    return {
        "action": action,
        "hold_until": None if action in (D, CD, N, M) else _HOLD_UNTIL.get(row),
        "restart": restart,
        "discontinue_if": limits or ([_LIMIT[row]] if row in _LIMIT else []),
        "premedication": _premedication(row, bands, restart is not None, state.get("hours_interrupted")),
        "resume": None if action == D else _resume(state.get("days_held")),
    }


def _time(days: float | None) -> int:
    return 0 if days is None else 1 if days <= 7 else 2 if days <= 14 else 3


def _action(row: tuple[str, int | None], state: Mapping[str, Any]) -> str:
    toxicity, grade = row
    time = _time(state.get("days_to_resolve"))
    if toxicity == "neurotoxicity":
        if grade in (1, 2):
            return N if state.get("icans") is False else M
        return D if grade == 4 else _NEUROTOXICITY_3[state.get("dose_step")][time]
    if toxicity in _BY_GRADE_AND_TIME:
        return _BY_GRADE_AND_TIME[toxicity][grade or 0][time]
    if toxicity == "seizure":
        return {1: N}.get(state["seizures"], D)
    if toxicity in _CONFIRMED:
        return _CONFIRMED[toxicity][1 if state.get("confirmed") else 0]
    return _LIVER[time] if toxicity == "liver" else HW


def _premedication(row: tuple[str, int | None], bands: list[str], restarts: bool, hours: float | None) -> str | None:
    if row == ("neurotoxicity", 3) and restarts:
        return " ".join(_FOOTNOTE_D[band] for band in bands)
    if row[0] == "infusion_reaction" and row[1] in (1, 2, 3) and (hours is None or hours >= 4):
        return _INTERRUPTION
    return None


def _resume(days_held: float | None) -> str | None:
    if days_held is None:
        return None
    return "same_cycle" if days_held < 7 else "new_cycle" if days_held > 7 else "not_specified"
