"""Sockets to listen on: an address, or a path that only this user can reach."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

from servicelint.client import is_private


class AddressError(Exception):
    """The server cannot listen there; the text says why."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address; port 0 lets the system choose. Raises ``AddressError``."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # With the protocol named, asyncio switches Nagle's algorithm off; it would cost 40 ms on each answer.
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(512)
    except OSError as error:
        raise AddressError(f"cannot listen on {host} port {port}: {error.strerror or error}") from None
    return bound


def listen_locally(path: str) -> socket.socket:
    """Return a socket that listens at ``path``, in a folder that only this user can enter.

    One that a dead server left behind is replaced. Raises ``AddressError`` when another server is alive there.
    """
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not is_private(path):
            raise AddressError(f"{folder} is open to others: make it yours alone (chmod 700), or choose --socket")
        with suppress(FileNotFoundError):
            if _alive(path):
                raise AddressError(f"another servicelint serves at {path}")
            os.unlink(path)
        bound = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        bound.bind(path)
        os.chmod(path, 0o600)
        bound.listen(512)
    except OSError as error:
        raise AddressError(f"cannot listen at {path}: {error.strerror or error}") from None
    return bound


def _alive(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(path)
        except ConnectionRefusedError:
            return False
        except FileNotFoundError:
            raise
        except OSError:
            return True
    return True
