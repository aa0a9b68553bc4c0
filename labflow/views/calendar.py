"""What the page of one's own calendar shows. The address itself only right after it was made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """`since`: since when there is an address, "" without one; `address`: it, once; `may`: whether one can have one."""

    since: str = ""
    address: str = ""
    may: bool = False

    @property
    def opens(self) -> str:
        """The same address for a phone that opens its calendar by it; where labflow knows no host, only its path."""
        _, known, rest = self.address.partition("://")
        return f"webcal://{rest}" if known else self.address
