"""Sentences that stand in place of an answer, and those that are one."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex

#: Sentences that give nothing to go by: thanks, regret, hope, a promise, an offer of more contact.
FILLER = regex(
    r"^\W*(?:(?:we|i)(?:'re| are|'m| am| do|'d)?(?: \w+)? (?:sorry|apologi[sz]e|regret|understand|appreciate|hear|value|hope|love|like to help|"
    r"care|realise|realize|know)(?!,? but)|(?:so |very |really )?sorry (?:for|about|to hear|you|that you|if)|apologies (?:for|about)|our apologies|thank|thanks|thx|hi\b|hello|hey|good (?:morning|afternoon|evening|day)|"
    r"rest assured|please (?:accept|be assured|know|bear)|have a|(?:please )?let (?:us|me) know|keep us|hope|based on (?:our |your |the )?(?:\w+ )?(?:\w+['’]s? |customers?['’]? |users?['’]? )?feedback|if anything changes|keep an eye|stay tuned|(?:the |our )?focus here is|"
    r"here's how|(?:tweet|message|write|come|reply|ping|shout|reach|get) (?:us |back|out)|in the meantime,? we|(?:feel )?free to|just (?:let|give|drop|tweet)|give us|drop us|"
    r"(?:is there|if there's|if you (?:have|need|'d like) (?:any|further|more|other))|feel free|(?:we're|i'm|always) here|here to help|glad|happy to|(?:great|good) (?:question|idea)|"
    r"we(?: are|'re) (?:always|here|happy|glad)|kind regards|best|regards)\b|^[^a-z]*$|^\W*we(?:'ll| will|'ve| have| can) (?:\w+ )?(?:be sure to |make sure to )?(?:pass|forward|relay|share|note)(?:ed|d)? (?:on |along )?(?:your|this|that|these|the)\b|"
    r"\b(?:committed|dedicated|strive|striving|aim|aiming|do our best|doing our best|doing everything|working (?:hard|diligently)) (?:to|on|at|for)\b(?! .{0,60}\bby\b)",
    re.IGNORECASE,
)
REFERRAL = regex(
    r"\b(?:call|calling|contact|contacting|reach out|reaching out|reach|get in touch|getting in touch|speak|speaking|chat|talk|dial|ask|write) (?:this |it )?(?:to |with |us |via |through |at |on |out |in |directly )*(?:our|the|your|their|this|a|an|us|customer|Xlink|"
    r"support|reservations|\d)|\b(?:visit|check|check out|see|refer|head|heading|go|look|consult|take a look|have a look|browse|read|review)"
    r"(?: to| at| over| out| on| through| into| the following| this)*:? (?:(?:our|the|this|your)\b.{0,60}?\b(?:website|web site|site|faqs?|polic(?:y|ies)|pages?|"
    r"article|terms|help|forum|wording|portal|app|link|here|Xlink|community|section|guide|locator|academy|resources|thread|blog|documentation|forums?)\b|here\b|Xlink\b)|"
    r"\b(?:get|getting) in touch with (?:\w+ ){1,4}?(?:for|to)\b|\b(?:follow|comply with|meet|adhere to) .{0,40}(?:polic|guideline|rules\b|terms\b)|\bvisit (?:this|the) link\b|\bvot(?:e|ing) (?:for|on) (?:the|this|that|your|an|it)\b|\b(?:see|add|cast|leave) your vote\b|\bbetter places? (?:to|for)\b|\bdo better (?:by |to )?ask(?:ing)?\b|\bask(?:ing)? (?:\w+ ){0,3}(?:in|on|at) (?:a|an|another) (?:\w+ )?forum\b|\b(?:create|open|submit|file|raise) (?:a|an|your) (?:\w+ )?ticket\b|"
    r"\b(?:handled|answered|addressed|assisted) by (?:our|the)\b|\b(?:team|support|department|specialists?|agents?) (?:\w+ ){0,4}(?:able|best|happy)"
    r" to (?:help|assist|answer)|\bfor (?:more |further |additional )?(?:\w+ ){0,3}(?:information|info|details|help|assistance)\b.*\b(?:check|visit|see|contact|call|refer)\b|"
    r"\b(?:all (?:of )?(?:that|this|it)(?:'s| is)|(?:is|are) all|everything\b.{0,40}\bis|(?:can|will) (?:all )?be (?:found|seen|checked|viewed)) (?:\w+ )?(?:on|in|at|there|under)\b|\b(?:use|open|try) (?:the|our) (?:\w+ ){0,2}(?:page|tool|tracker|portal|app|site|website|calculator)\b|\bthe (?:website|site|app|portal|faqs?) (?:will tell|tells|has|shows|explains)\b|"
    r"\bthis (?:is|would be|'s|sounds like) (?:\w+ ){0,3}?(?:something|question|one|matter) (?:\w+ ){0,2}?for (?:our|your|the)\b|"
    r"\b(?:stay|keep) (?:updated|up to date|tuned|posted)\b|\b(?:learn|read|find(?: out)?|see|get) more\b|\bmore info(?:rmation)?\b|\b(?:info|information|details|updates?) (?:\w+ ){0,4}(?:here|at|in|on|is posted|is available|can be found)\b|"
    r"\byou can (?:find|check|see|read|view|stay|get)\b.{0,60}\b(?:here|Xlink|site|website|page|link|at|on|by)\b",
    re.IGNORECASE,
)
#: "We don't know" without a word of finding out; house-keeping in place of an answer.
NO_INFO = regex(
    r"\b(?:do not|don't|do n't|dont) (?:currently |yet |really |actually )?have (?:any|an?|the|that|much|specific|more|further|other)\b(?: \w+){0,3}? (?:info\w*|updates?|news|details?|answers?|eta|time ?frame|timeline|date|dates|word)\b|"
    r"\bhave no (?:further |more |other |new |specific )?(?:info\w*|updates?|news|details|eta|time ?frame|timeline|word)\b|\bno (?:info\w*|updates?|news|eta|word) (?:on|about|regarding|as to|yet|to share|at (?:this|the))\b|"
    r"\b(?:can't|cannot|can not|unable to|not able to|won't be able to) (?:make any promises|promise|say(?! that)|comment|speculate|share|confirm (?:if|whether|when)|provide specifics|discuss|disclose)\b(?! (?:you )?(?:a |any )?(?:refund|discount|account|credit))|"
    r"\b(?:i'm|i am|we're|we are) (?:(?:not (?:really |quite |too |entirely )?(?:sure|certain)|unsure|uncertain|unaware) (?:if|whether|when|why|what|how|about|of)|(?:not sure|unsure|uncertain)(?=\W*$|\. ))|\b(?:i|we) (?:do not|don't) know (?:if|whether|when|why|what|how|about|the answer)\b",
    re.IGNORECASE,
)
FINDS_OUT = regex(
    r"\b(?:find out|what (?:i|we) can say|(?:i|we) expect to know|you(?:'ll| will) (?:hear|know)|(?:i|we)(?:'ll| will| can| could| am going to| are going to|'re going to)(?: \w+)? (?:add|place|request|put|check|ask|look|see|get back|update|let you know|tell|announce|share|confirm|inquire|enquire|try|write|follow)|let me (?:check|see|look|ask|find)|checking|looking into|"
    r"once (?:we|i|it|there|they)|as soon as|when (?:we|it|there) (?:do|is|are|have)|\d+ (?:\w+ )?(?:hours?|days?|weeks?|months?)|(?:few|couple(?: of)?) (?:\w+ )?(?:hours|days|weeks|months)|because|due to|as (?:our|it|they|this|the)|have you|did you|try|could you|can you (?!i)|please (?:provide|send|share|tell|try|check|dm)|which|what (?:is|are|version|kind)|depends?)\b",
    re.IGNORECASE,
)
HOUSEKEEPING = regex(
    r"\b(?:(?:is|was) (?:a|the) duplicate(?= ?(?:post|question|topic|thread|[.,!(]|$))|duplicate (?:post|question|topic|thread)|(?:lock(?:ing|ed)?|clos(?:e|ing|ed)) this (?:discussion|thread|topic|question|post)(?! (?:if|once|when|unless))|(?:continue|carry on) (?:the |this |your )?(?:discussion|conversation) (?:in|on|there)|(?:answered|asked|posted) in the (?:duplicate|other)|enter questions once|keep to one question|original question|(?:post|ask)(?:ed|ing)? (?:\w+ ){0,4}twice|posting the same|(?:one|single) (?:question|topic|issue|thread) (?:per|at a time|only)|(?:start|open|post|create|ask) (?:a|your own) (?:new|separate) (?:question|thread|topic))\b",
    re.IGNORECASE,
)
#: Joy over a trouble that nobody has called solved.
RESOLVED = regex(
    r"\b(?:glad|happy|great|good|pleased) (?:to (?:hear|know|see|read) )?(?:that )?(?:\w+ ){0,4}?(?:resolved|solved|sorted|fixed|worked out|works now|working now|now working|working again)\b",
    re.IGNORECASE,
)
SOLVED = regex(
    r"\b(?:solved|resolved|sorted|fixed|worked|works|working now|figured|found|thank you so|thanks so|got it)\b",
    re.IGNORECASE,
)
#: A lead-in that only repeats the question: "For information on when it opens, …", "To find out what is covered, …".
LEAD = regex(r"^\W*(?:for|to|if|regarding|about|on|as for|when it comes to|in order to)\b[^,]{3,120},", re.IGNORECASE)
#: Regret or sympathy that stands alone.
SYMPATHY = regex(
    r"\b(?:sorry|apolog\w+|regret|understand|hear you|feedback|hope|frustrat\w+|appreciate)\b", re.IGNORECASE
)
IDLE = regex(
    r"\bif (?:you|further|any|there)\b|\b(?:able|happy|glad|ready|pleased) to (?:help|assist)|\bwe can (?:help|assist|troubleshoot)|"
    r"\byou can get back\b|\bwe will (?:be|help|assist)|\bkeep an eye\b|\byou may (?:want|wish|like) to\b|\byou might want to\b",
    re.IGNORECASE,
)
ANSWERS = regex(
    r"\b(?:yes|yep|yeah|no|nope|not|never|none|nothing|because|due to|since|currently|available|unavailable|soon|correct|right now|"
    r"already|only|until|should be|will|was|were|cost\w*|free|within|between|is|are|can|has|have|found|booked|sure|ok|okay|"
    r"absolutely|definitely|exactly|indeed|of course|certainly|unfortunately|afraid|works?)\b|n't\b|\d|[$£€]",
    re.IGNORECASE,
)
#: The same for a sentence that sends the customer elsewhere: it counts as an answer only with one of these.
FIRM = regex(
    r"\b(?:drag|click|press|drop|right-click|enable|disable|uncheck|to see (?:if|whether)|provider)\b|\b(?:yes|no|nope|never|because|due to|afraid|unfortunately|not (?:available|possible|offered|sold|supported|yet)|currently)\b|"
    r"(?:can't|cannot|don't|doesn't|isn't|aren't|won't|wouldn't|haven't|hasn't|couldn't|unable|not)\b|[$£€]\s?\d|^\W*(?:sure|ok|okay|absolutely|definitely|of course|that)\b",
    re.IGNORECASE,
)
ADDRESS = regex(r"(?<![\d-])\d{1,5} [A-Z][a-z]+|\b\d(?:\.\d)? ?(?:star|rating|am\b|pm\b)")
NUMBER = regex(r"(?<![\w-])[$£€]?\d")
SIGNED = regex(
    r"^\W*[-–—^~*/]+ ?\w+(?: \w+)?\W*$|^\W*$|^\W*(?:thanks|thx|regards|best|cheers)\W*(?:\w+)?\W*$", re.IGNORECASE
)
ASKS_BACK = regex(
    r"\?|\b(?:please|pls|kindly|if you|could) (?:post|provide|share|send|give|tell|supply|describe|dm|pm|clarify|confirm|let|explain|describe|try|start|follow)\b|"
    r"\bneed (?:more|some|further) (?:info\w*|details)|\bwhich\b.*\byou\b|\b(?:dm|pm|message|send|tell|share|provide|give|email) (?:us|me|your|the|a)\b|\b(?:dm|direct message|inbox)\b|"
    r"\bso (?:that )?(?:we|i) can\b|\b(?:follow|try|using|with) (?:the|these|this|those) (?:\w+ )?(?:steps?|instructions|guide|tips|troubleshooting)\b|\bsteps\b",
    re.IGNORECASE,
)
LET_KNOW = regex(
    r"\b(?:let (?:us|me) know|give us a shout|keep us (?:posted|updated|in the loop)|hope (?:this|that) helps|get back to us|(?:send|drop|give|shoot) (?:us|me) a (?:dm|message|line|shout|tweet|note) (?:if|anytime|any time|for)|"
    r"dm (?:us )?(?:anytime|any time|if))\b.*",
    re.IGNORECASE,
)
#: Praise and colour: what a brochure says.
PRAISE = regex(
    r"\b(?:(?:great|good|excellent|nice|lovely|fantastic|brilliant|fab) (?:question|pick|choice|taste|eye)|rave\w*|popular|best[- ]?sell\w*|favou?rites?|famous|proud\w*|award\w*|world[- ]class|highest quality|top[- ]quality|trained|vaccinated|enjoy(?:ing|ed)?|"
    r"millions|lakhs|thousands of|(?:our|happy|many) (?:customers|clients|users|guests|members) (?:love|say|report|tell|are)|excellent|beautiful\w*|gorgeous|stunning|ripper|cutie|heaps of people|with care|reviews|long-standing|worth looking|value|premium|exclusive|"
    r"perfect for|lightest|fastest|finest|freshest|made with|made from|hand-?made|family (?:firm|business|recipe)|lag-free|state of the art|cutting[- ]edge|committed to|pride ourselves|second to none|loved by|across \d+|went for that one|exciting|amazing)\b|[🌱😍🎉🤩]",
    re.IGNORECASE,
)
#: A word of finding out, or of doing what was asked.
PROMISE = regex(
    r"\b(?:find out|(?:i|we)(?:'ll| will)\b(?! be (?:happy|glad))|let me (?:check|see|look|ask|find)|checking|looking into)\b",
    re.IGNORECASE,
)
#: A friendly word, and nothing to go by.
SOCIAL = regex(
    r"^\W*(?:(?:and|well|ok|okay|oh|ah|yes|no),? )*(?:thank|thanks|thx|cheers|you(?:'re| are) (?:\w+ )?welcome|no problem|glad|happy|great|funny|nice|oops|i agree|agreed|good luck|have a|a common|enjoy|regards|best|"
    r"hope|welcome|my pleasure|anytime|any time|i(?:'m| am) (?:glad|happy|pleased)|i have no (?:idea|clue)(?!.*\bbut\b)|no idea(?!.*\bbut\b)|wow|lol|cool|awesome|interesting|copy and paste|maybe (?:others|someone)|same here|me too|i (?:had|have) (?:just|the same)|i (?:received|got|had|saw|updated) )",
    re.IGNORECASE,
)
#: Somebody who asks for help in whatever form.
WANTS_HELP = regex(r"\?|\bhow (?:do|can|could|to)\b|\b(?:please|pls) (?:help|advise)\b|\bany help\b", re.IGNORECASE)
#: Sent to people or to a forum of ideas, where even a way was asked for.
TO_OTHERS = regex(
    r"\b(?:suggest(?:ing)? (?:it|this|that|the idea)|ideas? (?:page|section|forum|board)|support agents?|community where|voting|(?:get|getting) in touch with|reach(?:ing)? out to|information posted|info posted)\b",
    re.IGNORECASE,
)
WAY = regex(r"\b(?:is|are|was) there (?:\w+ ){0,3}?(?:ways?|options?|something|anything)\b", re.IGNORECASE)
#: A fact beside "we can't say".
REASON = regex(r"\b(?:rights|licen[sc]\w+|not available|unavailable|removed|discontinued|already)\b", re.IGNORECASE)
