"""Documents: one .nnviz file with everything that a run goes on from, and how it is looked at.

:func:`as_bytes` writes one and :func:`read` reads it; :func:`resumed` makes the run that goes on.
"""

from nnviz.session.document.document import Document, document_of, resumed
from nnviz.session.document.references import MissingFileError
from nnviz.session.document.writing import as_bytes, from_bytes, guarded, opened, opening, read

__all__ = [
    "Document",
    "MissingFileError",
    "as_bytes",
    "document_of",
    "from_bytes",
    "guarded",
    "opened",
    "opening",
    "read",
    "resumed",
]
