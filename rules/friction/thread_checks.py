"""What the customer wrote against what the draft says: complaints that nobody acknowledges, questions that nobody answers."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_ATOM = re.compile(r"\bX(?:link|mail|var|name|date|amount)\b|[@#]\w+")
_WORD = re.compile(r"[a-z][a-z']{2,}")
_FRAGMENT = re.compile(r"^\W*[1-9] ?[/:](?: |[2-9])|\b[1-9]/[2-9]\b(?!/)|^\W*>>|>>+\W*$")
_ENGLISH = frozenset("the to you and a for your is this we of it in can on with i have that please not are if".split())
#: Words that say nothing about what a message is about.
_GENERIC = frozenset(
    "about above after again against already also always another answer anyone anything around because been before "
    "being below best better between both come could days does doing done down else even ever every everyone "
    "everything find first from further getting give given gives going good great have having hello help helping "
    "here hour hours into issue issues just keep know known last like little long look looking made make makes many "
    "maybe message messages might more most much must need needs never next nothing once only other others over "
    "please point problem problems question questions quite rather really right same says send sent should since "
    "some someone something sometimes soon sorry start still such sure take taken team tell than thank thanks that "
    "their them then there these they thing things think this those though through time times together trouble "
    "trying under until update using very want wanted wants week weeks well were what when where which while will "
    "with within without work working would write year years your yours support service customer contact reach "
    "information info details link today tomorrow yesterday people user users feel feeling appreciate hope glad happy "
    "understand want way try tried see seem seems use used get got let say said ask asked put call called did didn't "
    "don't doesn't can't won't isn't i'm i've it's that's you're we're we'll you'll there's what's how why who".split()
)

#: What an upset customer writes: each kind counts once.
_UPSET = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:worst|terrible(?! (?:with|at))|horrible|horrendous|awful|atrocious|appalling|dreadful|disgust\w*|shocking|abysmal|"
        r"shambles|disgrace\w*|shameful|pathetic|diabolical|garbage|rubbish|trash|crap\w*|bullshit|bs|junk)\b",
        r"\b(?:ridiculous|unacceptable|outrageous|unbelievable|insane|absurd|nonsense|inexcusable|a joke|laughable|"
        r"beyond a joke|not good enough|not acceptable|disaster|travesty|nightmare|fiasco|scandal)\b",
        r"\b(?:frustrat\w+|annoy\w+|angry|furious|livid|upset|fuming|pissed|infuriat\w+|irritat\w+|outraged|disappoint\w+|"
        r"unhappy|not happy|dissatisfied|disheartened|in tears|crying|stress\w+|devastat\w+|distress\w*|desperate\w*)\b",
        r"\b(?:fed up|sick of|tired of|had enough|give up|giving up|done with|never (?:again|fly|buy|shop|use|order|book|"
        r"stay)\w*|lost a (?:loyal )?customer|cancel(?:l?ing)? my|switching to|taking my (?:business|money)|"
        r"(?:will|won't) be (?:back|returning)|last time)\b",
        r"\b(?:scam\w*|stole|stolen|stealing|theft|rip[- ]?off|ripped off|robbed|fraud\w*|con artists?|thieves|liars?|lied|"
        r"lying|cheat\w*|overcharg\w*|double charged|charged (?:me )?twice|hacked|compromised|unauthori[sz]ed)\b",
        r"\b(?:rude\w*|disrespect\w*|refused to|hung up|ignor\w+|no ?(?:one|body) (?:\w+ ){0,3}(?:answer|help|respond|repl|"
        r"care|know|call)\w*|useless|incompetent|clueless|lazy|careless|unprofessional|poor (?:customer )?(?:service|"
        r"communication|support)|(?:lack|zero|bad|no) (?:of )?customer (?:service|support|care)|same standard answer)\b",
        r"\b(?:for|past|last|over|waited|waiting|been) (?:\w+ ){0,3}(?:\d+|two|three|four|five|six|several|many) ?(?:hours?|"
        r"hrs?|days?|weeks?|months?|years?)\b.{0,60}\b(?:still|nothing|no (?:reply|response|answer|refund|one|sign|"
        r"update|delivery))\b|\bstill (?:no|waiting|not|haven't|hasn't|have not|has not|don't|doesn't)\b",
        r"\b(?:wtf|wth|omg|ffs|smh|sucks?|hate|hell|damn\w*|shit\w*|fuck\w*|f\*+|stupid\w*|idiot\w*|ass|screwed|ruined|"
        r"ruining|broke my|lost everything|shame on)\b",
        r"\b(?:can't believe|cannot believe|how (?:is|can|could|dare|hard|many times)|why (?:can't|won't|do you|does it take|"
        r"is it so|am i)|what a joke|(?:not|isn't|is not) (?:fair|good|right|ok|okay)|makes no sense|waste of (?:time|money))\b",
    )
]
#: Shouting makes a mild complaint a strong one; alone it may be joy.
_LOUD = re.compile(r"!{2,}|\?{2,}|!\?|\?!|\b[A-Z]{4,} [A-Z]{3,}\b|[😡😠🤬😤😒🙄😭😞😔👎]|:\(")
#: One of these alone is a complaint.
_GRAVE = re.compile(
    r"\b(?:frustrated|furious|livid|disgusted|disgusting|unacceptable|stolen|stole|hacked|scam\w*|refused to (?:help|"
    r"refund|let)|worst (?:\w+ ){0,2}(?:service|experience|airline|company|customer|app|bank|flight|ever)|give up (?:with|on)|"
    r"fed up|lost a customer|never (?:flying|buying|shopping|using|ordering|booking)|"
    r"never (?:fly|buy|shop|use|order|book) (?:\w+ ){0,4}again|same (?:standard|copy|canned) answer|ruined|hung up on|"
    r"charged (?:me )?twice|double charged|ripped off|rip[- ]off|shame on|so (?:angry|upset|disappointed)|"
    r"(?:very|really|extremely|beyond|so) (?:disappointed|upset|angry|unhappy|annoyed|frustrat\w+)|terrible (?:\w+ )?"
    r"(?:service|experience)|horrible (?:\w+ )?(?:service|experience)|poor (?:\w+ )?service|appalling|"
    r"want an (?:update|answer)|need an answer|complete (?:joke|shambles)|no (?:one|body) (?:has |have |will |would |can |is )?(?:help|repl|respon|answer|call)\w*)\b",
    re.IGNORECASE,
)
#: The company apologises, understands, or speaks of the customer's trouble in any words.
_ACKNOWLEDGED = re.compile(
    r"\b(?:sorry|apolog\w+|regret\w*|sad|saddened|understand\w*|realis\w+|realiz\w+|hear you|hear that|hear this|heard|"
    r"frustrat\w+|inconvenien\w+|disappoint\w+|upset\w*|annoying|concern(?:ed|ing)|your concern|worr(?:y|ied|ying)|unfortunate\w*|oh no|yikes|"
    r"uh[- ]oh|oops|ouch|eek|aware|hate to|hate that|dislike\w*|strange|weird|odd|bizarre|unusual|surpris\w+|shocked|"
    r"you're right|you are right|rightly|fault|mistake|should(?: not|n't) have|never (?:want|like|ok|okay|our|the|how|what|"
    r"intend)|not (?:the|what|how|our|ok|okay|good|right|ideal|normal|expected|acceptable|like us|an? (?:good|great))\b|"
    r"isn't (?:the|what|how|good|right|ideal|normal|like)|doesn't (?:sound|seem|look) (?:right|good|like)|"
    r"d (?:be|feel) (?:the same|upset|frustrated)|"
    r"(?:the|your|this|that) (?:trouble|delay|wait|hassle|difficult\w+|experience|complaint|loss|mix-up|confusion|charges?|"
    r"error|crash\w*|failure|failed \w+|message you|problems? you|issues? you)|patien(?:ce|t)|"
    r"(?:thank\w*|thx|appreciate|value|pass) (?:\w+ ){0,4}(?:feedback|input|report\w*|thoughts|comments|honesty)|heads[- ]?up|"
    r"(?:bring|brought|bringing) (?:\w+ ){0,3}attention|for (?:reporting|flagging|raising|letting us know|telling us)|"
    r"you(?:'re| are|'ve| have)? (?:been )?(?:see|seeing|observe\w*|describ\w+|mention\w*|experienc\w+|report\w+|having|fac\w+|went|"
    r"going through|encounter\w*|unhappy|left|waiting|waited|had|get|got|getting)|feel your pain|know how|know that|"
    r"can imagine|tough|let you down|made you|make (?:this|it|things) right|turn (?:this|things) around|"
    r"fix(?:ed)? (?:this|that|it)|get (?:this|that|it) (?:fixed|sorted|resolved|addressed|right))\b",
    re.IGNORECASE,
)


#: What a complaint about a thing that fails is made of: two kinds in a short public message are a complaint.
_FAILS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:crash\w*|freez\w+|froze|lag\w*|bug(?:s|gy)?|broken?|unusable|unstable|glitch\w*|slow\w*|jank\w*|stuck|wrong|error|down)\b",
        r"\b(?:doesn't|does not|don't|didn't|won't|not|never|stopped|isn't|aren't|hasn't|haven't) (?:\w+ )?(?:work\w*|load\w*|"
        r"respond\w*|open\w*|help\w*|show\w*|play\w*|arriv\w*|receiv\w*|deliver\w*|here|come|came|got|get)\b",
        r"\b(?:uninstall\w*|delet(?:ed|ing)|going back to|went back to|switch\w* to|leaving|left for|goodbye|bye)\b",
        r"\b(?:worse\w*|bad|badly|poor|poorly|fail\w*|mess|sad|unfair|no use|pointless|unreliable|joke|never again)\b",
        r"\b(?:keeps?|constantly|every time|all the time|again|(?:second|third|fourth|fifth|\d+(?:nd|rd|th)) time|still|yet|always|for (?:hours|days|weeks|months|years|ages))\b",
        r"\b(?:lost|missing|gone|disappeared|late|delay\w*|cancel\w*)\b",
        r"\b(?:please fix|fix (?:it|this|your)|sort (?:it|this) out|do something|need (?:my|an)|what(?:'s| is) (?:going on|wrong)|"
        r"how long|impossible|no longer|used to)\b",
    )
]


_PLEASED = re.compile(
    r"\b(?:thank(?:s| you)|thx|ty|cheers|love (?:you|your|it|this|the)|amazing|awesome|great|happy|cool|excellent|perfect|sorted|"
    r"works? (?:now|fine|great|well)|working (?:now|fine|again)|fixed (?:it|now)|resolved)\b|[😊😍🙂😀❤🙏]|(?<!\w):-?\)",
    re.IGNORECASE,
)


def words(texts: Iterable[str]) -> set[str]:
    """Return the telling words of texts, cut to their first letters, so that "charged" and "charge" are one."""
    found = set()
    for text in texts:
        for word in _WORD.findall(_ATOM.sub(" ", text).lower().replace("’", "'")):
            word = word.removesuffix("'s")
            if word not in _GENERIC and len(word) > 3:
                found.add(stem(word))
    return found


def stem(word: str) -> str:
    """Cut an ending off: the same for "cancel", "cancelled", "cancelling"."""
    for ending in ("ations", "ation", "ness", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def english(text: str) -> bool:
    """Tell whether a text is likely English: a share of its words are the common ones."""
    found = re.findall(r"[a-z']+", text.lower())
    return len(found) < 6 or sum(word in _ENGLISH for word in found) * 10 >= len(found)


def own_sentences(draft: Draft) -> list[Sentence]:
    """Return the sentences that the agent wrote as the message: no subject line, no greeting."""
    return [s for s in draft.sentences if s.places.isdisjoint({"subject", "greeting"})]


def upset(sentences: list[str]) -> int:
    """Return how upset a message sounds: 0 calm, 2 and more a complaint."""
    text = " ".join(sentences)
    score = sum(1 for kind in _UPSET if kind.search(text))
    if score and _LOUD.search(text):
        score += 1
    return max(score, 2) if _GRAVE.search(text) else score


def failing(sentences: list[str]) -> bool:
    """Tell whether a message complains of a thing that fails, in plain words: two signs of it, or one in a loud voice."""
    text = " ".join(sentences)
    signs = sum(1 for kind in _FAILS if kind.search(text))
    return signs > 1 or bool(signs and _LOUD.search(text))


def trouble(sentences: list[str]) -> list[str]:
    """Return the words in which a message tells its trouble: "slow", "crashed", "refund"."""
    text = " ".join(sentences)
    return [found[0] for kind in _FAILS for found in kind.finditer(text)]


def unacknowledged(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the first sentence of a draft that answers a complaint and neither names the trouble nor says a word of regret."""
    own = own_sentences(draft)
    message = draft.last_message
    if not own or not message or _FRAGMENT.search(draft.document.text.strip()):
        return
    text = " ".join(sentence.text for sentence in draft.sentences)
    if not english(text) or not english(" ".join(message)) or _ACKNOWLEDGED.search(_ATOM.sub(" ", text)):
        return
    shared = words(message) & words([text])
    named = shared & words(trouble(message))
    level = upset(message)
    if level < 2 and _PLEASED.search(" ".join(message)):
        return
    if level > 1:
        calm = bool(named) or len(shared) > 2
    elif level:
        calm = bool(named) or len(shared) > 1
    else:
        calm = bool(shared) or "?" in text or draft.document.channel != "chat" or not failing(message)
    if not calm:
        yield own[0], Hit(0, len(own[0].text), {})


