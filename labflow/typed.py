"""What somebody typed, made into a value or refused with a reason that says what is wrong and what would do.

Every text, day, number and amount that comes from outside passes here once. Nothing is silently cut or guessed.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from labflow.clock import Interval
from labflow.reasons import Invalid, Reason
from labflow.words import Words

SENTENCE, STORY, KEY = 500, 4000, 80
RESERVED = ("nieuw", "loopt-al")
_MISLEADING = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_YEAR = "(?:19|20)[0-9]{2}"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_AMOUNT = re.compile(r"[0-9]{1,8}([.,][0-9]{1,2})?")
_MAILBOX = re.compile(r"[a-z0-9][a-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}@([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")
_HIGHEST = 2**31 - 1


def text(value: object, name: str, maximum: int = SENTENCE) -> str:
    """Return a text that is there, in NFC without loose spaces.

    `name`: what it is called in the refusal (a key of `typed.name.*`); `maximum`: characters. Raises Invalid.
    """
    clean = optional_text(value, name, maximum)
    if not clean:
        raise Invalid(Reason("typed.empty", {"name": _name(name)}))
    return clean


def optional_text(value: object, name: str, maximum: int = SENTENCE) -> str:
    """Return a text, or "" when nothing was typed. Raises Invalid for what no text can hold."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Invalid(Reason("typed.not_text", {"name": _name(name)}))
    clean = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if any(_is_unwanted(char) for char in clean):
        raise Invalid(Reason("typed.control_character", {"name": _name(name)}))
    if len(clean) > maximum:
        raise Invalid(Reason("typed.too_long", {"name": _name(name), "n": maximum, "found": len(clean)}))
    return clean


def evidence(value: object) -> tuple[str, str]:
    """Return a sentence and its one link ("" when there is none). Raises Invalid for a second link."""
    clean = optional_text(value, "evidence")
    links = _LINK.findall(clean)
    if len(links) > 1:
        raise Invalid(Reason("typed.one_link", {"n": len(links)}))
    return clean, links[0] if links else ""


def day(value: object, name: str) -> date:
    """Return a day written as 2023-09-29. Raises Invalid, also for a day that is not of these two centuries.

    For nothing at all it asks for the day.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    # A day near the ends of the calendar cannot be counted on from: every page that does would break.
    if isinstance(value, str) and re.fullmatch(f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}", value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    if value is None or value == "":
        raise Invalid(Reason("typed.empty_by_day" if name == "by_day" else "typed.empty_day", {"name": _name(name)}))
    raise Invalid(Reason("typed.not_a_day", {"name": _name(name), "given": shown(value)}))


def euro(value: object, name: str = "amount") -> int:
    """Return an amount in cents from "1250" or "1250,50". Raises Invalid for anything else, or above 2^31 cents."""
    written = _digits(value)
    cents = int(Decimal(written.replace(",", ".")) * 100) if _AMOUNT.fullmatch(written) else _HIGHEST + 1
    if cents > _HIGHEST:
        raise Invalid(Reason("typed.not_an_amount", {"name": _name(name), "given": shown(value)}))
    return cents


def choice(value: object, name: str, allowed: tuple[str, ...]) -> str:
    """Return one of the allowed keys. Raises Invalid, naming them."""
    if isinstance(value, str) and value in allowed:
        return value
    raise Invalid(Reason("typed.not_a_choice", {"name": _name(name), "given": shown(value), "allowed": allowed}))


def whole(value: object, name: str, lowest: int = 0, highest: int = 10**9) -> int:
    """Return a whole number between two bounds. Raises Invalid."""
    found = _digits(value)
    if re.fullmatch(r"-?[0-9]{1,12}", found) and lowest <= int(found) <= highest:
        return int(found)
    values = {"name": _name(name), "given": shown(value), "lowest": lowest, "highest": highest}
    raise Invalid(Reason("typed.not_a_number", values))


def address(value: object) -> str:
    """Return an e-mail address in small letters, of plain ASCII so that no header can hide in it. Raises Invalid."""
    clean = optional_text(value, "address", 254).lower()
    if not _MAILBOX.fullmatch(clean):
        raise Invalid(Reason("typed.not_an_address" if clean else "typed.empty", {"name": _name("address")}))
    return clean


def slug(title: str) -> str:
    """Return the address of a title: "Speak Up!" gives "speak-up". Raises Invalid when no letter is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:KEY].strip("-")
    if not _SLUG.fullmatch(made):
        raise Invalid(Reason("typed.no_slug", {"given": shown(title)}))
    return made


def initiative_slug(title: str) -> str:
    """Return the address of an initiative by its title. Raises Invalid when no letter is left."""
    made = slug(title)
    # Pages of their own stand at these addresses.
    return f"{made}-1" if made in RESERVED else made


def since(value: object, name: str = "since") -> Interval:
    """Return an interval from 2023-05-16, 2023-05, 2022-2023 or 2023; other words are kept as words. Raises Invalid."""
    words = optional_text(value, name, KEY)
    if not words:
        return Interval()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        exact = day(words, name)
        return Interval(exact, exact, "day")
    if (span := re.fullmatch(f"({_YEAR})-({_YEAR})", words)) and int(span[2]) == int(span[1]) + 1:
        return Interval(date(int(span[1]), 9, 1), date(int(span[2]), 8, 31), "schoolyear")
    if month := re.fullmatch(f"({_YEAR})-([0-9]{{2}})", words):
        return _month(int(month[1]), int(month[2]), name, words)
    if re.fullmatch(_YEAR, words):
        return Interval(date(int(words), 1, 1), date(int(words), 12, 31), "year")
    return Interval(None, None, "none", Words(words, words))


def shown(value: object) -> str:
    """Return what was given, short and printable, for a refusal."""
    try:
        whole = str(value)
    except (ValueError, RecursionError):
        return "…"
    plain = "".join(c if c.isprintable() and not _is_unwanted(c) else "�" for c in whole[:60])
    return plain if len(whole) <= 60 else plain + "…"


def is_findable(name: object) -> bool:
    """Return whether a row could have this name: text that a database can hold, of a sane length. Never raises."""
    return isinstance(name, str) and 0 < len(name) <= SENTENCE and not any(_is_unwanted(char) for char in name)


def _month(year: int, month: int, name: str, words: str) -> Interval:
    if not 1 <= month <= 12:
        raise Invalid(Reason("typed.not_a_day", {"name": _name(name), "given": words}))
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return Interval(first, date.fromordinal(after.toordinal() - 1), "month")


def _digits(value: object) -> str:
    """Text or a whole number of a sane size as it would be typed; "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12:
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _is_unwanted(char: str) -> bool:
    """Control characters, halves of characters, and marks that turn the reading direction of what follows."""
    return (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t") or char in _MISLEADING


def _name(name: str) -> Reason:
    return Reason(f"typed.name.{name}")
