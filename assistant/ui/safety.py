"""safety."""


def page() -> None:
    """Draw."""
