"""study."""


def page() -> None:
    """Draw."""
