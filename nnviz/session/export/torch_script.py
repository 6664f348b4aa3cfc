"""A run as a PyTorch script, with its weights and whatever else it needs in files beside it.

The script gives the same outputs, and goes on training to the same errors, on one process or on several.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np

from nnviz.nn import SettingError
from nnviz.nn.describe import Array
from nnviz.session.export.moment import Moment
from nnviz.session.export.tensors import frozen_parameters, optimizer_memory, state_dict
from nnviz.session.export.torch_sections import data_arrays, goes_beside, sections

HEAD = '''\
"""{title}: the network and its training as they stood in nnviz after {passes} passes.

    python {name}.py                                    trains ten passes more and prints their errors
    torchrun --nproc-per-node 2 {name}.py               the same on two processes, or on several machines

It needs PyTorch, NumPy and safetensors, and beside it {files}.
"""

import argparse
'''

MAIN = """\
def main():
    parser = argparse.ArgumentParser(description="Goes on training where nnviz stood.")
    parser.add_argument("--passes", type=int, default=10, help="how many batches to learn from")
    parser.add_argument("--outputs", action="store_true", help="print what the network gives, and stop")
    arguments = parser.parse_args()
    if arguments.outputs:
        print(predict().tolist())
        return
    if WORLD > 1:
        dist.init_process_group("nccl" if DEVICE.type == "cuda" else "gloo")
    for number, loss in enumerate(train(arguments.passes), PASSES + 1):
        if RANK == 0:
            print(f"pass {number}: E = {loss:.15g}", flush=True)
    if WORLD > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
"""


def script_files(moment: Moment, name: str, title: str) -> dict[str, bytes]:
    """The files of a script by their names, the script itself first.

    Args:
        name: what all of them are called, without an ending.
        title: what the run is called, for the first line.

    Raises:
        SettingError: a layer, the loss or the optimizer cannot be written; it is named.
    """
    check(moment)
    beside = files_beside(moment, name)
    said = " and ".join(beside)
    head = HEAD.format(title=_one_line(title), name=name, passes=moment.state.pass_index, files=said)
    parts = [section.code for section in sections(moment, name, "Path(__file__).resolve().parent")]
    text = head + "\n\n".join([*parts, MAIN])
    return {f"{name}.py": text.encode(), **beside}


def check(moment: Moment) -> None:
    """Makes sure that PyTorch can train it at all.

    Raises:
        SettingError: it cannot; the layer is named.
    """
    size = moment.setup.batch_size
    smallest = len(moment.data) % size or min(size, len(moment.data))
    for name, node in moment.graph.nodes.items():
        cells = int(np.prod(moment.graph.shapes[name][:-1]))
        if type(node).__name__ == "BatchNorm" and smallest * cells == 1:
            raise SettingError(
                "{0}: PyTorch's BatchNorm refuses a batch of a single sample; choose larger batches", name
            )


def files_beside(moment: Moment, name: str) -> dict[str, bytes]:
    """The files that a program reads, by their names."""
    found = {f"{name}.safetensors": as_safetensors(state_dict(moment))}
    if memory := optimizer_memory(moment):
        found[f"{name}-optimizer.safetensors"] = as_safetensors(memory)
    if frozen := frozen_parameters(moment)[1]:
        found[f"{name}-frozen.safetensors"] = as_safetensors(frozen)
    if goes_beside(moment):
        found[f"{name}-data.npz"] = as_npz(data_arrays(moment))
    return found


def as_safetensors(arrays: Mapping[str, Array]) -> bytes:
    """A .safetensors file of arrays."""
    from safetensors.numpy import save

    return save({key: np.ascontiguousarray(array) for key, array in arrays.items()})


def as_npz(arrays: Mapping[str, Array]) -> bytes:
    """A compressed .npz file of arrays."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _one_line(text: str) -> str:
    """A text that can stand in a docstring."""
    return " ".join(text.split()).replace("\\", "/").replace('"', "'")
