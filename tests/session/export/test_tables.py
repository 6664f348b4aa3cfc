"""Weights, the course of a training, notebooks and worksheets as files: exact, and read by others' rules."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load as load_tensors

from nnviz.nn import DataError
from nnviz.nn.errors import Phrase
from nnviz.session.cursor import Unit
from nnviz.session.data.watching import StoppedError, watched
from nnviz.session.export.files import write_all
from nnviz.session.export.history import TrainingTable
from nnviz.session.export.moment import Moment, whole_pass
from nnviz.session.export.notebook import notebook_files
from nnviz.session.export.torch_script import script_files
from nnviz.session.export.weights import weights_file
from nnviz.session.export.worksheet import as_markdown, table, worksheet
from nnviz.session.lesson import load
from nnviz.session.records import EpochRecord, Evaluation, Opened, Rewound, Score
from nnviz.session.run import Run
from tests.session.export.samples import moment_of, trained


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return [*csv.reader(io.StringIO(content.decode("utf-8-sig")))]


# -- the moment ---------------------------------------------------------------------------------


def test_a_moment_is_after_the_pass_at_its_end_and_before_it_within() -> None:
    run = Run(load("xor").setup)
    run.train(7)
    after = Moment.of(run.kept())
    assert after.state.pass_index == 7
    np.testing.assert_array_equal(after.graph.values, run.program.graph.values)
    run.step(Unit.OPERATION, forward=False)
    within = Moment.of(run.kept())
    assert within.state.pass_index == 6
    again = trained(load("xor").setup, 6)
    np.testing.assert_array_equal(within.graph.values, again.program.graph.values)


def test_a_moment_has_the_learning_rate_that_was_set() -> None:
    run = trained(load("xor").setup, 7)
    run.set_learning_rate(0.25)
    assert Moment.at_head(run).rate == 0.25
    assert b"RATE = 0.25 " in script_files(Moment.at_head(run), "x", "")["x.py"]


# -- weights ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["safetensors", "npz", "csv"])
def test_weights_are_written_to_the_last_bit(ending: str) -> None:
    moment = moment_of("layer-BatchNorm")
    content = weights_file(moment, ending)
    if ending == "safetensors":
        found = load_tensors(content)
    elif ending == "npz":
        found = dict(np.load(io.BytesIO(content)))
    else:
        head, *body = rows(content)
        assert head == ["layer", "tensor", "axis_1", "axis_2", "value"]
        found = {f"{each[0]}.{each[1]}": np.zeros(0) for each in body}
        for name in found:
            own = [each for each in body if f"{each[0]}.{each[1]}" == name]
            found[name] = np.array([float(each[4]) for each in own])
    parameter = moment.graph.nodes["a"].parameters[0].value
    assert found["a.W"].ravel().tobytes() == parameter.tobytes()
    assert found["forward.mean"].tobytes() == moment.state.network.nodes["forward"]["mean"].tobytes()


# -- the course ---------------------------------------------------------------------------------


def test_the_course_follows_rewinds_and_other_runs() -> None:
    course = TrainingTable()
    course.add([EpochRecord(n, 1 / n, (0.5, math.inf)) for n in (1, 2, 3)])
    course.add([Evaluation(2, Score(0.25, 3, 4, 4), None), Rewound(2), EpochRecord(3, 0.125, (1.0, 2.0))])
    head, first, second, third = rows(course.as_csv(["a", "隐"]))
    assert head[:4] == ["epoch", "loss", "gradient norm a", "gradient norm 隐"]
    assert head[4:8] == ["learned: loss", "learned: right", "learned: asked", "learned: percent"]
    assert first == ["1", "1.0", "0.5", "inf", *[""] * 8]
    assert second[4:8] == ["0.25", "3", "4", "75.0"]
    assert third[:4] == ["3", "0.125", "1.0", "2.0"]
    course.add([Opened("other"), EpochRecord(1, 9.0, (1.0, 1.0))])
    assert len(course) == 1
    course.add([Opened(""), Rewound(0)])
    assert rows(course.as_csv(["a", "b"]))[1:] == []


def test_the_older_half_of_a_very_long_course_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.session.export.history.MOST_NUMBERS", 20)
    course = TrainingTable()
    course.add([EpochRecord(n, float(n), (0.5,)) for n in range(1, 12)])
    body = rows(course.as_csv(["a"]))[1:]
    assert [each[:2] for each in body] == [[str(n), f"{n}.0"] for n in range(6, 12)]
    course.add([Rewound(9), EpochRecord(10, 0.25, (1.0,))])
    assert [each[1] for each in rows(course.as_csv(["a"]))[1:]][-2:] == ["9.0", "0.25"]


def test_the_course_of_a_run_has_every_epoch_and_every_evaluation() -> None:
    run, course = Run(load("digits").setup), TrainingTable()
    run.train_epochs(3)
    run.evaluate()
    course.add(run.take_records())
    body = rows(course.as_csv([node.name for node in run.stage.nodes]))[1:]
    assert [each[0] for each in body] == ["1", "2", "3"]
    assert float(body[-1][1]) == run.status().loss
    assert body[-1][-1] != ""


# -- notebooks ----------------------------------------------------------------------------------


def test_a_notebook_holds_the_code_of_the_script_and_compiles() -> None:
    moment = moment_of("optimizer-Adam-3")
    files = notebook_files(moment, "net", "A title")
    content = json.loads(files["net.ipynb"])
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    cells = content["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert cells[0]["source"].startswith("# A title\n\nThe network as it stood in nnviz after 4 passes")
    code = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    compile("\n\n".join(code), "net.ipynb", "exec")
    script = script_files(moment, "net", "A title")["net.py"].decode()
    assert all(each in script for each in code[1:-2])
    assert "Path.cwd()" in code[0]
    for cell in cells:
        wanted = {"cell_type", "id", "metadata", "source"}
        assert cell.keys() == (
            wanted | {"execution_count", "outputs"} if cell["cell_type"] == "code" else wanted
        )


# -- worksheets ---------------------------------------------------------------------------------


def sheet_of(name: str) -> tuple[str, str]:
    run = Run(load(name).setup)
    run.train(3)
    run.step(Unit.OPERATION)
    made = worksheet(whole_pass(run.kept()), name)
    return as_markdown(made, False).decode(), as_markdown(made, True).decode()


def test_a_worksheet_has_blanks_where_its_key_has_the_numbers_of_the_pass() -> None:
    blank, key = sheet_of("xor")
    run = trained(load("xor").setup, 4)
    frame = run.live_frame()
    assert frame.loss is not None
    assert f"| {frame.loss:.4g} |" in key
    assert f"| {frame.loss:.4g} |" not in blank
    assert "____" not in key
    assert blank.count("____") == 3 + 3 + 1 + 1 + 1 + 1 + 1 + (3 + 3 + 1) + 3 + (2 + 6 + 3) + (6 + 3) + (
        3 + 1
    )
    assert "$$ Y = X \\cdot W + B $$" in blank
    assert "W: given" in blank
    assert "X: task 1" in blank


def test_a_worksheet_gives_the_weights_before_the_update_and_asks_for_those_after() -> None:
    _, key = sheet_of("xor")
    before = trained(load("xor").setup, 3).program.graph.nodes["dense_3"].parameters[1].value[0]
    after = trained(load("xor").setup, 4).program.graph.nodes["dense_3"].parameters[1].value[0]
    given, asked = key.split("## Forward")
    assert f"| {before:.4g} |" in given.replace("−", "-")
    assert f"| {after:.4g} |" in asked.replace("−", "-")


def test_a_worksheet_is_told_in_another_language() -> None:
    run = trained(load("xor").setup, 2)
    made = worksheet(whole_pass(run.kept()), "t", lambda phrase: f"<{phrase.template}>", str.upper)
    assert [part.heading for part in made.parts] == ["<Forward>", "<Loss>", "<Backward>", "<Update>"]
    assert made.parts[0].tasks[0].meaning.startswith("EACH UNIT")
    assert isinstance(Phrase("x"), Phrase)


def test_large_tensors_are_written_out_in_part_only() -> None:
    shown = table("X", "", np.arange(2 * 9 * 8 * 3.0).reshape(2, 9, 8, 3))
    assert shown.cells[0] == ("0", "3", "6", "9", "12", "15")
    assert (len(shown.cells), shown.whole, shown.shape) == (6, False, (2, 9, 8, 3))
    assert table("W", "", np.ones((3, 3, 1, 1)), parameter=True).whole


# -- files --------------------------------------------------------------------------------------


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(DataError, match=r"could not be written: No such file or directory$"):
        write_all(tmp_path / "gone", {"a": b"new"})
    (tmp_path / "b").mkdir()
    with pytest.raises(DataError, match="could not be written"):
        write_all(tmp_path, {"b": b"new"})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "b"]
    write_all(tmp_path, {"a": b"new", "c": b"more"})
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "c").stat().st_mode & 0o400


def test_who_stops_the_writing_finds_nothing_changed(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")

    def stop(share: float) -> None:
        if share:
            raise StoppedError

    with watched(stop), pytest.raises(StoppedError):
        write_all(tmp_path, {"a": b"new", "b": b"new"})
    assert [each.name for each in tmp_path.iterdir()] == ["b"]
    assert (tmp_path / "b").read_bytes() == b"old"
