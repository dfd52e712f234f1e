"""What all tests need: processes that can be interrupted."""

from __future__ import annotations

import signal

# A shell starts what runs in the background with Ctrl-C ignored, and the processes that tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
