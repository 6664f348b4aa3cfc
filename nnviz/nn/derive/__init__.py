"""Where the gradient of one weight comes from: factor by factor, path by path, and by trying it out.

Everything is worked out on a twin of the network from one recorded pass, so a run is never disturbed.
"""

from nnviz.nn.derive.chain import Chain, Factor, derive
from nnviz.nn.derive.nudge import AfterUpdate, Nudge, after_update, nudge
from nnviz.nn.derive.numeric import NumericCheck, check, check_all
from nnviz.nn.derive.paths import Path, Paths, find_paths
from nnviz.nn.derive.rerun import Rerun
from nnviz.nn.derive.weight import Weight
