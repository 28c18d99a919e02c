"""Rules that weigh signals: a logistic sum, its weights and limits in a YAML file that is fitted on the tuning half."""

from dataclasses import astuple
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Rule = TypeVar("_Rule", bound=BaseModel)


def weighed(constant: float, weights: "DataclassInstance", signals: "DataclassInstance") -> float:
    """Return the weighted sum of the signals with the constant: the logarithm of the odds. Both have the same fields, all numbers."""
    found: float = constant + sum(map(mul, astuple(weights), astuple(signals)))
    return found


def load_rule(path: Path, form: type[_Rule]) -> _Rule | None:
    """Return the rule in a file; None where there is none. Raises DataError for a file without its form."""
    if not path.exists():
        return None
    try:
        return form.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(path.name, f"{first['loc']}: {first['msg']}.", "Fit it anew.") from error
