"""The moves a seller makes in a mail that nobody asked for: each with its points, its words and its pattern."""

from __future__ import annotations

import re
from typing import NamedTuple

from servicelint.checks import regex

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_NUMBER = r"(?:\d[\d,.]*|an?|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)"
_MONEY = r"(?:(?:[$€£₹]|\b(?:rs\.?|r|n|sh|ksh|kes|s\$|php|usd|inr|xamount|xvar)) ?\d[\d,.]*|xamount|xvar)"
_PEERS = (
    r"(?:firms|shops|stores|companies|businesses|bakeries|clinics|clubs|hotels|schools|farms|cafes|cafés|restaurants"
    r"|salons|counties|councils|practices|homes|offices|teams|retailers|brands|manufacturers|factories|plants|fleets"
    r"|churches|museums|clients|agencies|kitchens|hospitals|owners|traders|merchants|exporters|contractors|dentists"
    r"|pharmacies|warehouses|lodges|bakers|landlords)"
)
_WARES = (
    r"(?:app|platform|software|tool|system|board|plug-?in|add-?on|terminal|suite|connector|dashboard|range|portal"
    r"|module"
    r"|tracker|scanner|kit|solution|service|package|plan|programme|program|page|widget|bot|machine|line|unit|set|pump"
    r"|collection|product|policy|cover|account|subscription)s?"
)


class Move(NamedTuple):
    points: int  # Two are a seller by themselves.
    words: frozenset[str]  # The pattern needs one of these words.
    pattern: re.Pattern[str]


def _move(points: int, words: str, *patterns: str) -> Move:
    return Move(points, frozenset(words.split()), regex(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE))


