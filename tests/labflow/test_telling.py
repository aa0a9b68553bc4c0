"""Facts that people tell, on both databases: added with who and when, closed when they end, never rewritten."""

from datetime import date, timedelta

from labflow import rows, telling
from labflow.access import NOBODY
from labflow.clock import Interval, on_day
from labflow.facts import Blocker, Commitment, Landing, Lead, Partner, Relation, Rest, Turn
from labflow.queries.initiatives import dossier as dossier_of
from labflow.queries.reading import fetch
from labflow.stall import row_of
from labflow.store import Store
from labflow.words import Words
from tests.labflow.desk import TODAY, Desk, catalogue, desk, everything
from tests.labflow.handover_desk import told
from tests.prepared import prepared


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def the(text: str) -> Words:
    """A text as it was written, in both languages."""
    return Words(text, text)


def test_a_new_lead_follows_the_old_one_on_that_day(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.assign, slug, "trekker-twee")

    assert at.dossier(slug).lead == Lead("trekker-twee", "person-trekker-twee", from_day=TODAY)
    with at.store.reading() as conn:
        days = {row.person_id: row.until_day for row in fetch(conn, rows.Lead)}
    assert days == {"person-trekker-een": TODAY, "person-trekker-twee": None}
    assert at.refused("trekker-een", telling.block, slug, "funding", "x") == "not_allowed access.not_allowed"


def test_known_to_have_no_lead_is_an_answer_of_its_own(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.assign, slug, None)

    assert at.dossier(slug).lead == Lead(None, from_day=TODAY)
    assert at.dossier(at.opened("Ander", lead=None)).lead is None


def test_a_partner_is_known_by_its_name_or_by_another_name(at: Desk) -> None:
    at.adds(
        lambda change: rows.Organisation(id="o1", slug="ks-leuven", name="KS Leuven"),
        lambda change: rows.OrganisationAlias(id="a1", organisation_id="o1", name="KSLeuven"),
    )
    slug = at.opened()

    at.does("trekker-een", telling.partner, slug, "KSLeuven", "staff")

    assert at.dossier(slug).partners == (Partner("KS Leuven", contribution="staff"),)
    for name in ("KS Leuven", "KSLeuven"):
        assert at.refused("trekker-een", telling.partner, slug, name) == "blocked telling.partner_already"


def test_organisations_whose_names_look_alike_are_two(at: Desk) -> None:
    slug = at.opened()

    for name in ("KS Leuven", "KS-Leuven", "ks leuven"):
        at.does("trekker-een", telling.partner, slug, name)

    assert [partner.name for partner in at.dossier(slug).partners] == ["KS Leuven", "KS-Leuven", "ks leuven"]
    with at.store.reading() as conn:
        assert [row.slug for row in fetch(conn, rows.Organisation, order="slug")] == [
            "ks-leuven", "ks-leuven-2", "ks-leuven-3",
        ]  # fmt: skip


def test_a_relation_points_to_an_initiative_or_to_words(at: Desk) -> None:
    slug, other = at.opened(), at.opened("Ander")

    at.does("trekker-een", telling.relate, slug, "feeds", other)
    at.does("trekker-een", telling.relate, slug, "presented_at", "De studiedag")

    assert set(at.dossier(slug).relations) == {
        Relation("feeds", the("Ander"), "ander"), Relation("presented_at", the("De studiedag")),
    }  # fmt: skip


def test_the_newest_landing_place_counts(at: Desk) -> None:
    slug = at.opened()

    at.does("trekker-een", telling.land, slug, "candidate", "De stad")
    at.does("trekker-een", telling.land, slug, "sought")

    assert at.dossier(slug).landing == Landing("sought")
    assert at.refused("trekker-een", telling.land, slug, "confirmed") == "invalid typed.empty"


def test_a_promise_runs_until_somebody_ends_it(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.commit, slug, "Een lokaal", "2024-06", "1250,50")
    (promise,) = at.dossier(slug).commitments
    at.does("coordinator", telling.end_commitment, slug, "Een lokaal")

    june = Interval(date(2024, 6, 1), date(2024, 6, 30), "month")
    assert promise == Commitment(the("Een lokaal"), june, 125050, id=promise.id)
    assert at.dossier(slug).commitments == ()
    assert at.refused("coordinator", telling.end_commitment, slug, "Een lokaal") == "not_found telling.no_commitment"


