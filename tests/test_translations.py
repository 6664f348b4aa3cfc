"""Nothing the window says is left untranslated, and what is shipped is what was translated."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests import translations


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_every_text_of_the_source_is_translated(code: str, tmp_path: Path) -> None:
    kept = translations.FOLDER / f"nnviz_{code}.ts"
    (tmp_path / kept.name).write_bytes(kept.read_bytes())
    translations.update(tmp_path)
    assert translations.unfinished(tmp_path / kept.name) == []


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_the_compiled_file_is_up_to_date(code: str, tmp_path: Path) -> None:
    translations.compile_all(translations.FOLDER, tmp_path)
    name = f"nnviz_{code}.qm"
    assert (tmp_path / name).read_bytes() == (translations.FOLDER / name).read_bytes()


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_a_translation_keeps_every_placeholder(code: str) -> None:
    tree = ET.parse(translations.FOLDER / f"nnviz_{code}.ts")
    for message in tree.iter("message"):
        source, target = message.findtext("source") or "", message.findtext("translation") or ""
        for place in ("{0}", "{1}", "{2}", "{3}", "{4}"):
            assert source.count(place) == target.count(place), source
