"""The parts of a PyTorch program that goes on where a run stands, in their order, as plain text.

A script puts them one after another, a notebook each into a cell of its own.
"""

from __future__ import annotations

import json
import pprint
from collections.abc import Iterator

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.session.export.moment import Moment
from nnviz.session.export.names import identifiers
from nnviz.session.export.node_place import node_places
from nnviz.session.export.tensors import for_torch, frozen_parameters, mask_states, optimizer_memory
from nnviz.session.export.torch_layers import HELPERS, torch_layer
from nnviz.session.export.torch_learning import SUMMED, torch_loss, torch_optimizer
from nnviz.session.export.torch_texts import (
    BACK,
    FREEZING,
    FROM_CODE,
    FROM_FILE,
    HOLDING,
    IDLE_LOOP,
    IMPORTS,
    IN_ORDER,
    LOADING,
    PLAIN_OPTIMIZER,
    PREDICTING,
    REMEMBERING_OPTIMIZER,
    SCHEDULES,
    SETTING,
    SHARING,
    SHUFFLED,
    STILL,
    SYNCHRONISED,
    TRAINING_HEAD,
    TRAINING_LOOP,
)

WRITTEN_OUT = 400
"""How many numbers of data stand in the program itself; more go into a file beside it."""


@dataclass(frozen=True)
class Section:
    """A part of a program.

    Attributes:
        topic: what it is about, a key of the notebook's explanations.
        code: its lines.
    """

    topic: str
    code: str


def sections(moment: Moment, name: str, here: str) -> Iterator[Section]:
    """The parts of the program.

    Args:
        name: what the files beside it begin with.
        here: the expression of the folder in which they are.

    Raises:
        SettingError: a layer, the loss or the optimizer cannot be written; it is named.
    """
    rate = moment.rate
    passes = moment.state.pass_index
    setting = SETTING.format(name=json.dumps(name), here=here, passes=passes, rate=rate)
    yield Section("imports", f"{IMPORTS.format(**_imports(moment))}\n{setting}")
    yield Section("data", _data(moment))
    yield Section("network", _network(moment))
    yield Section("loss", torch_loss(moment.loss))
    if moment.graph.values.size:
        yield Section("optimizer", _optimizer(moment))
    yield Section("batches", _batches(moment))
    yield Section("training", _training(moment))
    yield Section("predicting", PREDICTING)


def _averages(moment: Moment) -> bool:
    """Whether a layer takes means over the batch, of which several processes have a share each."""
    return any(place.type == "BatchNorm" for place in node_places(moment.graph))


def _imports(moment: Moment) -> dict[str, str]:
    """What is needed beside the rest, if it is."""
    lines = {
        "partial": "from functools import partial\n",
        "all_reduce": "from torch.distributed.nn.functional import all_reduce\n",
    }
    return lines if _averages(moment) else dict.fromkeys(lines, "")


# -- data ---------------------------------------------------------------------------------------


def goes_beside(moment: Moment) -> bool:
    """Whether the data are too many to stand in the program."""
    return sum(array.size for array in (*moment.inputs, moment.targets)) > WRITTEN_OUT


def data_arrays(moment: Moment) -> dict[str, Array]:
    """Every input by its name in code, and the targets, as PyTorch takes them."""
    called = identifiers(moment.graph.shapes)
    named = zip(moment.graph.input_shapes, moment.inputs, strict=True)
    return {called[name]: for_torch(array) for name, array in named} | {"targets": for_torch(moment.targets)}


def _data(moment: Moment) -> str:
    arrays = data_arrays(moment)
    targets = arrays.pop("targets")
    names = f"INPUTS = {json.dumps([*arrays])}  # in the order in which the network takes them\n"
    if goes_beside(moment):
        return f"{names}\n\n{FROM_FILE}"
    written = {name: array.tolist() for name, array in arrays.items()}
    return f"{names}DATA = {_literal(written)}\nTARGETS = {_literal(targets.tolist())}\n\n\n{FROM_CODE}"


def _literal(value: object) -> str:
    """A value as Python writes it, over several lines if need be."""
    return pprint.pformat(value, width=100, compact=True, sort_dicts=False)


# -- the network --------------------------------------------------------------------------------


