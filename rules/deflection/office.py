"""Is a mail one between colleagues, about their own work?"""

from __future__ import annotations

from servicelint.colleagues import plainly_colleagues

among = plainly_colleagues
