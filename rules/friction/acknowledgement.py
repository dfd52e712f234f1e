"""Is the customer upset, and does the draft take any notice of it?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import sibling
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_shared = sibling(__file__, "thread_words")


def _kinds(*patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"(?:{pattern})", re.IGNORECASE) for pattern in patterns]


_SPAN = r"(?:\d+|two|three|four|five|six|several|many|a few) ?(?:hours?|hrs?|days?|weeks?|months?|years?)"
#: One of these is a complaint by itself. Each kind counts once.
_STRONG = _kinds(
    # the thing is bad
    r"\b(?:worst|terribl[ey](?! with| at)|horribl[ey]|horrendous|awful|atrocious|appalling|dreadful|disgust\w*|abysmal|shambles|"
    r"disgrace\w*|shameful|ashamed|shame on|pathetic|diabolical|garbage|rubbish(?! bin| in)|(?:is|total|pure|complete|absolute) (?:trash|crap)|unusable|useless|"
    r"even worse|nightmare|disaster|fiasco|unreliable|good for nothing|a mess|lousy|(?:very|so|really|pretty|such) (?:bad|poor)|poor (?:\w+ )?service|bad (?:customer )?service)\b",
    # it is not to be borne
    r"\b(?:ridiculous|unacceptable|outrageous|unbelievable|insane|absurd|nonsense|inexcusable|laughable|what a joke|(?:is|are|a|bad|complete|total) joke|"
    r"not (?:good enough|acceptable|okay|cool|fair)|(?:that|this)(?:'s| is) not on|isn't (?:fair|acceptable|right|good enough)|(?:this|that) is not ok|ain't right|total bull|bull ?shit|bs|(?:can|could|should|need to|must|gotta) do better|"
    r"(?:can't|cannot|don't) believe|how dare|makes no sense)\b",
    # the person is upset
    r"\b(?<!be )(?<!not )(?<!when )(?:frustrat\w+|angry|angers|furious|livid|upset(?:ting)?|very ?upset|fuming|pissed|infuriat\w+|irritat\w+|outraged|disappoint\w+|unhappy|not (?:very |at all )?(?:happy|impressed|pleased|satisfied)|"
    r"dissatisfied|annoy\w+|in tears|devastat\w+|distress\w*|(?:so|am|i'm|really|getting|quite) desperate|desperate for|losing my (?:mind|patience)|heart ?broken|at my wits?|scared|worried sick|(?:am|i'm|so|really|very) worried|drives? me|driving me)\b",
    # had enough, going away
    r"\b(?:fed up|sick of|tired of|had (?:it with|enough)|(?:give|gave|giving) up(?! smoking)|(?:so|am|i'm|are) done (?:with|here)|no thanks|lost a (?:\w+ )?customer|(?:never|not) (?:fly|buy|shop|use|order|book|stay|com|go|return)(?:ing)? \w*(?: \w+){0,3} ?again|"
    r"never (?:flying|buying|shopping|using|ordering|booking|again)|(?:will|may|might|think(?:ing)? (?:of|about)|am|i'm|i'll be|consider(?:ing)?) (?:be )?switch(?:ing)?|tak(?:e|ing) my (?:business|money)|(?:won't|will not|not) be (?:back|returning|buying|using|flying|coming)|last time i(?:'ll| will)? (?:ever )?(?:\w+)|"
    r"(?:find|found|use|using|go to|going to|went to|looking for|there are) (?:another|a different|other|better) (?:\w+ )?(?:bank|airline|company|provider|browser|app|shop|store|one|options?|browsers)|(?:cancel|close)(?:l?ing)? my (?:account|subscription|membership|contract|premium)|sadly uninstalled|uninstall(?:ed|ing)?(?: it| this)?[.!]*$|have to move on|don't want to continue)\b",
    # wronged
    r"\b(?:scam(?:med|s|mers?)?|stole|stolen|steal(?:ing|s)?|theft|rip[- ]?off|ripped off|robbed|con artists?|thieves|thief|liars?|lied|lying to|cheat(?:ed|ing|s)?|overcharg\w*|double charged|charged (?:me |us |my \w+ )?(?:twice|double)|"
    r"(?:was|been|got|is|were|me|my \w+|someone|somebody|who|keeps?) ?hack(?:ed|ing)|hacked|compromised|unauthori[sz]ed|fraudulent|misled|mislead\w*|false advertis\w+)\b",
    # nobody helps
    r"\b(?:rude(?:ly)?|disrespect\w*|refus(?:ed?|es|ing) to (?:help|refund|let|give|honou?r|accept|talk|speak|serve|pay|answer|acknowledge|do)|hung up|ignor(?:ed|ing|es)|no ?(?:one|body) (?:\w+ ){0,3}(?:answer|help|respond|repl|care|know|call|pick|show|came|turned)\w*|incompeten\w+|clueless|lazy|careless|unprofessional|"
    r"unhelpful|not helpful|lack of (?:\w+ )?(?:communication|service|respect|support|care|response|help|empathy)|zero (?:help|support|service|communication)|no (?:customer (?:service|support|care)|response|reply|answer) (?:at all|whatsoever|from|yet|so)|same (?:\w+ )?(?:standard|copy|canned|automated) (?:answer|response|reply|message)|won't (?:even )?(?:help|answer|listen)|"
    r"can't get (?:through|hold|an answer|any help)|cannot get through|need an answer|want an? (?:answer|update|explanation)|no way (?:to|of) (?:ask|contact|talk|speak|reach|get)\w*|customer service (?:is|was) (?:\w+ )?(?:bad|terrible|horrible|a joke|poor|useless)|do you (?:guys )?even|actually care|if you care(?:d)?)\b",
    # strong language
    r"\b(?:wtf|wth|tf|ffs|smh|omfg|wt\w|sucks?|sucky|(?<!to )hat(?:e|ed|ing)(?! to (?:bother|ask))|what the (?:hell|heck|fuck)|the (?:hell|heck)|\w*clusterfuck|fuck (?:you|this|off)|idiots?|morons?|lazy ass|screw(?:ed|ing) (?:me|us|up|over)|ruin(?:ed|ing|s))\b",
    # effort and time lost
    r"\bwast(?:e|ed|ing) (?:of )?(?:my|our|so much|(?:over |about )?\d+|hours|an? \w+|time|money|the whole)|\bspent (?:\w+ ){0,3}hours\b|\bon hold (?:for|\d)|\b(?:third|fourth|fifth|3rd|4th|5th|\d\dth|umpteenth|hundredth) time\b|\bhow many (?:more )?times (?:do|must|will|have|should|is|are)\b|\bnever (?:gets?|got|been) fixed\b|\bwaited too long\b",
    # sarcasm
    r"\b(?:nice|good|great|amazing|brilliant|excellent|wonderful|fantastic|lovely|way to) (?:job|work|service|going|one)\b.{0,25}(?:\(not\)|\bnot\b[!.)]*$|🙄|😒|😡|😤|👎)|thanks? (?:you )?(?:for|4) nothing|thanksfornothing|\bthanks a lot\b.{0,40}(?:\bfor (?:not|losing|breaking|ruining|cancel)|🙄|😒|😡)|\bway to (?:break|ruin|lose|go)\b.{0,60}(?:🙄|😒|\bcompet|brand|customer)",
)  # fmt: skip
#: The place of the loud voice among the mild signs.
_VOICE = 7
#: Signs of trouble that make a complaint only together.
_MILD = _kinds(
    r"\b(?:sad|sadly|bit of a pain|pain in|slow\w*|lag(?:s|gy|ging)?|crash\w*|freez\w+|froze\w*|bug(?:s|gy)?|broke(?:n)?|unstable|glitch\w*|stuck|wrong|fail\w*|mess(?:ed)?|worse|bad|poor(?:ly)?|hard|impossible|confus\w+|pointless|unfair|missing|lost|vanished|disappeared|gone|damaged|faulty|cold|dirty|late|delay\w*|locked out|shut down|out of service)\b",
    r"\b(?:doesn't|does not|doesnt|don't|didn't|didnt|won't|wont|can't|cannot|cant|not|never|stopped|isn't|aren't|hasn't|haven't|havent|hasnt|wouldn't|no longer|nothing)\b(?: \w+){0,2}? (?:work\w*|load\w*|respond\w*|open\w*|help\w*|show\w*|play\w*|arriv\w*|receiv\w*|deliver\w*|here|come|came|got|get|gotten|board|log|access|connect\w*|credited|refunded|let|happen\w*|find|be found)\b",
    r"\bstill (?:no|not|waiting|haven't|havent|hasn't|hasnt|have not|has not|don't|dont|doesn't|isn't|aren't|can't|cant|nothing|getting|having|happening|the same|is|says?|unable|missing|unusable|broken)\b|\byet (?:to|again|no|another)\b|\bnowhere to be found\b|\bnot (?:yet )?(?:here|there) yet\b",
    r"\b(?:keeps?(?! up| you| me (?:posted|updated))|kept|constantly|consistently|every ?time|all the time|always|again|for (?:the )?(?:past |last )?(?:hours|days|weeks|months|years|ages|over|almost|nearly|about a)|since (?:yesterday|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|\w+ update))\b|\b(?:for|past|last|over|waited|waiting|been|after) (?:\w+ ){0,2}" + _SPAN + r"\b|\b(?:second|2nd|another) (?:time|day)\b",
    r"\bwhy\b(?! (?:not try|thank))|\bhow (?:come|is (?:it|this|that)|can (?:a|this|that|it|you)|long|hard)\b|\bwhat(?:'s| is) (?:going on|wrong|up with|happening)\b|\bwhere(?:'s| is|'d| are| did) (?:my|our|they|the|it)\b|\bso\?+|\bare we supposed\b",
    r"\b(?:fix (?:it|this|that|your|the)|please fix|sort (?:it|this|yourself) out|do something|(?:give|want|need) (?:me )?my (?:money|refund|account|package|order|stuff|bag)|money back|need (?:this|it|my) (?:fixed|now|asap)|urgent\w*|asap|please help)\b",
    r"\b(?:cancel(?:l?ed|ling)|charg(?:ed|ing)|took (?:my )?money|refund|remov(?:ed?|ing)|delet(?:ed|ing)|uninstall\w*|suspended|terminated|banned|blocked|declined|rejected|wip(?:ed|es)|forced|without (?:my|informing|telling|asking|notice|warning))\b",
    r"[!?]{2,}|!\?|\?!|(?-i:\b[A-Z]{4,} [A-Z]{2,}\b)|[😡😠🤬😤😒🙄😭😞😔👎😫😩😢😕☹]|:[-']?\(|[:;]/(?!/)|\b(?:damn\w*|dammit|shit\w*|\w*fuck\w*|f\*+|stupid\w*|dumb\w*|bloody|freaking|fricking|pls fix|ugh+|argh+|grr+|sigh|come on|c'mon|seriously|literally)\b|\b(\w)\w*?\1{3,}",
    r"\bused to (?:be|work|have|love)|\bno longer\b|\bwas (?:so much )?better\b|\bnot (?:the|what) (?:i|we) (?:ordered|paid|expected|asked)|\bpromised\b|\bsupposed to\b|\bdidn't (?:ask|want|order|board)|\bdidnt\b|\bonly (?:thing )?(?:got|received)\b",
)  # fmt: skip
#: The customer is content, or jokes.
_PLEASED = re.compile(
    r"\b(?:thank(?:s| you) (?:so|very|a lot|for (?:the|your|being))|thx|cheers|love (?:you|your|it|this)|amazing|awesome|excellent|perfect|sorted|lol|haha\w*|lmao|jk|"
    r"works? (?:now|fine|great|well)|working (?:now|fine|again)|(?:much|so|way) better|better now|fixed (?:it|now)|resolved|no worries|all good|figured it out|solved|found (?:it|the)|(?:and|also|so) sorry|my bad)\b|[😊😍🙂😀❤🙏😂🤗😉😁]|(?<!\w)[:;]-?\)|(?<!\w):D",
    re.IGNORECASE,
)
#: The company apologises, feels with the customer or says that it is wrong: enough for anybody.
_ACKNOWLEDGED = re.compile(
    r"\b(?:sorry|apolog\w+|regret\w*|sad to|saddened|(?<!please )(?<!to )understand(?:able|ably| (?:how|that|why|your|the|where|you|it|this|what)|(?=[.!,]))|realis\w+|realiz\w+|hear (?:you|that|this|about)|heard|"
    r"frustrat\w+|inconvenien\w+|disappoint\w+|upset\w*|annoying|concern(?:ed|ing)|(?:your|the|this|that) concern\b|(?:your|these) concerns with|worr(?:y|ied|ying)|oh no|yikes|"
    r"uh[- ]oh|oops|ouch|eek|(?:are|we're|i'm|am|made) (?:\w+ )?aware|hate to|hate that|dislike\w*|strange|weird|odd|curious|bizarre|unusual|puzzl\w+|surpris\w+|shocked|alarming|"
    r"you(?:'re| are) (?:\w+ )?right|rightly|our (?:fault|mistake|error)|oversight|should(?: not|n't) (?:have|be|happen)|never (?:want|like|ok|okay|our intention|the experience|how we|what we|intend)|"
    r"not (?:the (?:experience|service|way|kind)|what we (?:want|like|expect)|how (?:we|things)|our intention|ok|okay|good|right|ideal|normal|expected|acceptable|like us)|no one (?:wants|likes|should)|"
    r"isn't (?:the (?:experience|service|way)|what we|how|good|right|ideal|normal|like)|doesn't (?:sound|seem|look) (?:right|good|like)|(?:that|this|it) (?:looks|sounds|does look|does sound) (?!like (?:you|we|a|the|your))|we(?:'d| would) (?:be|feel) (?:the same|upset|frustrated)|"
    r"(?:the|your|this|that|any) (?:trouble|delay|wait|hassle|difficult\w+|bad experience|poor experience|complaint|loss|mix-up|confusion|error|failure)\b|patien(?:ce|t)|(?:exact|the) same (?:problem|issue|error|thing)|(?:forward|shar|pass|hear|rais|address|relay)\w* your concerns|"
    r"feel your pain|know (?:how (?:\w+ ){0,2}(?:frustrat|hard|annoy|difficult|important|it feels)|that (?:you|this|it))|get where you|see (?:how|why|where) (?:\w+ ){0,2}(?:you|this|that|it)|"
    r"can imagine|tough|let you down|make (?:this|it|things) right|turn (?:this|things) around|value (?:you|your)|"
    r"(?:experience|issue|problem|trouble|difficulty|error)s? (?:that )?(?:you|u) (?:had|described|reported|mentioned|faced|went|experienced|encountered)|no one wants|don't want you|want you to (?:have|be|get)|afraid)\b|[😔😞😟😢☹]|:\(",
    re.IGNORECASE,
)
#: Notice of a sort: enough for a calm report of trouble, not for anger.
_NOTICED = re.compile(
    r"\b(?:unfortunately|(?:thank\w*|thx|appreciate|value|pass|share|forward) (?:\w+ ){0,5}(?:feedback|input|report\w*|thoughts|comments|honesty|review|details|info|information|screenshot|update|attention|patience)|heads[- ]?up|got it|gotcha|"
    r"(?:bring|brought|bringing) (?:\w+ ){0,3}attention|for (?:reporting|flagging|raising|letting us know|telling us|confirming|checking|trying|the (?:info|update|details))|you're (?:see|experienc|hav|fac|describ|report|mention|encounter)\w*|you are (?:see|experienc|hav|fac|encounter)\w*|"
    r"your (?:issue|problem|situation|case|experience|connectivity|troubles?)|fix(?:ed|ing)? (?:this|that|it|the)|(?:this|that|these|the|any|such) (?:issues?|problems?|bugs?|matter|situation)|get (?:you|this|that|it) (?:back|fixed|sorted|resolved|addressed|going|running|right|up)|working on|investigat\w+|escalat\w+|refund(?:ed)?|suggestion)\b",
    re.IGNORECASE,
)
#: Trouble by its kind: a draft that has a word of the same kind as the customer names the problem.
_SAME = _kinds(
    r"\b(?:crash\w*|freez\w+|froze\w*|lag\w*|slow(?:s|er|est|ness|ly|ing)?|hang(?:s|ing)?|glitch\w*|stuck|unstable|unusable|"
    r"(?:not|n't|nt|longer|stopped?|isn't) (?:\w+ )?(?:work|load|open|play|respond|start)\w*|clos(?:es|ing)|kick(?:s|ing|ed) (?:me|you) out|won't (?:load|open|start|play)|unresponsive|sl+o{2,}w+|fast(?:er)?|swift|speed (?:it|things|up))\b",
    r"\b(?:late|delay\w*|wait(?:ed|ing|s)(?! for your)|(?:not|n't|never) (?:\w+ )?(?:arriv|receiv|deliver|been deliver|come|ship)\w*|overdue|on (?:its|the|their) way|missing|lost|held up)\b",
    r"\b(?:hack\w*|compromised|unauthori[sz]ed|fraud\w*|phish\w*|scam\w*|stolen|secur(?:e|ed|ity) (?:your|of))\b",
    r"\b(?:charged (?:\w+ )?(?:twice|double)|double[- ]charg\w*|duplicate|overcharg\w*|pending (?:charge|authori)|two charges|both charges)\b",
    r"\b(?:rude\w*|attitude|behaviou?r|conduct|unprofessional)\b",
    r"\b(?:sold out|out of stock|in stock|shortage|supplies|run out|ran out)\b",
    r"\b(?:pric(?:e|es|ing|ey|ed)|expensive|goug\w*|profit\w*|costs?)\b",
    r"\b(?:cancel\w*)\b",
    r"\b(?:outage|down(?= (?:again|right|for|in|at|since|today)|[.!?,]|$)|no signal|connectivity|connection)\b",
    r"\b(?:suspen\w+|terminat\w+|banned|locked|disabled)\b",
)  # fmt: skip
#: Capitals, marks and faces: a report in a loud voice.
_LOUD = _MILD[_VOICE]
#: Joy in answer to trouble shows that nobody read it.
_CONGRATULATES = re.compile(
    r"\b(?:that's|that is|it's|we're|i'm|so|very) (?:\w+ )?(?:good|great|glad|happy|awesome|pleased) (?:to (?:hear|know|see)|news)\b|^\W*(?:awesome|great|sweet|perfect|congrat\w*)[!,]",
    re.IGNORECASE,
)
#: A step that was tried without success, told in the middle of the help.
_REPORTS = re.compile(
    r"\b(?:tried|did (?:it|that|all)|done|re-?installed|restarted|followed|cleared|logged out|rebooted|updated)\b|^\W*(?:no|nope|still|yes|yeah|yep|same)\b|\b(?:that|it) (?:didn't|didnt|did not|doesn't) (?:work|help)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?")
_AGAIN = re.compile(
    r"\bsame (?:problem|issue|error|thing)|\bstill (?:not|no|doesn't|isn't|can't|having|the)\b|:[-']?\(|[😡😠🤬😤😒🙄😭😞😔👎]",
    re.IGNORECASE,
)
#: A long report has many words; some recur in any answer to it.
_SHORT, _LONG = 60, 450


def upset(sentences: list[str]) -> tuple[int, int]:
    """Return how many strong and how many mild signs of a complaint the customer's sentences have."""
    texts = [_shared.ATOM.sub(" ", sentence).strip() for sentence in sentences]
    count = [sum(any(kind.search(text) for text in texts) for kind in kinds) for kinds in (_STRONG, _MILD)]
    return count[0], count[1]


