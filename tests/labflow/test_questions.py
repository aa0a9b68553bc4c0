"""Questions, on both databases: who may note and answer them, what each outcome asks, and that no person is named."""

from datetime import date

import pytest

from labflow import lifecycle, questions, rows
from labflow.facts_questions import Question
from labflow.queries.questions import Listed, one_listed
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.desk import TODAY, Desk, catalogue, desk
from tests.prepared import prepared

TEXT = "Kunnen jullie meedenken over een buitenklas?"
SCHOOL = "directie van een basisschool"


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def asked(at: Desk, slug: str | None = None) -> str:
    """A question that came in today; returns its number."""
    return str(at.does("coordinator", questions.ask, TEXT, SCHOOL, slug))


def seen(at: Desk, number: str, who: str = "coordinator") -> Listed:
    """The question as this person sees it."""
    with at.acts(who, dry_run=True) as change:
        change.nothing_to_do()
        return one_listed(change.conn, catalogue(), change.actor, number)


def test_a_question_from_outside_has_a_number_and_is_received(at: Desk) -> None:
    number = asked(at)

    found = seen(at, number)
    assert number == "v-2023-001"
    assert found == Listed(Question(number, TEXT, SCHOOL, "received", TODAY, TODAY, id=found.question.id))
    assert asked(at) == "v-2023-002"


def test_one_that_came_in_before_has_the_number_of_its_own_year(at: Desk) -> None:
    number = at.does("coordinator", questions.ask, TEXT, SCHOOL, None, "2022-11-30")

    assert number == "v-2022-001"
    assert seen(at, number).question.since == date(2022, 11, 30)
    assert at.refused("coordinator", questions.ask, TEXT, SCHOOL, None, "2023-09-12") == "invalid typed.day_after"


def test_what_is_asked_of_an_initiative_stands_in_its_dossier(at: Desk) -> None:
    slug = at.opened()

    number = at.does("trekker-een", questions.ask, TEXT, SCHOOL, slug)

    (found,) = at.dossier(slug, "lid").questions
    assert (found.number, found.text, found.asker, found.state, found.since) == (
        number,
        TEXT,
        SCHOOL,
        "received",
        TODAY,
    )
    assert seen(at, number, "lid").slug == slug


def test_an_organisation_that_is_known_is_kept_as_that_one(at: Desk) -> None:
    at.adds(
        lambda change: rows.Organisation(id="o1", slug="stad", name="De stad"),
        lambda change: rows.OrganisationAlias(id="a1", organisation_id="o1", name="Het stadhuis"),
    )

    number = at.does("coordinator", questions.ask, TEXT, "Het stadhuis")

    assert seen(at, number).question.asker == "De stad"
    with at.store.reading() as conn:
        assert [(row.asker, row.organisation_id) for row in fetch(conn, rows.Question)] == [(None, "o1")]


@pytest.mark.parametrize(
    "who",
    ["iemand@school.be", "School, 0470 12 34 56", "+32 16 22 33 44", "016/22.33.44", "directie (0032 470/123456)"],
)
def test_an_address_or_a_telephone_number_is_refused_wherever_it_is_typed(at: Desk, who: str) -> None:
    number = asked(at)

    assert at.refused("coordinator", questions.ask, TEXT, who) == "invalid questions.of_a_person"
    assert at.refused("coordinator", questions.ask, who, SCHOOL) == "invalid questions.of_a_person"
    assert at.refused("coordinator", questions.answer, number, "refused", who) == "invalid questions.of_a_person"
    assert at.refused("coordinator", questions.answer, number, "redirected", to=who) == "invalid questions.of_a_person"


@pytest.mark.parametrize("text", ["Van 01/09/2023 tot 30/06/2024?", "Voor 250 leerlingen in 2023-2024?", "Art. 12.05?"])
def test_days_and_counts_are_no_telephone_numbers(at: Desk, text: str) -> None:
    assert at.refused("coordinator", questions.ask, text, SCHOOL) == "done"


@pytest.mark.parametrize(
    ("state", "given", "refusal"),
    [
        ("thinking_along", {}, "invalid typed.empty_day"),
        ("thinking_along", {"hours": "0"}, "invalid typed.not_a_number"),
        ("to_body", {}, "invalid typed.empty"),
        ("became", {}, "invalid typed.empty"),
        ("became", {"to": "bestaat-niet"}, "invalid query.no_initiative"),
        ("redirected", {"why": "Past daar beter."}, "invalid typed.empty"),
        ("refused", {}, "invalid typed.empty"),
        ("done", {}, "invalid typed.not_a_choice"),
        ("on_hold", {"why": "Druk.", "review_day": "2023-10-01"}, "invalid typed.not_a_choice"),
        ("received", {"why": "Nog eens."}, "blocked questions.stands"),
    ],
)
def test_an_answer_to_a_question_from_outside_says_why_or_to_whom(
    at: Desk, state: str, given: dict[str, str], refusal: str
) -> None:
    number = asked(at)

    assert at.refused("coordinator", questions.answer, number, state, **given) == refusal
    assert seen(at, number).question.state == "received"