#: A direct question that wants a yes or no, a price, a date or a reason; "how do I" and "can you help" want help.
_QUESTION = re.compile(
    r"^(?:\W*(?:and|but|so|hi|hey|hello|ok|okay|please|also|or|then|well)\b[ ,]*)*(?:\w+ ){0,3}?(?:is|are|am|was|were|do|does|did|has|"
    r"have|will|would|should|could|can|may|when|why|which|who|whose|how (?:much|many|long|soon|often|come|far)|what"
    r"(?:'s| is| are| time| date| does| will| would| if| happens| about)|where(?:'s| is| are)|any (?:idea|news|update|chance|clue)|"
    r"no|isn't|aren't|won't|can't|don't|doesn't|didn't)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:(?:want|need|like|love|trying|wanted) to (?:know|ask|find out|confirm)|wondering|curious|asked|tell me|let me know) "
    r"(?:if|whether|when|why|how (?:much|many|long)|what (?:the|time|date))\b",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"\b(?:can|could|would|will|please|may) (?:you|i|someone|anyone|somebody|u|y'all|we)(?: \w+)? (?:please |pls )?(?:help|assist|advise|"
    r"look|check|fix|tell|call|contact|explain|get|send|do (?:something|anything)|dm|reply|respond|order|have|speak|ask|talk)|"
    r"\b(?:anyone|someone|you|somebody)(?: \w+)? (?:be able to|able to|help)\b|\bany help\b|\bhelp\?|\bhow (?:do|can|could|should|would) (?:i|we|you)\b|\bwhat (?:do|can|should) i do\b|"
    r"\b(?:how are you|right|huh|you there|anyone there|what the|are you (?:kidding|serious|joking))\b",
    re.IGNORECASE,
)
#: Sentences that give nothing to go by: thanks, regret, hope, a referral, a promise.
_FILLER = re.compile(
    r"^\W*(?:(?:we|i)(?:'re| are|'m| am| do)?(?: \w+)? (?:sorry|apologi[sz]e|regret|understand|appreciate|hear|value|hope|love|like to help|"
    r"care|realise|realize|know)(?!,? but)|(?:so |very |really )?sorry (?:for|about|to hear|you|that you|if)|apologies (?:for|about)|our apologies|thank|thanks|thx|hi\b|hello|hey|good (?:morning|afternoon|evening|day)|"
    r"rest assured|please (?:accept|be assured|know|bear)|have a|let us know|hope|if anything changes|keep an eye|stay tuned|"
    r"in the meantime,? we|"
    r"(?:is there|if there's|if you (?:have|need) (?:any|further|more))|feel free|(?:we're|i'm) here|glad|happy to|"
    r"we(?: are|'re) (?:always|here|happy|glad)|kind regards|best|regards)\b|^[^a-z]*$",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\b(?:call|calling|contact|contacting|reach out|reaching out|reach|get in touch|getting in touch|speak|speaking|chat|talk|dial) (?:to |with |us |via |through |at |on |out |in |directly )*(?:our|the|your|their|this|a|an|us|customer|Xlink|"
    r"support|reservations|\d)|\b(?:visit|check|check out|see|refer|head|heading|go|look|consult|take a look|have a look|browse|read)"
    r" (?:to |at |over |out |on |through |into )*(?:our|the|this|your|here|Xlink)\b.{0,60}?\b(?:website|web site|site|faqs?|polic(?:y|ies)|pages?|"
    r"article|terms|help|forum|wording|portal|app|link|here|Xlink|community|section|guide)\b|"
    r"\b(?:handled|answered|addressed|assisted) by (?:our|the)\b|\b(?:team|support|department|specialists?|agents?) (?:\w+ ){0,4}(?:able|best|happy)"
    r" to (?:help|assist|answer)|\bfor (?:more |further )?(?:\w+ ){0,3}(?:information|details|help|assistance)\b.*\b(?:check|visit|see|contact|call|refer)\b",
    re.IGNORECASE,
)
#: Regret or sympathy that stands alone.
_SYMPATHY = re.compile(r"\b(?:sorry|apolog\w+|regret|understand|hear you|feedback|hope|frustrat\w+|appreciate)\b", re.IGNORECASE)
_CONTACT = re.compile(r"\b(?:contact|reach|phone number|number|email|e-mail|link|address|speak to|talk to|call|website|url|where)\b", re.IGNORECASE)
_IDLE = re.compile(
    r"\bif (?:you|further|any|there)\b|\b(?:able|happy|glad|ready|pleased) to (?:help|assist)|\bwe can (?:help|assist|troubleshoot)|"
    r"\byou can get back\b|\bwe will (?:be|help|assist)|\bkeep an eye\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:yes|yep|yeah|no|nope|not|never|none|nothing|because|due to|since|currently|available|unavailable|soon|correct|right now|"
    r"already|only|until|should be|will|was|were|cost\w*|free|within|between|is|are|can|has|have|found|booked|sure|ok|okay|"
    r"absolutely|definitely|exactly|indeed|of course|certainly|unfortunately|afraid|works?)\b|n't\b|\d|[$£€]",
    re.IGNORECASE,
)
#: The same for a sentence that sends the customer elsewhere: it counts as an answer only with one of these.
_FIRM = re.compile(
    r"\b(?:yes|no|nope|never|because|due to|afraid|unfortunately|not (?:available|possible|offered|sold|supported|yet)|currently)\b|"
    r"(?:can't|cannot|don't|doesn't|isn't|aren't|won't|wouldn't|haven't|hasn't|couldn't|unable|not)\b|[$£€]\s?\d|^\W*(?:sure|ok|okay|absolutely|definitely|of course|that)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^\W*[-–—^~*/]+ ?\w+(?: \w+)?\W*$|^\W*$|^\W*(?:thanks|thx|regards|best|cheers)\W*(?:\w+)?\W*$", re.IGNORECASE)
_ASKS_BACK = re.compile(
    r"\?|\b(?:please|pls|kindly|if you|could) (?:post|provide|share|send|give|tell|dm|pm|clarify|confirm|let|explain|describe|try|start|follow)\b|"
    r"\bneed (?:more|some|further) (?:info\w*|details)|\bwhich\b.*\byou\b|\b(?:dm|pm|message|send|tell|share|provide|give|email|let) (?:us|me|your|the|a)\b|\b(?:dm|direct message|inbox)\b|"
    r"\bso (?:that )?(?:we|i) can\b",
    re.IGNORECASE,
)


def asked(sentences: list[str]) -> list[str]:
    """Return the direct questions among the customer's sentences."""
    found = []
    for text in sentences:
        bare = _ATOM.sub(" ", text).strip()
        if _PLEA.search(bare) and not _INDIRECT.search(bare):
            continue
        if (bare.endswith("?") and _QUESTION.search(bare)) or _INDIRECT.search(bare):
            found.append(bare)
    return found


def dodged(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield what stands in place of an answer, where the customer asked a direct question and every sentence evades it."""
    own = own_sentences(draft)
    questions = asked(draft.last_message) or asked(draft.thread[-4:])
    if not own or len(own) > 6 or not questions or _CONTACT.search(" ".join(questions)) or _FRAGMENT.search(draft.document.text.strip()):
        return
    if not english(" ".join(sentence.text for sentence in own)):
        return
    theme = words(questions)
    evasive: list[tuple[int, Sentence]] = []
    for sentence in own:
        text = _ATOM.sub(" ", sentence.text)
        if _SIGNED.search(text):
            continue
        if _ASKS_BACK.search(text):
            return
        if _FIRM.search(text):
            return
        found = _REFERRAL.search(sentence.text)
        if found and theme & words([sentence.text[: found.start()]]) and _ANSWERS.search(sentence.text[: found.start()]):
            return
        if found:
            evasive.append((0, sentence))
        elif _FILLER.search(text) and not re.search(r"\d", text) and not theme & words([text]):
            evasive.append((1 if _SYMPATHY.search(text) else 2, sentence))
        elif (_ANSWERS.search(text) and not _IDLE.search(text)) or theme & words([text]):
            return
    if evasive and min(rank for rank, _ in evasive) < (2 if draft.document.channel == "chat" else 1):
        first = min(evasive, key=lambda entry: (entry[0], -entry[1].index if entry[0] else entry[1].index))[1]
        yield first, Hit(0, len(first.text.rstrip(" .!")), {})
