"""The engine for browsers and Thunderbird by native messaging: frames, the host that answers, where it is announced.

The program starts the host itself, as its own user, and talks over pipes: no port is open, no token is needed.
"""
