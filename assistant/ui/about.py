"""about."""


def page() -> None:
    """Draw."""
