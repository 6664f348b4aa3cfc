"""What counts as a change that is not saved, without a window."""

from __future__ import annotations

from nnviz.session import commands
from nnviz.session.choices import Unit
from nnviz.session.edits import Edit, Rate
from nnviz.ui.documents.changes import Changes


def test_a_lesson_is_changed_by_hand_alone() -> None:
    changes = Changes()
    for command in (commands.Play(), commands.SetLearningRate(0.5), commands.MakeEdit(Rate(0.1))):
        changes.note(command)
    changes.passes = 100
    assert not changes.unsaved
    changes.note_by_hand(commands.Pause())
    assert not changes.unsaved
    changes.note_by_hand(commands.MakeEdit(Edit("dense_1", "W", (0, 0), 1.0)))
    assert changes.unsaved


def test_what_has_a_file_is_changed_by_whatever_moves_it() -> None:
    changes = Changes()
    changes.saved(7)
    changes.passes = 7
    for command in (commands.Step, commands.Watch):
        changes.note(command(Unit.PASS) if command is commands.Step else command("dense_1"))
    assert not changes.unsaved
    changes.passes = 8
    assert changes.unsaved
    changes.saved(8)
    assert not changes.unsaved
    changes.note(commands.Reset())
    assert changes.unsaved
