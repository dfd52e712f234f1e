"""A plugin that is really a script."""

import sys

sys.exit(3)
