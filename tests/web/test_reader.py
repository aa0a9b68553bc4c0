"""A reader: the language they read in, and the form that came back to them."""

from datetime import date

from labflow.catalogue import load_catalogue
from labflow.reasons import Invalid, Reason
from labflow.store import Store
from web.reader import House, Reader, mint
from web.typed_in import Typed


def _reader(**facts: object) -> Reader:
    house = House(Store("sqlite:///never-opened.db"), load_catalogue())
    return Reader(house, "/", "en", date(2023, 9, 11), **facts)  # type: ignore[arg-type]


def test_a_reader_is_spoken_to_in_their_language() -> None:
    assert _reader().say("web.nav.stalled") == "Stalled"


def test_only_a_refused_form_comes_back_and_with_another_key() -> None:
    typed = Typed("/a", {"tekst": "getypt", "sleutel": "k1"})
    back = _reader(typed=typed, refusal=Invalid(Reason("x"))).refused_form()

    assert _reader(typed=typed).refused_form() is None
    assert back is not None
    assert (back.action, back.value("tekst"), back.came_back) == ("/a", "getypt", True)
    assert back.key != "k1"


def test_every_form_has_a_key_of_its_own() -> None:
    assert len({mint() for _ in range(100)}) == 100
