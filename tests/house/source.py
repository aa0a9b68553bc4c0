"""The source as the house tests read it: tracked files, modules, imports, functions. Never runs any of it."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("labflow", "web")
NOT_OURS = ("tests/browser/vendor/",)


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file. `name` is dotted, as another module would import it."""

    name: str
    path: str
    text: str
    tree: ast.Module

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, inner ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call, with the dotted name that is called ("" when it is not a plain name)."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, dotted(node.func)

    def has_code(self) -> bool:
        """Whether there is more than a docstring, imports and a list of names."""
        plain = (ast.Import, ast.ImportFrom, ast.Expr)
        return not all(isinstance(node, plain) or _lists_names(node) for node in self.tree.body)


@cache
def tracked() -> tuple[str, ...]:
    """Paths of all files that are, or are about to be, under version control; all files where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        paths = listed.stdout.split("\0")
    else:
        paths = [file.relative_to(ROOT).as_posix() for file in ROOT.rglob("*")]
    return tuple(sorted(path for path in paths if path and _is_ours(path)))


@cache
def modules(*packages: str) -> tuple[Module, ...]:
    """All modules of these packages ("labflow", "web", "tests")."""
    chosen = [path for path in tracked() if path.endswith(".py") and path.split("/")[0] in packages]
    return tuple(_read(path) for path in chosen)


def text(path: str) -> str:
    """The file as text; what is not UTF-8 (a font, a picture) reads as nothing."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Each dotted name that the module imports, wherever it stands, with its line."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        if isinstance(node, ast.ImportFrom):
            origin = _origin(module, node)
            named = (f"{origin}.{alias.name}" for alias in node.names)
            for name in sorted({name if is_module(name) else origin for name in named}):
                yield name, node.lineno


@cache
def is_module(name: str) -> bool:
    """Whether one of our own files has this dotted name."""
    return name in {module.name for module in modules(*PACKAGES)}


def dotted(node: ast.AST) -> str:
    """`a.b.c` for the expression a.b.c, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def told(findings: list[str], advice: str = "") -> str:
    """All findings, one a line, for whoever has to mend them."""
    return "\n".join([advice, *findings])


def _is_ours(path: str) -> bool:
    hidden = any(part in {".git", ".venv", ".cache", "__pycache__"} for part in path.split("/"))
    return not hidden and not path.startswith(NOT_OURS) and (ROOT / path).is_file()


def _read(path: str) -> Module:
    source = text(path)
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return Module(name, path, source, ast.parse(source, path))


def _origin(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    is_package = module.path.endswith("__init__.py")
    parts = module.name.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, *([node.module] if node.module else [])])


def _lists_names(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and all(dotted(target) == "__all__" for target in node.targets)
