"""The definitions of a network as one value: every file read, shaped and judged.

Nothing is half loaded: `load_catalogue` gives a whole catalogue or refuses with every reason. It never writes.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path

from labflow.definition import Catalogue
from labflow.findings import Finding, Spot, found, in_order
from labflow.grammar import CALENDAR, NETWORK, WORKFLOW
from labflow.loading import Unreadable, read_tree
from labflow.reasons import Reason, Unsound
from labflow.shapes import Record
from labflow.shaping import Shaped, network_of, shaped, workflow_of
from labflow.soundness import Draft, Library, judge, own_rules
from labflow.texts.saying import use_network_words

SHIPPED = Path(__file__).parent.parent / "workflows"
NOT_WORKFLOWS = ("reglement",)
MOST_FILES = 500

Published = Mapping[tuple[str, int], str]


def load_catalogue(folder: Path | None = None, published: Published | None = None) -> Catalogue:
    """Return the network and every workflow version in a folder.

    `folder`: a network, or a folder with a `networks.yaml`; the default when None. `published`: the sha256 of versions
    that may not change any more. Raises Unsound with every finding when there is an error.
    """
    place = network_folder(folder) if folder else network_named()
    looked = _look(place, _files_of(place), published or {})
    if any(finding.severity == "error" for finding in looked.findings) or looked.defined is None:
        raise Unsound(*map(_with_place, looked.findings))
    use_network_words(looked.defined.network.words)
    workflows = sorted((draft.workflow for draft in looked.defined.drafts), key=lambda each: (each.key, each.version))
    return Catalogue(looked.defined.network, {(each.key, each.version): each for each in workflows}, place)


def check(paths: Sequence[Path] = (), published: Published | None = None) -> tuple[bool, tuple[Finding, ...]]:
    """Return whether the definitions at these paths are sound, and all that was found.

    `paths`: files or folders; the shipped definitions when empty. Whatever stands there, the answer is findings.
    """
    targets = [target for path in paths or (SHIPPED,) for target in _targets(path)]
    findings = [target for target in targets if isinstance(target, Finding)]
    found_files = sorted({target for target in targets if isinstance(target, Path)})
    findings += [each for file in found_files if _is_rules(file) for each in own_rules.judged(file, _shown(file))]
    files = [file for file in found_files if not _is_rules(file)]
    for place, group in groupby(sorted(files, key=_network_of), key=_network_of):
        findings += _look(place, list(group), published or {}).findings
    return all(finding.severity != "error" for finding in findings), in_order(findings)


def network_folder(folder: Path) -> Path:
    """Return the folder of the default network when `folder` holds several. Raises Unsound."""
    if not (folder / "networks.yaml").is_file():
        return folder
    try:
        default = read_tree(folder / "networks.yaml")[0].at("default").value
    except Unreadable as error:
        raise Unsound(_with_place(error.finding)) from error
    return folder / str(default)


def network_named(name: str = "") -> Path:
    """Return the folder of a network: the default one for "", a shipped one by its key, else a folder of one's own.

    Raises Unsound when there is no such network.
    """
    if not name:
        return network_folder(SHIPPED)
    shipped = _listed()
    place = SHIPPED / name if name in shipped else Path(name)
    if not _is_folder(place) or not (place / "network.yaml").is_file():
        raise Unsound(Reason("network.unknown", {"given": _shown(Path(name)), "known": shipped}))
    return place


def first_language(name: str) -> str:
    """Return the language that a network speaks first; "nl" when that cannot be read."""
    try:
        tree = read_tree(network_named(name) / "network.yaml")[0]
    except (Unreadable, Unsound, OSError, ValueError):
        return "nl"
    shape = shaped(tree, NETWORK).parts.get("languages", ())
    return str(shape[0]) if shape else "nl"


def _listed() -> tuple[str, ...]:
    """The keys of the shipped networks."""
    named = read_tree(SHIPPED / "networks.yaml")[0].at("networks").value
    return tuple(str(each.value) for each in named) if isinstance(named, tuple) else ()


@dataclass(slots=True)
class _Looked:
    """What came of a network's files: the library when its network file could be read, and the findings."""

    findings: list[Finding] = field(default_factory=list)
    defined: Library | None = None


