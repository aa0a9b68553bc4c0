"""Who may do what: the whole table, written out once more by hand, and what is a person's own."""

from itertools import product

import pytest

from labflow import access
from labflow.access import ACTS, NOBODY, Actor, demand, demand_role, may, roles_for
from labflow.definition import MEANINGS, Pausing, Role
from labflow.dossier import Dossier
from labflow.facts import ParentView
from labflow.reasons import NotAllowed
from labflow.texts import LANGUAGES, say
from tests.labflow.dossiers import a_dossier, a_network, a_workflow, both

NETWORK = a_network(roles={f"r-{means}": Role(f"r-{means}", both(means), means) for means in MEANINGS})
# In the order of MEANINGS: lead coordinator chair secretary member team casework observer admin job.
MATRIX = {
    "open": ".x...x....",
    "propose": "xxxxxxxx..",
    "import": ".x........",
    "tick": "xx...x....",
    "note": "xx...x....",
    "assign": ".x........",
    "partner": "xx...x....",
    "relate": "xx...x....",
    "land": "xx...x....",
    "commit": ".x........",
    "block": "xx...x....",
    "hand-over": "xx........",
    "turn": "xx........",
    "rest": ".x........",
    "wake": ".x........",
    "ask-update": ".x...x....",
    "fill": ".x........",
    "return": ".x........",
    "accept": ".x........",
    "pause": "xx........",
    "resume": "xx........",
    "people": ".x......x.",
    "seats": ".xx.....x.",
    "plan": ".xx.......",
    "convene": ".xx.......",
    "agenda": ".xx.......",
    "position": "..xxx.....",
    "attend": ".xxxx.....",
    "vote": ".xxxx.....",
    "note-outcome": ".xxx......",
    "redo": ".xxx......",
    "close": "..x.x.....",
    "ballot": "..x.x.....",
    "tally": ".xxxx.....",
    "advise": ".xxxx.....",
    "preside": ".xxx......",
    "admit": "..x.x.....",
    "amend": ".xxxx.....",
    "paper": ".xxx......",
    "write": ".xx.......",
    "answer": ".xxxx.....",
    "reword": "xx........",
    "claim": "..xxx.....",
    "settle": ".xxx.....x",
    "mandate-ask": "xx........",
    "mandate-grant": ".xx.......",
    "mandate-spend": "xx........",
    "mandate-object": "..xxx.....",
    "condition": "xxxxxx.x..",
    "correct": ".x.x......",
    "revise": ".xx.......",
    "question": ".x...x....",
    "question-under": "xx...x....",
    "calendar": "xxxxxxxxx.",
    "day": "xxxxxxxxx.",
}


def holding(*meanings: str, **own: frozenset[str]) -> Actor:
    """Somebody with roles of these meanings."""
    return Actor("somebody", "p1", frozenset(f"r-{means}" for means in meanings), **own)


def test_the_table_is_the_one_that_was_agreed() -> None:
    table = {act: "".join("x" if means in ACTS[act] else "." for means in MEANINGS) for act in ACTS}

    assert table == MATRIX


def test_every_meaning_may_what_its_row_says_and_nothing_else() -> None:
    own = frozenset({"i1"})
    for act, (n, means) in product(MATRIX, enumerate(MEANINGS)):
        actor = holding(means, leads=own)
        for dossier in (None, a_dossier()):
            expected = MATRIX[act][n] == "x" or (dossier is not None and MATRIX[act][0] == "x")
            assert may(actor, act, NETWORK, dossier) is expected, (act, means)


def test_nobody_may_do_anything() -> None:
    assert [act for act in ACTS if may(NOBODY, act, NETWORK, a_dossier())] == []


def test_a_lead_leads_only_what_is_theirs() -> None:
    actor = holding("lead", leads=frozenset({"another"}))

    assert [act for act in ACTS if may(actor, act, NETWORK, a_dossier())] == []
    assert may(holding("lead", leads=frozenset({"i1"})), "tick", NETWORK, a_dossier())


def child(parent: str = "up") -> Dossier:
    """A confidential child of a parent."""
    view = ParentView("up", "Up", "flow", both("try"), "try", True, id=parent)
    return a_dossier(workflow=a_workflow(confidential=True), parent=view)


def test_casework_counts_on_the_children_of_ones_own_parent() -> None:
    actor = holding("casework", casework=frozenset({"up"}))

    assert actor.roles_on(NETWORK, child()) == {"r-casework", "r-lead"}
    assert actor.roles_on(NETWORK, child("other")) == frozenset()
    assert actor.roles_on(NETWORK, a_dossier()) == frozenset()
    assert actor.meanings_on(NETWORK, child()) == {"casework", "lead"}


def test_the_workflow_says_who_pauses() -> None:
    dossier = a_dossier(workflow=a_workflow(pause=Pausing(("r-team",))))

    assert [roles_for(act, NETWORK, dossier) for act in ("pause", "resume")] == [("r-team",)] * 2
    assert roles_for("pause", NETWORK, a_dossier()) == ("r-lead", "r-coordinator")
    assert roles_for("note", NETWORK, dossier) == ("r-lead", "r-coordinator", "r-team")


def test_a_refusal_names_everybody_who_may() -> None:
    with pytest.raises(NotAllowed) as refused:
        demand(holding("observer"), "close", NETWORK)

    (reason,) = refused.value.reasons
    assert (reason.code, reason.values) == ("access.not_allowed", {"who": (both("chair"), both("member"))})
    assert all("chair" in say(reason, lang) for lang in LANGUAGES)


def test_who_is_not_signed_in_hears_that() -> None:
    with pytest.raises(NotAllowed) as refused:
        demand_role(NOBODY, ("r-lead", "gone"), NETWORK, a_dossier())

    (reason,) = refused.value.reasons
    assert (reason.code, reason.values) == ("access.nobody", {"who": (both("lead"),)})


def test_who_may_is_let_through() -> None:
    demand(holding("chair"), "close", NETWORK)
    demand_role(holding("coordinator"), ("r-coordinator",), NETWORK, a_dossier())

    assert access.OWN in MEANINGS
