"""The proposed rules as a value, for tests of pure thinking: the numbers of version 1, without its file."""

from labflow.reglement import Reglement, Threshold
from labflow.words import Words

RULES = Reglement(
    version=1,
    title=Words("Voorstel", "Proposal"),
    quorum=Threshold(1, 2, False, "electorate"),
    support=Threshold(1, 2, False, "quorum"),
    recusal=Threshold(1, 3, True, "seats"),
    majorities={
        "simple": Threshold(1, 2, False, "cast"),
        "two-thirds": Threshold(2, 3, True, "cast"),
        "written": Threshold(1, 2, False, "electorate"),
    },
    days={"papers": 14, "written": 10, "urgent": 5, "extension": 5, "again": 365},
    cents={"written": 2_500_000, "mandate": 250_000, "mandates_per_year": 1_000_000},
    tacit=("deadline-verleggen",),
)
