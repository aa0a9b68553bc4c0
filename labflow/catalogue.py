"""The definitions of a network as one value: every file read, shaped and judged.

Nothing is half loaded: `load_catalogue` gives a whole catalogue or refuses with every reason. It never writes.
"""

from pathlib import Path

from labflow.definition import Catalogue
from labflow.findings import Finding
from labflow.grammar import NETWORK, WORKFLOW
from labflow.loading import Unreadable, read_tree
from labflow.reasons import Unsound
from labflow.shaping import network_of, shaped, workflow_of

SHIPPED = Path(__file__).parent.parent / "workflows"


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Return the network and every workflow version in a folder.

    `folder`: a network's folder, or one with a `networks.yaml`; the shipped one when None. Raises Unsound.
    """
    place = network_folder(folder or SHIPPED)
    findings: list[Finding] = []
    try:
        tree, twice = read_tree(place / "network.yaml", "network.yaml")
        whole = shaped(tree, NETWORK)
        findings += twice + whole.findings
        workflows = []
        for file in sorted(place.glob("*/[0-9]*.yaml")):
            tree, twice = read_tree(file, str(file.relative_to(place)))
            if "workflow" not in tree.keys:
                continue
            part = shaped(tree, WORKFLOW)
            findings += twice + part.findings
            workflows.append(workflow_of(part))
    except Unreadable as error:
        raise Unsound(error.finding.reason) from error
    if any(finding.severity == "error" for finding in findings):
        raise Unsound(*(finding.reason for finding in findings))
    return Catalogue(network_of(whole), {(w.key, w.version): w for w in workflows})


def network_folder(folder: Path) -> Path:
    """Return the folder of the default network when `folder` holds several. Raises Unsound."""
    if not (folder / "networks.yaml").exists():
        return folder
    try:
        default = read_tree(folder / "networks.yaml", "networks.yaml")[0].at("default").value
    except Unreadable as error:
        raise Unsound(error.finding.reason) from error
    return folder / str(default)
