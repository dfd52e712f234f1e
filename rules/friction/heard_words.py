"""What a draft says that shows its writer has read the complaint: regret, the trouble's name, its cause, a mend."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from servicelint.checks import regex

#: The company apologises, feels with the customer or says that it is wrong: enough for anybody. Lower case.
HEARD = regex(
    r"\b(?:sorry|fair (?:point|question)|apolog\w+|(?<!you will )(?<!you'll )regret\w*|saddened|sad\b|(?<!please )(?<!to )(?<!us )(?<!me )(?<!not )(?<!n't )(?<!actually )(?<!better )understand(?:able|ably| (?:how|that|why|your|the|where|you|it|this|what|\w+day)|(?=\s*[.!,]|\s*$))|(?<!often )(?<!not )hear (?:you|that|this|about)|"
    r"frustrat\w+|fed up|inconvenien\w+|disappoint\w+|upset\w*|annoying|concern(?:ed|ing)?|(?<!or )(?<!any )(?<!clarify your )concerns|worr(?:y|ied|ying|ies) (?:about|that|for)|worrying|oh no+|oh dear|argh|ugh+|yikes|gosh|blimey|crikey|rough|nuisance|hiccups?|headache|heartbreak\w*|no fun|not fun|troubling|unsettling|bummer|when (?:this|that|it|the \w+) (?:happens|occurs|comes up|appears)|when (?:this|the) (?:problem|issue|error)|wretched|unpleasant|stress\w*|crazy (?:situation|thing)|awful|terrible|horrible|dreadful|horrid|nightmare|painful|a pain|a shame|a pity|a blow|mortified|ashamed|gutted|pole|paiseh|forgive|dismay\w*|distress\w*|hurt\w*|uh[- ]oh|oops|ouch|eek|hmm+|(?:are|we're|i'm|am|made) (?:\w+ )?aware(?! of any)|hate (?:to|that|when)|dislike\w*|strange|weird|odd|curious|bizarre|unusual|puzzl\w+|surpris\w+|shocked|alarming|baffl\w+|"
    r"you(?:'re| are) (?:\w+ )?right|rightly|our (?:fault|mistake|error)|oversight|should(?: not|n't| never) (?:have|be|happen)|never (?:want|like|ok|okay|our intention|the experience|how we|what we|intend)|feel(?:ing)? (?:this|that) way|"
    r"no good(?= |[.!,])|not (?:the (?:experience|service|way|kind)|what we (?:want|like|expect)|how (?:we|things)|our intention|ok|okay|good|right|ideal|normal|expected|acceptable|like us|cool)|no one (?:wants|likes|should)|"
    r"isn't (?:the (?:experience|service|way)|what we|how|good|right|ideal|normal|like)|doesn't (?:sound|seem|look) (?:right|good|like)|(?:that|this|it) (?:sounds|does sound) (?!like (?:you|we|a|the|your))|we(?:'d| would) (?:be|feel) (?:the same|upset|frustrated)|"
    r"(?:the|your|this|that|any|these|those|with) (?:trouble|troubles|delay|delays|wait|hassle|difficult\w+|bad experience|poor experience|complaint|loss|mix-up|confusion)\b|patien(?:ce|t)|(?:exact|the) same (?:problem|issue|error)|"
    r"feel your pain|(?:is|must be|be|been|so|very) hard\b|hard (?:on|time)|difficult time|(?:i|we) know (?:that|what|it)\b|know (?:how (?:\w+ ){0,2}(?:frustrat|hard|annoy|difficult|important|it feels)|that (?:you|this|it) (?:is|are) (?:hard|frustrat|annoy))|(?:get|appreciate|know) where you|see (?:how|why|where) (?:\w+ ){0,2}(?:you|this|that|it)(?! (?:can|could|may|might))|"
    r"(?<!you )can imagine|tough|let you down|make (?:this|it|things) right|turn (?:this|these|those|things|that)(?: \w+)? around|don't want you|want you to (?:have|be|get)|"
    r"(?:experience|issue|problem|trouble|difficulty|error)s? (?:that )?(?:you|u)(?:'re|'ve| are| have)? (?:had|having|described|reported|mentioned|faced|facing|went|experienced|experiencing|encountered|encountering|see|seeing)|you(?:'re| are) (?:having|experiencing|facing|running into))\b|[😔😞😟😢☹]|:\("
)
#: The trouble is known or being dealt with: an answer to a report, though not to anger.
AT_WORK = regex(
    r"\b(?:heads[- ]?up|for (?:reporting|flagging|letting us know|telling us|confirming|trying)|fix(?:ed|ing|es)? (?:this|that|it|the|these|your|in|by|on|soon)|be fixed|fix for|known (?:issue|problem|bug)|(?:issue|problem|bug) (?:that )?we|looking into (?:this|that|it)(?! (?:issue|in more))|"
    r"get (?:you|this|that|it) (?:back|going|running|right|up)|working on|investigating|escalat\w+|refund(?:ed)?|replac\w+|your case)\b"
)
#: An offer to look at it soothes whoever is calm, and passes over anger.
OFFERED = regex(
    r"\b(?:look(?:ed)? into (?:this|that|it)(?! (?:issue|in more))|get (?:you|this|that|it) (?:fixed|sorted|resolved|addressed))\b"
)
#: Sent on with the trouble untouched: to a ticket, a page, a desk.
SENT_ON = regex(
    r"\b(?:(?:submit|create|open|file) (?:a|an|your) (?:\w+ )?(?:ticket|request)|more info\w*|faqs?|answer desk|check (?:out )?(?:this|our)|send us a note|recommend sending|please (?:visit|see)|help (?:site|page|cent\w+))\b"
)
#: What is said to everybody whose app does not work.
STOCK_FIX = regex(
    r"\b(?:do our best|(?:clear|clean)(?:ing)? (?:the |your |out )?(?:\w+ )?cache|un-?install\w*|re-?install\w*|(?:latest|newest) version|(?:updat|upgrad)(?:e|ing) (?:to|your|the|firefox))\b"
)
#: The trouble is being mended: this names it.
MENDING = regex(
    r"\b(?:(?:this|that|it)(?:'s| is| seems| sounds| looks| appears| may| might| could| must)(?: \w+)?(?: to| like)?(?: be)?(?: more| not| just| probably| likely)? an? (?:[\w-]+ ){1,3}(?:issue|problem|bug|fault|limitation|glitch)|(?:issue|bug|problem|error) (?:was|were|has been|is) (?:\w+ )?(?:reported|known|raised)|for (?:sign[- ]?in|log[- ]?in|access|payment|delivery) (?:problems|issues|trouble)|(?:(?:sometimes|often|usually)(?: [\w-]+){0,2}|can|may|might|could|will) (?:interfere|conflict|cause|break|block|prevent|affect|invalidate)\w*|because (?:of|your)\b|due to\b|caused by|(?:that's|which is|that is|this is) why|the reason (?:is|for|why|that)|reasons? for (?:that|this|it)|interfering|(?:blocking|affecting|preventing) (?:the|your|you|it|this)|is the (?:problem|cause|culprit)|(?:may|might|must|could) have been \w+|(?:was|were|is|are|be|been|gets?) (?:probably |likely |being )?(?:blocked|prevented|corrupted|affected)(?= by)|working hard|no longer supports?|support for \w+ (?:is|was|has)|be fixed|fixed (?:in|by|on|soon|this|that|it|now)|fix (?:is|for|will|that|this|it)|known (?:issue|problem|bug)|(?:issue|problem|bug) (?:that )?we|(?:i|we)(?:'ve| have| are|'re|'m| am)(?: now| already| just)? (?:refund\w+|replac\w+|revers\w+|block\w+|lock\w+))\b"
)
FEEDBACK = regex(
    r"\b(?:thank\w*|thx|appreciate|value) (?:\w+ ){0,4}(?:feedback|input|thoughts|comments|honesty|review|suggestion)\b"
)
#: Trouble by its kind: a draft that has a word of the same kind as the customer names the problem.
SAME = regex(
    r"\b(?:(?P<crash>(?:crash|freez|froz|glitch)\w*|stuck|unstable|unusable|kick(?:s|ing|ed) (?:me|you) out|clos(?:es|ing) (?:itself|by|on)|unresponsive)|"
    r"(?P<slow>lag|laggy|lagging|slow\w*|faster|jank\w*|sl+o{2,}w+|hang(?:s|ing)?|(?:speed|fasten) (?:it|this|things) up)|"
    r"(?P<dead>(?:not|n't|nt|longer|stopped?) (?:\w+ )?(?:work|load|open|play|respond|start)\w*)|"
    r"(?P<late>late|delay\w*|wait(?:ed|ing|s)(?! for your)|(?:not|n't|never) (?:\w+ )?(?:arriv|receiv|deliver|been deliver|come|ship)\w*|overdue|on (?:its|the|their) way|missing|lost|held up)|"
    r"(?P<hacked>hack\w*|compromised|unauthori[sz]ed|fraud\w*|phish\w*|scam\w*|stolen|secur(?:e|ed|ity) (?:your|of|to|for))|"
    r"(?P<charge>twice|charged (?:\w+ )?double|double[- ]charg\w*|duplicate|overcharg\w*|pending (?:charge|authori)|two charges|both charges)|"
    r"(?P<rude>rude\w*|attitude|behaviou?r|conduct|unprofessional)|(?P<stock>sold out|out of stock|in stock|shortage|supplies|run out|ran out)|"
    r"(?P<price>pric(?:e|es|ing|ey|ed)|expensive|goug\w*|profit\w*|costs?)|(?P<cancelled>cancel\w*)|(?P<line>outage|down(?= (?:again|right|for|in|at|since|today)|[.!?,]|$)|no signal|connectivity|connection)|"
    r"(?P<locked>suspen\w+|terminat\w+|banned|locked|disabled))(?!\w)"
)  # fmt: skip
#: "Battery issues", "your login problem": the trouble by the word before it.
TROUBLE_WITH = regex(
    r"\b([a-z-]{4,})(?: \d+)? (?:issues?|problems?|errors?|troubles?|bugs?|faults?|failures?|loss|delays?|complaints?)\b"
)
#: Rules of the house in the place of help: one question at a time, ask it over there, you have posted this before.
SCOLDS = regex(
    r"\b(?:is an? duplicate|(?:keep|stay|respond\w*|respons\w+|reply|post) (?:\w+ ){0,3}(?:in|within|on|to) the original|better places? (?:to|for)|(?:stop|your|with) (?:\w+ )?(?:rant|whin|complain)ing|your time is|no time to (?:read|go|look|deal)|don't (?:even )?know what \w+ is|duplicates? (?:of |the )?(?:\w+ ){0,4}(?:posts?|threads?|questions?|postings?|tickets?|request)|one (?:\w+ )?(?:problem|question|issue|topic) (?:per|at a time|in each)|(?:keep|stick) (?:to |your |the )?(?:one (?:question|topic|thread)|questions?|the same (?:topic|thread|post)|a single (?:topic|thread|question)|posts?)\b|"
    r"(?:already|you) (?:posted|asked|opened|raised) (?:this|that|it|the same)|limit yourself|wrong (?:forum|queue|department|address)|mark (?:this|it|the \w+)(?: as)? (?:resolved|solved|closed))\b"
)
#: "Hi there!": what passes over the trouble comes after it.
BARE = regex(r"(?i)^\W*(?:(?:hi|hello|hey|hiya)(?: there| again| all)?|\w+(?: \w+)? here)[.!,]*$")
#: Joy in answer to trouble shows that nobody read it.
CONGRATULATES = regex(
    r"\b(?:that's|that is|it's|we're|i'm|so|very) (?:\w+ )?(?:good|great|glad|happy|awesome|pleased) (?:to (?:hear|know|see)|news)\b"
)
THANKED = regex(
    r"^\W*(?:(?:hi|hey|hello)\W+)?no (?:problem|probs|rush)\b(?! with)|^\W*(?:you(?:'re| are)|ur) (?:very |most |so )?welcome\b|\bmy pleasure\b|[.!] you(?:'re| are) (?:very|most|so) welcome\b|\b(?:your|the) kind words\b|\bgood to (?:know|hear) (?:you|it|that)\b"
)
CHEERS = regex(r"^\W*(?:awesome|great|sweet|perfect|congrat\w*)[!,]")
#: The trouble is over, as the customer has told: thanks for that stand before the joy.
OVER = regex(
    r"\bthank\w* (?:\w+ ){0,4}(?:update|note|news|feedback|reporting|following|follow-?up|confirm\w*|letting (?:us|me) know|reply|response|getting back|posting|telling)\b.{0,120}\b(?:glad|happy|pleased|great|good|relieved)(?: to (?:hear|see|know|read))?(?: that)? (?:it|all|everything|things|that|this|you|your [\w-]+)(?:'s|'re| is| are| has| have| got| were| was)? (?:\w+ ){0,3}?(?:okay|ok|well|good|fine|sorted|solved|resolved|fixed|working|works|worked|back|done)\b"
    r"|\bglad (?:that )?(?:everything|all|it|this|that)(?:'s| is|’s) (?:now |all )*(?:sorted|fixed|solved|resolved)\b"
)
#: What was asked for is done: good news, nothing to be sorry for.
DONE = regex(
    r"\b(?:i|we)(?:'ve| have)? (?:just |now |already )?(?:updated (?:your|the) (?:reservation|booking|order|appointment|search|request|ride|trip|list)|booked|reserved|scheduled|rebooked|rescheduled|found (?:you |a |an |one\b|two\b|\d))|(?:has|have|is|are) (?:now |been |successfully |already |all ){1,3}(?:booked|reserved|scheduled|moved|changed|added|ordered|confirmed|rebooked|rescheduled|set)\b"
)
