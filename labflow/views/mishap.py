"""What is shown when something broke on our side: whether the text is kept, and the text itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mishap:
    """`texts`: what a person typed; `action`, `fields`: the form to send again, "" when that makes no sense."""

    explain: str
    code: str
    texts: tuple[str, ...] = ()
    action: str = ""
    fields: tuple[tuple[str, str], ...] = ()
