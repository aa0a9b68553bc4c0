"""What came in with a form: from our own pages only. It never judges a value: the verbs do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request

from labflow.reasons import NotAllowed, Reason

FIELDS = 1_000
FORM = "application/x-www-form-urlencoded"
NOTHING: Mapping[str, str] = MappingProxyType({})
NOTHING_CHOSEN: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of one form, and the address it was posted to. `chosen` has every value of a repeated field."""

    action: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING_CHOSEN)

    def __getitem__(self, name: str) -> str:
        """Return what was typed in a field, "" when it was not there."""
        return self.fields.get(name, "")

    def after(self, prefix: str) -> dict[str, str]:
        """Return the fields whose name begins with `prefix`, without it."""
        return {name.removeprefix(prefix): value for name, value in self.fields.items() if name.startswith(prefix)}

    def signed(self) -> dict[str, object]:
        """Return what makes this act the same act when it is sent again."""
        told = {name: list(values) for name, values in self.chosen.items() if name not in ("sleutel", "rev")}
        return {"action": self.action, **told}


async def typed_of(request: Request) -> Typed:
    """Return what came in. Raises NotAllowed when another site sent it."""
    if request.method != "POST":
        return Typed()
    refuse_other_sites(request.headers)
    if (
        int(request.headers["content-length"])
        and request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM
    ):
        raise HTTPException(415)
    async with request.form(max_files=0, max_fields=FIELDS) as form:
        pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    chosen = {name: tuple(value for other, value in pairs if other == name) for name, _ in pairs}
    typed = Typed(request.url.path, {name: values[-1] for name, values in chosen.items()}, chosen)
    # Whoever has to say that a page broke, shows what was typed.
    request.state.typed = typed
    return typed


def refuse_other_sites(headers: Headers) -> None:
    """Raise NotAllowed when the browser says that a form comes from elsewhere."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    ours = site in ("same-origin", "none") if site else not origin or _place(origin) == headers.get("host")
    if not ours:
        raise NotAllowed(Reason("web.other_site"))


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
