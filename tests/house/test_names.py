"""House rule 1: a name says the thing, not its role in the program; and each code file has its mirrored test file."""

import ast
import re
from pathlib import PurePosixPath

from tests.house.source import Module, modules, text, told, tracked

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "manager", "service", "base", "misc", "tools", "stuff"}
EMPTY_VERBS = re.compile(r"_*(get|process|handle|do)_")
LIBRARIES_WANT = {"get_field", "get_value", "_get_socket"}  # string.Formatter and smtplib call them by name
EMPTY_CLASSES = re.compile(r"(Manager|Service|Helper|Util|Utils|Base|Processor|Handler)$")
# What is generic has never heard of the network that it serves, in its code, its pages and its addresses.
NETWORK = re.compile(r"(?<![A-Za-z])(som|leuven|labos?|trekkers?|casus|casussen)(?![A-Za-z])", re.IGNORECASE)
ALL = ("labflow", "web", "tests")


def test_no_module_is_named_after_its_role() -> None:
    named = [module.path for module in modules(*ALL) if EMPTY_WORDS & _words(module.path)]

    assert named == [], told(named)


def test_no_function_is_called_get_process_handle_or_do() -> None:
    named = [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules(*ALL)
        for function in module.functions()
        if EMPTY_VERBS.match(function.name) and function.name not in LIBRARIES_WANT
    ]

    assert named == [], told(named)


def test_no_class_is_named_after_its_role() -> None:
    named = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules(*ALL)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and EMPTY_CLASSES.search(node.name)
    ]

    assert named == [], told(named)


READ = (".py", ".html", ".css", ".js", ".svg", ".txt", ".mako")


def test_neither_package_knows_its_network() -> None:
    known = [
        f"{path}:{number} {found.group()}"
        for path in tracked()
        if path.startswith(("labflow/", "web/")) and path.endswith(READ) and not path.startswith("labflow/texts/")
        for number, line in enumerate(text(path).splitlines(), 1)
        if (found := NETWORK.search(line))
    ]

    assert known == [], told(known, "labflow/ and web/ are generic: say it in workflows/ or in a catalogue")


def test_every_code_file_has_its_mirrored_test() -> None:
    tests = set(tracked())
    missing = [
        f"{module.path}: no {places[0]}"
        for module in modules("labflow", "web")
        if module.has_code() and not tests & set(places := _mirrors(module))
    ]

    assert missing == [], told(missing)


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        module.path for module in modules("labflow", "web") if module.tree.body and not ast.get_docstring(module.tree)
    ]

    assert silent == [], told(silent)


def test_every_public_function_says_what_it_is_for() -> None:
    silent = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules("labflow", "web")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not module.path.startswith("labflow/migrations/versions/")
    ]

    assert silent == [], told(silent)


def _words(path: str) -> set[str]:
    parts = PurePosixPath(path.removesuffix(".py")).parts
    return {word for part in parts for word in part.lower().split("_")}


def _mirrors(module: Module) -> list[str]:
    """Where the test of a file may stand: in its mirror image, or in the one test of its package."""
    package, *inner = module.name.split(".")
    if package == "web" and inner[:1] == ["pages"]:
        inner = inner[1:] or inner
    name = inner[-1].strip("_") if inner else package
    flat = f"tests/{package}/test_{name}.py"
    if len(inner) < 2:
        return [flat]
    return [f"tests/{package}/{'/'.join(inner[:-1])}/test_{name}.py", flat, f"tests/{package}/test_{inner[0]}.py"]
