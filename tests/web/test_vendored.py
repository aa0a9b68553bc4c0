"""What others made and we pass on: it is byte for byte what they published, and their licence lies beside it."""

from hashlib import sha256
from pathlib import Path

import pytest

import web

STATIC = Path(web.__file__).parent / "static"
MADE_ELSEWHERE = [
    ("htmx.min.js", "htmx-0BSD.txt", "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"),
    (
        "fonts/bricolage-grotesque-latin-wght-normal.woff2",
        "fonts/bricolage-grotesque-OFL.txt",
        "a97804dc9fbe5fc972a08018c5eda4dab7ef2346f64c57e61419d05e6de4ea1c",
    ),
    (
        "fonts/bricolage-grotesque-latin-ext-wght-normal.woff2",
        "fonts/bricolage-grotesque-OFL.txt",
        "e808f16b56f84dc7933e498cc8a41d4a5cd853adc6eef154584baa5de1008b15",
    ),
    (
        "fonts/figtree-latin-wght-normal.woff2",
        "fonts/figtree-OFL.txt",
        "4ba7d3d096695818fe0686be4f1e82c6b05134e18a22260336130335027462dd",
    ),
    (
        "fonts/figtree-latin-ext-wght-normal.woff2",
        "fonts/figtree-OFL.txt",
        "bf7828e2c258cffcfa50a048ee388a36b95bc16b452e8d36fa797635dbe15965",
    ),
]


@pytest.mark.parametrize(("name", "licence", "digest"), MADE_ELSEWHERE)
def test_it_is_what_they_published(name: str, licence: str, digest: str) -> None:
    assert sha256((STATIC / name).read_bytes()).hexdigest() == digest
    assert (STATIC / licence).read_text(encoding="utf-8").strip() != ""


def test_nothing_from_elsewhere_is_unlisted() -> None:
    found = {file.relative_to(STATIC).as_posix() for kind in ("*.js", "*.woff2") for file in STATIC.rglob(kind)}

    assert found - {"live.js"} == {name for name, _, _ in MADE_ELSEWHERE}
