"""The page of one initiative in words, for one reader. What this reader may not do is left out."""

from labflow.access import Actor, may
from labflow.dossier import Dossier
from labflow.engine import rhythm
from labflow.facts import Request
from labflow.showing import gaps, gates, life, questions, stalled
from labflow.showing.moving import moving
from labflow.showing.spent import against_expected
from labflow.texts.speech import Speech
from labflow.views.initiative import Case, Gate, InitiativePage
from labflow.views.initiative import Request as RequestView

UNDER_WAY = ("sent", "returned", "accepted", "on-agenda", "in-writing")


def page(dossier: Dossier, actor: Actor, say: Speech, cases: tuple[Dossier, ...] | None,
         leads: gaps.Leads, hands: gaps.Leads = ()) -> InitiativePage:  # fmt: skip
    """Return the whole page. `cases`: those under it, None for a reader for whom there are none.

    `leads`: who can lead; `hands`: who can be on the move, or take over (key, words).
    """

    def can(act: str) -> bool:
        return may(actor, act, dossier.network, dossier)

    main, others = gates.main_and_others(dossier)
    decided = tuple(one for one in others if gates.is_approved(one, dossier))
    others = tuple(one for one in others if one not in decided)
    pause = dossier.pause
    parent = dossier.parent
    return InitiativePage(
        slug=dossier.slug,
        title=dossier.title,
        kind=say(dossier.workflow.title),
        place=stalled.place(dossier, say),
        question=say(dossier.origin) if dossier.origin else "",
        rev=dossier.rev,
        steps=life.steps(dossier, say),
        short=life.short(dossier, say) if dossier.stage.phase or not dossier.is_running else "",
        gate=gates.gate(main, dossier, actor, say, can("tick")) if main else None,
        decided_gates=tuple(gates.gate(one, dossier, actor, say, False) for one in decided),
        other_gates=tuple(g for o in others if _is_open_to(g := gates.gate(o, dossier, actor, say, can("tick")))),
        requests=tuple(_request(one, dossier, actor, say) for one in dossier.requests if one.state in UNDER_WAY),
        log=life.log(dossier, say),
        facts=life.facts(dossier, say),
        agreements=life.agreements(dossier, say),
        unsaid=gaps.unsaid(dossier, leads, say),
        cases=None if cases is None else tuple(Case(c.slug, c.title, say(c.stage.title).lower()) for c in cases),
        paused=say("web.paused", until=pause.until_day, why=pause.why) if pause else None,
        readers=say("web.readers.casework" if dossier.workflow.confidential else "web.readers.everyone"),
        may_note=can("note"),
        may_fill=can("fill"),
        may_pause=can("pause") and dossier.stage.pausable and rhythm(dossier, "pause"),
        may_resume=can("resume") and pause is not None,
        moving=moving(dossier, actor, hands, say),
        parent=(parent.slug, parent.title) if parent else None,
        spent=against_expected(dossier, say),
        questions=questions.of_initiative(dossier, actor, say),
        asked=_asked(dossier, actor, say),
    )


def _asked(dossier: Dossier, actor: Actor, say: Speech) -> str:
    """That who leads was asked how it stands, for who leads and for who still has to sign in."""
    is_theirs = dossier.id in actor.leads or not actor.key
    return say("nudges.asked_you", day=dossier.update_asked) if dossier.update_asked and is_theirs else ""


def _is_open_to(gate: Gate) -> bool:
    return gate.may_request or gate.may_advance


def _request(request: Request, dossier: Dossier, actor: Actor, say: Speech) -> RequestView:
    way = dossier.workflow.transitions[request.transition]
    mine = bool(actor.roles_on(dossier.network, dossier) & frozenset(way.ask_by or way.by))
    waits = request.state in ("sent", "accepted")
    agenda = may(actor, "agenda", dossier.network, dossier)
    meetings = [day for day in dossier.meetings if day >= dossier.today]
    on = request.meeting if request.state == "on-agenda" else None
    text = say.capital("web.request.on", day=on) if on else ""
    return RequestView(
        request.number, say("web.request.title", thing=way.title, number=request.number),
        say.capital(f"web.request.{request.state}") + ".", text, request.motivation,
        request.question if request.state == "returned" else None, gates.still_open(way, dossier, say),
        gates.not_known(way, dossier, say),
        tuple((day.isoformat(), say.weekday(day)) for day in meetings),
        may_return=waits and may(actor, "return", dossier.network, dossier),
        may_plan=waits and agenda and bool(meetings),
        may_withdraw=mine,
    )  # fmt: skip
