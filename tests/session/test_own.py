"""What is remembered of data of one's own: plain, told apart by choices and content, checked when read."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import numpy as np
import pytest

from nnviz.nn import DataError, SettingError
from nnviz.session.data import DATASETS, Dataset
from nnviz.session.data.content import fingerprint
from nnviz.session.data.dataset import TARGETS, Scale
from nnviz.session.data.files import ChangedFileError, from_file, kind_of
from nnviz.session.data.watching import StoppedError, watched
from nnviz.session.own import Own
from nnviz.session.proposal import Proposal, proposed, usual_rate
from nnviz.session.run import Run
from nnviz.session.setup import Part

TABLE = "a,b,kind\n" + "".join(f"{k},{k * k},{['no', 'yes'][k % 2]}\n" for k in range(40))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(TABLE)
    return path


def own(path: Path, proposal: Proposal | None = None, **settings: object) -> Own:
    chosen = {"file": str(path), "targets": ["kind"], **settings}
    return Own(Part("csv", chosen), proposal or Proposal((4,)))


def test_a_run_is_made_from_it_and_learns(table: Path) -> None:
    made = own(table, scaling="standard").sealed()
    data = made.data()
    run = Run(made.setup(data))
    run.train_epochs(1)
    assert [part.type for part in made.setup(data).layers] == ["Dense", "Tanh", "Dense", "Softmax"]
    assert run.frame().stage.classes == ("no", "yes")
    assert run.frame().stage.inputs[0].labels == ("a", "b")
    assert run.frame().stage.inputs[0].scale(0) == Scale("standard", 19.5, pytest.approx(np.arange(40).std()))


def test_it_comes_back_from_plain_text_as_it_was(table: Path) -> None:
    made = own(table, Proposal((7, 5), "ReLU", batch_size=3, seed=9), test_share=0.25).sealed()
    again = Own.from_plain(json.loads(json.dumps(made.as_plain())))
    assert (again, again.name) == (made, made.name)
    assert again.setup(again.data()) == made.setup(made.data())


def test_other_choices_another_network_and_another_content_have_other_names(table: Path) -> None:
    first = own(table).sealed()
    others = [own(table, seed=1).sealed(), own(table, Proposal((5,))).sealed()]
    table.write_text(TABLE + "1,2,no\n")
    others.append(own(table).sealed())
    assert len({first.name, *(other.name for other in others)}) == 4
    assert first.name.startswith("mine ")


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"kind": "csv", "settings": {}, "network": Proposal().as_plain()},
        {"kind": "xor", "settings": {"file": "x"}, "network": Proposal().as_plain()},
        {"kind": "csv", "settings": {"file": 3}, "network": Proposal().as_plain()},
        {"kind": "csv", "settings": {"file": "x"}, "network": {"hidden": [0]}},
        {"kind": "csv", "settings": {"file": "x"}, "network": {"hidden": [3], "colour": "red"}},
        {"kind": "csv", "settings": 5, "network": None},
    ],
)
def test_what_is_not_that_plain_text_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(DataError, match="what is remembered of own data cannot be read"):
        Own.from_plain(plain)


# -- content ------------------------------------------------------------------------------------


def test_a_file_that_has_changed_is_refused_when_a_run_is_made(table: Path) -> None:
    sealed = own(table).sealed()
    table.write_text(TABLE.replace("yes", "yet"))
    with pytest.raises(ChangedFileError, match=r"mine\.csv has changed since it was chosen"):
        sealed.data()
    with pytest.raises(DataError, match=r"mine\.csv has changed since it was opened last"):
        own(table).sealed(sealed.part.settings["content"])


def test_a_copy_of_a_file_has_the_same_content_and_two_files_are_told_from_one(tmp_path: Path) -> None:
    for name, content in (("a", b"12"), ("b", b"3"), ("c", b"1"), ("d", b"23"), ("copy", b"12")):
        (tmp_path / name).write_bytes(content)
    found = {
        name: fingerprint([tmp_path / each for each in name.split()]) for name in ("a b", "c d", "a", "copy")
    }
    assert len({*found.values()}) == 3
    assert found["a"] == found["copy"]
    with pytest.raises(DataError, match="cannot be read"):
        fingerprint([tmp_path / "none"])


def test_a_table_is_read_once_while_somebody_holds_it(table: Path) -> None:
    sealed = own(table).sealed()
    first = sealed.data()
    assert sealed.data() is first
    del first
    gc.collect()
    table.unlink()
    with pytest.raises(DataError):
        sealed.data()


def test_which_of_its_files_is_gone_is_said(table: Path) -> None:
    assert own(table).missing() is None
    table.unlink()
    assert str(own(table).missing()) == f"{table} is not there any more; nothing has changed"


def test_the_kind_of_a_file_is_told_by_how_it_begins(tmp_path: Path) -> None:
    files = {
        "a": b"PK\3\4",
        "b.npz": b"",
        "c": b"\0\0\x08\x03",
        "d.gz": b"\x1f\x8b",
        "e.idx": b"x",
        "f": b"1,2",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    kinds = [kind_of(tmp_path / name) for name in files]
    assert kinds == ["npz", "npz", "idx", "idx", "idx", "csv"]


def test_a_reading_stops_as_soon_as_nobody_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "1,2\n" * 100_000)
    heard: list[float] = []

    def listen(share: float) -> None:
        heard.append(share)
        if share > 0.3:
            raise StoppedError

    with watched(listen), pytest.raises(StoppedError):
        from_file(
            "csv", file=str(path), targets="y", encoding="utf-8", delimiter=",", decimal=".", header=True
        )
    assert 0.3 < heard[-1] < 0.6


# -- targets and proposals ----------------------------------------------------------------------


def test_targets_that_are_numbers_are_scaled_by_what_is_learned_from(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("x,y\n" + "".join(f"{k},{1000 * k}\n" for k in range(20)))
    data = from_file("csv", file=str(path), targets="y", target_scaling="min-max", test_share=0.25)
    (scale,) = data.scales[TARGETS]
    assert (data.t.min(), data.t.max()) == (0.0, 1.0)
    assert scale is not None
    assert data.held is not None
    wanted = sorted(1000.0 * k for k in range(20))
    both = np.concatenate([data.t[:, 0], data.held.t[:, 0]])
    assert sorted(scale.undone(value) for value in both) == pytest.approx(wanted)


def test_classes_are_never_scaled(table: Path) -> None:
    data = from_file("csv", file=str(table), targets="kind", target_scaling="standard")
    assert {*data.t.tolist()} == {0.0, 1.0}
    assert TARGETS not in data.scales


def test_arrays_that_are_no_pair_are_refused_before_any_is_drawn(tmp_path: Path) -> None:
    for x, t in ((5, 4), (4, 5)):
        np.savez(tmp_path / "a.npz", x=np.zeros((x, 2)), y=np.zeros(t))
        with pytest.raises(DataError, match=f"{x} samples of input but {t} of targets"):
            from_file("npz", file=str(tmp_path / "a.npz"), test_share=0.5)


@pytest.mark.parametrize(
    ("shape", "classes", "count", "expected"),
    [
        ((4,), True, 150, Proposal((8,), batch_size=16)),
        ((30,), False, 50, Proposal((16,), batch_size=8)),
        ((28, 28, 1), True, 10_000, Proposal((), "ReLU", True, batch_size=32)),
        ((2, 2, 1), True, 10_000, Proposal((32,), "ReLU", False, batch_size=32)),
    ],
)
def test_what_is_proposed_fits_the_data(
    shape: tuple[int, ...], classes: bool, count: int, expected: Proposal
) -> None:
    assert proposed(shape, classes, count) == expected


def test_a_proposed_network_fits_images_of_any_size() -> None:
    digits = DATASETS["digits"](points=20)
    for side in range(1, 9):
        cut = Dataset("cut", {"input": digits.x[:, :side, :8]}, digits.t, classes=digits.classes)
        setup = proposed(cut.x.shape[1:], True, 20).setup(Part("digits"), cut)
        network = setup.make_network(cut)
        assert network.shapes[network.output] == (10,)


def test_sizes_that_no_layer_can_have_are_refused() -> None:
    with pytest.raises(SettingError, match="hidden units must be a whole number from 1 to 1024, given 5000"):
        Proposal((5000,))
    with pytest.raises(SettingError, match="9 hidden layers are too many; allowed: 8"):
        Proposal((1,) * 9)
    with pytest.raises(SettingError, match="activation 'Swish' is unknown"):
        Proposal((1,), "Swish")


def test_the_usual_rate_of_an_optimizer_is_its_own() -> None:
    assert (usual_rate("SGD"), usual_rate("Adam")) == (0.1, 0.001)
