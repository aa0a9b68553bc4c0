"""What the pages of signing in show. Never a code, and no address but the one that was typed just now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody typed when the session was over: where it goes, every field of it, and the words among them."""

    action: str
    fields: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`onward`: where one wanted to be; `kept`: what waits to be sent; `by_terminal`: no mail leaves from here."""

    onward: str
    kept: Kept | None = None
    by_terminal: bool = False
