"""What came before a network was changed, kept so that the plots can show it beside what comes after.

It is a picture of that moment: whatever becomes of the run that was left, it stays what it was.
"""

from __future__ import annotations

from dataclasses import replace

from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.records import Former
from nnviz.session.run import Run

MOST_EPOCHS = 1024
"""About how many epochs are kept of each."""

MOST = 8
"""How many are kept; of more the oldest go."""

Formers = tuple[Former, ...]
"""One after another, the oldest first."""


def with_former(before: Formers, run: Run, deed: Deed) -> Formers:
    """What came before, with a run that is changed now; where that has completed no epoch, what is done to it
    joins what was done to the one before."""
    records = run.outline(MOST_EPOCHS)
    if records:
        return (*before, Former(deed, run.epochs, records))[-MOST:]
    if not before:
        return ()
    done = before[-1].deed
    count = done.number if done.verb is Verb.SEVERAL else 1
    return (*before[:-1], replace(before[-1], deed=Deed(Verb.SEVERAL, number=count + 1)))
