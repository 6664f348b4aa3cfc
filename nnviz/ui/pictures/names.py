"""The name that is proposed for a picture: of which lesson it is, and of which place in its run.

It is the same in every language, so that files that belong together stand together.
"""

from __future__ import annotations

import re

from nnviz.session.frame import Frame


def proposed(lesson: str, frame: Frame | None, of_window: bool = False) -> str:
    """A name without an ending, such as ``xor-epoch-205-dense-3-backward``."""
    parts = [lesson, *(_place(frame) if frame else ()), *(["window"] if of_window else [])]
    return re.sub(r"[^\w]+|_", "-", "-".join(parts)).strip("-") or "nnviz"


def _place(frame: Frame) -> list[str]:
    operation = frame.operation
    parts = ["epoch", str(frame.epoch)]
    if operation is None or frame.live:
        return parts
    kind = operation.kind.value
    node = [operation.node] if frame.stage.node(operation.node) and operation.node != kind else []
    return [*parts, *node, kind]
