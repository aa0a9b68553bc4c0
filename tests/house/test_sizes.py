"""A file that passes its size is split, a function that passes its size is rewritten. Tests too."""

from tests.house.source import modules, text, told, tracked

FILE = 300
FUNCTION = 50
TEMPLATE = 120
# The web view is small: it finds, calls one verb and shows.
WEB = 2_500
# What a migration did to a database is history: it is not rewritten to be shorter.
HISTORY = "labflow/migrations/versions/"


def test_no_file_is_longer_than_300_lines() -> None:
    code = [path for path in tracked() if path.endswith((".py", ".css")) or path.startswith("bin/")]
    longer = _longer(code, FILE)

    assert longer == [], told(longer)


def test_no_template_is_longer_than_120_lines() -> None:
    templates = [path for path in tracked() if path.startswith("web/templates/")]
    longer = _longer(templates, TEMPLATE)

    assert longer == [], told(longer)


def test_the_web_view_stays_small() -> None:
    lines = sum(text(module.path).count("\n") for module in modules("web"))
    engine = sum(text(module.path).count("\n") for module in modules("labflow"))

    assert lines < min(WEB, engine), f"web/ has {lines} lines of Python; {WEB} is the most"


def test_no_function_is_longer_than_50_lines() -> None:
    too_long = [
        f"{module.path}:{function.lineno} {function.name}: {length} lines"
        for module in modules("labflow", "web", "tests")
        if not module.path.startswith(HISTORY)
        for function in module.functions()
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > FUNCTION
    ]

    assert too_long == [], told(too_long)


def _longer(paths: list[str], limit: int) -> list[str]:
    lengths = ((path, text(path).count("\n")) for path in paths)
    return [f"{path}: {length} lines" for path, length in lengths if length > limit]
