"""Who may use which address, declared: a line for each line of SITE. An address that is not here fails the build.

Who: `anybody` (also without a name), `signed-in`, `-admin` (but not that one), or what a role means. `lead` leads that
initiative, and stands for whoever does the casework of a confidential one; the other lead never does. `nobody` is for
what is not there at all, such as signing in to a demo. What may not be done is a 403; what may not be seen is a 404,
the same as what is not there. After `|`, how an object differs: `closed=404` (there is no such step any more, whoever
asks), `parent=casework` (on the initiative that has cases).
"""

from dataclasses import dataclass

EVERYBODY = ("anonymous", "lead", "other-lead", "member", "chair", "secretary", "coordinator", "team", "casework",
             "observer", "admin")  # fmt: skip
TABLE = """
GET  /                                                         anybody
GET  /wie-ben-je                                               anybody
POST /wie-ben-je                                               anybody
POST /dag                                                      anybody
POST /taal                                                     anybody
GET  /aanmelden                                                nobody
POST /aanmelden                                                nobody
GET  /aanmelden/code                                           nobody
POST /aanmelden/code                                           nobody
POST /afmelden                                                 nobody
POST /mensen                                                   coordinator admin
POST /mensen/{key}/rollen                                      coordinator admin
POST /mensen/{key}/einde                                       coordinator admin
GET  /portfolio                                                anybody
POST /portfolio/feiten/{field}                                 coordinator
GET  /stilgevallen                                             anybody
GET  /spelregels                                               anybody
GET  /beslissingen                                             anybody
GET  /beslissingen/{number}                                    anybody
POST /beslissingen/{number}/rechtzettingen                     secretary coordinator
POST /beslissingen/{number}/voorwaarden/{k}/vervullingen       chair
POST /beslissingen/{number}/voorwaarden/{k}/herroepingen       chair
GET  /initiatieven/nieuw                                       signed-in -admin
POST /initiatieven/nieuw                                       signed-in -admin
GET  /initiatieven/loopt-al                                    coordinator
POST /initiatieven/loopt-al                                    coordinator
GET  /initiatieven/{slug}                                      anybody
GET  /initiatieven/{slug}/aanvragen/{transition}               lead coordinator | closed=404
GET  /aanvragen/{number}                                       anybody
POST /initiatieven/{slug}/punten/{item}                        lead coordinator team
POST /initiatieven/{slug}/logboek                              lead coordinator team
POST /initiatieven/{slug}/feiten/{field}                       coordinator
POST /initiatieven/{slug}/overgangen/{transition}              lead coordinator
POST /initiatieven/{slug}/aanvragen/{transition}               lead coordinator | closed=404
POST /initiatieven/{slug}/aanvragen/{number}/vragen            coordinator
POST /initiatieven/{slug}/aanvragen/{number}/agendapunten      coordinator chair
POST /initiatieven/{slug}/aanvragen/{number}/intrekkingen      lead coordinator
POST /initiatieven/{slug}/aanvragen/{number}/rondes            coordinator chair
POST /initiatieven/{slug}/aanvragen/{number}/teksten           lead coordinator
POST /initiatieven/{slug}/mandaten                             lead coordinator
POST /initiatieven/{slug}/mandaten/{number}/toekenningen       chair coordinator
POST /initiatieven/{slug}/mandaten/{number}/weigeringen        chair coordinator
POST /initiatieven/{slug}/mandaten/{number}/uitgaven           lead coordinator
POST /initiatieven/{slug}/mandaten/{number}/bezwaren           member chair secretary
POST /initiatieven/{slug}/beurten                              lead coordinator
POST /initiatieven/{slug}/rust                                 coordinator
POST /initiatieven/{slug}/rust/einde                           coordinator
POST /initiatieven/{slug}/opvolgers                            lead coordinator
POST /initiatieven/{slug}/navragen                             coordinator team
POST /initiatieven/{slug}/agendapunten                         coordinator chair
POST /initiatieven/{slug}/pauzes                               lead coordinator
POST /initiatieven/{slug}/hervattingen                         lead coordinator
POST /initiatieven/{slug}/deelinitiatieven                     nobody | parent=casework
POST /initiatieven/{slug}/herroepingen                         signed-in
POST /initiatieven/{slug}/vragen                               lead coordinator team
POST /vragen                                                   coordinator team
POST /vragen/{number}/antwoorden                               lead coordinator team
GET  /raad/schriftelijk/{number}                               anybody
POST /raad/schriftelijk/{number}/antwoorden                    member chair secretary coordinator
POST /raad/schriftelijk/{number}/belangen                      member chair secretary coordinator
POST /raad/schriftelijk/{number}/slot                          chair coordinator
POST /raad/schriftelijk/{number}/teksten                       other-lead coordinator
POST /raad/schriftelijk/{number}/verklaringen                  member secretary
POST /klok                                                     coordinator chair secretary
GET  /kalender                                                 anybody
POST /kalender                                                 signed-in
POST /kalender/einde                                           signed-in
GET  /kalender/{key}.ics                                       nobody
GET  /raad                                                     anybody
GET  /raad/{day}                                               anybody
GET  /raad/{day}/vergaderblad                                  anybody
GET  /raad/{day}/papier                                        secretary chair coordinator
POST /raad/{day}/papier                                        secretary chair coordinator
POST /raad/{day}/agenda                                        coordinator chair
POST /raad/{day}/leiding                                       secretary chair coordinator
POST /raad/{day}/zonder-bespreking                             secretary chair coordinator
POST /raad/{day}/overdracht                                    secretary chair coordinator
POST /raad/{day}/schriftelijk                                  coordinator chair
POST /raad/{day}/punten                                        secretary chair coordinator
POST /raad/{day}/punten/{n}/plaatsen                           coordinator chair
POST /raad/{day}/punten/{n}/duur                               coordinator chair
POST /raad/{day}/punten/{n}/toelatingen                        chair
POST /raad/{day}/punten/{n}/wijzigingen                        member secretary chair coordinator
POST /raad/{day}/punten/{n}/stemmingen                         chair
POST /raad/{day}/punten/{n}/tellingen                          secretary chair coordinator
POST /raad/{day}/punten/{n}/adviezen                           secretary chair coordinator
POST /raad/{day}/punten/{n}/standpunten                        member chair coordinator
POST /raad/{day}/punten/{n}/belangen                           member chair secretary coordinator
POST /raad/{day}/punten/{n}/stemmen                            member chair secretary coordinator
POST /raad/{day}/punten/{n}/uitkomsten                         secretary chair coordinator
POST /raad/{day}/punten/{n}/herzieningen                       secretary chair coordinator
POST /raad/{day}/antwoorden                                    member chair coordinator
POST /raad/{day}/aanwezigheid                                  member chair secretary coordinator
POST /raad/{day}/slot                                          chair
"""


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the table."""

    method: str
    address: str
    who: frozenset[str]
    differs: dict[str, str]

    def allows(self, role: str) -> bool:
        """Whether this role may, on an object that it may see."""
        if f"-{role}" in self.who:
            return False
        return bool({"anybody", role} & self.who) or ("signed-in" in self.who and role != "anonymous")


def rights() -> tuple[Right, ...]:
    """Return the table, line by line."""
    return tuple(_right(line) for line in TABLE.strip().splitlines())


def _right(line: str) -> Right:
    said, _, differs = line.partition("|")
    method, address, *who = said.split()
    return Right(method, address, frozenset(who), dict(part.split("=") for part in differs.split()))
