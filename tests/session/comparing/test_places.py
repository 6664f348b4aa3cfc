"""The same place in two passes: the same operation where both have it, else the same share of the phase."""

from __future__ import annotations

from nnviz.session.comparing.places import same_place
from nnviz.session.cursor import Place
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup


def made(*kinds: str) -> Run:
    layers = tuple(Part(kind, {"units": 2} if kind == "Dense" else {}) for kind in kinds)
    return Run(Setup("xor", (*layers, Part("Dense", {"units": 1}, "last")), Part("MSE"), Part("SGD")))


def there(first: Run, second: Run, place: Place) -> Place:
    return same_place(place, first.stage.operations, second.stage.operations, second.ruler)


def test_the_same_operation_stands_elsewhere_in_a_longer_pass() -> None:
    short, long = made("Dense", "Tanh"), made("Dense", "Tanh", "Dense", "Sigmoid")
    for number, operation in enumerate(short.stage.operations, 1):
        place = there(short, long, Place(3, number))
        found = long.stage.operations[place.position - 1]
        assert (place.pass_index, found.node, found.kind) == (3, operation.node, operation.kind)
    assert there(short, long, Place(3, 8)) == Place(3, 12)


def test_as_many_formulas_have_run_in_both() -> None:
    short, long = made("Dense", "Tanh"), made("Dense", "Tanh", "Dense", "Sigmoid")
    place = there(short, long, Place(0, 5, 2))
    assert place == Place(0, 7, 2)


def test_an_operation_that_the_other_lacks_is_at_the_same_share_of_its_phase() -> None:
    short, long = made("Dense", "Tanh"), made("Dense", "Tanh", "Dense", "Sigmoid")
    # dense_3 is the third of six operations forward, the loss among them; the other has four
    assert there(long, short, Place(0, 3)) == Place(0, 2)
    assert there(long, short, Place(0, 4)) == Place(0, 3)


def test_before_everything_is_the_same_place_everywhere() -> None:
    short, long = made("Dense"), made("Dense", "Tanh")
    assert there(short, long, Place(0, 0)) == Place(0, 0)
