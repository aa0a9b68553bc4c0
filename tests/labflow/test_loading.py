"""The strict reader: plain YAML becomes a tree with places, anything else one finding, quickly and in little memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from labflow.findings import Spot
from labflow.loading import MOST_BYTES, Unreadable, parse, read_tree

HOSTILE = {
    "an anchor": ("a: &x 1", "E001_anchor"),
    "an alias": ("a: *x", "E001_alias"),
    "a laughing bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "E001_anchor"),
    "a tag that runs": ("a: !!python/object/apply:os.system [ls]", "E001_tag"),
    "a tag without a name": ("a: ! 1", "E001_tag"),
    "a long tag": ("a: !<" + "%41" * 6_000 + "> x", "E001_tag"),
    "lines of exclamation marks": (("!" * 19_000 + "\n") * 13, "E001_tag"),
    "a version": ("%YAML 1.1\n---\na: 1", "E001_directive"),
    "a tag directive": ("%TAG ! tag:x,2000:\n---\na: 1", "E001_directive"),
    "a huge version": ("%YAML " + "9" * 5_000 + "." + "9" * 5_000 + "\n--- a", "E003_syntax"),
    "a second document": ("a: 1\n---\nb: 2", "E001_documents"),
    "a second document after dots": ("a: 1\n...\nb: 2", "E001_documents"),
    "a merge": ("<<: {a: 1}", "E001_merge"),
    "a number as key": ("1: a", "E001_key"),
    "a flag as key": ("true: a", "E001_key"),
    "a list as key": ("? [a]\n: 1", "E001_key"),
    "thousands of question marks": ("? " * 9_000, "E001_key"),
    "a hundred thousand brackets": ("[" * 100_000, "E003_line"),
    "a hundred thousand brackets on lines": ("[\n" * 100_000, "E003_depth"),
    "fifty thousand braces": ("{a:\n" * 50_000, "E003_depth"),
    "thousands of dashes": ("- " * 9_000, "E003_depth"),
    "deep indentation": ("\n".join(" " * at + "a:" for at in range(600)), "E003_depth"),
    "a hundred thousand values": ("[" + "a,\n" * 80_000 + "]", "E003_nodes"),
    "ten thousand keys": ("\n".join(f"k{at}: 1" for at in range(10_001)), "E003_nodes"),
    "a NUL": ("a: x\x00y", "E003_character"),
    "a NUL as an escape": ('a: "\\0"', "E003_character"),
    "half a letter as an escape": ('a: "\\ud800"', "E003_character"),
    "two halves as escapes": ('a: "\\ud83d\\ude00"', "E003_character"),
    "half a letter in a key": ('"\\udfff": 1', "E003_character"),
    "an escape beyond Unicode": ('a: "\\UFFFFFFFF"', "E003_syntax"),
    "a control character": ("a: \x07", "E003_syntax"),
    "a tab as indentation": ("a:\n\t- b", "E003_syntax"),
    "an open bracket": ("a: [b", "E003_syntax"),
    "an open quote": ("a: '" + "\n" * 250_000, "E003_syntax"),
    "a key of two thousand letters": ("a" * 2_000 + ": 1", "E003_syntax"),
    "only colons": (":" * 20_000, "E003_syntax"),
    "only percents": ("%" * 20_000, "E003_syntax"),
    "only ampersands": ("&" * 20_000, "E001_anchor"),
    "one endless line": ("a: " + "x" * 250_000, "E003_line"),
    "nothing": ("", "E003_empty"),
    "only empty lines": ("\n" * 250_000, "E003_empty"),
    "only a comment": ("# x", "E003_empty"),
}


@pytest.mark.parametrize(("text", "variant"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_gives_one_clear_finding(text: str, variant: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(text, "x.yaml")

    assert refused.value.finding.reason.code == f"soundness.{variant}"
    assert refused.value.finding.line("nl").startswith("x.yaml:")


def test_every_value_knows_its_place() -> None:
    tree, twice = parse("a: 1\nb:\n  - x\n  - {c: true}\n", "x.yaml")

    assert twice == []
    assert (tree.at("b", 1, "c").value, tree.at("b", 1, "c").spot) == (True, Spot("x.yaml", 4, 9))
    assert tree.key_spot("b") == Spot("x.yaml", 2, 1)
    assert tree.key_spot("b", 1, "c") == Spot("x.yaml", 4, 6)


def test_what_is_not_there_stands_at_the_nearest_thing_around_it() -> None:
    tree, _ = parse("a: {b: 1}", "x.yaml")

    assert tree.at("a", "nothing", "below").spot == Spot("x.yaml", 1, 4)
    assert tree.key_spot("a", "nothing") == Spot("x.yaml", 1, 4)
    assert tree.has("a", "b")
    assert not tree.has("a", "nothing")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("999999999", 999_999_999),
        ("1000000000", "1000000000"),
        ("0123", "0123"),
        ("-1", "-1"),
        ("1.10", "1.10"),
        ("0x10", "0x10"),
        ("yes", "yes"),
        ("no", "no"),
        ("null", "null"),
        ("12:30", "12:30"),
        ("2023-09-29", "2023-09-29"),
        ('"true"', "true"),
        ("'7'", "7"),
    ],
)
def test_only_true_false_and_whole_numbers_are_more_than_text(written: str, read: object) -> None:
    value = parse(f"a: {written}", "x.yaml")[0].at("a").value

    assert (type(value), value) == (type(read), read)


def test_a_key_that_stands_twice_keeps_the_first_and_says_so_once() -> None:
    tree, twice = parse("a: 1\na: 2\na: 3\n", "x.yaml")

    assert tree.at("a").value == 1
    assert [finding.line("en") for finding in twice] == [
        "x.yaml:2:1 E002 The key 'a' stands here twice; the first is on line 1."
    ]


def test_what_is_not_a_readable_file_gives_a_finding(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "latin.yaml").write_bytes("a: é".encode("latin-1"))
    (tmp_path / "huge.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    names = ("missing.yaml", "pipe.yaml", ".", "latin.yaml", "huge.yaml", "n\0ul.yaml", "x" * 5_000)

    assert [_code(tmp_path / name) for name in names] == [
        "E003_unreadable",
        "E003_not_a_file",
        "E003_unreadable",
        "E003_encoding",
        "E003_size",
        "E003_unreadable",
        "E003_unreadable",
    ]


def test_a_file_of_exactly_the_cap_is_read(tmp_path: Path) -> None:
    file = tmp_path / "full.yaml"
    file.write_bytes(b"a: 1\n" + b"#\n" * ((MOST_BYTES - 5) // 2) + b"#")

    assert read_tree(file)[0].at("a").value == 1


@pytest.mark.parametrize(
    "name", ["a hundred thousand brackets", "a hundred thousand values", "lines of exclamation marks"]
)
def test_the_worst_of_them_stay_within_256_mb_and_a_second_of_work(tmp_path: Path, name: str) -> None:
    (tmp_path / "worst.yaml").write_text(HOSTILE[name][0])
    program = (
        "import resource, sys; from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_AS, (256 * 2**20,) * 2)\n"
        "from labflow.loading import Unreadable, read_tree\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_utime\n"
        "try: read_tree(Path(sys.argv[1]))\n"
        "except Unreadable as refused: print(refused.finding.code)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_utime - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "worst.yaml")], capture_output=True, text=True, check=False
    )
    code, seconds = done.stdout.split()

    assert done.stderr == ""
    assert code == HOSTILE[name][1][:4]
    assert float(seconds) < 1.5


def _code(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read_tree(path)
    return refused.value.finding.reason.code.removeprefix("soundness.")
