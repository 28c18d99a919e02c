"""regimen."""


def page() -> None:
    """Draw."""
