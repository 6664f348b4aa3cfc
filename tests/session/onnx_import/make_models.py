"""Makes the models of this folder anew, with PyTorch's two exporters.

``python -m tests.session.onnx_import.make_models`` needs the packages torch, onnx and onnxscript; the tests
read the files only.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

MODELS = Path(__file__).parent / "models"


def networks() -> dict[str, tuple[nn.Sequential, tuple[int, ...]]]:
    """Each network with the shape of a sample."""
    functions = [nn.ReLU(), nn.Sigmoid(), nn.LeakyReLU(0.1), nn.ELU(0.7), nn.Softplus(), nn.GELU(), nn.SiLU()]
    norms = [nn.Dropout(0.3), nn.LayerNorm(4), nn.BatchNorm1d(4), nn.Identity()]
    ends = [nn.Linear(4, 3, bias=False), nn.Tanh(), nn.Softmax(-1)]
    front = [nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.BatchNorm2d(4), nn.MaxPool2d(2)]
    back = [nn.Conv2d(4, 3, 2, bias=False, stride=2), nn.AvgPool2d(2, 1), nn.Flatten(), nn.Linear(27, 5)]
    narrow = [nn.Conv2d(2, 3, 3, padding="same"), nn.Softmax(1), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return {
        "functions": (nn.Sequential(nn.Linear(3, 4), *functions, *norms, *ends), (3,)),
        "images": (nn.Sequential(*front, *back, nn.ReLU(), nn.Linear(5, 2)), (2, 16, 18)),
        "pooled": (nn.Sequential(*narrow, nn.Linear(3, 2), nn.Softmax(1)), (2, 5, 5)),
        "tanh_gelu": (nn.Sequential(nn.Linear(3, 4), nn.GELU("tanh")), (3,)),
        "logarithms": (nn.Sequential(nn.Linear(3, 4), nn.LogSoftmax(-1)), (3,)),
        "rows": (nn.Sequential(nn.Linear(3, 4)), (5, 3)),
        "strided": (nn.Sequential(nn.Conv2d(2, 3, 3, padding=1, stride=2)), (2, 6, 6)),
    }


def shuffled(network: nn.Sequential) -> nn.Sequential:
    """The network with numbers in all that it remembers, ready for use."""
    for module in network:
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2.0)
            nn.init.normal_(module.weight)
            nn.init.normal_(module.bias)
    return network.eval()


def export(network: nn.Sequential, shape: tuple[int, ...], name: str, opset: int | None) -> None:
    """Writes a file by the older exporter, or, with no opset or one from 18 on, by the newer one."""
    path = MODELS / f"{name}.onnx"
    sample = (torch.randn((2, *shape)),)
    if opset is None or opset >= 18:
        torch.onnx.export(network, sample, path, dynamo=True, opset_version=opset, verbose=False)
    else:
        named = {"input_names": ["input"], "dynamic_axes": {"input": {0: "batch"}}}
        torch.onnx.export(network, sample, path, dynamo=False, opset_version=opset, **named)
    strip(path)


def strip(path: Path) -> None:
    """Takes out what tells of the machine that it was made on."""
    model = onnx.load(path, load_external_data=False)
    for part in (model, model.graph, *model.graph.node, *model.graph.initializer, *model.graph.value_info):
        part.doc_string = ""
        del part.metadata_props[:]
    for door in (*model.graph.input, *model.graph.output):
        del door.metadata_props[:]
    onnx.save(model, path)
    beside = path.with_name(f"{path.name}.data")
    if beside.exists() and not beside.stat().st_size:  # small arrays stand in the model itself
        beside.unlink()


def main() -> None:
    """Makes all of them."""
    warnings.filterwarnings("ignore")
    MODELS.mkdir(exist_ok=True)
    for name, (network, shape) in networks().items():
        torch.manual_seed(1)
        ready = shuffled(network)
        refused = name not in ("functions", "images", "pooled")
        for opset in (17, 18) if refused else (11, 13, 17, 18, 20):
            export(ready, shape, f"{name}_{opset}", opset)


if __name__ == "__main__":
    sys.exit(main())
