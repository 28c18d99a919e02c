"""Small faults for a Python file: one changed comparison, operator, constant, condition or statement each."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.FloorDiv: (ast.Mult,),
}


_AROUND = 40

_Fault = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Mutant:
    """A file with one fault. name: file, scope and what was changed; it stays the same while that line does."""

    file: Path
    name: str
    source: str


def count_of(file: Path) -> int:
    """Return how many mutants a file has."""
    return sum(1 for _ in _faults(ast.parse(file.read_text(encoding="utf-8"))))


def mutant_of(file: Path, place: int, root: Path) -> Mutant:
    """Return one mutant of a file. Documentation, annotations and wordings (texts with a space) are left alone."""
    source = file.read_text(encoding="utf-8")
    before = ast.unparse(ast.parse(source))
    tree = ast.parse(source)
    scope = _apply(tree, place)
    after = ast.unparse(ast.fix_missing_locations(tree))
    difference = _difference(before.splitlines(), after.splitlines())
    return Mutant(file, f"{file.relative_to(root)} {scope}: {difference}", after)


def _apply(tree: ast.Module, place: int) -> str:
    scope, change = next(islice(_faults(tree), place, None))
    change()
    return scope


def _difference(before: list[str], after: list[str]) -> str:
    """Show the first line that differs, around the place where it does."""
    old, new = next((pair for pair in zip_longest(before, after, fillvalue="") if pair[0] != pair[1]), ("", ""))
    same = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    start = max(0, same - _AROUND)
    return " -> ".join(("…" if start else "") + line[start : start + 2 * _AROUND].strip() for line in (old, new))


def _faults(tree: ast.Module) -> Iterator[_Fault]:
    """Yield scope, and a function that makes the fault, for every fault of the tree."""
    yield from _in(tree, "module")


def _in(node: ast.AST, scope: str) -> Iterator[_Fault]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_params", "decorator_list") or isinstance(
            node, ast.ImportFrom | ast.Import
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_documentation(child):
                continue
            inner = f"{scope}.{child.name}" if isinstance(child, ast.FunctionDef | ast.ClassDef) else scope
            yield from _here(node, field, child, inner.removeprefix("module."))
            yield from _in(child, inner)


def _is_documentation(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    is_export = (
        isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"
    )
    return is_text or is_export


def _here(parent: ast.AST, field: str, node: ast.AST, scope: str) -> Iterator[_Fault]:
    def put(new: ast.AST) -> None:
        value = getattr(parent, field)
        if isinstance(value, list):
            value[value.index(node)] = new
        else:
            setattr(parent, field, new)

    for new in _replacements(parent, node):
        yield scope, partial(put, new)
    for change in (*_other_operators(node), *_other_conditions(node)):
        yield scope, change


def _other_operators(node: ast.AST) -> Iterator[Callable[[], object]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for kind in _COMPARISONS[type(operator)]:
                yield partial(node.ops.__setitem__, place, kind())
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for other in _OPERATORS.get(type(node.op), ()):
            yield partial(setattr, node, "op", other())
    if isinstance(node, ast.BoolOp):
        yield partial(setattr, node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _other_conditions(node: ast.AST) -> Iterator[Callable[[], object]]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        for truth in (True, False):
            yield partial(_decide, node, truth)
    if isinstance(node, ast.comprehension) and node.ifs:
        yield node.ifs.clear


def _decide(node: ast.If | ast.IfExp | ast.While, truth: bool) -> None:  # noqa: FBT001 - the condition itself
    test = node.test
    node.test = ast.BoolOp(ast.Or() if truth else ast.And(), [ast.Constant(truth), test])


def _replacements(parent: ast.AST, node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant):
        yield from (
            ast.Constant(value) for value in _other_values(node.value, within_text=isinstance(parent, ast.JoinedStr))
        )
        return
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None))
        case (
            ast.Expr(value=ast.Yield() | ast.YieldFrom() | ast.Call()) | ast.Continue() | ast.Raise() | ast.AugAssign()
        ):
            yield ast.Pass()
        case ast.Return(value=None):
            yield ast.Pass()
        case ast.Starred(value=ast.GeneratorExp() | ast.IfExp()) if isinstance(parent, ast.Tuple):
            yield ast.Starred(ast.Tuple([], ast.Load()), ast.Load())


def _other_values(value: object, *, within_text: bool) -> tuple[bool | int | str, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1, value - 1)
    is_name = isinstance(value, str) and " " not in value.strip() and not within_text
    return (f"{value}x",) if is_name else ()
