"""/spelregels: how things go here: kinds, the body's own rules, seats, rights, the check of the log, and help."""

from starlette.responses import Response

from labflow.showing import rules
from labflow.showing.rules_known import known
from labflow.showing.taking_part import taking_part
from web.pages.visiting import Here


def look(here: Here, controle: str = "") -> Response:
    """Show the rules; with `controle=1` the whole log is read, which changes nothing."""
    house = here.house
    with house.store.reading() as conn:
        people = taking_part(conn, house.catalogue.network, here.actor, here.say, here.today, house.mail is not None)
        facts = known(conn, house.catalogue, here.actor, here.today, people, controle == "1")
    return here.show("spelregels/look.html", rules.page(facts, here.say))
