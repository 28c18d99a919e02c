"""Is every quote the document's text at its span, word for word?"""

from collections.abc import Mapping

from evals.results import Result, Score


def score(result: Result, texts: Mapping[str, str]) -> Score:
    """Compare each quote, and each side of a conflict, with the transcription."""
    citations = result.answer["citations"]
    sides = [side for conflict in result.answer["conflicts"] for side in conflict["sides"]]
    if not citations and not sides:
        return Score(None, "no quote")
    wrong = [c["quote"] for c in citations if texts[c["source"]][c["start"] : c["end"]] != c["quote"]]
    wrong += [side["quote"] for side in sides if side["quote"] not in texts[side["source"]]]
    return Score(not wrong, f"not verbatim: {wrong}" if wrong else f"{len(citations) + len(sides)} quotes verbatim")
