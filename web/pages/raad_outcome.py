"""What comes out of the items of /raad/{day}: noted, done again, taken along to another day or to writing."""

from collections.abc import Iterator

from starlette.responses import Response

from labflow import agenda, closing, procedures
from labflow.closing import Term
from web.page import Visit
from web.pages.raad import act
from web.pages.visiting import Here, calling

CONDITIONS = (1, 2, 3)

redo = calling(act, "redo", "punt-{n}", closing.redo, "waarom")
carry = calling(act, "carry", "", agenda.carry)
to_writing = calling(act, "to-writing", "", procedures.from_meeting)


def note(here: Here, day: str, n: str) -> Response:
    """Note what came out of an item."""
    told = here.typed
    return act(
        here, day, "note-outcome", f"punt-{n}", closing.note, n, told["uitkomst"], told["manier"] or None,
        tuple(_terms(here)), told["bedrag"], told["naar"], told["herbekijken"], told["reden"],
    )  # fmt: skip


def consent(here: Here, day: str) -> Response:
    """Approve in one act what nobody wants to talk about."""
    return act(here, day, "consent", "zonder-bespreking", closing.consent, here.typed.chosen.get("punt", ()))


def _terms(here: Visit) -> Iterator[Term]:
    """The conditions that were filled in."""
    told = here.typed
    for k in CONDITIONS:
        if told[f"voorwaarde-{k}"].strip():
            kind = told[f"soort-{k}"] or "suspensive"
            yield Term(
                told[f"voorwaarde-{k}"], told[f"eigenaar-{k}"], told[f"tegen-{k}"], kind,
                told[f"nazicht-{k}"] or None, bool(told[f"terug-{k}"]),
            )  # fmt: skip