def _look(place: Path, files: Sequence[Path], published: Published) -> _Looked:
    looked = _Looked()
    network_file = place / "network.yaml"
    drafts = [draft for file in files if file.name != "network.yaml" for draft in _draft(file, looked.findings)]
    network = _read(network_file, NETWORK, looked.findings)
    if network is None or network.findings:
        return looked
    calendar = _calendar(place, network, looked.findings)
    looked.findings += _no_demo(place, network)
    present = {(draft.workflow.key, draft.workflow.version) for draft in drafts}
    around = [draft for file in _files_of(place) if file not in files for draft in _draft(file, [])]
    around = [draft for draft in around if (draft.workflow.key, draft.workflow.version) not in present]
    unread = {file.parent.name for file in files if file.name != "network.yaml"} - {
        each.workflow.key for each in drafts
    }
    given = frozenset(published.items())
    looked.defined, judged = _judged(network, calendar, (*drafts, *around), given, frozenset(unread))
    shown = {draft.file for draft in drafts}
    looked.findings += [finding for finding in judged if finding.spot.file in shown]
    return looked


@lru_cache(maxsize=16)
def _judged(
    network: Shaped, calendar: Shaped | None, drafts: tuple[Draft, ...],
    published: frozenset[tuple[tuple[str, int], str]], unread: frozenset[str],
) -> tuple[Library, tuple[Finding, ...]]:  # fmt: skip
    """The library of these files and all that is wrong with it: judged again as soon as one text is another."""
    library = Library(network_of(network, calendar), drafts, dict(published), unread)
    return library, judge(library)


def _calendar(place: Path, network: Shaped, findings: list[Finding]) -> Shaped | None:
    named = network.parts.get("calendar")
    return _read(place / named, CALENDAR, findings) if named else None


def _no_demo(place: Path, network: Shaped) -> Iterator[Finding]:
    """What the demo names must stand beside the network."""
    named = network.parts.get("demo", {})
    for name in ("portfolio", "acts"):
        if name in named and not (place / named[name]).exists():
            yield found(network.tree.at("demo", name).spot, "E003", "not_there", name=named[name])


def _draft(file: Path, findings: list[Finding]) -> Iterator[Draft]:
    part = _read(file, WORKFLOW, findings)
    if part is not None:
        yield _drafted(part, _shown(file))


@lru_cache(maxsize=64)
def _drafted(part: Shaped, name: str) -> Draft:
    return Draft(workflow_of(part), part, name)


def _read(file: Path, shape: Record, findings: list[Finding]) -> Shaped | None:
    try:
        tree, twice = read_tree(file, _shown(file))
    except Unreadable as error:
        findings.append(error.finding)
        return None
    part = shaped(tree, shape)
    findings += twice + part.findings
    return part


def _targets(path: Path) -> Iterator[Path | Finding]:
    if not _is_folder(path):
        yield path
        return
    files = list(islice(_files_below(path), MOST_FILES + 1))
    if not files:
        yield found(Spot(_shown(path)), "E003", "no_definitions")
    elif len(files) > MOST_FILES:
        yield found(Spot(_shown(path)), "E003", "files", n=MOST_FILES)
    else:
        yield from files


def _files_below(folder: Path) -> Iterator[Path]:
    networks = [folder, *sorted(each for each in folder.glob("*") if _is_folder(each))]
    for place in networks:
        if (place / "network.yaml").exists():
            yield place / "network.yaml"
            yield from _files_of(place)
            yield from (file for name in NOT_WORKFLOWS for file in sorted((place / name).glob("[0-9]*.yaml")))
    if not any((place / "network.yaml").exists() for place in networks):
        yield from sorted(folder.glob("[0-9]*.yaml"))


def _files_of(place: Path) -> list[Path]:
    return [file for file in sorted(place.glob("*/[0-9]*.yaml")) if file.parent.name not in NOT_WORKFLOWS]


def _is_rules(file: Path) -> bool:
    """Whether a file holds the body's own rules, by its folder."""
    return file.absolute().parent.name in NOT_WORKFLOWS


def _network_of(file: Path) -> Path:
    for place in (file.parent, file.parent.parent, file.absolute().parent.parent):
        if (place / "network.yaml").is_file():
            return place
    return network_folder(SHIPPED)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _shown(path: Path) -> str:
    name = os.fspath(path).encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() else "�" for letter in name)


def _with_place(finding: Finding) -> Reason:
    spot = finding.spot
    place = {"file": spot.file, "line": str(spot.line), "column": str(spot.column)}
    return Reason("soundness.at", {**place, "code": finding.code, "sentence": finding.reason})
