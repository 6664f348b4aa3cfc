"""What counts as a change that is not saved: one by hand, or in a document that has a file whatever moves it.

A lesson that is looked at and trained is none: its run can be made again at any time.
"""

from __future__ import annotations

from nnviz.session import commands

_BY_HAND = (commands.MakeEdit, commands.TakeBack, commands.SetFeatures, commands.SetPoints)
"""What a person does to a network with their own hands."""

_HARMLESS = (
    commands.Open,
    commands.OpenDocument,
    commands.Save,
    commands.Keep,
    commands.Play,
    commands.TrainEpochs,
    commands.Pause,
    commands.Step,
    commands.GoToPosition,
    commands.GoToFormula,
    commands.GoToEnd,
    commands.GoToEpoch,
    commands.SetPace,
    commands.SetHistoryBytes,
    commands.Examine,
    commands.CheckLayer,
    commands.Watch,
    commands.Compare,
    commands.Choose,
    commands.EndComparison,
)
"""What changes nothing but how many passes have been completed."""

FOR_BOTH = (commands.Reset, commands.NewWeights)
"""What is done to both of two networks that are compared, whichever is chosen."""


class Changes:
    """Knows whether something is not saved.

    Attributes:
        count: how many changes there were, so that others can be told from those seen before.
        passes: how many passes have been completed.
    """

    def __init__(self) -> None:
        self.count = self.passes = 0
        self._edited, self._saved_passes = False, None

    _edited: bool
    _saved_passes: int | None

    @property
    def unsaved(self) -> bool:
        """Whether there is something that is not saved."""
        trained = self._saved_passes is not None and self.passes != self._saved_passes
        return self._edited or trained

    def begin(self) -> None:
        """What is open now has no file, and nobody has changed it."""
        self._edited, self._saved_passes = False, None

    def saved(self, passes: int) -> None:
        """All is in a file as it was after so many passes."""
        self._edited, self._saved_passes = False, passes

    def touch(self) -> None:
        """Something has been changed by hand."""
        self._edited = True
        self.count += 1

    def note(self, command: object) -> None:
        """A command goes to the run, wherever it came from."""
        moves = self._saved_passes is not None and not isinstance(command, _HARMLESS)
        if moves or isinstance(
            command, commands.Rebuild
        ):  # whoever asks for another network, does it by hand
            self.touch()

    def note_by_hand(self, command: object) -> None:
        """A command comes from where a person changes the network."""
        if isinstance(command, _BY_HAND):
            self.touch()
