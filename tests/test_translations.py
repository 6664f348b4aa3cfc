"""Nothing the window says is left untranslated, and what is shipped is what was translated."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
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


def test_every_reason_of_a_run_is_written_so_that_it_can_be_translated() -> None:
    made_up = [f"{path}:{line}" for path, line, text in translations.phrases() if text is None]
    assert [place for place in made_up if "session" in place] == []


def test_reasons_are_found_where_they_are_written() -> None:
    found = translations.reasons()
    assert "only the newest pass can be changed; rewind the network to here first" in found
    assert "learning rate must be a finite number of at least 0, given {0!r}" in found
    assert "{0}: expected {1}, given {2}" in found


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_every_reason_has_a_translation_with_the_same_values(code: str) -> None:
    tree = ET.parse(translations.FOLDER / f"nnviz_{code}.ts")
    (context,) = [each for each in tree.iter("context") if each.findtext("name") == "reasons"]
    told = {m.findtext("source"): m.findtext("translation") for m in context.iter("message")}
    for reason in translations.reasons():
        assert _fields(told[reason] or "") == _fields(reason), reason


def _fields(text: str) -> list[tuple[str, str, str]]:
    """The places for values in a text, with how each is written."""
    found = [
        (name, spec or "", how or "") for _, name, spec, how in Formatter().parse(text) if name is not None
    ]
    return sorted(found)


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_a_translation_keeps_every_placeholder(code: str) -> None:
    tree = ET.parse(translations.FOLDER / f"nnviz_{code}.ts")
    for message in tree.iter("message"):
        source, target = message.findtext("source") or "", message.findtext("translation") or ""
        for place in ("{0}", "{1}", "{2}", "{3}", "{4}"):
            assert source.count(place) == target.count(place), source