def named(theirs: str, ours: str) -> bool:
    """Tell whether a draft speaks of the same kind of trouble as the customer."""
    return any(kind.search(theirs) and kind.search(ours) for kind in _SAME)


def missing(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the first sentence of a draft that answers a complaint and neither names the trouble nor says a word of regret."""
    own = _shared.own_sentences(draft)
    message = draft.last_message
    if not own or not message or _shared.FRAGMENT.search(draft.plain.strip()):
        return
    ours, theirs = (_shared.ATOM.sub(" ", " ".join(texts)) for texts in ([s.text for s in draft.sentences], message))
    if _ACKNOWLEDGED.search(ours) or not _shared.english(ours) or not _shared.english(theirs) or named(theirs, ours):
        return
    strong, mild = upset(message)
    if not (strong or mild):
        return
    shared = len((_shared.words(message) & _shared.words([ours])) - _shared.brands(message))
    long, chat = len(theirs) > _LONG, draft.document.channel == "chat"
    if strong:
        calm = shared > (len(theirs) > _SHORT) * (1 + (strong + mild > 2)) + (2 if long else 0) or (
            strong + mild < 3 and bool(_NOTICED.search(ours))
        )
        calm = calm or (not chat and strong < (2 if long or not (_LOUD.search(theirs) or mild > 1) else 1))
        calm = calm or (strong == 1 and mild < 2 and bool(_PLEASED.search(theirs)))
    else:
        loud = bool(_LOUD.search(theirs))
        calm = (
            not chat
            or mild < (2 if loud else 3)
            or (not loud and bool(_REPORTS.search(theirs)))
            or shared > 0
            or bool(_ASKS.search(ours) or _NOTICED.search(ours) or _PLEASED.search(theirs))
        )
    if _CONGRATULATES.search(ours):
        again = _AGAIN.search(theirs) is not None
        if _PLEASED.search(theirs) and not again:
            return
        calm = calm and not again
    if not calm:
        yield own[0], Hit(0, len(own[0].text), {})
