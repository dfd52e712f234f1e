"""Whether a mail that answers nobody tries to sell, in whatever words: how many kinds of a seller's moves it makes.

A seller asks for a meeting, names a price by the month or the piece, says what the wares do, who else uses them and
what the reader could save, adds a brochure and nudges. A service mail makes one such move at most, and speaks of what
the customer has ordered, reported or owes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from servicelint.checks import regex, sibling

_approach = sibling(__file__, "approach")
_moves = sibling(__file__, "seller_moves")
_frames = sibling(__file__, "seller_frames")
#: What only a mail about something bought, reported, owed or at work says.
_SERVED = regex(
    r"\b(?:sorry|apolog\w+|refund\w*|(?:your|the|this|attached) (?:invoices?|receipts?)|invoice (?:no|number)|overdue"
    r"|arrears|balance|tracking|parcels?|order number|survey"
    r"|your (?:order|booking|reservation|parcel|package|refund|claim|appointment|delivery|complaint|ticket|repair"
    r"|application|request|renewal|password|statement|bill|room|cabin|seat|visit|stay|check-?up|file|case|son|daughter"
    r"|mother|father|meter|passport|flight|table|treatment|results?|prescription|boarding|reports?|feedback|interest)"
    r"|(?:as )?you(?:'d| had| have|'ve)? (?:asked(?! nobody)|requested|ordered|booked|reported|wanted|signed up)"
    r"|as (?:agreed|promised|requested|you wanted)|is (?:now )?(?:ready|active|booked|done|confirmed|registered|fixed"
    r"|working|in the post|on its way|yours|due)|are (?:now )?(?:ready|booked|confirmed|due)"
    r"|(?:has|have) (?:been \w+ed|arrived|left|gone)|(?:was|were) (?:charged|cancelled|returned|damaged|delayed|reset"
    r"|moved|late|wrong|missing)|(?:i|we)(?:'ve| have) (?:sent|moved|booked|reset|credited|cancelled|checked|changed"
    r"|asked|put|set|added|reserved|corrected|fixed|refunded|held)|technician|engineer comes|fault|outage|delay(?:ed)?"
    r"|closed (?:from|on)|warranty|deposit|(?:your|the|this) payments?|payment (?:of|is|was|due|failed)"
    r"|(?:is|was|been|be|you) paid|will be with you|pay (?:by|the|in)|amount due|direct debit|fine|instal?ments?"
    r"|statement|unsubscribe|password|verify|log ?in|sign in|newsletter|agenda|welcome to|thank you for"
    r"|(?:valuable|detailed|great) (?:feedback|reports?|question)|agreement|contracts|counterpart(?:y|ies)|draft"
    r"|trading|traders|per our|spreadsheet|conference|seminar)\b",
    re.IGNORECASE,
)
_ENOUGH = 2
#: Sellers are brief.
_MOST = 2500
#: In a text this long moves happen by chance: one more is needed for each stretch of it.
_LONG = 900
_WORD = regex(r"[a-z]+")


@lru_cache(maxsize=64)
def balance(text: str) -> int:
    """Return the points for a seller's moves in ``text``, less those for service; two and more mean that it sells."""
    if len(text) > _MOST:
        return 0
    words = frozenset(_WORD.findall(text.lower()))
    able = [move for move in _moves.MOVES if not move.words.isdisjoint(words)]
    points = -(len(text) // _LONG)
    open_points = sum(move.points for move in able)
    for move in able:
        if points + open_points < _ENOUGH:
            break
        open_points -= move.points
        if move.pattern.search(text):
            points += move.points
    if points < _ENOUGH:
        return points
    return points - 2 * served(text)


def served(text: str) -> int:
    """Return how many different things ``text`` says that only a mail about something bought, reported or owed says."""
    return len({match[0].lower() for match in _SERVED.finditer(text)})


def pitches(text: str) -> bool:
    """Tell whether ``text``, a mail that answers nobody, is a seller's."""
    return balance(text) >= _ENOUGH or bool(_approach.approaches(text)) or bool(_frames.plain(text))