def test_thinking_along_has_a_limit_in_hours_that_can_be_moved(at: Desk) -> None:
    number = asked(at)

    at.does("team", questions.answer, number, "thinking_along", hours="6")
    first = seen(at, number).question
    at.does("team", questions.answer, number, "thinking_along", hours="9", why="Twee scholen sluiten aan.")

    assert (first.state, first.hours, first.is_open) == ("thinking_along", 6, True)
    assert seen(at, number).question.hours == 9


def test_a_question_becomes_an_initiative_or_goes_elsewhere(at: Desk) -> None:
    slug, first, second, third = at.opened("Buitenklas", "studioproject", None), asked(at), asked(at), asked(at)

    at.does("coordinator", questions.answer, first, "became", to=slug)
    at.does("coordinator", questions.answer, second, "redirected", "Past daar beter.", to="de stad")
    at.does("coordinator", questions.answer, third, "to_body", "Mag dit een labo worden?")

    one, two, three = (seen(at, number).question for number in (first, second, third))
    assert (one.state, one.to, one.to_slug, one.to_workflow) == ("became", "Buitenklas", slug, "studioproject")
    assert (two.state, two.why, two.to) == ("redirected", "de stad. Past daar beter.", "")
    assert (three.state, three.why, three.is_open) == ("to_body", "Mag dit een labo worden?", False)


def test_one_under_an_initiative_waits_with_a_reason_until_a_day_after_today(at: Desk) -> None:
    slug = at.opened()
    number = asked(at, slug)

    def says(**given: object) -> str:
        return at.refused("trekker-een", questions.answer, number, "on_hold", **given)

    assert says(review_day="2023-10-01") == "invalid typed.empty"
    assert says(why="Geen plaats.") == "invalid typed.empty_day"
    assert says(why="Geen plaats.", review_day=TODAY.isoformat()) == "invalid typed.day_before"
    assert says(why="Geen plaats.", review_day="2023-09-12") == "done"
    assert says(why="Nog geen plaats.", review_day="2023-10-01") == "done"
    (found,) = at.dossier(slug).questions
    assert (found.state, found.why, found.review_day) == ("on_hold", "Nog geen plaats.", date(2023, 10, 1))


def test_one_under_an_initiative_is_treated_done_and_taken_up_again(at: Desk) -> None:
    slug = at.opened()
    number = asked(at, slug)

    def states(*given: str, **more: str) -> str:
        return at.refused("trekker-een", questions.answer, number, *given, **more)

    assert states("in_treatment") == "done"
    assert states("in_treatment") == "blocked questions.stands"
    assert states("redirected", to=slug) == "invalid questions.to_itself"
    assert states("became", to=slug) == "invalid typed.not_a_choice"
    assert states("done") == "done"
    assert states("refused", "Te laat.") == "blocked questions.stands"
    assert states("received") == "invalid typed.empty"
    assert states("received", "Er komt een tweede klas.") == "done"
    assert [one.state for one in at.dossier(slug).questions] == ["received"]


def test_who_may_note_and_answer(at: Desk) -> None:
    slug = at.opened()
    outside, under = asked(at), asked(at, slug)

    assert at.refused("trekker-een", questions.ask, TEXT, SCHOOL) == "not_allowed access.not_allowed"
    assert at.refused("trekker-twee", questions.ask, TEXT, SCHOOL, slug) == "not_allowed access.not_allowed"
    assert at.refused("trekker-twee", questions.answer, under, "done") == "not_allowed access.not_allowed"
    for who in ("trekker-een", "voorzitter", "lid", "beheerder"):
        assert at.refused(who, questions.answer, outside, "refused", "Neen.") == "not_found questions.none"
    for who in ("coordinator", "team", "trekker-een"):
        assert at.refused(who, questions.ask, TEXT, SCHOOL, slug) == "done"


def test_what_is_confidential_takes_no_question_and_gets_none(at: Desk) -> None:
    labo = at.stands("oud", "experiment")
    at.casework(labo)
    case, number = at.does("caseteam-1", lifecycle.open_, "casus", "Casus rood", parent=labo), asked(at)

    assert at.refused("caseteam-1", questions.ask, TEXT, SCHOOL, case) == "blocked questions.confidential"
    assert at.refused("coordinator", questions.ask, TEXT, SCHOOL, case) == "not_found query.no_initiative"
    assert at.refused("coordinator", questions.answer, number, "became", to=case) == "invalid query.no_initiative"


def test_the_log_holds_no_word_of_it(at: Desk) -> None:
    slug = at.opened()
    number = asked(at, slug)
    at.does("trekker-een", questions.answer, number, "redirected", "Geheime reden.", to="de buurschool")

    with at.store.reading() as conn:
        bodies = " ".join(row.body for row in fetch(conn, rows.Log, order="seq"))
    assert number in bodies
    assert [word for word in (TEXT, SCHOOL, "Geheime", "buurschool") if word in bodies] == []
