"""Questions, posted: from Vandaag what came from outside, from the page of an initiative what was asked of it."""

from starlette.responses import Response

from labflow import questions
from labflow.queries.questions import one_listed
from web.pages import initiatief, vandaag
from web.pages.visiting import Here


def ask(here: Here, slug: str = "") -> Response:
    """Note a question: of the initiative that the address names, else from outside."""
    catalogue, told = here.house.catalogue, (here.typed["vraag"], here.typed["van"], slug, here.typed["dag"])
    if slug:
        return initiatief.act(here, slug, "question", "vragen", questions.ask, *told)
    return here.act("question", lambda change: questions.ask(change, catalogue, *told), vandaag.look, "/#vragen")


def answer(here: Here, number: str) -> Response:
    """Say what becomes of a question, from where it stands."""
    typed, catalogue, verb = here.typed, here.house.catalogue, "question-answer"
    with here.house.store.reading() as conn:
        slug = one_listed(conn, catalogue, here.actor, number).slug
    why, to = typed["waarom"] or typed["voorstel"] or typed["reden"], typed["initiatief"] or typed["naar"]
    told = (number, typed["antwoord"], why, typed["herbekijken"], to, typed["uren"])
    if slug:
        return initiatief.act(here, slug, verb, "vragen", questions.answer, *told)
    return here.act(verb, lambda change: questions.answer(change, catalogue, *told), vandaag.look, "/#vragen")
