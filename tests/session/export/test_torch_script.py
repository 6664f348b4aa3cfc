"""The exported PyTorch program: that all is covered, what stands in it and, with PyTorch, its numbers.

Where PyTorch is not installed the program is compiled and read; with it, it is run.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load as load_tensors

from nnviz.nn import NetworkState, SettingError, registry
from nnviz.session.export import torch_layers
from nnviz.session.export.moment import Moment
from nnviz.session.export.names import identifiers
from nnviz.session.export.tensors import REMEMBERS, from_torch, to_torch
from nnviz.session.export.torch_layers import TORCH_LAYERS
from nnviz.session.export.torch_learning import TORCH_LOSSES, TORCH_OPTIMIZERS
from nnviz.session.export.torch_script import script_files
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from tests.session.export.samples import SAMPLES, moment_of, trained, write

HAS_TORCH = importlib.util.find_spec("torch") is not None
needs_torch = pytest.mark.skipif(not HAS_TORCH, reason="needs the torch extra")


# -- without PyTorch ----------------------------------------------------------------------------


def test_every_layer_loss_and_optimizer_of_the_registry_is_covered() -> None:
    assert [*TORCH_LAYERS] == sorted(registry.layers())
    assert [*TORCH_LOSSES] == sorted(registry.losses())
    assert [*TORCH_OPTIMIZERS] == sorted(registry.optimizers())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_script_compiles(name: str) -> None:
    text = script_files(moment_of(name), "net", "A title")["net.py"].decode()
    compile(text, "net.py", "exec")
    assert "{" + "me}" not in text


def test_the_script_of_xor_reads_like_pytorch() -> None:
    text = script_files(Moment.at_head(trained(load("xor").setup, 13)), "xor", "XOR")["xor.py"].decode()
    wanted = """\
class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense_1 = nn.Linear(2, 3)
        self.tanh_2 = nn.Tanh()
        self.dense_3 = nn.Linear(3, 1)
        self.tanh_4 = nn.Tanh()

    def forward(self, input):
        dense_1 = self.dense_1(input)
        tanh_2 = self.tanh_2(dense_1)
        dense_3 = self.dense_3(tanh_2)
        tanh_4 = self.tanh_4(dense_3)
        return tanh_4
"""
    assert wanted in text
    assert text.startswith('"""XOR: the network and its training as they stood in nnviz after 13 passes.\n')
    for line in (
        "criterion = nn.MSELoss()",
        "torch.optim.SGD(parameters, lr=RATE)",
        "RATE = 0.1 ",
        "PASSES = 13 ",
    ):
        assert line in text


def test_the_weights_beside_it_are_pytorchs_turned_round() -> None:
    run = trained(load("xor").setup, 13)
    weights = load_tensors(script_files(Moment.at_head(run), "xor", "XOR")["xor.safetensors"])
    assert sorted(weights) == ["dense_1.bias", "dense_1.weight", "dense_3.bias", "dense_3.weight"]
    node = run.program.graph.nodes["dense_1"]
    np.testing.assert_array_equal(weights["dense_1.weight"], node.parameters[0].value.T)


def test_a_kernel_is_turned_and_turned_back() -> None:
    kernel = np.arange(2 * 2 * 3 * 4.0).reshape(2, 2, 3, 4)
    turned = to_torch("Conv2D", "W", kernel)
    assert turned.shape == (4, 3, 2, 2)
    assert turned[1, 2, 0, 1] == kernel[0, 1, 2, 1]
    np.testing.assert_array_equal(from_torch("Conv2D", "W", turned), kernel)


def test_large_data_and_memory_stand_in_files_of_their_own() -> None:
    files = script_files(Moment.at_head(trained(load("digits").setup, 2)), "d", "Digits")
    assert [*files][:2] == ["d.py", "d.safetensors"]
    assert "d-data.npz" in files
    assert len(files["d.py"]) < 10_000
    moment = moment_of("optimizer-Adam-0")
    memory = load_tensors(script_files(moment, "a", "Adam")["a-optimizer.safetensors"])
    assert memory["dense_1.weight.exp_avg_sq"].shape == (4, 2)
    before = Moment.at_head(trained(SAMPLES["optimizer-Adam-0"], 0))
    assert "a-optimizer.safetensors" not in script_files(before, "a", "Adam")


