"""In mocgioi's package for Windows: SciPy's solvers of linear programmes, and no more of optimize.

The whole would bring special functions, geometry and transforms of 20 MB that nothing uses.
"""

from ._optimize import OptimizeResult, OptimizeWarning  # noqa: F401, I001
from ._constraints import Bounds, LinearConstraint  # noqa: F401
from ._linprog import linprog  # noqa: F401
from ._milp import milp  # noqa: F401
