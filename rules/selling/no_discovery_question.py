"""A selling mail that asks nothing about the customer's aims. A request for a meeting or a click is none."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_openings = sibling(__file__, "openings")
_outbound = sibling(__file__, "outbound")
#: The anchors in the rule file, word for word: without one of them nothing is looked at.
_ANCHORS = regex(
    r"\b(?:i|we|our|my|you|your|offers?|prices?|pricing|upgrade|buy|shop|discount|trial|demo|products?|app|software"
    r"|range|collection|platform|solutions?|deals?|catalogue|brochure|suppliers?|introduce|video|leading|worth)\b",
    re.IGNORECASE,
)

#: Questions that ask for time, a click or a yes, or that only play.
_EMPTY = regex(
    r"\b(?:any update|is it a yes|wouldn't it|what would it take|morning work|bring one|call|chat|demo|meet(?:ing)?|minutes?|slot|available|availability|schedule|book (?:an?|your|in|now|it|one)"
    r"|calendar|coffee|zoom"
    r"|connect|time to|worth a|questions|interested|ready|sign up|upgrade|unsubscribe|forward(?:ed)? this|need help|any help|sound good"
    r"|make sense|why wait|did you know|looking for|want to (?:see|learn|know|hear|try|get)|would you like|can i (?:send|show)|may i"
    r"|shall we|open to|useful|helpful|(?:okay|ok) if|anyone (?:else )?|send (?:it|you|them) over|having trouble|trouble|view"
    r"|(?:may|might|can|could|shall|should) (?:i|we)\b|(?:want|need|like) (?:me|us) to|half an hour|suit(?:s|able)?\b"
    r"|have you (?:seen|tried|heard of|come across|met|got a (?:minute|moment))|(?:any|have you) questions|any interest"
    r"|did (?:my|our|this|the) (?:\w+ )?(?:e?-?mail|note|message|letter)|who are we|(?:works?|good|free"
    r"|better) (?:for you|then)"
    r"|are you (?:free|around|in|there|keen|up for)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|browser|hear back|receive(?:d)? (?:this|my|our)|(?:chance|time) to (?:read|look|review|see))\b",
    re.IGNORECASE,
)
_YOU = regex(r"\b(?:you|your|yours)\b", re.IGNORECASE)
#: A question about their matter need not say "you": "Which room is it for?"
_OPEN = regex(
    r"(?:^|[,:;] (?:and |but |so )?)(?:does (?:that|this|it) (?:happen|cost|slow|take|go)"
    r"|what's the (?!next|plan|catch)"
    r"|which|what|who|whose|how (?:many|much|often|long|do|does|did|far|big|old)|is"
    r"|are|does|did|has|have|where|why) (?!(?:about|if|we|i|our|this|that|not|else|the catch|next|time|day|are we)\b)",
    re.IGNORECASE,
)
_INVITES = regex(
    r"\b(?:tell|let) (?:me|us) (?:know )?(?:about (?:your|how|what)|what (?:you|matters|your|is|would)"
    r"|how (?:you|your)|which|where you|why)"
    r"|(?:love|like|curious|interested|keen) to (?:hear|learn|know|understand) (?:more )?(?:about )?(?:your"
    r"|how you|what you|which|where you|why you)"
    r"|how(?:'s| is| are) (?:it|everything|things|you) (?:going|getting on|finding)|anything (?:we|i) can (?:help )?(?:improve|fix|do better)"
    r"|(?:hear|learn|know) more about\s*:|understand your (?:needs?|goals?|requirements?|priorities|situation)|questionnaire|what (?:you"
    r"|matters)[^.?!]{0,40}\bmost\b",
    re.IGNORECASE,
)
#: These ask about aims, whatever else stands in them.
_AIMS = regex(
    r"\bsounds? familiar\?|\bis (?:that|this|it) on your list\b|\bwhat (?:are you looking for at the moment|would bring you back|has changed for you)\b[^?]*\?|\bwhat (?:would|made|makes|has|have|is|are|do|does)\b[^.?!]{0,70}\b(?:a win|success|costing|change about|harder|hardest|slow\w*|keep\w* you|in the way|said about|planning)\b[^.?!]{0,40}\?",
    re.IGNORECASE,
)
#: One of these makes a mail a selling mail; of the weaker ones it takes two.
_STRONG = regex(
    r"save (?:up to |big\b|\d+ ?%)|(?:order|buy|call|act) within the next|special financing|great deals (?:on|for)|no[- ]obligation (?:free )?(?:trial|quote|demo)"
    r"|(?:proud|happy|pleased|delighted|excited|thrilled) to (?:(?:announce|introduce) (?:its|the launch)|offer you an?|(?:announce|share) that (?:it|we)(?:'ve| have| has)? (?:\w+ )?(?:started|launched|added|released))"
    r"|introduce (?:my|our) firm|opportunity to (?:meet (?:with you )?and )?introduce (?:myself|ourselves) (?:and|to you)|(?:we|i)(?:'ve| have)? just (?:launched|released|rolled out)"
    r"|give (?:us|xvar|[a-z]+(?: [a-z]+)?) another (?:try|chance)|revolutionary (?:software|system|product|way)"
    r"|\d+ ?%(?: off| discount)|(?:upgrade|order|buy|subscribe) now|(?:special|exclusive|limited) (?:offers?"
    r"|price|deals?|promotions?)"
    r"|your (?:shopping )?(?:cart|basket)\b|return to cart|free trial of|(?:would|'d) (?:really |just )?(?:love"
    r"|like) to (?:show|introduce|tell you about|demo|present|offer you|give you an?)"
    r"|\bwe help\b|we(?:'ve| have) (?:helped|solved)|introduc(?:e|ing) (?:our|you to our|xvar)"
    r"|leading (?:provider|supplier|manufacturer) of|worth (?:a )?(?:quick |short "
    r"|brief )?(?:\d+[- ]?)?(?:mins?|minutes|chat|call|look|conversation)\b"
    r"|struggl(?:e|es|ing) with|companies (?:like yours|at your stage|in (?:your|that) )|(?:okay|ok"
    r"|fine) if i send|(?:recorded|made) (?:a|this) [^.?!]{0,30}(?:video|demo|mock-?up)"
    r"|we built [^.?!]{1,40} (?:to|for)\b"
    r"|reached out (?:a few|several|many|two|three)? ?times|our product offering|importers|trusted suppl(?:y|ier)"
    r"|follow(?:ing)?[- ]?up on (?:my|our) (?:previous|last|earlier) (?:e-?mail|message|note)|(?:quick|short"
    r"|brief|\d+[- ]minute) (?:intro|demo|call|chat) (?:about|with|next|this|on)"
    r"|upgrade to (?:a|our|the) (?:full|premium|pro|plus)|check out our (?:new|latest)|we miss you"
    r"|would you like (?:an?|some) [^?.]{0,30}(?:loan|quote|website|mortgage|credit card)"
    r"|most (?:\w+ )?(?:users|teams|companies) also use|most people miss|users discover|give us another chance"
    r"|come back (?:to us )?and|our catalogue|(?:our|new|attached) price list|i(?:'m| am) reaching out (?:because"
    r"|to see|to introduce)",
    re.IGNORECASE,
)
_WEAK = regex(
    r"\bour (?:new|newest|latest|full|wide|entire|award-winning)? ?(?:[\w-]+ )?(?:platform|products?|range"
    r"|collection|solutions?|app|software|services|offers?)\b|\bdemos?\b|case stud(?:y|ies)"
    r"|award[- ]winning|revolutionary|new arrivals|free shipping|(?:shop|sign up|book) (?:now|today)"
    r"|\bpricing\b|\bbrochure|no obligation",
    re.IGNORECASE,
)
#: A mail that is declared to sell has one of these at least (all of them anchors of the rule).
_WARES = regex(
    r"\b(?:offers?|prices?|pricing|upgrade|buy|shop|discount|trial|demo|products?|app|software|range|collection"
    r"|platform|solutions?|deals?|catalogue|brochure|sign up|suppliers?|introduce|video|leading|worth a)\b",
    re.IGNORECASE,
)
#: Mails that bill, confirm or report are no selling mails, even with an offer at their foot.
_BUSINESS = regex(
    r"\b(?:receipt|billing|loans?|repay\w*|invited you|follow me"
    r"|onboarding|payroll|headcount|librar(?:y|ies)|voucher code|gift (?:card|cart)|activat\w+|=09|newsletter|invoice"
    r"|your (?:order|booking|payment|subscription|password|account has|request|application|refund|ticket|claim"
    r"|email address)"
    r"|order number|tracking|refund(?:ed)?|verify|password|log ?in|sign in|apolog(?:y|ies|i[sz]e)|sorry"
    r"|thank you for (?:your|the) (?:order|purchase|request|feedback|payment)"
    r"|welcome (?:to|aboard)|agenda|attached is|sponsored by|registered for|kickoff|get(?:ting)? (?:started|set up)"
    r"|free trial (?:to|of|has|is)|"
    r"expir(?:es|ed|ing)|agreement|contract|counterpart(?:y|ies)|earnings|trading|capacity)\b",
    re.IGNORECASE,
)

#: The writer is the one who asks for wares, or writes to colleagues.
_BUYING = regex(
    r"\bplease (?:send|mail|e-?mail|fax|forward) (?:me|us|the|your|a|more) ?(?:\w+ ){0,3}?(?:info\w*|brochures?|catalog\w*|details|quot\w+|price list)\b"
    r"|\b(?:i|we) (?:would like|want|need|am looking|are looking) to (?:buy|purchase|order)\b|\bour supplier network\b|potential supplier\b"
    r"|\bplease join (?:me|us) in (?:congratulat|welcom)\w+|\bforward any names\b|\bhotel rooms? (?:block|rates?)\b"
    r"|\b(?:donat\w+|charit\w+|fund-?rais\w+|payable to|resume|curriculum vitae|(?:MA|BA|MBA|BS|BSc|MSc) in [A-Z]\w*|just getting started|workaround|unclear|not working)\b"
    r"|\b(?:folks|guys|all|team|everyone)\s?[-,:]|\bplease let me know what [A-Z]\w+|\b(?:the|our|your) (?:esteemed )?(?:embassy|chamber|ministry|office receives)\b"
    # Nothing is sold: a survey, a post to be filled, a note about what somebody has or may have anyway.
    r"|\b(?:survey|questionnaire|positions? (?:available|open|with)|(?:two|three|several) (?:opportunities|openings)|alumni|candidates?"
    r"|(?:contact|call) your agent|free for (?:\d+|twelve|six) months"
    r"|(?:want|like) me to (?:go ahead|sign up|order|buy))\b"
    # To somebody who is a customer already, or a colleague: a welcome, thanks for a gift, a request.
    r"|\b(?:thanks for being (?:part|a member)|activate your (?:new )?account|you(?:'ve| have)? (?:just |recently )?signed up|file your taxes|taxes? (?:return|season)"
    r"|express (?:my|our) (?:appreciation|gratitude|thanks)|please advise (?:the |on )?(?:status|date)|approve (?:these|the|this|your) requests?"
    r"|forward (?:this|my|our) (?:letter|note|e?-?mail)|(?:have|has) not heard from [A-Z]|(?:next|first) checkout|makes? sense\.|follow me so\b|here(?:'s| is) how to (?:turn|switch|set) (?:it|this|that) (?:on|up)|will (?:a )?(?:lunch|dinner) work)",
    re.IGNORECASE,
)
#: What ends a letter is no place for a question.
_ENDING = regex(
    r"^\W*(?:p\.? ?s\b|please contact (?:me|us)|if +(?:you have|there are) (?:any )?questions|thank|thanks|if (?:this|the) (?:message|e-?mail|mail) (?:is|was) not|(?:i|we) (?:sincerely |greatly |really )?(?:appreciate|value)|(?:i |we )?(?:am |are )?look(?:ing)? forward|(?:please )?(?:do not|don't) (?:reply|hesitate)|you(?:'ll| will) be the first|this (?:e-?mail|message|letter) is (?:intended|meant|only) for|(?:all the |with )?best|have (?:a|an) (?:\w+ )+(?:day|week|weekend|evening|holidays?|one)\b|kind|warm|yours|regards|this is an automated|(?:all rights|copyright)|©|unsubscribe)\b",
    re.IGNORECASE,
)

#: What the mail is to lead to, a talk or an answer: the question stands before it.
_LEADS = regex(
    r"\b(?:worth (?:an? |\d|showing)|no pressure|(?:okay|ok|fine) if|would (?:love|appreciate|welcome)|(?:i|we)'d (?:love|appreciate|welcome|like|be glad)|open to|(?:can|could|may|might|shall) (?:i|we)\b|refer me"
    r"|please (?:e-?mail|call|reply|contact)|(?:e-?mail|call|ring|phone|reply to|write to) me\b|let me know|awaiting|hoping for|reach me|should you wish|please send|pick a\b|can be booked|happy to show|if (?:you(?:'?d| would) like|you are interested|appropriate|this|it)\b"
    r"|suits? you)|\?$",
    re.IGNORECASE,
)
#: So many of the last sentences may lead there.
_LAST_FEW = 3


def _is_selling(draft: Draft) -> bool:
    """Tell whether the draft is a selling mail throughout, not a bill or a notice with an offer at its foot."""
    text = "\n".join(sentence.text for sentence in draft.sentences)
    return _ANCHORS.search(text) is not None and _sells(draft, text) and _BUYING.search(text) is None


def _sells(draft: Draft, text: str) -> bool:
    declared = draft.document.registers is not None
    if declared or draft.document.thread:
        return declared and _openings.sells(draft) and _WARES.search(text) is not None
    strong = {match[0].lower() for match in _STRONG.finditer(text)}
    weak = {match[0].lower() for match in _WEAK.finditer(text)}
    points = 2 * len(strong) + len(weak)
    if strong or len(weak) > 2:
        business = {match[0].lower() for match in _BUSINESS.finditer(text)}
        if points > 2 * len(business) and points > 2 * _outbound.served(text):
            return True
    return bool(_outbound.pitches(text))


def _asks(text: str) -> bool:
    if _INVITES.search(text) or _AIMS.search(text):
        return True
    if not text.rstrip("\"')").endswith("?") or _EMPTY.search(text):
        return False
    return bool(_YOU.search(text) or _OPEN.search(text))


def find(draft: Draft) -> Iterable[tuple[Sentence, Hit]]:
    """Yield the last sentence, or what leads to a talk, of a selling mail in which nothing is asked about the customer's aims."""
    prose = [sentence for sentence in draft.sentences if "body" in sentence.places]
    if not prose or not _is_selling(draft):
        return
    if any(_asks(sentence.text) for sentence in draft.sentences):
        return
    sayings = [
        sentence
        for sentence in prose
        if sentence.text[-1:] in ".!?" and len(sentence.text.split()) > 1 + (sentence.text[-1] != "?")
    ]
    said = [sentence for sentence in sayings if not _ENDING.search(sentence.text)]
    leads = [sentence for sentence in said[1:][-_LAST_FEW:] if _LEADS.search(sentence.text)]
    last = (leads[-1:] or said[-1:] or sayings[-1:] or prose[-1:])[0]
    yield last, Hit(0, len(last.text), {})


def leads(_draft: Draft, sentence: Sentence | None, _hit: Hit | None) -> bool:
    """Return whether the sentence leads to a talk or an answer: a question about their aims stands before it."""
    return sentence is not None and "?" not in sentence.text and _LEADS.search(sentence.text) is not None