def test_the_steps_of_the_optimizer_are_its_own_where_epochs_were_counted_anew() -> None:
    run = trained(SAMPLES["optimizer-Adam-0"], 5)
    other = Run(run.setup)
    other.begin_from(NetworkState.capture(run.program), run.coming_kinds, 0.01)
    text = script_files(Moment.at_head(other), "a", "Adam")["a.py"].decode()
    assert '"step": torch.tensor(5.0),' in text
    assert "PASSES = 0 " in text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["dense_1"], ["dense_1"]),
        (["train", "forward", "class"], ["train_", "forward_", "class_"]),
        (["b-2", "b 2", "b_2"], ["b_2", "b_2_2", "b_2_3"]),
        (["隐藏", "2nd"], ["node", "node_2nd"]),
    ],
)
def test_names_are_such_as_python_takes(given: list[str], wanted: list[str]) -> None:
    assert [*identifiers(given).values()] == wanted


def test_a_title_cannot_break_out_of_its_string() -> None:
    text = script_files(moment_of("layer-Tanh"), "net", 'a """ + evil() \\ b\nc')["net.py"].decode()
    assert "evil()" in (ast.get_docstring(ast.parse(text)) or "")


def test_a_layer_that_nobody_has_written_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(torch_layers.TORCH_LAYERS, "Tanh")
    with pytest.raises(SettingError, match=r"^forward: how a Tanh is written in PyTorch is not known$"):
        script_files(moment_of("layer-Tanh"), "net", "")


def test_a_batch_norm_over_single_samples_is_refused_since_pytorch_does() -> None:
    layers = (Part("Dense", {"units": 2}), Part("BatchNorm"), Part("Dense", {"units": 1}))
    setup = Setup("xor", layers, Part("MSE"), Part("SGD"), batch_size=3)
    with pytest.raises(SettingError, match=r"^batchnorm_2: PyTorch's BatchNorm refuses"):
        script_files(Moment.at_head(trained(setup)), "net", "")


def test_it_is_known_which_layers_remember_means() -> None:
    for name, layer in registry.layers().items():
        node = layer(**{each.name: each.default for each in layer.description.settings})
        node.build(*[node.example_shapes()[0]] * max(1, layer.inputs))
        kept = tuple(key for key in node.capture() if key in ("mean", "variance"))
        assert kept == REMEMBERS.get(name, ())


# -- with PyTorch -------------------------------------------------------------------------------


def imported(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("net", folder / "net.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def coming(setup: Setup, passes: int) -> list[float]:
    """The next ten errors of nnviz itself."""
    run, found = trained(setup, passes), []
    for _ in range(10):
        run.train_recorded()
        found.append(run.live_frame().loss or 0.0)
    return found


LESSONS = ("xor", "digits", "apples-oranges", "dropout", "pool-flatten-dropout", "ravine-adam")


@needs_torch
@pytest.mark.parametrize("name", [*SAMPLES, *LESSONS])
def test_pytorch_gives_the_same_outputs_and_the_same_errors(name: str, tmp_path: Path) -> None:
    setup: Any = SAMPLES[name] if name in SAMPLES else load(name).setup
    run = trained(setup)
    write(script_files(Moment.at_head(run), "net", name), tmp_path)
    module = imported(tmp_path)
    outputs = module.predict().numpy()
    theirs = outputs.transpose(0, 2, 3, 1) if outputs.ndim == 4 else outputs
    np.testing.assert_allclose(theirs, run.outputs(), rtol=0, atol=1e-9)
    np.testing.assert_allclose([*module.train(10)], coming(setup, 4), rtol=1e-9, atol=1e-9)


@needs_torch
@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    "name",
    [
        "xor",
        "digits",
        "layer-Add",
        "layer-Dropout",
        "loss-WeightedSum",
        "frozen-cells-Momentum",
        "layer-BatchNorm",
        "images-BatchNorm-0",
    ],
)
def test_as_a_program_on_one_process_or_two(name: str, processes: int, tmp_path: Path) -> None:
    setup: Any = SAMPLES[name] if name in SAMPLES else load(name).setup
    write(script_files(Moment.at_head(trained(setup)), "net", name), tmp_path)
    several = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command = [sys.executable, *(several if processes == 2 else []), str(tmp_path / "net.py")]
    made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    theirs = [float(each) for each in re.findall(r"E = (\S+)", made.stdout)]
    np.testing.assert_allclose(theirs, coming(setup, 4), rtol=1e-9, atol=1e-9)