def test_what_holds_it_up_is_said_once_and_lifted_once(at: Desk) -> None:
    slug = at.opened()

    at.does("trekker-een", telling.block, slug, "funding", "Geen geld.")
    (found,) = at.dossier(slug).blockers
    twice = at.refused("trekker-een", telling.block, slug, "funding", "Nog altijd niet.")
    at.does("trekker-een", telling.lift, slug, "funding")

    assert found == Blocker("funding", the("Geen geld."), on_day(TODAY), id=found.id)
    assert (twice, at.dossier(slug).blockers) == ("blocked telling.blocked_already", ())
    assert at.refused("trekker-een", telling.lift, slug, "funding") == "not_found telling.not_blocked"


def test_whose_move_it_is_can_be_nobodys(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.turn, slug, "De stad", "Een brief sturen.")
    somebody = at.dossier(slug).turn
    at.does("coordinator", telling.turn, slug, "")

    assert somebody == Turn(the("De stad"), what="Een brief sturen.", on_day=TODAY)
    assert at.dossier(slug).turn == Turn(the("-"), nobody=True, on_day=TODAY)


def test_only_a_move_is_told_at_once_what_one_leads_waits_for_the_mail_of_the_day(at: Desk) -> None:
    slug = at.opened(lead=None)
    at.does("coordinator", telling.assign, slug, "trekker-twee")
    at.does("coordinator", telling.turn, slug, "trekker-twee")

    with at.store.reading() as conn:
        assert {one.kind: bool(one.at_once) for one in fetch(conn, rows.Letter)} == {"lead": False, "turn": True}


def test_it_rests_until_a_day_after_today(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.rest, slug, "Tot na de vakantie.", "2023-11-06")

    assert at.dossier(slug).rest == Rest(the("Tot na de vakantie."), date(2023, 11, 6), TODAY)
    assert at.refused("coordinator", telling.rest, slug, "Tot nu.", TODAY) == "invalid typed.day_before"


def test_it_rests_until_an_event_or_says_until_when(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.rest, slug, "Er is nu geen geld.", "", "de volgende subsidieronde")

    assert at.dossier(slug).rest == Rest(
        the("Er is nu geen geld."), None, TODAY, event=the("de volgende subsidieronde")
    )
    row = row_of(at.dossier(slug))
    assert row is not None
    assert (row.group, row.action.code) == ("waiting", "stall.action.set_day")
    assert at.refused("coordinator", telling.rest, slug, "Zomaar.", "") == "invalid telling.rest_until_when"
    assert at.refused("coordinator", telling.rest, slug, "", TODAY) == "invalid typed.empty"


