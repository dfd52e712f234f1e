"""How upset a customer's message is, by its words and marks: one pass for strong signs, one for mild ones."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from servicelint.checks import regex

#: Each named group is one kind of sign; a kind counts once. The text must be in lower case: without the flag for case
#: the search skips most words at their first letter.
_STRONG = regex(
    r"\b(?:"
    r"(?P<bad>worst|wicked(?:ness)?|shocking|diabolical|dismal|pitiful|rotten|shambolic|joke of|crappiest|hopeless|beyond (?:a joke|frustrat|belief|bad|slow|annoy|upset)|terribl[ey](?! with| at)|horribl[ey]|horrendous\w*|aw+ful\w*|woeful|atrocious|appalling|dreadful|disgust\w*|abysmal|shambles|disgrac\w*|shameful|ashamed|shame on|pathetic|garbage|gross(?= |[.!,])(?! (?:income|pay|weight|amount|salary|margin|profit))|(?:this|such|total\w*|piece of|utter|complete) junk(?! (?:folder|mail|e|filter|box))|rubbish(?! bin| in)|(?:is|total|pure|complete|absolute) trash|unusable|useless|even worse|worse (?:than|and)|worthless|nightmare|disaster|fiasco|unreliable|a (?:total |complete )?mess|lousy|crap\w*|shit+y?|(?:very|so+|really|such|extremely|incredibly|painfully) (?:bad|poor|slow|laggy|buggy)|too+ (?:slow|laggy|buggy)|poor (?:\w+ )?service|bad (?:customer )?service|embarrass\w+|painful\w*|do(?:n't|nt| not) deserve|(?:1|one|zero|0|no) stars?)|"
    r"(?P<unbearable>ridiculous\w*|ludicrous|irresponsible|unethical|dishonest|shady|greedy|negligen\w+|reckless|inhuman\w*|heartless|unfair\w*|wrong with you|why is it so hard|makes no sense|(?:month|months|weeks?|years?|lots|hundreds|thousands|full) of complaints|complain(?:ed|ts?) (?:to|about|many|several|twice|three|for|and)|how (?:hard|difficult) (?:is|can) (?:it|that)|for (?:god|christ|heaven|pete|goodness)'?s'? sake|no excuse|beggars belief|taking the (?:piss|mick|mickey)|daylight robbery|unheard of|not (?:on|right)(?=[.!,]|$)|same (?:info|answer|reply|response|excuse)s?|nothing (?:i do|changes|gets done)|unacceptabl[ey]|outrageous|unbelievabl[ey]|insane|absurd|nonsense|inexcusable|laughable|what a joke|(?:is|are|a|bad|complete|total) joke|not (?:good enough|acceptable|okay|cool|fair|impressed)|isn't (?:fair|acceptable|right|good enough)|ain't right|bullshit|bs|(?:can't|cannot) believe (?!i\b|my\b|he\b|she\b|it's been)|how dare|should be (?:ashamed|illegal))|"
    r"(?P<upset>(?<!be )(?<!not )(?<!when )(?:frustrat\w+|angry|furious|livid|upset\w*|fuming|pissed|infuriat\w+|irritat\w+|outraged|disappoint\w+|unhappy|not (?:very |at all |a )?(?:happy|impressed|pleased|satisfied)|dissatisfied|annoy\w+|in tears|devastat\w+|distress\w*|desperate\w*|losing my (?:mind|patience)|heart ?broken|wits?'? end|scared|panick\w*|(?:i'm|i am|am|really|very|getting) (?:so |very |really )?worried|drives? me (?:crazy|mad|insane|nuts)|driving me (?:crazy|mad|insane|nuts)|rough day|crying|cried|in tears|sobb\w+|mad at|so mad|gutted|heartbroken|(?:i'm|am|so|feel|completely) exhausted|at my wit|aggravat\w+|maddening|miserable|helpless|ashamed of you|anxious|freaking out|beyond (?:upset|angry|mad)|sad and|hurt and|lost (?:all )?(?:patience|faith|trust|confidence)|heart sank|hopping mad|seething|enraged|incensed|disheartened|dismayed|displeased|over it|had it|tearing my hair|stress(?:ed|ful)|not sleeping|humiliat\w+|insult(?:ed|ing)|shaken|terrified|traumati\w+|offended|appalled|disgusted|shocked|nimechoka|kadhab|naiinis|geram))|"
    r"(?P<leaving>fed up|sick (?:of|and tired)|tired of|had (?:it with|enough)|(?:give|gave|giving) up(?! smoking)|(?:so|am|i'm|are|im) done with|so done|los(?:e|t|ing) (?:a |your |many |lots of )?(?:\w+ )?customers?|(?:never|not) (?:fly|buy|shop|use|order|book|stay|com|go|return)(?:ing)? \w*(?: \w+){0,3} ?again|never again|never (?:flying|buying|shopping|using|ordering|booking)|(?:will|may|might|thinking (?:of|about)|am|i'm|i'll be|considering|have|probably) (?:be )?switch(?:ing|ed)?|going back to|get rid of (?:you|thunderbird|firefox|this app|the app)|tak(?:e|ing) my (?:business|money)|(?:won't|will not) be (?:back|returning|buying|using|flying|coming)|last time i|(?:find|found|use|using|go to|went to|looking for) (?:another|a different|a better|an alternative|a new|some other) (?:app|browser|bank|airline|provider|company|carrier|shop|store|service|client|isp|option for android)|(?:cancel|clos|delet)(?:l?ed|l?ing|e)? my (?:\w+ ){0,2}(?:account|subscription|membership|contract|premium)|uninstall(?:ed|ing)?(?: it| this)?(?=[.!]|$)|have to move on)|"
    r"(?P<wronged>scam\w*|stole|stolen|steal\w*|theft|rip[- ]?off|ripped off|robbed|con artists?|thieves|thief|liars?|lied|lying|cheat(?:ed|ing|s)?|overcharg\w*|double charged|charged (?:me |us |my \w+ )?(?:twice|double)|(?<!being )hack(?:ed|ing)|a hack|compromised|unauthori[sz]ed|fraudulent\w*|frauds?(?= by| on my| charge|[.!]|$)|suspicious activity|misled|mislead\w*|false advertis\w+|fake news|rap(?:ing|ed)|spying|invad(?:e|ing)|without (?:my|our) (?:consent|permission|knowledge|approval)|never (?:agreed|signed|asked for|authori[sz]ed|consented|ordered|subscribed)|at risk)|"
    r"(?P<loss>(?:my|our) \w+ (?:was|were|is|are|has been|have been|got|been|being) (?:hacked|stolen|robbed|scammed|compromised|destroyed)|ransomware|(?:took|taken|withdrawn|withdrew|deducted|debited|missing|gone|vanished|disappeared|drained) (?:\W?\w+ ){0,4}?from (?:my|our|the) (?:\w+ )?(?:account|card|wallet|balance|bag|room|house|order)|lost half|lost (?:my|our) (?:\w+ )?(?:work|day|photos|pictures|savings|deposit|job|client|files|data|contacts|booking|seats?|holiday|evening|morning|shop|shack|progress)|missed (?:my|our|the|his|her|a) (?:\w+ )?(?:flight|train|ferry|bus|connection|wedding|funeral|appointment|interview|exam|birthday|anniversary|deadline|meeting|tour|match|game|party|shift|filing|filings)|(?:[$£€₹]|rs\.? ?|kes ?|php ?|n)?[\d,.]{3,} (?:is |was |has )?(?:gone|missing|vanished|disappeared)|just my luck|(?:passed away|(?:he|she|mother|father|mum|mom|dad|husband|wife|son|daughter|baby|sister|brother|dog|cat|who|just|recently) died|funeral|bereave\w+|miscarr\w+|stillborn)|(?:injured|burn(?:ed|t) (?:my|me|her|him|his)|bitten|allergic reaction|ambulance|emergency room)|evict\w+|stranded)|"
    r"(?P<nohelp>rude(?:ly)?|disrespect\w*|refus(?:ed?|es|ing) to|hung up|ignor(?:ed|ing|es)|no ?(?:one|body) (?:\w+ ){0,3}(?:answer|help|respond|repl|care|know|call|pick|show|came|turned)\w*|incompeten\w+|clueless|(?<!i'm too )(?<!am too )lazy|careless\w*|unprofessional|unhelpful|not helpful|lack of (?:\w+ )?(?:communication|service|respect|support|care|response|help|empathy|customer)|lacks|zero (?:help|support|service|communication)|(?:was|is|of) no help|no (?:customer (?:service|support|care)|response|reply|answer|news|update) (?:at all|whatsoever|from|yet|so|to)|still (?:no|have no) (?:answer|reply|response)|(?:same|another) (?:\w+ )?(?:standard|copy|canned|automated|generic)|can(?:'t|not) get (?:through|hold|an answer|any help)|no way to (?:contact|talk|speak|reach)|do you (?:guys )?even|actually care|someone (?:replied|actually|would)|doesn't help me)|"
    r"(?P<swear>wtf\w*|wth|omg+|jesus|for crying out|grr+|(?<!what the )hell(?!\w)|ffs|smh|omfg|damn\w*|dammit|daa+m+n+|suck(?:s|ed|y)|(?<!to )hate[ds]?(?! to (?:bother|ask))|\w*fuck\w*|idiot\w*|moron\w*|lazy ass|screw(?:ed|ing) (?:me|us|up|over)|ruin(?:ed|ing|s)|spoil(?:ed|t)?|wreck(?:ed|ing)|stupid\w*|dumb(?:est|er|ass)?|bloody|freaking|fricking)|"
    r"(?P<effort>wast(?:e|ed|ing) (?:of )?(?:my|our|so much|\d+|over|about|hours|a|time|money|the)|spent (?:\w+ ){0,3}hours|on hold (?:for|\d)|(?:third|fourth|fifth|3rd|4th|5th|\d\dth|umpteenth|hundredth) time|\d+(?:st|nd|rd|th)? (?:or \w+ )?(?:time|post|call|email|e-mail|message|attempt|visit) (?:i|here|now|in|about|this)|(?:hundreds|dozens|thousands|countless|numerous) (?:of )?times|\d+ (?:days|weeks|months|hours) (?:and )?(?:still|now|later|no)|over and over|time and (?:time )?again|again and again|(?:spent|lost|wasted) (?:\w+ ){0,2}(?:hours|days|weeks|morning|afternoon|evening|weekend)|how many (?:more )?times (?:do|must|will|have|should|is|are)|waited too long|trying all (?:day|night|morning)|all (?:day|night|morning) (?:to|on|trying|long)|for (?:over|more than|almost|nearly) (?:an? |\w+ )?(?:hours?|days?|weeks?|months?))"
    r")(?!\w)|(?P<face>[😡😠🤬😤😒🙄😞😔👎😫😢☹😈💔😾👿🖕😩😖😣😰😱🤦])|(?P<sarcasm>thanks? (?:you )?(?:for|4) nothing|thanksfornothing|(?:nice|good|great|amazing|brilliant|way to) (?:job|work|service|going|one)\b.{0,25}(?:\(not\)|🙄|😒|😡|😤|👎)|way to (?:break|ruin|lose|go)\b.{0,60}(?:🙄|😒|compet|brand|customer))"
)
_MILD = regex(
    r"\b(?:"
    r"(?P<fault>sad|sadly|slow\w*|lags?|lagg\w+|crash\w*|freez\w+|froze\w*|bug(?:s|gy)?|broke|broken|unstable|glitch\w*|stuck|wrong|fail(?:s|ed|ing|ure)?|mess(?:ed)?|worse|bad\w*|poor(?:ly)?|impossible|confus\w+|pointless|unfair|missing|lost|vanished|disappeared|damaged|faulty|dirty|cold|late|delay\w*|locked (?:out|up)|locks up|shut down|(?<!no )(?<!not a )problems?|issues?|errors?|faults?|hangs?|hanging|drain\w*|unresponsive|blank)|"
    r"(?P<negation>(?:doesn't|does not|doesnt|don't|dont|didn't|didnt|did not|won't|wont|can't|cannot|cant|not|never|stopped|isn't|aren't|hasn't|haven't|havent|hasnt|no longer|stops|nope|unable to|none of (?:my|our|the|it|your)|nothing) (?:\w+ ){0,2}?(?:work|load|respond|open|help|show|play|arriv|receiv|deliver|here|come|came|got|get|board|log|access|connect|credit|refund|let|find|run|use|save|start|download|install|support|stable|properly|even)\w*)|"
    r"(?P<still>nothing (?:works|helps|has helped)|still (?:no|not|waiting|haven't|havent|hasn't|have|has|don't|dont|doesn't|isn't|aren't|can't|cant|nothing|getting|having|happening|the|is|says?|unable|missing|broken|down)|yet (?:to|again|no|another)|nope)|"
    r"(?P<persist>keeps?(?! up| you| me (?:posted|updated)| an eye)|kept|constantly|consistently|every ?(?:time|day|single|\d+)|all the time|always|again|(?:2nd|second) time|for (?:the )?(?:past |last )?(?:\w+ )?(?:hours|days|weeks|months?|years|ages|over|almost|nearly|about a)|since (?:yesterday|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|the)|(?:last|latest|new|recent) (?:\w+ )?(?:update|version)|many times)|"
    r"(?P<why>what the hell|whyy+|oh my (?:god|gosh|days)|why(?! (?:not try|thank))|how (?:come|is (?:it|this|that)|long|hard)|what(?:'s| is) (?:going on|wrong|up with|happening)|where(?:'s| is|'d| are) (?:my|our|they|the|it))|"
    r"(?P<demand>fix|sort (?:it|this|yourself)|please sort|do something|(?:give|want|need) (?:me )?my|money back|urgent\w*|asap|(?:please|pls|plz)(?: just)? help|help me|must (?:be|improve)|needs? (?:to be )?(?:help|improve\w*|fix\w*|work)|please\?|i need an answer)|"
    r"(?P<took>cancel(?:l?ed|ling)|charged?|took (?:my )?money|refund|removed?|deleted|uninstall\w*|suspended|terminated|banned|blocked|declined|rejected|wiped|forced|without (?:my|informing|telling|asking|notice|warning))|"
    r"(?P<used>used to (?:be|work|have|love)|no longer|was (?:so much )?better|(?:older|old|previous) versions?|promised|supposed to|only (?:got|received)|should (?:be|have|work))"
    r")(?!\w)|(?P<voice>[!?]{2,}|!\?|\?!|(?<!\w):[-']?\(|[:;]/(?!/)|(?P<letter>[a-z])(?P=letter){2})"
)
_CAPITALS = regex(r"\b[A-Z]{4,} [A-Z]{2,}\b|\b(?:NOT|NEVER|CONSTANTLY|WORST|STILL|FIX|HELP|PLEASE|AGAIN)\b")
#: What goes beyond a report: something was taken away, something is asked back, a raised voice.
_GRIEVANCE = {"took", "demand", "voice"}
#: Signs that tell how, not what.
_MANNER = {"demand", "voice", "why"}
#: The trouble has lasted.
_LONG = regex(
    r"\b(?:for|about|over|almost|nearly|in|been|past|last) (?:\w+ ){0,2}?(?:a (?:day|week|month|year)|\w*\d+ ?(?:days?|weeks?|months?|years?|hours?|hrs?)|days|weeks|months|years|hours)\b(?! (?:ago|trial|from))|"
    r"\b(?:been|still) waiting|\b(?:2nd|3rd|4th|second|third|fourth|fifth) (?:time|day|week)|\ball (?:day|week)\b|\bday \d"
)
#: Trouble that no company has made.
_ELSEWHERE = regex(
    r"\b(?:weather|cloudy|itll be nice|it'll be nice|snow\w*|raining|forecast|degrees|temperature|trivia)\b"
)
#: The customer is content, or jokes.
PLEASED = regex(
    r"^\W*thank|\b(?:thank u\b|tysm|thank(?:s| you) (?:again|so|very|a lot|for (?:the|your|being))|thx|cheers|love (?:you|your|it|this)|amazing|awesome|excellent|perfect|sorted|lol|haha\w*|lmao|jk|works? (?:now|fine|great|well)|working (?:now|fine|again)|(?:much|so|way) better|better now|fixed (?:it|now)|resolved|not (?:too |so |that )?bad|no worries|never ?mind|turns out|super (?:nice|helpful|kind)|all good|figured it out|solved|found (?:it|the)|(?:and|also|so|yes|oh|no|ah),? sorry|sorry for|(?:that|this|has|it) (?:has )?(?:helped|helps)|my bad|whoops|back to normal|thank(?:s| you) for|perfectly)\b|[😊😍🙂😀❤🙏😂🤗😉😁]|(?<!\w)[:;]-?\)|(?<!\w):d\b"
)


def signs(text: str, low: str) -> tuple[set[str], set[str]]:
    """Return the kinds of strong and of mild signs in a message ``text``; ``low`` is the same in lower case."""
    if _ELSEWHERE.search(low):
        return set(), set()
    strong = {str(found.lastgroup) for found in _STRONG.finditer(low)}
    mild = {str(found.lastgroup) for found in _MILD.finditer(low)}
    if _CAPITALS.search(text):
        mild.add("voice")
    return strong, mild


def grievance(mild: set[str], low: str) -> int:
    """Return how far a trouble told without a strong word is more than a report: it lasts, something is taken or asked back."""
    if not mild - _MANNER or len(mild) == 1:
        return 0
    return len(mild & _GRIEVANCE) + (len(mild) > 2) + 2 * bool(_LONG.search(low))
