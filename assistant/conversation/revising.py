"""Change a request that was made before: what is said now takes the place of what was said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.calculators import CATALOGUE
from assistant.conversation.requests import Calculate, Wanted
from assistant.conversation.stated import Reading, Stated, Unclear

_OF_ONE_TOXICITY = frozenset(
    {
        "toxicity",
        "grade",
        "seizures",
        "confirmed",
        "icans",
        "hours_interrupted",
        "days_to_resolve",
        "days_held",
    }
)
_EITHER = frozenset({"height_cm", "bsa_m2"})


def revised(request: Calculate, said: Mapping[str, Stated], unclear: Iterable[Unclear]) -> Calculate:
    """Return the request with what this turn says in place of what was said before; the rest is carried."""
    doubtful = {item.name: item for item in unclear}
    concerned = sorted(request.wanted, key=lambda item: not _is_concerned(item, {*said, *doubtful}))
    wanted = tuple(_changed(item, said, doubtful) for item in concerned)
    return replace(request, wanted=wanted, besides=None, emphasis="plain")


def _is_concerned(wanted: Wanted, names: set[str]) -> bool:
    """Tell whether a calculation takes one of these inputs: what a turn changes is answered first."""
    return any(given.name in names for given in CATALOGUE[wanted.calculator].inputs)


def _changed(wanted: Wanted, said: Mapping[str, Stated], doubtful: Mapping[str, Unclear]) -> Wanted:
    known = {given.name for given in CATALOGUE[wanted.calculator].inputs}
    kept = dict(wanted.inputs)
    if "toxicity" in said and "toxicity" in kept and kept["toxicity"].value != said["toxicity"].value:
        kept = {name: item for name, item in kept.items() if name not in _OF_ONE_TOXICITY or name == "grade"}
    if "weight_kg" in said and "weight_kg" in kept and "bsa_m2" not in said:
        kept.pop("bsa_m2", None)
    new = {name: item for name, item in said.items() if name in known}
    unclear = {item.name: item for item in wanted.unclear if item.name not in new}
    unclear |= {name: item for name, item in doubtful.items() if name in known}
    if _EITHER & new.keys():
        unclear = {name: item for name, item in unclear.items() if name not in _EITHER}
    inputs = {name: replace(item, carried=True) for name, item in kept.items() if name not in unclear} | new
    return Wanted(wanted.calculator, inputs, tuple(unclear.values()), said.get("unresolved_days"))


def of_the_row(request: Calculate) -> Calculate:
    """Return a request on liver values as one on the row that they reach: how long it lasts is told of the row alone."""
    if all(wanted.calculator != "liver" for wanted in request.wanted):
        return request
    kept = {given.name for given in CATALOGUE["modification"].inputs}
    toxicity = Stated("toxicity", "liver", request.question, carried=True)
    return replace(
        request,
        wanted=tuple(
            Wanted("modification", {n: i for n, i in w.inputs.items() if n in kept} | {"toxicity": toxicity})
            if w.calculator == "liver"
            else w
            for w in request.wanted
        ),
    )


def says(reading: Reading) -> dict[str, Stated]:
    """Return what a turn states that a request can be changed by."""
    return {name: item for name, item in reading.stated.items() if name != "sex"}
