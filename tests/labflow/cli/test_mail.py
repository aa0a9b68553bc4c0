"""Mails from a terminal: what left and what did not, for who coordinates; never an address."""

from tests.labflow.cli.terminal import Terminal
from tests.mail import Mailbox, mail_server

LABO = "diverse-leraarskamer"
SITE = {"LABFLOW_BASE_URL": "https://labflow.voorbeeld.be"}
WHO = "raadslid-schepen"
ADDRESS = "iemand@voorbeeld.be"


def told(demo: Terminal) -> None:
    """It is the move of somebody who has an address, which is told at once."""
    demo("people", "invite", WHO, ADDRESS, "--as", "coordinator")
    demo("initiatives", "turn", LABO, WHO, "--as", "coordinator")


def settings(box: Mailbox) -> dict[str, str]:
    """The environment in which mail leaves through this server."""
    server = box.server
    return {
        **SITE, "LABFLOW_SMTP_HOST": server.host, "LABFLOW_SMTP_PORT": str(server.port), "LABFLOW_SMTP_TLS": "none",
        "LABFLOW_SMTP_FROM": server.sender,
    }  # fmt: skip


def test_what_is_due_leaves_and_stands_in_the_list(demo: Terminal) -> None:
    told(demo)
    with mail_server() as box:
        sent = demo.json("mail", "send", **settings(box))
        again = demo("mail", "send", **settings(box))
        assert box.took == [ADDRESS]

    listed = demo.json("mail", "list", "--as", "coordinator")
    assert sent["sent"] == 1
    assert again.out == "Verstuurd: 0. Geweigerd: 0. Later opnieuw: 0. Opgegeven: 0.\n"
    assert [(one["to"], one["state"], one["letters"]) for one in listed] == [(WHO, "sent", 1)]
    shown = demo.json("mail", "show", listed[0]["id"], "--as", "coordinator")
    assert shown["subjects"] == ["Jij bent aan zet"]
    assert ADDRESS not in demo("mail", "list", "--as", "coordinator").out
    assert demo("mail", "list", "--undelivered", "--as", "coordinator").out == "Geen mails.\n"


def test_one_can_look_before_anything_leaves(demo: Terminal) -> None:
    told(demo)

    own = demo("mail", "preview", WHO, "--as", WHO, **SITE).out
    assert own.startswith("Onderwerp: Jij bent aan zet\n\nDag,\n")
    assert "Open het initiatief: https://labflow.voorbeeld.be/initiatieven/diverse-leraarskamer\n" in own
    assert "omdat je raadslid bent bij Samen Onderwijs Maken" in own
    assert demo.json("mail", "preview", WHO, "--as", "coordinator")["subject"] == "Jij bent aan zet"
    assert demo("mail", "preview", "voorzitter", "--as", "voorzitter").out == "Er wacht niets op voorzitter.\n"
    assert demo("mail", "preview", WHO, "--as", "voorzitter", "--json", code=1).codes == ["access.not_allowed"]


def test_without_server_it_says_why_nothing_leaves(demo: Terminal) -> None:
    told(demo)

    assert "geen mailserver" in demo("mail", "send", code=1).out
    (line,) = [one for one in demo.json("waiting", "--as", "coordinator") if one["code"] == "waiting.mail_trouble"]
    assert line["text"].startswith("Er vertrekt geen mail: er is geen mailserver ingesteld")
    assert line["href"] == "/spelregels#mensen"


def test_who_did_not_get_it_stands_with_who_coordinates(demo: Terminal) -> None:
    told(demo)
    with mail_server() as box:
        box.mood["rcpt"] = b"550 5.1.1 nobody here\r\n"
        assert demo.json("mail", "send", **settings(box))["refused"] == 1
        assert ADDRESS not in demo("mail", "list", "--undelivered", "--as", "coordinator").out
        waits = {one["code"]: one["text"] for one in demo.json("waiting", "--as", "coordinator")}
        assert waits["waiting.undelivered"] == f"Een mail kwam niet aan. Controleer het adres van {WHO}."
        box.mood.clear()
        demo("people", "invite", WHO, "nieuw@voorbeeld.be", "--as", "coordinator")
        assert demo.json("mail", "send", **settings(box))["sent"] == 1
        assert box.took == ["nieuw@voorbeeld.be"]
    assert "waiting.undelivered" not in {one["code"] for one in demo.json("waiting", "--as", "coordinator")}


def test_only_who_coordinates_sees_whose_mail_left(demo: Terminal) -> None:
    assert demo("mail", "list", "--as", "voorzitter", "--json", code=1).codes == ["access.not_allowed"]
    assert demo("mail", "list", "--json", code=1).codes == ["access.nobody"]
    assert demo("mail", "show", "geen", "--as", "coordinator", "--json", code=1).codes == ["mail.unknown"]
    assert demo("mail", "preview", "niemand", "--as", "coordinator", "--json", code=1).codes == [
        "access.unknown_person"
    ]


def test_what_nobody_has_is_named_short_and_printable(demo: Terminal) -> None:
    for odd in ("a\x1b[31m", "\u202edlo\u202c", "x" * 20_000):
        for command in ("show", "preview"):
            refused = demo("mail", command, odd, "--as", "coordinator", code=1)
            assert refused.err.rstrip("\n").isprintable(), repr(refused.err)
            assert len(refused.err) < 200
