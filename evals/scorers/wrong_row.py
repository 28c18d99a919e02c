"""Is the first row of a toxicity table that the answer shows the row that was asked for?

"Grade 3" must never be answered with the row of Grade 4, nor cytokine release with the row of neurotoxicity.
"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import differing
from evals.places import Place, touches
from evals.results import AnsweredTurn, Score

_TABLES = (
    "Dose Modifications > Dosage with toxicity > ",
    "Dose Modifications > Management of Infusion-related reactions",
)
_BAND = " > Patients "


def score(turn: AnsweredTurn, expects: Expectation, ground: Ground) -> Score:
    """Compare the first cited row with the rows of the expected statements, and a modification's toxicity and grade."""
    for expected in expects.calculations:
        rows = {name: value for name, value in expected.inputs.items() if name in {"toxicity", "grade"}}
        given = [c for c in turn.calculations if c["calculator"] == expected.calculator == "modification"]
        if given and rows and not any(not differing(rows, c["inputs"]) for c in given):
            used = {name: given[0]["inputs"].get(name) for name in rows}
            return Score(value=False, explanation=f"calculated for {used}, expected {rows}")
    right = {
        _row(passage.section)
        for group in expects.passages
        for quote in group
        for passage in ground.passages
        if _row(passage.section)
        and touches(Place(passage.source, passage.section, passage.start, passage.end), quote, ground.texts)
    }
    shown = [_row(place.section) for place in turn.cited if _row(place.section)]
    if not right or not shown:
        return Score(None, "no row is expected" if not right else "no row is shown")
    # A footnote stands under its toxicity and belongs to every row of it.
    is_right = any(shown[0] == row or shown[0].startswith(f"{row} > ") for row in right)
    return Score(is_right, "the right row first" if is_right else f"shows {shown[0]!r} first")


def _row(section: str) -> str:
    """Return the row without its weight band; empty for what is no row of a toxicity table."""
    table = next((table for table in _TABLES if section.startswith(table)), None)
    row = section.partition(_BAND)[0]
    return row if table and len(row) > len(table) else ""
