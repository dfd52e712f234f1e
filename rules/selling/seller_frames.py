"""What only a seller writes to somebody who has not asked: each of these alone makes a mail that answers nobody a selling mail."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from functools import lru_cache

from servicelint.checks import regex

#: What a seller has laid before the reader, in the seller's own hand.
_LAID = r"(?:(?:my|our|the|a) (?:[\w-]+ ){0,4}?(?:quote|quotation|proposal|brochure|offer|demo|samples?|pitch|prospectus|catalogue|price list|rate card)|(?:funeral|health|life|home|van|car|fleet|motor|medical|group) (?:\w+ )?(?:cover|insurance|quote)|your (?:[\w-]+ ){0,2}(?:supply|requirement|requirements|tender))"
_NUDGE = r"(?:follow(?:ing)?[- ]?up|touching base|checking in|nudg\w+|reminder|knock knock|me again|pester\w*|(?:a )?nuisance|gone quiet|any (?:joy|news|update|thoughts|word|luck)|slip(?:ped)? (?:past|by)|fell through|bump\w*|circl\w+ back|chasing|is it a yes|take (?:it|this|the) [^.?!]{0,30}as a no)"
_MAIL = r"(?:(?:my|our|the|below|trailing) (?:[\w-]+ ){0,2}(?:e?-?mail|mail|note|message)(?: (?:i|we) sent| last| of| on| below| from| regarding| concerning))"
_FRAMES = regex(
    r"(?<!\w)(?:"
    rf"{_NUDGE}\b[^.?!]{{0,90}}?\b(?:{_LAID}|{_MAIL})|(?:did|has) (?:my|our) (?:note|mail|e?-?mail|message)\b[^.?!]{{0,60}}\b(?:quote|proposal|offer|slip|reach|land)|knock knock|(?:it's |just )?me again!|sit through our"
    # the house offers itself
    r"|consider us (?:for|as|when|in) (?:your|a)|(?:wish|like|write|writing|pleased|happy|want|glad) to invite you to (?:open|place|visit our|partner|see our|try)|i invite you to (?:open|place|invest|join)|we (?:request|seek|crave|solicit) (?:a|an) (?:meeting|appointment|audience)|host (?:you|xvar|\{+\w+\}+|your \w+) for a (?:site )?visit|site visit\. please pick|my diary is (?:open|free|clear)|i (?:enclose|attach) (?:a|our|my) proposal|(?:your|for|to|await\w*|anticipat\w+) (?:an? |your )?(?:\w+ )?(?:favou?rable|positive) (?:response|reply|consideration)|we look forward to a (?:long|fruitful)"
    r"|rates? (?:card )?(?:is |are )?(?:as per )?attached|spec(?:ification)? sheet (?:is )?(?:attached|enclosed)|(?:the )?complete inclusions|demos? (?:is |are )?available|let me know a suitable time|(?:can|could) (?:you )?(?:lock in|confirm) by (?:this|mon|tue|wed|thu|fri)|our (?:company )?profile is attached|should you wish to go ahead"
    # the wares step forward
    r"|(?:great|immense|real)? ?pleasure to (?:share|present|introduce|offer)|draw your attention to (?:the|our|a) (?-i:[A-Z])|bring to your (?:kind )?notice our|sharing (?:with you )?(?:our|the) (?:new|newest|latest)|our (?:new|newest|latest) (?:[\w-]+ ){1,3}(?:report|hold|run|keep|cut|save|cost|come|last|take|print|cool|heat|are here|is here)s?\b|(?:they|it) comes? at [^.]{0,20}(?:each|a piece|with the first)|(?:imagine|picture) (?:an? (?:\w+ ){1,2}|\w+s )that (?:\w+s?|never)\b|that's the (?-i:[A-Z])\w+ ?\d*|we(?:'ve| have) (?:got )?(?:\w+ )in (?:the [^.]{0,20})?(?:warehouse|stock)|now (?:offers|has|have) live rates|we now stock|wouldn't it be (?:great|nice|lovely) if your"
    # a trade is offered
    r"|(?:the |are you )*right person to (?:speak|talk|write)|pick a (?:slot|time|date) here|happy to show you how|show you how (?:they|we) did|(?:\w+ ){1,2}(?:filled|solved|fixed|cut|halved|moved|found) (?:theirs|it|them) (?:through|with|by using|using) (?-i:[A-Z])|attached (?:are |is |were )?(?:two|three|some|a few|\d) (?:options|hotels|quotes|choices)|i attached (?:two|three|some|a few) options|(?:i|we) (?:can|could|would|propose to) (?:also )?offer (?:you )?(?:an?|the|our|special)\b[^.?!]{0,60}(?:rate|price|package|discount|terms)|i have \d+ [a-z]+ (?:at|from|free|ready)[^.]{3,60}(?:rate|price)|(?:fixed deposit|savings plan) pays \d"
    # a treat for an ear
    r"|(?:lunch|coffee|breakfast|dinner|drinks?|beers?|pizza)(?:'s| is| are) on (?:me|us)\b[^.?!]{0,70}\bif you|(?:bring|send|drop off) (?:you )?(?:\w+ ){0,2}(?:tacos|doughnuts|donuts|lunch|pastries|samosas|pizza|cupcakes|bagels|breakfast)\b[^.?!]{0,80}\b(?:talk|show|chat|while (?:you|they) eat)|throw in an? [^.?!]{2,30}card|shortest e-?mail|give me (?:a quarter of an hour|ten minutes|five minutes|\d+ minutes)|got (?:\d+|five|ten|fifteen) minutes\?|under \d+ seconds|voucher is yours"
    r")",
    re.IGNORECASE,
)
#: Letters about something bought, reported or owed say such things too.
_CASE = regex(
    r"\b(?:refund\w*|sorry|apolog\w+|overdue|unpaid|arrears|password|tracking|your (?:parcel|claim|refund|complaint|ticket|repair|order)|you (?:asked|ordered|booked|reported|requested)|as (?:agreed|promised|requested)|invoice|agenda|drafts?|please (?:obtain|find out|see that)|(?:be|as) (?:his|her|my|our) guests?|(?:call|meeting|conversation|talk) (?:today|yesterday|this morning)|(?:hedge|counterpart\w*|trading|counsel|draft agreement))\b",
    re.IGNORECASE,
)
_MOST = 1400


@lru_cache(maxsize=64)
def plain(text: str) -> bool:
    """Tell whether ``text``, a mail that answers nobody, holds a sentence that only a seller writes."""
    return len(text) < _MOST and _CASE.search(text) is None and _FRAMES.search(text) is not None
