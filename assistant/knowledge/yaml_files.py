"""Read a YAML file of the corpus strictly: UTF-8, one document, no key twice."""

from pathlib import Path
from typing import Any

import yaml

from assistant.knowledge.errors import DataError

# The parser in C reads the rules about ten times faster; a start of `blin calculate` reads all of them.
_Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _StrictLoader(_Loader):  # type: ignore[misc, valid-type]  # either of two classes
    """PyYAML keeps the last of two equal keys; a rule that is silently overwritten is a wrong rule."""


def _mapping_without_duplicates(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                "while reading a mapping", node.start_mark, f"the key {key!r} stands twice", key_node.start_mark
            )
        seen.add(key)
    content: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return content


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_duplicates)


def read_yaml(path: Path) -> Any:
    """Return the content of the file.

    Raises DataError where the file is missing, not UTF-8 or not YAML, or holds a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(path.name, "The file is missing.", "Restore it from the repository.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path.name, f"The file cannot be read: {error}.", "Save it as UTF-8 text.") from error
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise DataError(path.name, f"The file is not valid YAML: {error}", "Mend it at that line.") from error
