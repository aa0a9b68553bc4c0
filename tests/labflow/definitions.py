"""The example network on disk, with one change, for tests that judge definitions."""

from pathlib import Path

from labflow.soundness.example import FILES


def lay(folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    """Write the example network into a folder, where `old` in `file` becomes `new` once. Returns the folder."""
    for name, content in FILES.items():
        if name == file:
            assert old in content, f"{old!r} is not in {file}"
            content = content.replace(old, new, 1)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def in_plot(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the example network with changes to the plot."""
    lay(folder)
    file = folder / "plot/1.yaml"
    content = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    file.write_text(content, encoding="utf-8")
    return folder