MOVES = (
    # A meeting for the sake of the wares.
    _move(
        2,
        "call chat meeting coffee conversation visit catch look try pilot demo demos demonstration tasting slot"
        " zoom tour"
        " presentation around through half showroom stand booth stall action yourself town area street minutes mins",
        r"(?:intro(?:ductory)?|discovery|exploratory|sales) (?:call|chat|meeting)\b",
        rf"(?:worth|up for|open to|fancy|game for) (?:an? )?(?:(?:quick|short|brief"
        rf"|{_NUMBER}[- ]min(?:ute)?) )?(?:call|chat"
        r"|coffee|conversation|visit|catch-?up|look|try|pilot|demo|tasting)\b(?! at all)",
        r"(?:jump|hop) on (?:a|the) (?:\w+ )?(?:call|zoom|phone|line)",
        r"(?:visit|stop by|drop by|come to|see us at) our (?:showroom|stand|booth|stall)",
        r"see (?:it|them|this) (?:in action|at work|for yourself)",
        r"(?:grab|pick|book) a (?:slot|time) (?:on|in|here|at|with)",
        rf"{_NUMBER}[- ]min(?:ute)?s? (?:intro|demo\w*|call|chat|tour|walk-?through|presentation)",
        r"(?:schedule|arrange|book|do|give you|show you|have) (?:an? )?(?:\w+ )?demo(?:nstration)?s?\b",
        r"show you (?:around|what (?:that|this|it) (?:looks|could|would)|our)",
        r"walk you through (?-i:our|[A-Z])",
        rf"(?:spare|give|have|need|take|got|ask for) (?:me |us |you )?(?:just |only )?(?:{_NUMBER}|a few|half an?)"
        r" (?:minutes|mins|hour) (?:of your (?:time|day)|to (?:talk|show|chat|hear|meet)|next week|this week)",
        r"half an hour (?:next|this|of your)\b",
        r"come and see you\b",
        r"present (?:our|the) (?:deck|solution|product|range|company)",
    ),
    # A meeting or an answer of any kind.
    _move(
        1,
        "can could may might shall should does would is about how when open sound are want let reply whatsapp call chat"
        " meeting day days monday tuesday wednesday thursday friday saturday spare",
        r"(?:can|could|may|might|shall) (?:we|i) (?:please )?(?:talk|speak|call|ring|phone|telephone|meet|visit"
        r"|drop (?:in|by)|stop by|swing by|pop (?:in|by|over)|come (?:by|over))\b",
        rf"(?:does|would|is|how about|how's) (?:{_DAY}|the \d+\w*|next week|this week)[^.?!]{{0,40}}\?",
        rf"{_DAY} or (?:{_DAY})(?: (?:open|work|suit))?\s*\?",
        r"sound good\b|open to (?:an?|seeing|hearing)\b|when can we\b|spare some time\b|how about (?:next|this)\b",
        r"(?:would|are) you (?:be )?(?:interested|keen|open|willing to (?:try|see|meet))\b",
        r"(?:want|shall|should|may|can|could) (?:me|i|we) (?:to )?(?:send|show|share|bring|drop|prepare|draw up|put"
        r"|reserve|arrange) (?:you |over |off )?(?:an?|the|our|some|more|two|a few|samples|details)\b",
        r"let me know (?:when|which|what) (?:you(?:'d| would|'re| are)|day|time|suits|works)",
        r"reply (?:yes|demo|interested|with your)\b|whats?app me\b|(?:short|quick|brief) (?:call|chat|meeting)\b",
    ),
    # A price by the piece.
    _move(
        1,
        "a an per each moq price from only just about cost costs for s m",
        rf"{_MONEY} (?:a|an|per|each)\b",
        rf"(?:moq\b|price: ?{_MONEY}|(?:from|only|just|about|costs?) {_MONEY})",
    ),
    # What could be done or got for the reader.
    _move(
        1,
        "i we glad disposal chance happy would could can will might ours settle settles clicks click also fits",
        r"(?:i|we)(?: can| could|'d be able to) (?:also )?(?:beat|supply|install|offer|save|cut|provide|quote|print"
        r"|match|do the"
        r" same|put (?:them|you|it|all)|bring (?:fresh|you|one)|lend|deliver (?:one|a )|set (?:you|it) up)",
        r"(?:we|i) (?:also )?(?:supply|make|sell|print|install|roast|bake|grow|stock|distribute|import|export"
        r"|manufacture|design|fit|clean|maintain|specialise|specialize|offer|provide|rent|lease|teach|train|cater)\b"
        r"(?! (?:into|out|that you|your|sure|it\b|you))",
        r"glad to do the same|at your disposal|chance to (?:quote|serve|show|work with)|happy to quote",
        r"(?:would|could|might) (?:let|save|help|free|spare|cut|take) (?:you|your|them|the staff|\w+ off your)\b",
        r"you can (?:borrow|try (?:it|one|ours|our))|ours (?:takes|does|costs|is|runs)\b|(?:them|those|box) we can\b",
        r"(?:your [^.]{3,30}|them|those|that) we can (?:print|make|do|supply) also|settles? in\b"
        r"|in (?:one|two|a few|four|three) clicks?\b|i wrote up a\b|that fits\b",
    ),
    # Who else has it.
    _move(
        2,
        "helped for like near with more all supplies serve serves looks after by of",
        rf"(?:i|we|my team)(?:'ve| have)? (?:already )?helped (?:\w+ ){{0,3}}{_PEERS}",
        rf"i do (?:this|it|that) for (?:\w+ ){{1,3}}{_PEERS}",
        rf"(?:{_PEERS}|firm|shop|clinic|company|business) (?:like yours|(?:of )?your size|in your (?:area|street"
        rf"|line|town|trade)|near you)",
        rf"for (?:a (?:place|firm|shop|business) your size|{_PEERS} with (?:under|over|fewer|more))",
        rf"more than [\d,]+ (?:\w+ )?{_PEERS}|all the (?:big|best|top|good) (?:\w+ )?{_PEERS}",
        rf"(?:supplies|serves|looks after|trusted by) (?:\w+ ){{0,6}}{_PEERS}",
        r"(?:eight|six|five|four|three|seven|ten|most|many) of (?:those|them) have since (?:moved|switched)",
    ),
    _move(
        1,
        "award awards years year yrs decades experience none listed owned combined clients best line trust from"
        " with run"
        " represent own introduce reaching writing firm agency company studio supplier maker startup",
        r"award|(?:years?|yrs|decades?) (?:of (?:\w+ )?experience|in (?:this|the) (?:line|business|trade|industry))",
        r"second to none|\w+-listed|family[- ]owned|owned and operated|combined experience|our clients\b|best that we",
        r"(?:i am|my name is|i'm) (?:\w+ ){0,3}(?:from|with) (?-i:[A-Z])|i (?:run|represent|own) (?:an?|the|our)\b",
        r"we(?:'re| are) an? (?:\w+ ){0,4}(?:firm|agency|company|studio|supplier|maker|startup|practice|consultancy)\b",
        r"introduc(?:e|ing) (?:you|our|my|the|a)|reaching out (?:to|because|as)\b"
        r"|i(?:'m| am) writing to (?:offer|introduce|tell you about|invite)",
    ),
    _move(
        1,
        "cut cuts reduce reduced halve halved double doubled dropped save saved saves fell complaints twice less"
        " more fewer"
        " cheaper off discount special introductory",
        r"(?:cuts?|reduced?|halved?|doubled?|dropped|saved?|saves|fell) (?:\w+ ){0,5}(?:by|from|half|hours?|days|%"
        r"|per ?cent)\b",
        r"complaints stopped|twice as|less a month|discount|special (?:price|rate|offer)|introductory (?:price|rate"
        r"|offer)",
        r"\d+ ?% (?:less|more|fewer|cheaper|faster|off)",
    ),
    # What the wares are and do.
    _move(
        2,
        "built made designed created that which our my its range rolled launched meet with has",
        rf"(?:an?|the|our) (?:[\w-]+ ){{1,4}}{_WARES} (?:built|made|designed|created) for (?!you\b)",
        r"(?:our|[A-Z]\w+, an) (?:[\w-]+ ){0,3}(?:app|platform|software|tool|system)s? (?:that|which|for)\b",
        rf"our (?:new|latest|newest) (?:[\w-]+ ){{0,2}}{_WARES}\b|(?:our|the) suite of (?!offices"
        rf"|rooms)\w+ (?:product|tool)s",
        rf"(?:rolled out|launched|built) (?:an?|our) (?:[\w-]+ ){{0,3}}{_WARES}\b|now in its \w+ generation",
        r"with our (?:[\w-]+ ){0,2}(?:connector|add-on|app|platform|tool|software)\b|(?-i:Meet [A-Z])\w+, (?:the"
        r"|an?|our)\b",
    ),
    _move(
        1,
        "syncs sync integrates automates plugs reconciles talks connects takes prints fills itself one drag works"
        " guarantee"
        " revolutionary free seven",
        r"(?:syncs?|integrates?|automates?|plugs? into|reconciles|talks to|connects to|takes card|prints its own"
        r"|fills itself"
        r"|by itself|all in one|one screen|drag-and-drop|works (?:with|on) any|year guarantee|revolutionary)\b",
        r"free (?:pos|trial|sample|quot\w+|survey|audit|consultation|assessment|terminal|month)\b",
    ),
    _move(
        1,
        "brochure prospectus catalogue catalog rates rate quote quotation link references deck sample samples"
        " showroom webinar"
        " video takes set buy deliver try expo attached enclosed",
        r"brochure|prospectus|our catalogue?\b|rates? (?:\w+ )?(?:attached|enclosed)|(?:a|an|our|your"
        r"|you) (?:\w+ )?quot(?:e|ation)\b|sign-?up link",
        r"references from|our deck\b|for samples?\b|showroom|webinar|video:|setup takes|set up and\b|whether you buy\b"
        r"|deliver one\b|for you to try\b",
    ),
    # What the seller has seen of the reader.
    _move(
        1,
        "saw noticed spotted contract cover lease licence license policy bond thought list busy above must size"
        " applies firms"
        " companies businesses flagged published city start hard stage again",
        r"(?:saw|noticed|spotted) (?:the|your|that|you)\b|thought of (?:you|your)|came up on my\b|i know you(?:'re"
        r"| are) (?:very )?busy",
        r"your (?:[\w'-]+ ){0,3}(?:contract|cover|lease|licen[cs]e|policy|bond) (?:renews|ends|expires|is up|runs out)",
        rf"{_PEERS} (?:above|must now|of [^.]{{0,20}} size)|applies to (?:firms|companies|businesses)",
        r"on the city list|published on|flagged|is on the line again|will start to\b|is hard on (?:any|every)",
    ),
    _move(
        2,
        "bumping buried circling trailing previous last earlier email mail note message",
        r"bumping (?:this|my)|(?:lost|buried) in your inbox|got buried|circling back|did my (?:e?-?mail|note|message)",
        r"my (?:last|trailing|previous) (?:e?-?mail|mail|note|message)\b|my e?-?mail from",
    ),
    _move(
        2,
        "draw card voucher hamper bottle treat obligation lose first gift prize",
        r"goes? into (?:a|the|our) draw|no-obligation\b|nothing to lose|first \d+ (?:persons|people|firms|visitors)\b",
        r"(?:send|get|gets|win|receive|earn|have|bring) (?:you )?an? [^.?!]{0,30}(?:gift card|\d[^.?!]{0,20} card"
        r"|voucher|hamper|bottle|treat)\b",
        r"(?:bottle|hamper|voucher|gift|prize|treat) [^.?!]{0,40}(?:if you (?:come|book|call|reply|visit|attend)"
        r"|worth)",
    ),
)
