"""/mensen: who answers for people invites them, gives them a role and ends them. Each act is one verb."""

from starlette.responses import Response

from labflow import peopling, typed
from labflow.change import Change
from labflow.peopling import Days
from labflow.signing_mail import send_invitation
from web.page import Visit, gone
from web.pages.spelregels import look
from web.pages.visiting import Here

SECTION = "/spelregels#mensen"


def invite(here: Here) -> Response:
    """Invite somebody by function, and tell them by mail when mail leaves from here."""
    house, told, to = here.house, here.typed, list[str]()

    def deed(change: Change) -> None:
        roles = [told["rol"]] if told["rol"] else []
        peopling.invite(change, house.catalogue, told["functie"], told["adres"], roles, told["voor"], _days(here))
        to.append(told["adres"])

    answer = here.act("invite", deed, look, SECTION)
    if (
        to
        and house.mail
        and not send_invitation(house.mail, to[0], house.address, house.catalogue.network.title, here.lang)
    ):
        return gone("/spelregels?klaar=invite_unsent#mensen")
    return answer


def give(here: Here, key: str) -> Response:
    """Give somebody a role."""
    told = here.typed
    return here.act("give_role", lambda change: peopling.give(
        change, here.house.catalogue, key, told["rol"], told["voor"], _days(here)
    ), look, SECTION)  # fmt: skip


def end(here: Here, key: str) -> Response:
    """End one role of somebody, or, when none is named, the person."""
    roles = [here.typed["rol"]] if here.typed["rol"] else []
    return here.act("end_role" if roles else "end_person",
                    lambda change: peopling.end(change, here.house.catalogue, key, roles), look, SECTION)  # fmt: skip


def _days(here: Visit) -> Days:
    """The days that were typed; an empty field is no day."""
    start, until = here.typed["vanaf"], here.typed["tot"]
    return typed.day(start, "since") if start else None, typed.day(until, "until") if until else None
