"""Who may see what, decided on the server at each rerun."""


def may_serve() -> bool:
    """Tell whether the pages may be served at all."""
    return True
