"""Mail to many that offers a sale, a deal, an event or money to be made: who gets it has asked for nothing.

An approach to one firm is told by a seller's moves (``outbound``); a circular makes none of them, but names its offer.
"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence

_CASH = r"(?:[$£€₹] ?(?:\d[\d,.]*|<>)|xamount)"
_SEASON = r"(?:winter|summer|spring|autumn|fall|christmas|holiday|new year|january|half[- ]yearly|annual|anniversary|black friday|cyber monday|clearance|flash|end[- ]of[- ](?:season|year|line)|warehouse|pre-?season|weekend|mid-?season|closing[- ]down|boxing day|easter|diwali)"
_EVENT = r"(?:conference|seminar|workshop|summit|forum|expo|exhibition|trade (?:show|fair)|webinar|congress|symposium|master ?class|open house|training course|boot ?camp|annual meeting)"
_GAIN = r"(?:rich|wealth\w*|(?:a )?fortune|financial (?:freedom|independence|worries)|filthy rich|(?:extra|easy|fast|quick|big|serious|real) (?:cash|money|income|profits?))"
#: Each of these alone is a circular that offers something.
_OFFERS = regex(
    r"(?<![\w-])(?:"
    rf"{_SEASON} sale|(?:sale|offer|promotion) (?:ends|starts|now on|on now)|save (?:up to |big\b|an extra )(?:\d|{_CASH}|on\b)?|(?:now |all )?on sale (?:from|for|at|now)|(?:hot|great|lucky|low|lowest|special|super|unbeatable) fares|(?:real|hot|hottest|unbeatable|last[- ]minute|best) deals (?:from|on|of)|(?:stay|eat|travel|ride|fly)s? free"
    r"|this (?:\w+ )?(?:offer|week's (?:deals?|offers?)) includes?|(?:complimentary|free) (?:trial )?subscriptions?|trial subscriptions?|free (?:nights?|months?) (?:in|at|with|when)|bonus miles"
    rf"|(?:attend|join us (?:at|for)|register (?:now |today )?for|sign up for|places (?:left )?(?:at|on)) (?:our|the \d+\w* annual|our next|this (?:year's )?) ?(?:[\w-]+ ){{0,4}}{_EVENT}|early[- ]bird (?:rate|price|discount|registration)|join (?:some of |the |our |over |more than )+[\d,]+\+? (?:[^.?!]|\.(?=\w)){{3,80}}\b(?:{_EVENT}|meeting|readers|members)"
    r"|presents? [^.?!]{3,120}\b(?:conference|seminar|workshop|course)\b|how would you like to (?:harness|improve|earn|save|double|boost|increase|grow|cut|learn|own|win|make)"
    rf"|(?:get|become|be|filthy|very) {_GAIN}|(?:earn|make|cash in)(?: \w+){{0,3}} {_GAIN}|{_GAIN} from home|(?:you (?:can |could )?|people who )work from home|home[- ]based business|commissions? (?:are |is )?paid (?:daily|weekly)|be your own boss|(?:once[- ]in[- ]a[- ]lifetime|unbelievable|incredible|unique|ground[- ]floor) (?:business )?(?:opportunity|offer|chance)|a product (?:everyone|everybody|that everyone) (?:needs|wants)|market that is (?:virtually |still )?untapped|merchant account|expand your business|free psychic|risk[- ]free (?:trial|offer|investment)"
    rf"|would you like (?:{_CASH}|some|a little) (?:of |in )?(?:extra |more )?(?:cash|credit|money)|extra cash from time to time|(?:we|i) can (?:give|lend) you {_CASH} to spend"
    r"|(?:private|gated|members[- ]only) (?:country |golf )?club|please accept my invitation to (?:visit|view|tour|attend|join)|officially launched (?:its|our)|launched (?:its|our) (?:flagship|first|newest)|the perfect gift for|with our revolutionary|toll[- ]free number (?:now|immediately|today)"
    r"|who (?:is|would be) the (?:best|right) person (?:in|at|to)|tell me who (?:oversees|handles|runs|manages|is (?:in charge of|responsible for))|point(?:ing)? me in the right direction"
    r"|for free with (?-i:[A-Z])\w+!|take advantage of (?:this|our) (?:\w+ )?(?:offer|deal|promotion)|(?:order|buy|act|call) (?:now|today)(?:,| and|!)"
    r")(?!\w)",
    re.IGNORECASE,
)
#: What a mail about something at hand says, or one among colleagues.
_AT_HAND = regex(
    r"\b(?:sorry|apolog\w+|refund\w*|(?:your|the|this|attached) (?:invoices?|receipts?|order|booking|reservation|claim|application)|overdue|arrears|you(?:'ve| have| had)? (?:asked|ordered|booked|requested|reported|registered|signed up)|thank(?:s| you) for (?:your|registering|joining|signing|ordering|booking|shopping)|welcome to|verify|password|agenda"
    r"|counterpart\w*|trad(?:ers?|ing desk)|draft|per our|our (?:discussion|meeting|conversation)|employees?|staff|hr\b|department|coworkers?|colleagues? at|the commission|ferc|rehearing|prc|stock options|team leaders|lunch(?:eon)?|dinner|party|donat\w+|volunteer\w*|alumni|mom|dad|love you)\b",
    re.IGNORECASE,
)
#: What stands below the name is small print.
_END = regex(
    r"(?:^|\n)\W*(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|regards|sincerely)\b", re.IGNORECASE
)
#: A letter says this much before its name, in sentences.
_LEAST = 3
_MOST = 3000


@lru_cache(maxsize=64)
def promotes(text: str) -> bool:
    """Tell whether ``text``, a mail that answers nobody, is a circular with an offer."""
    body = " ".join(_END.split(text, maxsplit=1)[0].split())
    return len(body) < _MOST and _OFFERS.search(body) is not None and _AT_HAND.search(body) is None


def above_the_name(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the sentences of a letter without the small print below its name."""
    ends = (at for at, sentence in enumerate(sentences) if at >= _LEAST and _END.match(sentence.text))
    return sentences[: next(ends, len(sentences))]


