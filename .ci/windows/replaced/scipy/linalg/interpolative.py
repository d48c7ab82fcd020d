"""In mocgioi's package for Windows: left out, as only linprog's old methods ask for it."""


def interp_decomp(*_args: object, **_named: object) -> None:
    """Refuse: HiGHS does without it."""
    raise NotImplementedError("scipy.linalg.interpolative is not in this package")
