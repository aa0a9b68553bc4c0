"""What people give: text, choices, amounts. Each check yields the reasons why a value will not do; it never mends one."""

import unicodedata
from collections.abc import Collection, Iterator

from labflow.reasons import Invalid, Reason
from labflow.words import Words

LINE, PAGE = 200, 4_000
MOST_CENTS = 10**12
LAYOUT = "\n\r\t"


def ill_text(field: Words, given: object, most: int = PAGE) -> Iterator[Reason]:
    """Yield why this is not a text of 1 to `most` characters that any database and any page can hold."""
    if not isinstance(given, str) or not given.strip():
        yield Reason("given.empty", {"field": field})
    elif len(given) > most:
        yield Reason("given.too_long", {"field": field, "most": most, "length": len(given)})
    elif any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in LAYOUT for sign in given):
        yield Reason("given.unprintable", {"field": field})


def ill_choice(field: Words, given: object, choices: Collection[str]) -> Iterator[Reason]:
    """Yield why this is not one of the choices."""
    if given not in choices:
        yield Reason("given.not_a_choice", {"field": field, "choices": tuple(choices)})


def ill_amount(field: Words, cents: object) -> Iterator[Reason]:
    """Yield why this is not an amount in whole cents, 0 or more."""
    if type(cents) is not int or not 0 <= cents <= MOST_CENTS:
        yield Reason("given.not_an_amount", {"field": field})


def demand_sound(reasons: Iterator[Reason]) -> None:
    """Raise Invalid with every reason, if there is one."""
    if found := tuple(reasons):
        raise Invalid(*found)
