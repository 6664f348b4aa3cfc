"""Weights from files: matched by name and shape, turned round where PyTorch has them so, undone as one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from nnviz.nn import DataError, ParameterError, ShapeError
from nnviz.session import commands
from nnviz.session.choices import Unit
from nnviz.session.driver import Driver
from nnviz.session.export.importing import Fit, matches, read_tensors
from nnviz.session.export.moment import Moment
from nnviz.session.export.tensors import state_dict
from nnviz.session.export.weights import weights_file
from nnviz.session.lesson import load
from nnviz.session.mailbox import Mailbox
from nnviz.session.other_weights import with_weights
from nnviz.session.run import Run
from nnviz.session.setup import Setup, Values
from nnviz.session.start import Start, as_bytes
from tests.session.export.samples import SAMPLES, moment_of, trained

NAMES = ("images-Conv2D-0", "images-BatchNorm-0", "layer-LayerNorm", "layer-Mul", "optimizer-Adam-0")


def fitting(run: Run, tensors: dict[str, np.ndarray]) -> tuple[Values, ...]:
    found = matches(run.stage, tensors)
    return tuple(each.values for each in found if each.values is not None)


@pytest.mark.parametrize("form", ["pytorch", "nnviz", "saved"])
@pytest.mark.parametrize("name", NAMES)
def test_what_was_exported_comes_back_bit_for_bit(name: str, form: str, tmp_path: Path) -> None:
    moment, path = moment_of(name), tmp_path / "w.safetensors"
    if form == "pytorch":
        save_file({f"module.{key}": array for key, array in state_dict(moment).items()}, path)
    elif form == "nnviz":
        path.write_bytes(weights_file(moment, "safetensors"))
    else:
        start = trained(SAMPLES[name]).kept().setup.start
        assert isinstance(start, Start)
        path.write_bytes(as_bytes(start))
    run = trained(SAMPLES[name], 9)
    made = with_weights(run, fitting(run, read_tensors(path)))
    wanted = moment if form != "saved" else Moment.at_head(trained(SAMPLES[name], 3))
    np.testing.assert_array_equal(made.program.graph.values, wanted.graph.values)
    for node, kept in wanted.state.network.nodes.items():
        for key in {"mean", "variance"} & kept.keys():
            np.testing.assert_array_equal(made.program.graph.nodes[node].capture()[key], kept[key])


def test_every_tensor_is_told_how_it_fits() -> None:
    run = Run(load("xor").setup)
    tensors = {
        "dense_1.weight": np.zeros((3, 2)),
        "dense_1.bias": np.zeros(4),
        "dense_3.W": np.zeros((3, 1), np.float32),
        "other.weight": np.zeros(2),
        "bn.num_batches_tracked": np.array(3),
    }
    found = matches(run.stage, tensors)
    assert [(each.fit, each.name, each.found) for each in found] == [
        (Fit.MATCHED, "dense_1.W", "dense_1.weight"),
        (Fit.SHAPE, "dense_1.B", "dense_1.bias"),
        (Fit.MATCHED, "dense_3.W", "dense_3.W"),
        (Fit.MISSING, "dense_3.B", ""),
        (Fit.EXTRA, "", "other.weight"),
    ]
    assert (found[0].turned, found[2].turned) == (True, False)
    assert (found[1].wanted, found[1].given) == ((3,), (4,))


def test_a_square_weight_is_turned_by_its_name_not_by_its_shape() -> None:
    setup: Setup = SAMPLES["layer-Tanh"]
    run = Run(setup)
    square = np.arange(8.0).reshape(4, 2)
    (found,) = [each for each in matches(run.stage, {"a.weight": square}) if each.values]
    assert found.values is not None
    np.testing.assert_array_equal(found.values.are, square.T)


def test_what_is_not_given_stays_and_the_optimizer_begins_anew() -> None:
    run = trained(SAMPLES["optimizer-Adam-0"], 9)
    made = with_weights(run, (Values("dense_1", "B", np.full(4, 0.5)),))
    graph, old = made.program.graph, run.program.graph
    np.testing.assert_array_equal(
        graph.nodes["dense_3"].parameters[0].value, old.nodes["dense_3"].parameters[0].value
    )
    np.testing.assert_array_equal(graph.nodes["dense_1"].parameters[1].value, np.full(4, 0.5))
    assert made.program.optimizer.passes == 0
    assert not made.program.optimizer.moments()["M"].any()
    assert made.passes == 0


@pytest.mark.parametrize(
    ("values", "error", "said"),
    [
        (Values("dense_1", "W", np.zeros((3, 2))), ShapeError, "W of dense_1: expected"),
        (Values("dense_9", "W", np.zeros((2, 3))), ParameterError, "dense_9 has no W"),
        (Values("dense_1", "mean", np.zeros(3)), ParameterError, "dense_1 has no mean"),
        (
            Values("dense_1", "B", np.full(3, np.nan)),
            DataError,
            "B of dense_1 has a value that is not",
        ),
    ],
)
def test_values_that_do_not_fit_are_refused(values: Values, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        with_weights(Run(load("xor").setup), (values,))


def test_other_weights_are_one_change_that_can_be_undone_and_made_again() -> None:
    run, mailbox = Run(load("xor").setup), Mailbox()
    driver = Driver(run, mailbox, name="xor")
    driver.handle(commands.Step(Unit.PASS))

    def weight() -> float:
        mail = mailbox.take()
        assert mail is not None
        assert mail.frame is not None
        return float(mail.frame.arrays["dense_3"]["B"][0])

    old = weight()
    driver.handle(commands.SetWeights((Values("dense_3", "B", np.array([2.5])),)))
    assert weight() == 2.5
    driver.handle(commands.UndoEdit())
    assert weight() == old
    driver.handle(commands.RedoEdit())
    assert weight() == 2.5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", r"w\.safetensors cannot be read as \.safetensors: "),
        (b"not weights at all", r"cannot be read as \.safetensors: "),
        (b"\xff" * 64, r"cannot be read as \.safetensors: "),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    path.write_bytes(content)
    with pytest.raises(DataError, match=said):
        read_tensors(path)


def test_a_file_that_is_not_there_or_has_nothing_of_use_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read: No such file or directory"):
        read_tensors(tmp_path / "w.safetensors")
    path = tmp_path / "w.safetensors"
    save_file({}, path)
    with pytest.raises(DataError, match="has no tensors"):
        read_tensors(path)
    save_file({"dense_1.W": np.array([1.0, np.inf])}, path)
    with pytest.raises(DataError, match=r"dense_1\.W has a value that is not finite"):
        read_tensors(path)
