"""What layers are called in Python and in PyTorch, where not every name of a layer will do.

Names are made from those in the network, each once, and are the same whatever is exported.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

_TAKEN = """
add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval
extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu
load_state_dict modules mtia named_buffers named_children named_modules named_parameters parameters
register_backward_hook register_buffer register_forward_hook register_forward_pre_hook
register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook
register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook
register_state_dict_pre_hook requires_grad_ self set_extra_state set_submodule share_memory
state_dict to to_empty train training type xpu zero_grad F nn np os torch dist
"""

TAKEN = frozenset(_TAKEN.split())
"""What ``torch.nn.Module`` calls its own, and what the script imports."""


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """A name that Python and ``torch.nn.Module`` take, by each name."""
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_")
        if not plain or plain[0].isdigit():
            plain = f"node_{plain}".rstrip("_")
        if keyword.iskeyword(plain) or plain in TAKEN:
            plain += "_"
        unique, number = plain, 2
        while unique in found.values():
            unique, number = f"{plain}_{number}", number + 1
        found[name] = unique
    return found
