"""The fixed texts of an exported PyTorch program, with places for what differs from run to run.

They are code of another program, kept as text; :mod:`~nnviz.session.export.torch_sections` fills them in.
"""

from __future__ import annotations

IMPORTS = """\
import os
{partial}from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn
{all_reduce}from torch.nn.parallel import DistributedDataParallel
"""

SETTING = """\
NAME = {name}
HERE = {here}
RANK, WORLD = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))  # torchrun sets them
LOCAL = int(os.environ.get("LOCAL_RANK", 0))
DEVICE = torch.device("cuda", LOCAL) if torch.cuda.is_available() else torch.device("cpu")
torch.set_default_dtype(torch.float64)  # as nnviz counts

PASSES = {passes}  # passes that nnviz has run so far
RATE = {rate!r}  # the learning rate
"""

FROM_FILE = '''\
def load_data():
    """Every input and the targets of all samples, on the device; images with their channels first."""
    data = np.load(HERE / f"{NAME}-data.npz")
    inputs = [torch.from_numpy(data[name]).to(DEVICE) for name in INPUTS]
    return inputs, torch.from_numpy(data["targets"]).to(DEVICE)
'''

FROM_CODE = '''\
def load_data():
    """Every input and the targets of all samples, on the device; images with their channels first."""
    return [torch.tensor(DATA[name], device=DEVICE) for name in INPUTS], torch.tensor(TARGETS, device=DEVICE)
'''

LOADING = '''\
def load_network():
    """The network with its weights as they were in nnviz, on the device."""
    network = Network()
    network.load_state_dict(load_file(HERE / f"{NAME}.safetensors"))
    return network.to(DEVICE)
'''

FREEZING = '''\
FROZEN = {names}  # no update moves these


def freeze(network):
    """Takes them out of the training."""
    for name in FROZEN:
        network.get_parameter(name).requires_grad_(False)
'''

HOLDING = '''\
def held(network):
    """The parameters of which some numbers are frozen: each with where these are, and with what they are."""
    places = load_file(HERE / f"{NAME}-frozen.safetensors", device=str(DEVICE))
    known = dict(network.named_parameters())
    return [(known[name], place, known[name].detach()[place]) for name, place in places.items()]
'''

PLAIN_OPTIMIZER = '''\
def make_optimizer(network):
    """The optimizer of nnviz."""
    parameters = network.parameters()
    return {make}
'''

REMEMBERING_OPTIMIZER = '''\
def make_optimizer(network):
    """The optimizer of nnviz, with all that it remembers of the passes before."""
    parameters = network.parameters()
    optimizer = {make}
    memory = load_file(HERE / f"{{NAME}}-optimizer.safetensors")
    for name, parameter in network.named_parameters():
        optimizer.state[parameter] = {{
{state}        }}
    return optimizer
'''

SCHEDULES = {
    "constant": "    return 1.0\n",
    "step": "    return {factor!r} ** (done // {passes})\n",
    "cosine": "    way = min(done, {passes}) / {passes}\n"
    "    return {factor!r} + (1 - {factor!r}) * (1 + np.cos(np.pi * way)) / 2\n",
}
"""The share of the learning rate in code, by the schedule's name."""

IN_ORDER = '''\
def batches():
    """The rows of the samples in each batch, from the next one on and without end: always in their order."""
    start = {start}
    while True:
        for first in range(start, {count}, {size}):
            yield np.arange(first, min(first + {size}, {count}))
        start = 0
'''

SHUFFLED = '''\
SHUFFLE = {deal}


def batches():
    """The rows of the samples in each batch, from the next one on and without end: as nnviz shuffles them."""
    generator = np.random.Generator(np.random.PCG64())
    generator.bit_generator.state = SHUFFLE
    start = {start}
    while True:
        order = generator.permutation({count})
        for first in range(start, {count}, {size}):
            yield order[first : first + {size}]
        start = 0
'''

SHARING = '''\
def own(rows):
    """Which rows of a batch this process learns from, as the first and the last place among them."""
    each, more = divmod(len(rows), WORLD)
    first = RANK * each + min(RANK, more)
    return first, first + each + (RANK < more)


def error(prediction, target, whole):
    """What this process has of the error of a whole batch of so many samples: the mean over all processes,
    which DistributedDataParallel takes of the gradients, is that of the batch in one."""
    if not len(target):
        return prediction.sum()  # a process without samples adds 0
    return criterion(prediction, target) * ({share})


def total(loss):
    """The error of the whole batch, for whoever reads it."""
    found = loss.detach().clone()
    if WORLD > 1:
        dist.all_reduce(found)
    return found.item() / WORLD
'''

TRAINING_HEAD = '''\
def train(passes=10):
    """Goes on training where nnviz stood; yields the error of each pass, found before its update."""
    inputs, targets = load_data()
    network = load_network()
    network.train()
'''

TRAINING_LOOP = """\
    for number, rows in zip(range(passes), batches()):
        first, last = own(rows)
{masks}        mine = torch.as_tensor(rows[first:last], device=DEVICE)
{rate}        optimizer.zero_grad()
        loss = error(model(*[samples[mine] for samples in inputs]), targets[mine], len(rows))
        loss.backward()
{still}{clips}        optimizer.step()
{back}        yield total(loss)
"""

STILL = """\
        for parameter, place, _ in still:  # what is frozen counts in no norm
            parameter.grad[place] = 0.0
"""

BACK = """\
        with torch.no_grad():
            for parameter, place, values in still:
                parameter[place] = values
"""

IDLE_LOOP = """\
    for _, rows in zip(range(passes), batches()):  # there is nothing to learn: no layer has weights
        first, last = own(rows)
{masks}        mine = torch.as_tensor(rows[first:last], device=DEVICE)
        prediction = network(*[samples[mine] for samples in inputs])
        yield total(error(prediction, targets[mine], len(rows)))
"""

PREDICTING = '''\
def predict():
    """What the network gives for every sample when nothing is being trained."""
    inputs, _ = load_data()
    network = load_network().eval()
    with torch.no_grad():
        return network(*inputs)
'''

SYNCHRONISED = """\
    if WORLD > 1:
        synchronise(network)
"""
