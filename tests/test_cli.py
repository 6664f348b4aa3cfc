"""The program without a display: what it writes, and what it says when it cannot.

It is started as a user starts it, in a process of its own, where exit codes and pictures matter.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from nnviz import __version__
from nnviz.arguments import parse
from nnviz.cli import main
from nnviz.preparation import opening_of
from nnviz.session.lesson import Lesson, lesson_names, load
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

ROOT = Path(__file__).resolve().parent.parent


def nnviz(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def article(seed: int, epochs: int) -> tuple[list[float], np.ndarray]:
    """Article A's loop written out by hand: the mean error of each epoch, and the outputs."""
    draw = np.random.RandomState(seed)
    w1, b1 = draw.rand(2, 3) - 0.5, draw.rand(1, 3) - 0.5
    w2, b2 = draw.rand(3, 1) - 0.5, draw.rand(1, 1) - 0.5
    xs = np.array([[[0.0, 0.0]], [[0.0, 1.0]], [[1.0, 0.0]], [[1.0, 1.0]]])
    ts = np.array([[[0.0]], [[1.0]], [[1.0]], [[0.0]]])
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, t in zip(xs, ts, strict=True):
            hidden = np.tanh(x @ w1 + b1)
            y = np.tanh(hidden @ w2 + b2)
            total += float(np.mean((t - y) ** 2))
            d2 = 2 * (y - t) / t.size * (1 - y**2)
            d1 = d2 @ w2.T * (1 - hidden**2)
            w2, b2 = w2 - 0.1 * hidden.T @ d2, b2 - 0.1 * d2
            w1, b1 = w1 - 0.1 * x.T @ d1, b1 - 0.1 * d1
        losses.append(total / len(xs))
    return losses, np.array([np.tanh(np.tanh(x @ w1 + b1) @ w2 + b2)[0] for x in xs])


