"""Broad signs that somebody approaches a stranger to sell: each is weak, several kinds together are a selling mail.

The kinds are those of any sales letter: who writes, what was seen of the reader, the wares, what they do for people,
what they cost, who else has them, what may be tried or won, and the wish to meet or to hear back.
"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from functools import lru_cache

from servicelint.checks import regex

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week|this week|the \d+(?:st|nd|rd|th))"
_COUNT = r"(?:\d[\d,.]*\+?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|many|most|several|some|other)"
_TRADE = (
    r"(?:firm|shop|store|compan(?:y|ie)|business(?:e)?|baker(?:y|ie)|clinic|club|hotel|school|farm|farmer|caf[eé]|restaurant|salon|count(?:y|ie)"
    r"|council|practice|home|office|team|retailer|brand|manufacturer|factor(?:y|ie)|plant|fleet|church(?:e)?|museum|client|agenc(?:y|ie)|kitchen"
    r"|hospital|owner|trader|merchant|exporter|importer|contractor|dentist|pharmac(?:y|ie)|warehouse|lodge|customer|user|organi[sz]ation|household"
    r"|startup|bank|landlord|grower|co-?op|sacco|builder|supermarket|gym|garage|surger(?:y|ie)|vet|district|municipalit(?:y|ie)|universit(?:y|ie))s?"
)
_WARES = (
    r"(?:app|platform|software|tool|system|board|plug-?in|add-?on|terminal|suite|connector|dashboard|range|portal|module|tracker|scanner|kit"
    r"|solution|service|package|programme|program|page|widget|bot|machine|pump|collection|product|reader|sensor|camera|printer|oven|filter"
    r"|unit|panel|battery|inverter|generator|lock|label|box|bag|course|workshop|training|webinar|card|line|brand|gateway|marketplace|network)s?"
)
_SOLD = r"(?:app|platform|software|tool|system|board|plug-?in|add-?on|terminal|suite|connector|dashboard|range|portal|tracker|scanner|kit|solution|programme|widget|bot|machine|collection|product|reader|sensor|marketplace|gateway)s?"
_MAKE = (
    r"(?:make|sell|supply|build|offer|provide|design|install|print|roast|bake|grow|stock|import|export|manufacture|run|teach|train|clean|fit|rent"
    r"|lease|distribute|specialise|specialize|help|handle|deliver|cater|work with|look after|do (?:bookkeeping|payroll|websites?|marketing|catering))"
)
_MONEY = r"(?:(?:[a-z]{0,3}[$€£₹₦₱]|\b(?:rs\.?|r|n|sh|ksh|kes|php|usd|inr|rm|xamount|xvar)) ?\d[\d,.]*|xamount)"

#: Points, and what earns them (once each).
_SIGNS = tuple(
    (points, regex(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE))
    for points, *patterns in (
        # the wish to meet, or to be let in
        (
            1,
            rf"(?:can|could|may|might|shall|should|do|would|are|is|does|will|when|how about|what about|want) [^.?!\n]{{0,70}}\b(?:call|chat|talk|speak|meet|meeting|visit"
            rf"|demo|minutes|mins|coffee|slot|ring|phone|drop (?:by|in)|pop (?:in|by|over|round)|swing by|come (?:by|over|round)|stop by|quote|sample|show you"
            rf"|walk you|send (?:you|over|it|one|a|the|some)|bring|set (?:one|it|you|this|that) up|trial|{_DAY})\b[^.?!\n]{{0,60}}\?",
            r"(?:reply|text|whats?app|call|ring|dial|message|email|write(?: to)?|let me know|tell me|drop me)\b[^.?!\n]{0,40}\b(?:to (?:start|order|book|join|reserve|get|see|try|arrange|claim)|for (?:a|the|your|our) (?:sample|quote|demo|trial|price|tour|visit|brochure)|and (?:i|we)(?:'ll| will) (?:send|bring|set|book|show|drop|mock|draw))",
            r"(?:book|grab|pick|choose|schedule|reserve) (?:a|your|an) (?:\w+ )?(?:slot|call|demo|time|seat|tour|tasting|session|consultation|visit)\b",
            r"(?:sound|interested|worth a (?:\w+ )?\w+|open to it|any interest|good idea|shall we|fair enough|game|keen)\?",
            r"(?:would|i'd|'d) (?:really |very much )?(?:love|like|welcome|appreciate|be glad of) (?:to (?:show|meet|visit|call|come|drop|present|demonstrate|introduce|tell|walk|talk|discuss|quote|send|offer|bring|explore)|the (?:chance|opportunity)|a (?:chance|word|meeting|call)|(?:an? )?(?:\w+ )?(?:appointment|opportunity|slot|meeting))",
            r"look(?:ing)? forward to (?:meeting|showing|a (?:fruitful|long)|doing business|your (?:order|positive|favou?rable)|hearing (?:from you|your thoughts))",
        ),
        # what it costs
        (
            1,
            rf"{_MONEY} ?(?:/|a|an|per|each|every|monthly|only|all in|for (?:the|a|up|one|two|three|\d))\b",
            rf"(?:moq|from|only|just|starts? at|starting (?:at|from)|priced (?:at|from)|costs?|price is|for) {_MONEY}",
            r"(?:our|best|special|wholesale|factory|introductory|launch|good|better|great) (?:price|rate|deal|offer)s?\b",
        ),
        # what it does for people
        (
            1,
            r"(?:cuts?|cutting|reduc\w+|halv\w+|doubl\w+|sav(?:e|es|ed|ing)|boost\w*|grow|lift\w*|slash\w*|trim\w*|speeds? up|free up|frees up|brings? down|knocks?|takes?) (?:[\w'-]+ ){0,5}(?:by|from|half|hours?|days?|%|per ?cent|minutes?|costs?|bills?|time|money|sales|waste|revenue|leads|work|off)\b",
            r"\d+ ?(?:%|per ?cent) (?:less|more|fewer|cheaper|faster|off|lower|higher)|twice (?:as|the)|half the (?:time|price|cost|work|paper)",
            r"(?:by itself|by themselves|automatically|hands-free|in (?:real time|one place|one view|minutes|seconds|under \w+|a few taps|one click)|at a glance|on autopilot|from (?:your|any|one) (?:phone|screen|place)|round the clock|without (?:a|any) (?:contract|paper|spreadsheet|hardware|code|fuss|training))",
            rf"(?:so|lets?|helps?|helping|means|gives?|allows?|enables?|keeps?) (?:that )?(?:you|your \w+|them|their \w+|teams?|{_TRADE}|people|staff|drivers|guests|patients|nurses|parents|managers) (?:can |could |to )?(?!know\b|down\b)[a-z]+",
            r"(?:would|could|might|can) (?:easily |probably )?(?:save|spare|cut|halve|free|take .{3,20} off|earn|win|bring|lift|double|let) (?:you|your|them|the|a|about|some|up)\b",
        ),
        # who else has it
        (
            2,
            rf"{_COUNT} (?:of the )?(?:[\w'-]+ ){{0,3}}{_TRADE} (?:already |now )?(?:use|run|trust|rely|choose|chose|buy|order|work with|switched|have (?:switched|moved|joined)|moved|joined|in (?:your|the|this) (?:area|town|street|county|road|valley|region|sector|trade|industry)|near you|like yours|nearby|across|down the road)",
            rf"{_TRADE} (?:like (?:yours|you)|(?:of )?your size|in your (?:area|street|line|town|trade|sector|industry|space|position|shoes)|near you|as busy as)",
            rf"(?:i|we|my team|our \w+)(?:'ve| have| also)? (?:already |just |recently )?(?:helped|served|supplied|worked with|set up|fitted|done (?:this|it|that) for|work with|serve|supply|look after|help|support) (?:[\w'-]+ ){{0,4}}{_TRADE}",
            rf"(?:used|trusted|chosen|loved|backed|recommended) by (?:[\w'-]+ ){{0,5}}(?:{_TRADE}|people|families|drivers|teams)",
            r"(?:our|the) (?:\w+ )?(?:client|customer)s? (?:list )?(?:includes?|range|see|save|report|tell us|love|get)\b",
        ),
        # the wares by name
        (
            2,
            rf"(?:is|are|called|[,:—-]) (?:an?|our) (?:[\w'’-]+ ){{0,5}}{_SOLD} (?:that|which|for|to|with|built|made|designed|from)\b",
            rf"(?:introduc\w+|meet|announc\w+|unveil\w*|present(?:ing)?|launch\w*|roll(?:ed|ing) out|discover|try|tell you (?:all |a bit |more )?about|show you|about) (?:our|the|a|an|xvar|(?-i:[A-Z]\w+),? (?:our|the|a|an)) (?:[\w'’-]+ ){{0,5}}{_WARES}\b",
            rf"our (?:new|newest|latest|own|full|unique|award[- ]winning|flagship|popular) (?:[\w'’-]+ ){{0,3}}{_WARES}\b",
            r"(?-i:[A-Z]\w+) (?:turns|combines|replaces|tracks|automates|syncs|reconciles|matches|flags|plugs into|sits on|works (?:with|on|from|offline)|takes (?:card|payments|bookings|orders|the)|does the|fills in|chases|sorts|reads (?:a|the|your)|runs on|counts) ",
        ),
        # what the writer's house does
        (
            1,
            rf"(?:we|i|my firm|our (?:firm|company|team|agency|shop|workshop|bakery|studio)) (?:also |now |can |only |mostly )?{_MAKE}s?\b(?! (?:out|into|that you|your|sure|it\b|you\b|sense))",
            r"(?:specialis|specializ)(?:es?|ing) in\b",
            r"(?:i|we) (?:can|could) (?:also )?(?:install|beat|bring|supply|lend|fit|print|offer|save|match|deliver|undercut|put (?:them|it|all)|do (?:it|this|that|the same)|take (?:that|this|it) off)\b",
            r"glad to (?:do|help|quote|show)|happy to (?:quote|show|share|send (?:a|over|you)|bring|mock|drop)",
        ),
        # who writes
        (
            1,
            r"(?:i am|my name is|i'm|this is|it's) (?:[\w'.-]+ ){0,4}(?:from|with|at|of|here at|, (?:the )?(?:owner|founder|manager|director) of) (?-i:[A-Z]|xvar|xname)",
            r"(?-i:[A-Z])[\w'&. ]{2,25} here[,.]|i (?:run|represent|own|lead|head|manage|founded|started) (?:an?|the|our|my) |we(?:'re| are) (?:an? |the )(?:[\w'-]+ ){0,6}(?:firm|agency|company|studio|supplier|maker|startup|practice|consultancy|family|team|business|provider|manufacturer|farm|bakery|workshop)\b",
            r"(?:since|in|for (?:over|more than|nearly)?) ?(?:19\d\d|20[01]\d|\d+ years|decades|three generations|generations)\b|award|family[- ](?:run|owned)|years? (?:of|in) (?:\w+ )?(?:experience|business|this)",
            r"introduc(?:e|ing) (?:you|ourselves|myself|our|my)|reaching out|i(?:'m| am) writing (?:to|because|as)",
        ),
        # what was seen of the reader
        (
            1,
            r"(?:i |we )?(?:saw|noticed|spotted|read|heard|came across|see|notice|understand|gather|learn(?:ed|t)|found) (?:that |about |on |in |from |the |a )*(?:you(?:'re|'ve| are| have|r)?|xvar|xname|(?-i:[A-Z]\w+)(?:'s)?)\b",
            r"congrat\w* (?:on|to) (?:the|your|xvar|(?-i:[A-Z]))|(?:your|xvar's) (?:new|second|third|next|plans?|recent|upcoming) (?:\w+ )?(?:branch|shop|store|site|wing|warehouse|office|opening|expansion|restaurant|location|clinic|post|article|talk|hire|round|launch|factory|plan)\w*|you(?:'re| are) (?:hiring|opening|expanding|growing|building|moving|looking at|recruiting|planning)",
            r"your (?:[\w'-]+ ){0,3}(?:contract|cover|lease|licen[cs]e|policy|bond|certificate) (?:renews|ends|expires|is up|runs out|comes up)|must (?:now|soon) (?:\w+)|new (?:rules?|law|regulation|levy|requirement)s?\b|comes? into force",
            r"(?:struggl|wast|los)(?:e|es|ing) (?:\w+ )?(?:time|hours|money|sales|customers|with|to)\b|(?:headache|hassle|nightmare|pain|tired of|fed up|sick of)\b|load[- ]?shedding|still (?:using|doing|on|running) (?:\w+ )?(?:paper|spreadsheets?|by hand|excel|manual\w*)",
        ),
        # what may be tried or had
        (
            1,
            r"free (?:\w+ )?(?:pos|trial|sample|quot\w+|survey|audit|consultation|assessment|terminal|month|demo|tasting|visit|week|guide|e-?book|report|review|check|estimate|shipping|delivery|lunch|gift|t-?shirt|mug|ticket)s?\b",
            r"brochure|prospectus|catalogu?e\b|price list|rate card|samples?\b|references (?:from|on)|our deck|one-?pager|case stud(?:y|ies)|showroom|webinar|expo|stand \w?\d+|trade (?:show|fair)|sign[- ]?up link",
            r"no[- ](?:obligation|strings|commitment|contract|lock-?in|hard sell)|nothing to (?:lose|pay)|try (?:it|one|us|them|ours)|lend you|borrow|pilot|trial|money[- ]back|\w+[- ]year (?:guarantee|warranty)|guarantee",
            r"(?:gift|prize|voucher|hamper|raffle|draw|bottle|doughnuts|gift card) (?:\w+ ){0,5}(?:on (?:me|us)|if you|for (?:you|anyone|everyone|every|the first)|worth|waiting|just for|is yours)|\d+ ?% off",
        ),
        # fame
        (
            2,
            r"(?:leading|largest|premier|award[- ]winning|fastest[- ]growing|unrivalled|second to none|\w+-listed|combined experience|proudly|most trusted|number one|no\.? ?1)\b|(?:winner|member|holder|recipient) of the|(?:won|built|earned|enjoys?) [^.\n]{0,20}(?:awards?|reputation|prize)",
            rf"(?:more than|over|some|nearly) [\d,]+ (?:[\w'-]+ ){{0,2}}(?:{_TRADE}|sites|outlets|countries|people|families|members|branches|drivers|machines)\b|[\d,]+ (?:{_TRADE}|outlets|sites) (?:on board|across|in \w+|run|use|trust)",
            r"(?:has|have) been (?:the|a) (?:name|partner|choice|supplier|home)|(?:third|second|fourth|fifth)[- ]generation|(?:\d+|thirty|twenty|forty|ten|fifteen) (?:yrs|years|decades) (?:already )?(?:in|of) (?:this|the|\w+ )?(?:line|trade|business|experience|industry|\w+ing)",
        ),
        # gimmicks
        (
            2,
            r"(?:zero|no) (?:pressure|strings|hard sell|commitment|lock-?in|pitch)|no[- ]obligation|nothing to lose|whether (?:or not )?you (?:buy|sign|ever)|i(?:'ll| will) be (?:quick|brief)|(?:won't|will not|only) take (?:a moment|up|long|five|\d+)|(?:spare|give) (?:me |us )?(?:just |only )?(?:some|a little|a few|five|ten|fifteen|\d+)[^.?!\n]{0,15}(?:time|minutes|mins)|(?:\d+|five|seven|ten|fifteen|twenty|thirty)[- ]min(?:ute)?s? (?:call|chat|demo\w*|tour|intro\w*|look|talk)",
            r"(?:goes? into|enter(?:ed)? (?:in|into|for)|win) (?:a|the|our) (?:draw|raffle|weekend|prize)|(?:first|next) (?:\d+|ten|twenty|fifty|five) (?:\w+ ){0,4}(?:get|receive|win|take)|(?:gift card|voucher|hamper|bottle|fizz|doughnuts|lunch|mug|cap|airtime)s? (?:\w+ ){0,4}(?:on (?:me|us)|for (?:your|you|every)|worth|waiting|if you|is yours)",
        ),
        # a letter after an unanswered one
        (
            1,
            r"(?:bump|float|circl|nudg|resurfac|ping)(?:ing|ed)? (?:this|back|my|it|up|you|again)|(?:lost|buried) (?:in|under)|(?:my|our) (?:last|trailing|previous|earlier|first) (?:e-?mail|mail|note|message|letter)\b",
            r"have(?:n't| not) heard (?:back|from you)|no reply (?:from|yet|so far)|(?:third|second|last|final|fourth) (?:time|attempt|e-?mail|try|note|follow-?up)|did you (?:get|see|have (?:a|any) chance|manage)|just (?:checking in|following up|touching base|popping (?:this|back)|a (?:quick )?(?:nudge|reminder|note to follow))|any thoughts (?:on|yet)|follow(?:ing)?[- ]?up (?:on|to|email)",
        ),
    )
)
#: What a mail to somebody who is a customer already, or has written, says.
_KNOWN = regex(
    r"(?<!\w)(?:apolog\w+|sorry|welcome to|reservations?|export|draft|rehearing|conference|committee|yesterday|lunch|dinner|surprised|profile|frozen|complain\w*|refund\w*|overdue|arrears|invoices?|receipts?|paid|pay|payments?|fees?|claims?|sent|went|were|because|letter|form|premium|balance|owe"
    r"|deposit|order(?:ed)?|parcel|booked|booking|reset|meter|bill|ticket|records|application|password|your (?:visit|stay|class|lesson|plan is|message|question|call|note|photos?|appointment"
    r"|reading|treatment|surgery|tests?|child|son|daughter|dog|cat|bed|room|seat|return|new (?:debit|credit)? ?card|permit|documents?|daughter's|father|mother|husband|wife)"
    r"|you(?:'d| had| have|'ve)? (?:asked (?!nobody)|requested|reported|wrote|told|called|returned|rang)|as you (?:asked|wished|wanted)|(?:has|have|was|is|are|i've|we've) (?:now |already |just )?(?:been \w+|arrived|left"
    r"|posted|shipped|approved|cancelled|moved|changed|registered|renewed|replaced|fixed|confirmed|credited|received|attached|ready|on its way|being|covered|free behind|complete|yours)"
    r"|i(?:'ve| have) (?!helped|done this|worked)[a-z]+(?:ed|ut|nt|ken)\b|i(?:'ll| will) (?:ring|call) (?:you )?(?:on|at)|yours is|locked|trouble to|engineer|enrol?lment|no need|frustrat\w+|delet\w+|crash\w*|said (?:that )?you|upset|agitated|confused|elementary|to recap|trailing|(?:is|are)n't part of|(?:your|read your) note|if you reply yes|if your budget is|dear (?:all|team|colleagues|parents?|residents?)|attached is|fyi|agenda|agreement|counterpart\w*)\b",
    re.IGNORECASE,
)
#: Private and office mail shows signs too, but offers nothing: one of these is there if something is sold.
_TELLING = regex(
    rf"(?<!\w)(?:{_SOLD}|{_TRADE}|{_MAKE}|contract|quot(?:e|ation)|price|offer|free|samples?|brochure|voucher|draw|demo|demonstration|showroom|cover|bill|range|trial|cheaper|save[sd]?|costs?|licen[cs]e|renews?|expires?)\b",
    re.IGNORECASE,
)
#: The signs that service shows as well: the wish to meet, the price, what the house does.
_PLAIN = frozenset({0, 1, 5})
_ALL_POINTS = sum(points for points, _ in _SIGNS)
_MOST = 1800
#: In a longer text signs turn up by chance.
_LONG = 450


@lru_cache(maxsize=64)
def approaches(text: str) -> bool:
    """Tell whether ``text``, a mail that answers nobody, shows enough of the signs of an approach."""
    if not 40 < len(text) < _MOST:
        return False
    if not _TELLING.search(text):
        return False
    need = 2 + len(text) // _LONG + len({match[0].lower() for match in _KNOWN.finditer(text)})
    left = _ALL_POINTS
    # A price, a question for a day and an "I can fit one" are the talk of any workshop with its customers.
    only_plain = True
    for index, (weight, sign) in enumerate(_SIGNS):
        if left < need:
            return False
        left -= weight
        if sign.search(text):
            need -= weight
            only_plain = only_plain and index in _PLAIN
    return need <= 0 and not only_plain
