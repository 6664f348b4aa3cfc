"""A network built by hand: what a draft says of itself, what it keeps, and what an undo brings back."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from nnviz.nn import NnError, SettingError
from nnviz.nn.freezing import Frozen
from nnviz.session import commands
from nnviz.session.building import editing
from nnviz.session.building.bench import Bench
from nnviz.session.building.checking import check
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.building.draft import OPEN, spell_out, tidy
from nnviz.session.building.rebuilding import rebuild
from nnviz.session.choices import Unit
from nnviz.session.driver import Driver
from nnviz.session.mailbox import Mailbox
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("Adam", {"learning_rate": 0.1}),
    initializer="article",
    seed=1,
)
DIGITS = Setup(
    Part("digits", {"points": 20}),
    (
        Part("Conv2D", {"channels": 2, "kernel_size": 3}),
        Part("ReLU"),
        Part("Flatten"),
        Part("Dense", {"units": 10}),
    ),
    Part("SoftmaxCrossEntropy"),
    Part("SGD", {"learning_rate": 0.1}),
    batch_size=10,
)
INPUTS = ("input",)
DATA = {name: each.make_data() for name, each in (("xor", XOR), ("digits", DIGITS))}
DRAFT = spell_out(XOR, INPUTS)


def names(setup: Setup) -> list[str]:
    return [part.name for part in setup.layers]


def weights(run: Run) -> dict[str, bytes]:
    nodes = run.program.graph.nodes.items()
    return {f"{name}.{p.key}": p.value.tobytes() for name, node in nodes for p in node.parameters}


# -- edits ------------------------------------------------------------------------------------------


def test_a_layer_goes_in_after_another_and_the_others_keep_their_names() -> None:
    relu = editing.new_part(DRAFT, "ReLU")
    found = editing.insert(DRAFT, relu, "dense_1")
    assert names(found) == ["dense_1", "relu_1", "tanh_2", "dense_3", "tanh_4"]
    assert found.layers[2].sources == ("relu_1",)
    assert tidy(found, INPUTS).layers[2] == Part("Tanh", name="tanh_2")
    first = editing.insert(DRAFT, relu, "input")
    assert names(first)[0] == "relu_1"
    assert first.layers[1].sources == ("relu_1",)


def test_a_layer_goes_on_one_edge_only() -> None:
    branched = editing.join(DRAFT, "input", "dense_3")
    assert names(branched) == ["dense_1", "tanh_2", "add_1", "dense_3", "tanh_4"]
    assert branched.layers[2].sources == ("tanh_2", "input")
    found = editing.insert_between(branched, editing.new_part(branched, "Sigmoid"), "input", "add_1")
    assert found.layers[0].sources == ("input",)
    assert editing.layer(found, "add_1").sources == ("tanh_2", "sigmoid_1")
    with pytest.raises(SettingError, match="dense_3 does not take input"):
        editing.insert_between(branched, editing.new_part(branched, "Sigmoid"), "input", "dense_3")


def test_a_layer_moves_with_its_name() -> None:
    found = editing.move(DRAFT, "tanh_2", "dense_3")
    assert names(found) == ["dense_1", "dense_3", "tanh_2", "tanh_4"]
    assert [part.sources for part in found.layers] == [("input",), ("dense_1",), ("dense_3",), ("tanh_2",)]
    assert editing.move(found, "tanh_2", "dense_1") == DRAFT
    assert names(editing.move(DRAFT, "dense_3", "input"))[0] == "dense_3"
    assert editing.move(DRAFT, "dense_3", "tanh_2") == DRAFT


def test_a_copy_has_a_name_of_its_own() -> None:
    found = editing.duplicate(DRAFT, "dense_1", taken=("dense_2",))
    assert names(found)[:2] == ["dense_1", "dense_4"]
    assert found.layers[1].settings == {"units": 3}


def test_another_type_keeps_the_settings_that_both_have() -> None:
    part = Part("MaxPool2D", {"window": 3, "stride": 1}, "pool", ("input",))
    draft = replace(DRAFT, layers=(part,))
    pooled = editing.replace_type(draft, "pool", "AvgPool2D")
    assert pooled.layers[0] == Part("AvgPool2D", {"window": 3, "stride": 1}, "avgpool2d_1", ("input",))
    added = editing.replace_type(DRAFT, "tanh_2", "Add")
    assert added.layers[1].sources == ("dense_1", OPEN)
    assert added.layers[2].sources == ("add_1",)


def test_what_is_not_there_is_refused() -> None:
    for wrong in (
        lambda: editing.delete(DRAFT, "dense_9"),
        lambda: editing.new_part(DRAFT, "Concat"),
        lambda: editing.replace_type(DRAFT, "dense_1", "Concat"),
        lambda: editing.set_loss(DRAFT, "Concat"),
        lambda: editing.set_initializer(DRAFT, "luck"),
        lambda: editing.connect(DRAFT, "input", "tanh_2", 1),
    ):
        with pytest.raises(SettingError):
            wrong()


# -- what fits ----------------------------------------------------------------------------------------


def test_a_check_tells_shapes_and_sizes() -> None:
    found = check(XOR, DATA["xor"])
    assert found.fits
    assert [fit.shape for fit in found.layers] == [(3,), (3,), (1,), (1,)]
    assert [fit.size for fit in found.layers] == [9, 0, 4, 0]
    assert found.size == 13
    assert found.loss.shape == ()


def wrong(setup: Setup, name: str) -> str:
    """What a check says of one layer or the loss, where nothing else is at fault."""
    found = check(setup, DATA["xor" if setup.data == "xor" else "digits"])
    assert not found.fits
    assert [str(fault) for fault in found.faults] == [str(found.of(name).fault)]
    return str(found.of(name).fault)


def test_what_does_not_fit_is_marked_where_it_does_not() -> None:
    digits = spell_out(DIGITS, INPUTS)
    big = editing.set_setting(digits, "conv2d_1", "kernel_size", 9)
    assert wrong(big, "conv2d_1") == (
        "conv2d_1: expected (N, height ≥ 9, width ≥ 9, channels), given (N, 8, 8, 1)"
    )
    fit = check(big, DATA["digits"]).of("conv2d_1")
    assert (fit.expected, fit.given) == ("(N, height ≥ 9, width ≥ 9, channels)", "(N, 8, 8, 1)")
    no_flatten = editing.delete(digits, "flatten_3")
    assert wrong(no_flatten, "dense_4") == "dense_4: expected (N, features), given (N, 6, 6, 2)"
    assert check(no_flatten, DATA["digits"]).of("relu_2").shape == (6, 6, 2)
    nine = editing.set_setting(digits, "dense_4", "units", 9)
    assert "class numbers must be whole and from 0 to 8, given 9" in wrong(nine, "loss")
    two = editing.set_setting(DRAFT, "dense_3", "units", 2)
    assert wrong(two, "loss") == "MSE: expected (N, 2), given (N, 1)"
    negative = editing.set_setting(DRAFT, "dense_1", "units", -2)
    assert wrong(negative, "dense_1") == "Dense: units must be a whole number of at least 1, given -2"
    unknown = editing.set_setting(DRAFT, "dense_1", "colour", 1)
    assert "colour" in wrong(unknown, "dense_1")


def test_branches_that_lack_a_source_or_lead_nowhere_are_marked() -> None:
    added = editing.insert(DRAFT, editing.new_part(DRAFT, "Add"), "tanh_2")
    assert wrong(added, "add_1") == "input 2 is not connected yet"
    assert check(added, DATA["xor"]).of("dense_3").fault is None
    assert wrong(editing.connect(added, "input", "add_1"), "add_1") == "add_1: expected (N, 3), given (N, 2)"
    assert check(editing.connect(added, "tanh_2", "add_1"), DATA["xor"]).fits
    loose = editing.connect(DRAFT, "input", "dense_3")
    found = check(loose, DATA["xor"])
    assert [fit.fault is None for fit in found.layers] == [False, False, True, True]
    round_about = editing.connect(DRAFT, "tanh_4", "dense_1")
    assert "in a circle" in str(check(round_about, DATA["xor"]).of("dense_3").fault)
    assert not check(replace(DRAFT, layers=()), DATA["xor"]).fits
    assert not check(editing.set_batch_size(DRAFT, 0), DATA["xor"]).fits
    assert not check(editing.set_optimizer(DRAFT, "Adam", beta1=2.0), DATA["xor"]).fits


KINDS = ("Dense", "Tanh", "Add", "Mul", "Conv2D", "MaxPool2D", "Flatten", "Constant", "BatchNorm", "Softmax")


@st.composite
def drafts(draw: st.DrawFn) -> Setup:
    """What comes of some edits, sensible or not."""
    draft = spell_out(draw(st.sampled_from([XOR, DIGITS])), INPUTS)
    for _ in range(draw(st.integers(0, 5))):
        draft = draw_edit(draw, draft)
    return draft


def draw_edit(draw: st.DrawFn, draft: Setup) -> Setup:
    known = [*names(draft), "input"]
    one, other = draw(st.sampled_from(known)), draw(st.sampled_from(known))
    kind = draw(st.sampled_from(KINDS))
    edits = (
        lambda: editing.insert(draft, editing.new_part(draft, kind), one),
        lambda: editing.insert_between(draft, editing.new_part(draft, kind), one, other),
        lambda: editing.delete(draft, one),
        lambda: editing.move(draft, one, other),
        lambda: editing.duplicate(draft, one),
        lambda: editing.replace_type(draft, one, kind),
        lambda: editing.connect(draft, one, other, draw(st.sampled_from([None, 0, 1]))),
        lambda: editing.disconnect(draft, one, other),
        lambda: editing.join(draft, one, other),
        lambda: editing.set_setting(draft, one, "units", draw(st.sampled_from([-1, 1, 3, 10]))),
    )
    try:
        return draw(st.sampled_from(edits))()
    except SettingError:
        return draft


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_a_check_agrees_with_the_network(draft: Setup) -> None:
    data = DATA["xor" if draft.data == "xor" else "digits"]
    found = check(draft, data)
    plain = tidy(draft, INPUTS)
    try:
        graph = plain.make_network(data)
        plain.make_loss().targets(data.t, graph.shapes[graph.output])
    except NnError:
        assert not found.fits
        return
    assert found.fits
    about = {node.name: node for node in graph.describe()}
    for fit in found.layers:
        node = about[fit.name]
        assert (fit.shape, fit.size) == (node.output_shape, node.size)
        assert node.title == f"{node.description.title} {fit.number}"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_layers_that_were_not_touched_keep_their_weights(draft: Setup) -> None:
    if draft.data != "xor" or not check(draft, DATA["xor"]).fits:
        return
    run = Run(XOR)
    run.train_epochs(3)
    before, shapes = weights(run), {n.name: n.parameters for n in run.stage.nodes}
    made = rebuild(run, tidy(draft, INPUTS))
    after = weights(made)
    for node in made.stage.nodes:
        for key in node.parameters:
            if node.name in shapes and shapes[node.name].get(key) == node.parameters[key]:
                assert after[f"{node.name}.{key}"] == before[f"{node.name}.{key}"]
    assert weights(run) == before
    assert made.epochs == 0


# -- the run that goes on ---------------------------------------------------------------------------------


def test_the_optimizer_remembers_what_stays() -> None:
    run = Run(XOR)
    run.train_epochs(5)
    draft = editing.insert(DRAFT, editing.new_part(DRAFT, "Dense"), "tanh_2")
    made = rebuild(run, tidy(draft, INPUTS))
    old, new = run.program.optimizer, made.program.optimizer
    assert new.passes == old.passes == 20
    for key, flat in new.moments().items():
        was = old.moments()[key]
        np.testing.assert_array_equal(flat[:9], was[:9])
        np.testing.assert_array_equal(flat[9:21], np.zeros(12))
        np.testing.assert_array_equal(flat[21:], was[9:])
    drawn = weights(Run(tidy(draft, INPUTS)))
    assert weights(made)["dense_2.W"] == drawn["dense_2.W"]


def test_without_an_edit_of_the_optimizer_the_rate_stays() -> None:
    run = Run(XOR)
    run.set_learning_rate(0.03)
    made = rebuild(run, editing.set_batch_size(XOR, 2))
    assert made.status().learning_rate == 0.03
    assert made.passes_per_epoch == 2
    slower = rebuild(run, editing.set_optimizer(XOR, "Adam", learning_rate=0.5))
    assert slower.status().learning_rate == 0.5
    other = rebuild(run, editing.set_optimizer(XOR, "SGD"))
    assert other.program.optimizer.moments() == {}


def test_what_is_frozen_stays_frozen_where_it_stays() -> None:
    run = Run(replace(XOR, layers=DRAFT.layers, frozen=(Frozen("dense_1"), Frozen("dense_3", "B"))))
    run.train_epochs(3)
    wider = rebuild(run, editing.insert(DRAFT, Part("ReLU", name="relu_9"), "tanh_4"))
    assert wider.coming_frozen == run.coming_frozen
    before = wider.frame().array("dense_1", "W").copy()
    wider.train_epochs(2)
    np.testing.assert_array_equal(wider.frame().array("dense_1", "W"), before)
    without = rebuild(run, editing.delete(editing.delete(DRAFT, "dense_1"), "tanh_2"))
    assert without.coming_frozen == (Frozen("dense_3", "B"),)


def test_a_network_that_goes_on_trains_like_one_without_the_edit() -> None:
    """Putting a layer in and taking it out again changes nothing."""
    run, same = Run(XOR), Run(XOR)
    run.train_epochs(4)
    same.train_epochs(4)
    longer = tidy(editing.insert(DRAFT, editing.new_part(DRAFT, "ReLU"), "input"), INPUTS)
    back = rebuild(rebuild(run, longer), XOR)
    back.train_epochs(3)
    same.train_epochs(3)
    assert weights(back) == weights(same)


class TestDriver:
    """An edit of the network while the run goes on, taken back and made again."""

    def test_undo_says_what_it_goes_back_to_and_does(self) -> None:
        mailbox = Mailbox()
        driver = Driver(Run(XOR), mailbox, name="xor")
        driver.handle(commands.Step(Unit.EPOCH))
        driver.handle(commands.Step(Unit.EPOCH))
        before = mailbox.take()
        assert before is not None
        assert before.status.undoes is None
        deed = Deed(Verb.DELETE, "tanh", 4)
        driver.handle(commands.Rebuild(tidy(editing.delete(DRAFT, "tanh_4"), INPUTS), deed))
        made = mailbox.take()
        assert made is not None
        assert made.frame is not None
        assert made.status.epochs == 0
        assert made.status.undoes is not None
        assert (made.status.undoes.deed, made.status.undoes.epoch) == (deed, before.status.epochs)
        assert [node.name for node in made.frame.stage.nodes] == ["dense_1", "tanh_2", "dense_3"]
        driver.handle(commands.UndoEdit())
        back = mailbox.take()
        assert back is not None
        assert back.frame is not None
        assert before.frame is not None
        assert (back.status.epochs, back.status.redoes) == (
            before.status.epochs,
            replace(made.status.undoes, epoch=0),
        )
        for name, arrays in before.frame.arrays.items():
            for key, array in arrays.items():
                np.testing.assert_array_equal(back.frame.arrays[name][key], array)
        driver.handle(commands.RedoEdit())
        assert driver.slice() is None

    def test_what_does_not_fit_leaves_the_run_as_it_is(self) -> None:
        mailbox = Mailbox()
        driver = Driver(Run(XOR), mailbox, name="xor")
        for bad in (
            editing.delete(DRAFT, "dense_3"),
            editing.set_loss(DRAFT, "BinaryCrossEntropy"),
            replace(DRAFT, layers=()),
        ):
            with pytest.raises(NnError):
                driver.handle(commands.Rebuild(bad, Deed(Verb.SEVERAL, number=2)))
        driver.post()
        mail = mailbox.take()
        assert mail is not None
        assert mail.frame is not None
        assert len(mail.frame.stage.nodes) == 4
        assert mail.status.undoes is None

    def test_the_network_on_the_screen_says_what_it_is_made_of(self) -> None:
        run = Run(XOR)
        assert run.stage.made_of is not None
        setup, data = run.stage.made_of
        assert setup == XOR
        assert data is run.data


def test_a_number_that_is_turned_is_one_step_and_turning_back_brings_the_weights_back() -> None:
    mailbox = Mailbox()
    run = Run(XOR)
    driver = Driver(run, mailbox, name="xor")
    driver.handle(commands.Step(Unit.EPOCH))
    first = mailbox.take()
    learned = weights(run)
    deed = Deed(Verb.SET, "Dense", 1, "units")
    for units in (4, 5, 3):
        driver.handle(
            commands.Rebuild(tidy(editing.set_setting(DRAFT, "dense_1", "units", units), INPUTS), deed)
        )
    turned = mailbox.take()
    assert first is not None
    assert turned is not None
    assert first.frame is not None
    assert turned.frame is not None
    assert turned.frame.arrays["dense_1"]["W"].tobytes() == learned["dense_1.W"]
    driver.handle(commands.UndoEdit())
    back = mailbox.take()
    assert back is not None
    assert (back.status.epochs, back.status.undoes) == (first.status.epochs, None)


class TestBench:
    """The draft, and what becomes of it."""

    def test_a_draft_becomes_a_command_as_soon_as_it_fits(self) -> None:
        bench = Bench(XOR, DATA["xor"])
        assert not bench.waits
        wide = editing.set_setting(bench.draft, "dense_3", "units", 2)
        assert bench.edit(wide, Deed(Verb.SET, "Dense", 3, "units")) is None
        assert bench.waits
        again = editing.insert(bench.draft, editing.new_part(bench.draft, "Dense"), "tanh_4")
        assert bench.edit(again, Deed(Verb.INSERT, "Dense", 5)) is None
        one = editing.set_setting(bench.draft, "dense_2", "units", 1)
        command = bench.edit(one, Deed(Verb.SET, "Dense", 5, "units"))
        assert command is not None
        assert command.deed == Deed(Verb.SEVERAL, number=3)
        assert not bench.waits
        bench.take(command.setup, DATA["xor"])
        assert bench.draft == one

    def test_a_draft_can_be_taken_back_edit_by_edit_or_all_at_once(self) -> None:
        bench = Bench(XOR, DATA["xor"])
        before = bench.draft
        for units in (2, 4):
            bench.edit(editing.set_setting(bench.draft, "dense_3", "units", units), Deed(Verb.SET))
        bench.take_back()
        assert bench.draft.layers[2].settings == {"units": 2}
        bench.take_back()
        assert (bench.draft, bench.waits) == (before, False)
        bench.edit(replace(before, layers=()), Deed(Verb.DELETE))
        bench.discard()
        assert (bench.draft, bench.check.fits) == (before, True)

    def test_a_draft_that_is_further_than_the_run_stays(self) -> None:
        bench = Bench(XOR, DATA["xor"])
        sent = []
        for units in (4, 5):
            wider = editing.set_setting(bench.draft, "dense_1", "units", units)
            sent.append(bench.edit(wider, Deed(Verb.SET)))
        added = editing.insert(bench.draft, editing.new_part(bench.draft, "Add"), "tanh_2")
        assert bench.edit(added, Deed(Verb.INSERT)) is None
        for command in sent:
            assert command is not None
            bench.take(command.setup, DATA["xor"])
            assert (bench.draft, bench.waits) == (added, True)
        bench.discard()
        assert bench.draft.layers[0].settings == {"units": 5}

    def test_another_run_takes_the_place_of_the_draft(self) -> None:
        bench = Bench(XOR, DATA["xor"])
        bench.edit(replace(bench.draft, layers=()), Deed(Verb.DELETE))
        bench.take(DIGITS, DATA["digits"])
        assert bench.check.fits
        assert bench.draft.layers[0].type == "Conv2D"

    def test_the_rate_and_the_initializer_follow_what_is_set_elsewhere(self) -> None:
        bench = Bench(XOR, DATA["xor"])
        bench.take_training(0.7, "he")
        assert bench.draft.optimizer.settings["learning_rate"] == 0.7
        assert bench.draft.initializer == "he"
        assert not bench.waits