#: How such a mail opens.
OPENS = regex(
    r"^\W*(?:"
    rf"(?:save|get|enjoy|take|receive|claim|grab|win)(?: up to| an?| an extra| your| over| at least)* (?:{_CASH}|\d+ ?%|half|big\b)"
    rf"|[^.?!]{{0,60}}\b{_SEASON} sale\b|[^.?!\n]{{0,50}}\bsale: |[^.?!]{{3,60}} (?:for|from|at) (?:only |just |as little as )?{_CASH}\W*$"
    r"|this (?:\w+ ){0,3}(?:offer|deal|special|promotion) (?:includes?|gives|lets|is)"
    rf"|(?:join|attend|register for|come to) (?:some of |the |our |over |more than |us (?:at|for) )+(?:[^.?!]|\.(?=\w)){{0,90}}\b(?:{_EVENT}|meeting|readers|members)"
    rf"|(?-i:[A-Z])[\w&' ]{{2,50}} (?:presents?|is sponsoring|is hosting|is offering|announces?) [^.?!]{{0,90}}\b(?:{_EVENT}|courses?|fares|programs?)"
    rf"|how would you like to\b|would\s+you\s+like\s+to\s+learn\s+more\s+about\s+an?\b|would you (?:also )?like (?:{_CASH}|some extra|to earn|to save|to own|to make)|would you like (?:{_CASH} of|some) (?:extra )?(?:cash|credit)"
    r"|(?:please )?accept (?:my|our|this) (?:personal )?invitation to|(?:give|try) (?:us|xvar|(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?) (?:another|one more) (?:try|chance|go) and\b|come (?:on )?back (?:to us )?and (?:enjoy|get|save|we)"
    r"|(?:dear friend,? +)?an? (?:unbelievable|amazing|incredible|unique|exclusive|exciting|rare|fantastic|golden) (?:new )?(?:opportunity|offer|deal|chance)"
    r"|(?:expand|grow|boost|explode|promote|advertise) your (?:business|sales|income|website)|(?:with our|try our|a) revolutionary\b|[^.?!]{3,70}\bfor free with (?-i:[A-Z])\w+"
    r"|(?:i am|i'm|we are|we're) (?:pleased|proud|happy|excited|delighted|thrilled) to (?:let you know|tell you|report|say|inform you) that [^.?!]{2,40}\b(?:launched|released|opened|introduced|unveiled)"
    r"|you can (?:now )?(?:enjoy|get|have|unlock|use) [^.?!]{3,80} by (?:upgrading|switching|moving) (?:up )?to (?:our|the)\b"
    r"|as you (?:already |may |probably )?know,? [^.?!]{2,30} is a (?:great|fantastic|wonderful|leading|top) (?:store|shop|place|product|service|brand)"
    r")",
    re.IGNORECASE,
)