def _network(moment: Moment) -> str:
    graph = moment.graph
    called = identifiers(graph.shapes)
    made, forward, needed, last = [], [], {}, ""
    for place in node_places(graph):
        written = torch_layer(place)
        if written.make:
            made.append(f"        self.{place.name} = {written.make}\n")
        call = written.call.format(*place.sources, me=f"self.{place.name}")
        forward.append(f"        {place.name} = {call}\n")
        if place.type in HELPERS:
            needed[place.type] = HELPERS[place.type] + "\n\n"
    last = called[graph.output]
    inputs = ", ".join(called[name] for name in graph.input_shapes)
    masks = mask_states(moment)
    states = f"MASKS = {_literal(masks)}  # where NumPy's generators stand\n\n\n" if masks else ""
    return (
        f"{states}{''.join(needed.values())}class Network(nn.Module):\n"
        "    def __init__(self):\n        super().__init__()\n"
        f"{''.join(made)}\n    def forward(self, {inputs}):\n{''.join(forward)}        return {last}\n"
        f"\n\n{LOADING}{_freezing(moment)}"
    )


def _freezing(moment: Moment) -> str:
    """What leaves the frozen parameters out of the training, if there are any."""
    whole, parts = frozen_parameters(moment)
    texts = [FREEZING.format(names=_literal(whole))] if whole else []
    return "".join(f"\n\n{text}" for text in (*texts, *([HOLDING] if parts else [])))


# -- learning -----------------------------------------------------------------------------------


def _optimizer(moment: Moment) -> str:
    written = torch_optimizer(moment.optimizer)
    if not optimizer_memory(moment):
        made = PLAIN_OPTIMIZER.format(make=written.make)
    else:
        lines = [f'"{key}": memory[f"{{name}}.{key}"].to(DEVICE),' for key in written.memory.keys.values()]
        if written.memory.counts:
            steps = moment.state.network.optimizer["passes"]
            lines.insert(0, f'"step": torch.tensor({float(steps)}),')
        state = "".join(f"            {line}\n" for line in lines)
        made = REMEMBERING_OPTIMIZER.format(make=written.make, state=state)
    return made + _schedule(moment)


def _changes_rate(moment: Moment) -> bool:
    optimizer = moment.optimizer
    return optimizer.schedule != "constant" or bool(optimizer.warm_up)


def _schedule(moment: Moment) -> str:
    if not _changes_rate(moment):
        return ""
    optimizer = moment.optimizer
    head = '\n\ndef share(done):\n    """The share of the rate in the pass that follows so many."""\n'
    if warm_up := optimizer.warm_up:
        head += f"    if done < {warm_up}:\n        return (done + 1) / {warm_up}\n    done -= {warm_up}\n"
    body = SCHEDULES[optimizer.schedule]
    return head + body.format(passes=optimizer.schedule_passes, factor=optimizer.schedule_factor)


def _batches(moment: Moment) -> str:
    size, state = moment.setup.batch_size, moment.state.batches
    sizes = {"start": state.cursor * size, "count": len(moment.data), "size": size}
    if state.deal is None:
        order = IN_ORDER.format(**sizes)
    else:
        order = SHUFFLED.format(deal=_literal(dict(state.deal)), **sizes)
    summed = type(moment.loss).__name__ in SUMMED
    share = "WORLD" if summed else "WORLD * len(target) / whole"
    return f"{order}\n\n{SHARING.replace('{share}', share)}"


def _training(moment: Moment) -> str:
    masks = ""
    if mask_states(moment):
        masks = "        Dropout.whole, Dropout.first, Dropout.last = len(rows), first, last\n"
    if not moment.graph.values.size:
        return TRAINING_HEAD + IDLE_LOOP.format(masks=masks)
    rate = ""
    if _changes_rate(moment):
        steps = moment.state.network.optimizer["passes"]
        rate = (
            "        for group in optimizer.param_groups:\n"
            f'            group["lr"] = RATE * share({steps} + number)\n'
        )
    whole, parts = frozen_parameters(moment)
    still = {"still": STILL if parts else "", "back": BACK if parts else ""}
    loop = TRAINING_LOOP.format(masks=masks, rate=rate, clips=_clips(moment), **still)
    if not rate:
        loop = loop.replace("for number, rows", "for _, rows")
    head = TRAINING_HEAD + ("    freeze(network)\n" if whole else "")
    head += "    still = held(network)\n" if parts else ""
    return f"{head}{_spread(moment)}    optimizer = make_optimizer(network)\n{loop}"


def _spread(moment: Moment) -> str:
    """The lines that let several processes train one network."""
    lines = "    model = DistributedDataParallel(network) if WORLD > 1 else network\n"
    return SYNCHRONISED + lines if _averages(moment) else lines


def _clips(moment: Moment) -> str:
    optimizer, lines = moment.optimizer, ""
    for kind, limit in (("value", optimizer.clip_value), ("norm", optimizer.clip_norm)):
        if limit:
            lines += f"        nn.utils.clip_grad_{kind}_(network.parameters(), {limit!r})\n"
    return lines
