"""Finds checks by their names, so that none can be written and forgotten in a list."""

from collections.abc import Callable
from types import ModuleType


def checks_of(*modules: ModuleType) -> tuple[Callable, ...]:
    """Return the checks of `modules`: their own functions whose names begin with check_."""
    return tuple(
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("check_") and value.__module__ == module.__name__
    )