def test_on_its_day_it_is_back_by_itself(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    at.does("coordinator", telling.block, slug, "funding", "Geen geld.")
    at.does("coordinator", telling.rest, slug, "Herfst.", "2023-11-06")

    with at.store.reading() as conn:
        on = {day: dossier_of(conn, catalogue(), NOBODY, slug, date(2023, 11, day)) for day in (5, 6)}

    assert [(on[day].rests, row_of(on[day]) is None) for day in (5, 6)] == [(True, True), (False, False)]


def test_a_new_rest_ends_the_former_and_waking_ends_it(at: Desk) -> None:
    slug = at.opened()
    at.does("coordinator", telling.rest, slug, "Herfst.", "2023-11-06")
    at.does("coordinator", telling.rest, slug, "Winter.", "2024-01-08")

    at.does("coordinator", telling.wake, slug)

    assert at.dossier(slug).rest is None
    with at.store.reading() as conn:
        assert [row.ended_on for row in fetch(conn, rows.Rest)] == [TODAY, TODAY]
    assert at.refused("coordinator", telling.wake, slug) == "blocked telling.not_resting"
    assert at.refused("trekker-een", telling.wake, slug) == "not_allowed access.not_allowed"


def test_who_is_named_to_lead_is_told_unless_they_said_it_themselves(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.assign, slug, "trekker-twee")
    at.does("coordinator", telling.assign, slug, "coordinator")

    assert (told(at, "trekker-twee"), told(at, "coordinator")) == (["Jij bent nu trekker"], [])


def test_since_when_is_filled_in_once_and_only_where_no_source_says(at: Desk) -> None:
    old, new = at.stands("oud", "experiment"), at.opened("Nieuw")

    later = at.refused("coordinator", telling.fill_since, old, TODAY + timedelta(days=1))
    tomorrow = at.refused("coordinator", telling.fill_since, old, "2023-09-12")
    at.does("coordinator", telling.fill_since, old, "2022-2023")

    assert (later, tomorrow) == ("invalid typed.not_text", "invalid typed.day_after")
    assert at.dossier(old).entered == Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")
    for slug in (old, new):
        assert at.refused("coordinator", telling.fill_since, slug, "2022") == "blocked telling.since_known"


def test_words_that_are_no_day_are_kept_as_since_when(at: Desk) -> None:
    old = at.stands("oud", "experiment")

    at.does("coordinator", telling.fill_since, old, "ergens in de lente")

    assert at.dossier(old).entered.words == the("ergens in de lente")


def test_who_decided_a_step_before_labflow_is_filled_in_once(at: Desk) -> None:
    old, new = at.stands("oud", "experiment"), at.opened("Nieuw")

    at.does("coordinator", telling.fill_decision, old, 1, "De raad van toen", "2021-2022")

    step = at.dossier(old).passages[0]
    assert (step.told, step.when.precision, step.decision) == ("De raad van toen", "schoolyear", None)
    assert [
        at.refused("coordinator", telling.fill_decision, slug, n, who, when)
        for slug, n, who, when in (
            (old, 1, "Iemand", ""), (new, 1, "Iemand", ""), (old, 2, "Iemand", ""), (old, 1, "", ""),
            (old, 1, "Iemand", "2023-09-12"),
        )
    ] == [
        "blocked telling.decision_known", "blocked telling.decision_known", "invalid typed.not_a_number",
        "invalid typed.empty", "invalid typed.day_after",
    ]  # fmt: skip


def test_a_fact_that_cannot_be_kept_leaves_nothing(at: Desk) -> None:
    slug = at.opened()
    before = everything(at.store)

    told = [
        at.refused("coordinator", verb, slug, *given)
        for verb, given in (
            (telling.partner, ("!!!",)), (telling.partner, ("a\0",)), (telling.partner, ("De stad", "geld")),
            (telling.relate, ("likes", "x")), (telling.relate, ("feeds", "\ud800")), (telling.land, ("far", "x")),
            (telling.commit, ("Een lokaal", "2024-02-30")), (telling.commit, ("Een lokaal", "2024", 2**63)),
            (telling.block, ("weather", "x")), (telling.lift, ("weather",)), (telling.turn, (7,)),
            (telling.rest, ("x", "morgen")), (telling.assign, ("niemand",)), (telling.assign, ("\0",)),
        )
    ]  # fmt: skip

    assert told == [
        "invalid typed.no_slug", "invalid typed.control_character", "invalid typed.not_a_choice",
        "invalid typed.not_a_choice", "invalid typed.control_character", "invalid typed.not_a_choice",
        "invalid typed.not_a_day", "invalid typed.not_an_amount", "invalid typed.not_a_choice",
        "invalid typed.not_a_choice", "invalid typed.not_text", "invalid typed.not_a_day", "not_found query.no_person",
        "invalid typed.control_character",
    ]  # fmt: skip
    assert everything(at.store) == before


def test_every_fact_counts_as_one_act(at: Desk) -> None:
    slug = at.opened()

    at.does("coordinator", telling.partner, slug, "De stad")
    at.does("coordinator", telling.land, slug, "sought")
    at.does("coordinator", telling.turn, slug, "De stad")

    assert (at.dossier(slug).rev, at.dossier(slug).last_act) == (4, "turn")
    assert [entry["act"] for entry in at.log()][-4:] == ["open", "partner", "land", "turn"]
