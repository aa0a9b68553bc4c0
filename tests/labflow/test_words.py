"""Words and money are values: the same thing in two languages, compared as a whole."""

from labflow.words import LANGUAGES, Euro, Words


def test_words_are_said_in_the_language_that_is_asked() -> None:
    assert [Words("de raad", "the council").in_(lang) for lang in LANGUAGES] == ["de raad", "the council"]


def test_the_same_words_and_the_same_amount_are_equal() -> None:
    assert len({Words("a", "b"), Words("a", "b"), Words("b", "a")}) == 2
    assert len({Euro(100), Euro(100), Euro(1)}) == 2
