"""Data of one's own that a network is to learn from: which, what is made of them, and the network; all plain.

It is what is remembered of them, and what a run is made from again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from nnviz.dataclass import dataclass
from nnviz.nn import DataError
from nnviz.nn.errors import Phrase
from nnviz.session.data import FILE_SETTINGS, Dataset
from nnviz.session.data.content import fingerprint
from nnviz.session.data.files import files_of
from nnviz.session.proposal import Proposal
from nnviz.session.setup import Part, Setup


@dataclass(frozen=True)
class Own:
    """Data of one's own.

    Attributes:
        part: the kind of file and the choices made of it, with the digest of its content.
        proposal: the network.
    """

    part: Part
    proposal: Proposal

    @property
    def path(self) -> Path:
        """The file, or the first of two."""
        return Path(self.part.settings["file"])

    @property
    def name(self) -> str:
        """What its run is opened again under: the same only for the same choices and content."""
        said = json.dumps(self.as_plain(), sort_keys=True)
        return f"{self.path.stem} {blake2b(said.encode(), digest_size=4).hexdigest()}"

    def missing(self) -> Phrase | None:
        """Which of its files is not there, as a reason why they cannot be opened; None if all are."""
        gone = next((path for path in self._files() if not path.is_file()), None)
        return Phrase("{0} is not there any more; nothing has changed", gone) if gone else None

    def _files(self) -> list[Path]:
        return files_of(self.part.type, dict(self.part.settings))

    def sealed(self, before: str = "") -> Own:
        """The same with the digest of what its files hold now.

        Args:
            before: what they should hold; empty if that may be anything.

        Raises:
            DataError: one cannot be read, or they hold something else.
        """
        settings = {**self.part.settings, "content": fingerprint(self._files())}
        if before and settings["content"] != before:
            raise DataError(
                "{0} has changed since it was opened last; look at the choices, then open it", self.path.name
            )
        return Own(Part(self.part.type, settings), self.proposal)

    def data(self) -> Dataset:
        """The dataset.

        Raises:
            NnError: the file cannot be read that way, has changed, or does not fit into memory.
        """
        try:
            return Setup(self.part, (), Part(""), Part("")).make_data()
        except MemoryError as error:
            raise DataError(
                "{0} does not fit into memory; take fewer rows or columns", self.path.name
            ) from error

    def setup(self, data: Dataset) -> Setup:
        """What a run is made from, given the dataset.

        Raises:
            NnError: the network does not fit the data.
        """
        made = self.proposal.setup(self.part, data)
        network = made.make_network(data)
        made.make_loss().targets(data.t, network.shapes[network.output])
        made.make_optimizer()
        return made

    # -- plain data -----------------------------------------------------------------------------

    def as_plain(self) -> dict[str, Any]:
        """All of it in plain words, numbers and lists."""
        return {
            "kind": self.part.type,
            "settings": dict(self.part.settings),
            "network": self.proposal.as_plain(),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Own:
        """The same again.

        Raises:
            DataError: it is not what :meth:`as_plain` gives.
        """
        try:
            kind, settings = plain["kind"], dict(plain["settings"])
            if all(isinstance(settings[key], str) for key in FILE_SETTINGS[kind]):
                return cls(Part(kind, settings), Proposal.from_plain(plain["network"]))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError("what is remembered of own data cannot be read: {0}", error) from error
        raise DataError("what is remembered of own data cannot be read: {0}", "file")
