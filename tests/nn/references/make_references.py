"""Has PyTorch compute what nnviz must compute, in float64, and writes it down for the tests.

Run it as ``python tests/nn/references/make_references.py`` with an interpreter that has the ``torch``
extra; nnviz itself is not imported, so nothing of it can leak into what it is held against.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))

import reference_layers  # noqa: E402
import reference_losses  # noqa: E402
import reference_networks  # noqa: E402
import reference_optimizers  # noqa: E402

Case = tuple[dict[str, Any], dict[str, torch.Tensor]]
"""What a case is about, in plain data, and its tensors by name."""


def write(name: str, cases: list[Case]) -> None:
    """One file: the tensors of case 2 are called ``2/X``, and so on; what the cases are about is JSON."""
    tensors = {
        f"{number}/{key}": tensor.detach().contiguous().clone()
        for number, (_, found) in enumerate(cases)
        for key, tensor in found.items()
    }
    about = {"torch": torch.__version__.split("+")[0], "cases": [facts for facts, _ in cases]}
    save_file(tensors, FOLDER / f"{name}.safetensors", {"about": json.dumps(about, sort_keys=True)})


def main() -> None:
    """Writes every file anew."""
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    for old in FOLDER.glob("*.safetensors"):
        old.unlink()
    for module in (reference_layers, reference_losses, reference_optimizers, reference_networks):
        for name, make in module.CASES.items():
            write(name, make())
            print(name)


if __name__ == "__main__":
    main()
