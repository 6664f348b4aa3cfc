"""Files are written whole or not at all, and where they are not the reason is one a person can act on."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSaveFile

from nnviz.ui import whole_file
from nnviz.ui.whole_file import write


class Full(QSaveFile):
    """A file on a disk without room, of which Qt says no more than that there was an error."""

    def commit(self) -> bool:
        self.cancelWriting()
        return super().commit()


@pytest.mark.parametrize(("free", "said"), [(2, "No space left on device"), (10**9, "Unknown error")])
def test_a_full_disk_is_called_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, said: str
) -> None:
    path = tmp_path / "a.nnviz"
    path.write_bytes(b"old")
    monkeypatch.setattr(whole_file, "QSaveFile", Full)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(OSError, match=said):
        write(b"new", str(path))
    assert path.read_bytes() == b"old"


def test_a_folder_in_the_place_of_the_file_is_named_as_the_reason(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        write(b"new", str(tmp_path))
