"""One visit of one reader: who, which language, which day; drawing a page; doing one act. Holds no rule.

`act` is the only place that opens a change: it minds the idempotency key and turns a refusal into the same page, with
the reasons on top and everything that was typed still in its fields.
"""

import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from labflow import clock
from labflow.access import NOBODY
from labflow.acting import acting_as, seen_by
from labflow.change import Change
from labflow.queries.entries import last_hash
from labflow.queries.founding import stored_day
from labflow.queries.people import actor as actor_of
from labflow.reasons import NotAllowed, NotFound, Reason, Refusal
from labflow.signing import SignedIn
from labflow.texts import Language
from labflow.texts.speech import Speech
from labflow.typed import KEY, optional_text, whole
from web.drawing import draw
from web.framing import frame
from web.reader import House, Reader, mint
from web.signing import bring_up, who_is
from web.typed_in import Typed

STATUS = {"blocked": 409, "overtaken": 409, "not_allowed": 403, "not_found": 404, "invalid": 422, "unsound": 422}
MONTH = 30 * 24 * 3600
CUT = secrets.token_urlsafe()
"""Where a drawn page is cut: nobody can know it, since it is never sent."""


class Visit(Reader):
    """One request of one reader, who can be shown a page and can act."""

    __slots__ = ()

    def show(self, template: str, view: object) -> HTMLResponse:
        """Return a page; after a refusal with its status, its reasons and what was typed."""
        around = frame(self)
        status = STATUS[self.refusal.kind] if self.refusal else 200
        return HTMLResponse(draw(template, self.lang, view=view, frame=around), status)

    def page(self, template: str, what: Hashable, make: Callable[[], object]) -> HTMLResponse:
        """Show what this reader sees of something: drawn now, or before when nothing was written since.

        `what`: everything that it depends on besides the reader and the record. Never for what is not in the log, such
        as sessions. The keys of the forms are fresh each time.
        """
        if self.refusal or self.notice:
            return self.show(template, make())
        with self.house.store.reading() as conn:
            state = last_hash(conn)
        seen_by = (what, template, self.path, self.lang, self.actor)
        drawn = self.house.memory.recall_at(state, self.today, seen_by, lambda: self._drawn(template, make()))
        return HTMLResponse("".join(part + mint() for part in drawn[:-1]) + drawn[-1])

    def _drawn(self, template: str, view: object) -> list[str]:
        """The text of a page, cut where the key of a form goes."""
        around = replace(frame(self), mint=lambda: CUT)
        return draw(template, self.lang, view=view, frame=around).split(CUT)

    def act(self, verb: str, deed: Callable[[Change], object], look: "Callable[[Visit], Response]",
            then: str) -> Response:  # fmt: skip
        """Do one act and go to `then`; when it is refused, show the page of `look` again.

        `verb`: its name for the idempotency key and the message afterwards; `deed`: calls one verb of labflow. A `*` in
        `then` is what the deed made: the number or the last part of the address.
        """
        try:
            made = self._once(verb, deed)
        except NotFound:
            raise
        except Refusal as refused:
            return look(replace(self, path=self.typed.action if "*" in then else _page_of(then), refusal=refused))
        where, _, place = then.replace("*", made).partition("#")
        return gone(f"{where}{'&' if '?' in where else '?'}klaar={verb}" + (f"#{place}" if place else ""))

    def seen(self, change: Change, slug: str) -> int | None:
        """Return the count of an initiative to hold an act against, from what its form was drawn at."""
        told = whole(self.typed["rev"], "seen_rev", 1) if self.typed["rev"] else None
        return seen_by(change, self.house.catalogue, slug, told)

    def _once(self, verb: str, deed: Callable[[Change], object]) -> str:
        """Do it, unless this key did it before; returns what it made."""
        if self.actor.person_id is None:
            raise NotAllowed(Reason("web.choose_first"))
        args, key = self.typed.signed(), optional_text(self.typed["sleutel"], "form_key", KEY) or None
        house = self.house
        with acting_as(house.store, house.catalogue, self.actor.key, "web", on=house.day, key=key) as change:
            if first := change.repeated(verb, args):
                return str(first["done"])
            made = str(deed(change))
            change.answer(verb, args, {"done": made})
        return made


def _page_of(then: str) -> str:
    return then.partition("#")[0].partition("?")[0]


def at(page: str, place: str) -> str:
    """Return an address with a place on that page, if there is one."""
    return f"{page}#{place}" if place else page


def gone(where: str) -> RedirectResponse:
    """Return the answer after an act: go and look there."""
    return RedirectResponse(where, 303)


def visit_of(request: Request, typed: Typed) -> Visit:
    """Return the visit that a request is; who one is, a cookie says: of a role in a demo, of a session elsewhere."""
    house: House = request.app.state.house
    lang: Language = "en" if request.cookies.get("taal", house.lang) == "en" else "nl"
    with house.store.reading() as conn:
        own_day = stored_day(conn) or clock.day_of(clock.now(), house.catalogue.network.zone)
        today = house.day or own_day
        if house.is_demo:
            found = SignedIn(actor_of(conn, house.catalogue.network, request.cookies.get("wie"), today), False)
        else:
            found = who_is(request, conn, today)
    if found.is_due:
        bring_up(request, found)
    actor = found.actor or NOBODY
    return Visit(house, request.url.path, lang, today, actor, typed, _notice(request.query_params, lang),
                 request.query_params.get("over", ""))  # fmt: skip


def _notice(asked: Mapping[str, str], lang: Language) -> str | None:
    """The sentence after an act; an unknown key says nothing."""
    try:
        return Speech(lang)(f"web.done.{asked['klaar']}")
    except KeyError:
        return None
