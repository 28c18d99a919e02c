"""How the pages are guarded: decided from the address that the server is bound to and the settings alone.

On loopback nobody signs in. Bound to another address, the pages are served only where people sign in (OpenID Connect) or an
operator's secret guards the Safety page; otherwise nothing is served.
"""

import ipaddress
from typing import Literal

from assistant.settings import Settings

Mode = Literal["loopback", "sign_in", "secret", "refused"]

LEAST_SECRET_CHARACTERS = 16

REFUSED = (
    "This server is bound to an address that other machines can reach, but neither sign-in (OpenID Connect in "
    ".streamlit/secrets.toml, with operators in BLIN_OPERATORS) nor an operator's secret of at least "
    f"{LEAST_SECRET_CHARACTERS} characters (BLIN_OPERATOR_SECRET) is configured."
)


def mode_of(address: str | None, settings: Settings, *, can_sign_in: bool) -> Mode:
    """Return how access is controlled.

    address: that the server is bound to, None for all; can_sign_in: whether OpenID Connect is configured.
    """
    if is_loopback(address):
        return "loopback"
    if can_sign_in and settings.operators:
        return "sign_in"
    has_secret = settings.operator_secret is not None and len(settings.operator_secret) >= LEAST_SECRET_CHARACTERS
    return "secret" if has_secret else "refused"


def is_loopback(address: str | None) -> bool:
    """Tell whether a server that is bound to an address can be reached from this machine alone."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False