def test_the_report_holds_the_articles_run(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    assert main(["xor", "--epochs", "1000", "--seed", "1", "--report", str(file)]) == 0
    report = json.loads(file.read_text(encoding="utf-8"))
    losses, outputs = article(seed=1, epochs=1000)
    assert report["seed"] == 1
    assert report["initializer"] == "article"
    np.testing.assert_allclose(report["losses"], losses, rtol=1e-9)
    np.testing.assert_allclose(report["outputs"], outputs, rtol=1e-9, atol=1e-12)
    assert list(report["gradient_norms"]) == ["dense_1", "tanh_2", "dense_3", "tanh_4"]
    assert {len(norms) for norms in report["gradient_norms"].values()} == {1000}


def test_the_plateau_of_seed_3(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    assert main(["xor", "--epochs", "1000", "--seed", "3", "--report", str(file)]) == 0
    assert json.loads(file.read_text(encoding="utf-8"))["losses"][-1] == pytest.approx(0.279, abs=5e-4)


def test_a_picture_of_the_trained_window(tmp_path: Path) -> None:
    file = tmp_path / "xor.png"
    done = nnviz("xor", "--epochs", "20", "--screenshot", str(file), "--size", "1280x720")
    assert (done.returncode, done.stderr) == (0, "")
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1280, 720)
    colours = {picture.pixel(x, y) for x in range(0, 1280, 5) for y in range(0, 720, 5)}
    assert len(colours) > 100


def test_a_picture_at_twice_the_density_with_the_cursor_inside_a_pass(tmp_path: Path) -> None:
    file = tmp_path / "xor.png"
    wishes = ["--op", "8", "--size", "1920x1200", "--scale", "2", "--theme", "light", "--language", "zh_CN"]
    done = nnviz("xor", "--epochs", "5", "--screenshot", str(file), *wishes)
    assert (done.returncode, done.stderr) == (0, "")
    assert QImage(str(file)).width() == 1920


@pytest.mark.parametrize(("picture", "size"), [("network", (1000, 700)), ("window", (1280, 720))])
def test_a_picture_in_lines_and_letters(tmp_path: Path, picture: str, size: tuple[int, int]) -> None:
    wide, tall = size
    for ending in ("svg", "pdf"):
        file = tmp_path / f"xor.{ending}"
        wishes = ["--picture", picture, "--size", f"{wide}x{tall}", "--screenshot", str(file)]
        done = nnviz("xor", "--epochs", "5", "--op", "8", *wishes)
        assert (done.returncode, done.stderr) == (0, "")
    svg = (tmp_path / "xor.svg").read_text(encoding="utf-8")
    assert f'viewBox="0 0 {wide} {tall}"' in svg
    assert ">Dense 3</text>" in re.sub(r"\s*(</text>)", r"\1", svg)
    assert (">One pass<" in svg) is (picture == "window")
    assert (tmp_path / "xor.pdf").read_bytes().startswith(b"%PDF")


def test_a_run_that_stops_being_finite_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    linear = Setup(
        "xor",
        (Part("Dense", {"units": 3}), Part("Dense", {"units": 1})),
        Part("MSE"),
        Part("SGD", {"learning_rate": 1e6}),
        "article",
        1,
    )
    lesson = Lesson("xor", linear, {"en": "Linear"}, {"en": "Linear"})
    monkeypatch.setattr("nnviz.preparation.load", lambda name, tried: lesson)
    file = tmp_path / "run.json"
    assert main(["xor", "--epochs", "100", "--report", str(file)]) == 1
    run = Run(linear)
    run.train_epochs(100)
    assert run.fault is not None
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"in epoch {run.fault.epoch}" in said
    assert f"{run.fault.title}, {run.fault.phase}, {run.fault.symbol}" in said
    report = json.loads(file.read_text(encoding="utf-8"))
    assert len(report["losses"]) == run.epochs < 100
    assert report["outputs"][1] == [None]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["nosuch"], ("lesson", "nosuch", "xor")),
        (["xor", "--size", "0x0", "--screenshot", "a.png"], ("--size", "0x0", "960x600")),
        (["xor", "--size", "wide", "--screenshot", "a.png"], ("--size", "wide", "WIDTHxHEIGHT")),
        (["xor", "--size", "99999999999x10"], ("--size", "99999999999x10", "16384x16384")),
        (["xor", "--size", "1000x700", "--scale", "2"], ("--size", "1000x700", "1920x1200")),
        (["xor", "--epochs", "-1"], ("--epochs", "-1", "whole number from 0")),
        (["xor", "--epochs", "many"], ("--epochs", "many", "whole number from 0")),
        (["xor", "--seed", "4294967296"], ("--seed", "4294967296", "4294967295")),
        (["xor", "--learning-rate", "nan"], ("--learning-rate", "nan", "from 0 to")),
        (["xor", "--learning-rate=-0.1"], ("--learning-rate", "-0.1", "from 0 to")),
        (["xor", "--op", "0"], ("--op", "0", "at least 1")),
        (["xor", "--op", "12", "--report", "{tmp}/r.json"], ("--op", "12", "from 1 to 11")),
        (["xor", "--formula", "1"], ("--formula", "--op")),
        (["xor", "--op", "8", "--formula", "0"], ("--formula", "0", "at least 1")),
        (["xor", "--op", "8", "--formula", "4", "--report", "{tmp}/r.json"], ("--formula", "from 1 to 3")),
        (["xor", "--initializer", "luck"], ("--initializer", "luck", "article")),
        (["xor", "--screenshot", "/nonexistent/a.png"], ("--screenshot", "/nonexistent/a.png", "folder")),
        (["xor", "--screenshot", "a.gif"], ("--screenshot", "a.gif", ".png, .svg, .pdf")),
        (["xor", "--picture", "canvas"], ("--picture", "canvas", "network")),
        (["xor", "--report", "{tmp}"], ("--report", "{tmp}", ".json")),
        (["xor", "--report", "/proc/nnviz.json"], ("--report", "/proc/nnviz.json", "folder")),
        (["xor", "--unknown"], ("--unknown",)),
    ],
)
def test_bad_input_gets_one_clear_line(
    arguments: list[str], names: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [text.replace("{tmp}", str(tmp_path)) for text in arguments]
    try:
        code = main(filled)
    except SystemExit as leaving:
        code = leaving.code  # type: ignore[assignment]
    said = capsys.readouterr().err
    assert code == 2
    assert said.count("\n") == 1
    for name in names:
        assert name.replace("{tmp}", str(tmp_path)) in said


def test_a_file_of_data_stands_where_a_lesson_does_and_is_for_the_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("x,y\n1,2\n")
    assert (parse([str(table)]).data, parse(["xor"]).data, parse([]).data) == (table, None, None)
    with pytest.raises(SystemExit) as leaving:
        main([str(table), "--report", str(tmp_path / "r.json")])
    assert leaving.value.code == 2
    assert "allowed: only to open the window" in capsys.readouterr().err


def test_checking_a_path_leaves_nothing_behind_and_changes_nothing(tmp_path: Path) -> None:
    parse(["xor", "--report", str(tmp_path / "new.json")])
    assert list(tmp_path.iterdir()) == []
    old = tmp_path / "old.json"
    old.write_text("kept", encoding="utf-8")
    parse(["xor", "--report", str(old)])
    assert old.read_text(encoding="utf-8") == "kept"


def test_help_explains_every_option_and_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        parse(["--help"])
    assert leaving.value.code == 0
    text = capsys.readouterr().out
    for option in ("--epochs", "--seed", "--screenshot", "--size", "--op", "--report", "gradient_norms"):
        assert option in text
    with pytest.raises(SystemExit):
        parse(["--version"])
    assert capsys.readouterr().out == f"nnviz {__version__}\n"


def test_the_lessons_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lessons"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines} == set(lesson_names())
    assert any("XOR needs a hidden layer" in line for line in lines)


def test_what_a_picture_is_coloured_by_is_for_the_command_line_to_say(tmp_path: Path) -> None:
    plain, asked = tmp_path / "plain.png", tmp_path / "asked.png"
    for file, more in ((plain, ()), (asked, ("--colour", "weights"))):
        done = nnviz("digits", "--op", "1", "--screenshot", str(file), "--size", "1280x720", *more)
        assert done.returncode == 0
    assert plain.read_bytes() != asked.read_bytes()


def test_another_place_leaves_the_rest_of_a_lessons_opening(tmp_path: Path) -> None:
    """The card of the weight that a lesson opens with is filled in wherever the cursor is put."""
    lesson = load("slope")
    options = parse(["slope", "--epochs", "2", "--screenshot", str(tmp_path / "a.png")])
    assert opening_of(lesson, options) == replace(lesson.opening, epochs=2, operation=0, formula=0)
    assert lesson.opening.weight is not None
