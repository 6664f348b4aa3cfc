"""Blocks: the reader sees what the writer wrote, and a block is written anew only after its last array."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from nnviz.session.remote.blocks import LEAST, Read, Written


def test_the_reader_sees_the_bytes_and_leaves_no_file_behind(tmp_path: Path) -> None:
    written, read = Written(tmp_path), Read(tmp_path)
    number, room = written.take(8)
    room[:8] = b"12345678"
    assert bytes(read.open(number)[:8]) == b"12345678"
    if sys.platform != "win32":
        assert list(tmp_path.iterdir()) == []
    room[:1] = b"9"
    assert bytes(read.open(number)[:2]) == b"92"


def test_a_block_is_handed_back_once_the_last_array_of_it_is_gone(tmp_path: Path) -> None:
    written, read = Written(tmp_path), Read(tmp_path)
    number, _ = written.take(64)
    whole = read.open(number)
    arrays = [np.frombuffer(whole[8 * k : 8 * k + 8]) for k in range(3)]
    read.take_left()
    del whole
    while arrays:
        assert read.take_left() == ()
        arrays.pop()
    assert read.take_left() == (number,)
    assert read.take_left() == ()


def test_a_block_given_back_is_filled_again_and_others_are_made_meanwhile(tmp_path: Path) -> None:
    written = Written(tmp_path)
    first, second = written.take(10)[0], written.take(10)[0]
    assert first != second
    written.give_back([first])
    assert written.take(LEAST)[0] == first
    assert set(written.numbers) == {first, second}


def test_blocks_that_have_become_too_small_go_on_both_sides(tmp_path: Path) -> None:
    written, read = Written(tmp_path), Read(tmp_path)
    small, room = written.take(10)
    room[:3] = b"old"
    kept = read.open(small)
    written.give_back([small])
    large, _ = written.take(LEAST + 1)
    assert written.numbers == (large,)
    read.open(large)
    read.keep_only(written.numbers)
    assert bytes(kept[:3]) == b"old"
    assert len(read.open(large)) == LEAST + 1


@pytest.mark.skipif(
    not hasattr(os, "posix_fallocate"), reason="the system gives room only when it is written to"
)
def test_no_room_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    written = Written(tmp_path)
    with pytest.raises(OSError, match="No space left"):
        written.take(10)
    assert written.numbers == ()
