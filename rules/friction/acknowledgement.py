"""Is the customer upset, and does the draft take any notice of it?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_shared = sibling(__file__, "thread_words")
_upset = sibling(__file__, "upset_words")

#: The company apologises, feels with the customer or says that it is wrong: enough for anybody. Lower case.
_HEARD = regex(
    r"\b(?:sorry|apolog\w+|regret\w*|saddened|sad\b|(?<!please )(?<!to )understand(?:able|ably| (?:how|that|why|your|the|where|you|it|this|what|\w+day)|(?=\s*[.!,]|\s*$))|(?<!often )(?<!not )hear (?:you|that|this|about)|"
    r"frustrat\w+|fed up|inconvenien\w+|disappoint\w+|upset\w*|annoying|concern(?:ed|ing)?|(?<!or )(?<!any )(?<!clarify your )concerns|worr(?:y|ied|ying|ies) (?:about|that|for)|worrying|oh no+|oh dear|argh|ugh+|yikes|gosh|blimey|crikey|rough|nuisance|headache|heartbreak\w*|no fun|not fun|wretched|unpleasant|stress\w*|awful|terrible|horrible|dreadful|horrid|nightmare|painful|a pain|a shame|a pity|a blow|mortified|ashamed|gutted|pole|paiseh|forgive|dismay\w*|distress\w*|hurt\w*|uh[- ]oh|oops|ouch|eek|hmm+|(?:are|we're|i'm|am|made) (?:\w+ )?aware(?! of any)|hate (?:to|that|when)|dislike\w*|strange|weird|odd|curious|bizarre|unusual|puzzl\w+|surpris\w+|shocked|alarming|baffl\w+|"
    r"you(?:'re| are) (?:\w+ )?right|rightly|our (?:fault|mistake|error)|oversight|should(?: not|n't| never) (?:have|be|happen)|never (?:want|like|ok|okay|our intention|the experience|how we|what we|intend)|feel(?:ing)? (?:this|that) way|"
    r"not (?:the (?:experience|service|way|kind)|what we (?:want|like|expect)|how (?:we|things)|our intention|ok|okay|good|right|ideal|normal|expected|acceptable|like us|cool)|no one (?:wants|likes|should)|"
    r"isn't (?:the (?:experience|service|way)|what we|how|good|right|ideal|normal|like)|doesn't (?:sound|seem|look) (?:right|good|like)|(?:that|this|it) (?:sounds|does sound) (?!like (?:you|we|a|the|your))|we(?:'d| would) (?:be|feel) (?:the same|upset|frustrated)|"
    r"(?:the|your|this|that|any|these|those|with) (?:trouble|troubles|delay|delays|wait|hassle|difficult\w+|bad experience|poor experience|complaint|loss|mix-up|confusion)\b|patien(?:ce|t)|(?:exact|the) same (?:problem|issue|error)|"
    r"feel your pain|(?:is|must be|be|been|so|very) hard\b|hard (?:on|time)|difficult time|(?:i|we) know (?:that|what|it)\b|know (?:how (?:\w+ ){0,2}(?:frustrat|hard|annoy|difficult|important|it feels)|that (?:you|this|it) (?:is|are) (?:hard|frustrat|annoy))|get where you|see (?:how|why|where) (?:\w+ ){0,2}(?:you|this|that|it)(?! (?:can|could|may|might))|"
    r"(?<!you )can imagine|tough|let you down|make (?:this|it|things) right|turn (?:this|these|those|things|that)(?: \w+)? around|don't want you|want you to (?:have|be|get)|"
    r"(?:experience|issue|problem|trouble|difficulty|error)s? (?:that )?(?:you|u)(?:'re|'ve| are| have)? (?:had|having|described|reported|mentioned|faced|facing|went|experienced|experiencing|encountered|encountering|see|seeing)|you(?:'re| are) (?:having|experiencing|facing|running into))\b|[😔😞😟😢☹]|:\("
)
#: The trouble is known or being dealt with: an answer to a report, though not to anger.
_AT_WORK = regex(
    r"\b(?:heads[- ]?up|for (?:reporting|flagging|letting us know|telling us|confirming|trying)|fix(?:ed|ing|es)? (?:this|that|it|the|these|your|in|by|on|soon)|be fixed|fix for|known (?:issue|problem|bug)|(?:issue|problem|bug) (?:that )?we|look(?:ed|ing)? into (?:this|that|it)(?! (?:issue|in more))|"
    r"get (?:you|this|that|it) (?:back|fixed|sorted|resolved|addressed|going|running|right|up)|working on|investigating|escalat\w+|refund(?:ed)?|replac\w+|your case)\b"
)
#: The trouble is being mended: this names it.
_MENDING = regex(
    r"\b(?:(?:this|that|it)(?:'s| is| seems| sounds| looks| appears| may| might| could| must)(?: \w+)?(?: to| like)?(?: be)?(?: more| not| just| probably| likely)? an? (?:[\w-]+ ){1,3}(?:issue|problem|bug|fault|limitation|glitch)|(?:issue|bug|problem|error) (?:was|were|has been|is) (?:\w+ )?(?:reported|known|raised)|for (?:sign[- ]?in|log[- ]?in|access|payment|delivery) (?:problems|issues|trouble)|(?:sometimes|often|can|may|might|usually) (?:interfere|conflict|cause|break|block)|be fixed|fixed (?:in|by|on|soon|this|that|it|now)|fix (?:is|for|will|that|this|it)|known (?:issue|problem|bug)|(?:issue|problem|bug) (?:that )?we|(?:i|we)(?:'ve| have| are|'re|'m| am)(?: now| already| just)? (?:refund\w+|replac\w+|revers\w+|block\w+|lock\w+))\b"
)
_FEEDBACK = regex(
    r"\b(?:thank\w*|thx|appreciate|value) (?:\w+ ){0,4}(?:feedback|input|thoughts|comments|honesty|review|suggestion)\b"
)
#: Trouble by its kind: a draft that has a word of the same kind as the customer names the problem.
_SAME = regex(
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
#: Joy in answer to trouble shows that nobody read it.
_CONGRATULATES = regex(
    r"\b(?:that's|that is|it's|we're|i'm|so|very) (?:\w+ )?(?:good|great|glad|happy|awesome|pleased) (?:to (?:hear|know|see)|news)\b"
)
_THANKED = regex(r"^\W*(?:you(?:'re| are)|ur) (?:very |most |so )?welcome\b|\bgood to (?:know|hear) (?:you|it|that)\b")
_CHEERS = regex(r"^\W*(?:awesome|great|sweet|perfect|congrat\w*)[!,]")
#: What was asked for is done: good news, nothing to be sorry for.
_DONE = regex(
    r"\b(?:has|have|is|are) (?:now |been |successfully |already |all ){1,3}(?:booked|reserved|scheduled|moved|changed|added|ordered|confirmed|rebooked|rescheduled|set)\b"
)
#: The customer has lost or spoiled something: no fault of ours.
_MISLAID = regex(
    r"\b(?:(?:i|we)(?:'ve| have)? (?:just |accidentally |stupidly )*(?:lost|mislaid|misplaced|forgot\w*|dropped|deleted|thrown|threw) (?:my|our|the|it|to)|(?:i|we) (?:can't|cannot|cant) find (?:it|mine|them)\b|my (?:own )?(?:bad|mistake|fault)\b)"
)
#: Asks for help, in a calm way.
_POLITE = regex(
    r"\b(?:please help|can you|could you|would you|thanks|thank you|appreciate|hello dear|dear (?:team|sir|madam))\b"
)
#: What a reviewer writes about.
_PRODUCT = regex(
    r"\b(?:app|apps|browser|version|update[ds]?|upgrad\w+|add-?ons?|extensions?|install\w*|widget|feature|interface|website|web page|pages?|load\w*|scroll\w*|login|password|"
    r"screen|crash\w*|freez\w+|lag\w*|battery|cache|tabs?|slow\w*)\b"
)
_AGAIN = regex(
    r"\bsame (?:problem|issue|error|thing)|\bstill (?:not|no|doesn't|isn't|can't|having|the)\b|:[-']?\(|[😡😠🤬😤😒🙄😭😞😔👎]"
)
_LINK = regex(r"https?:\S+|\b[Xx](?:link|mail|var|name|date|amount)\b|[@#]\w+")
#: Nouns and verbs of any support case: to repeat them does not name the trouble.
_ANYWHERE = frozenset(
    _shared.stem(word)
    for word in "browser firefox thunderbird chrome google android windows version device phone mobile computer laptop tablet account accounts "
    "email mail website site page pages product item order number open download install online updated latest version settings click love improve improved "
    "screen data option options change experience half full free back post line check months days able matter case request report".split()
)
#: "Worst app", "Garbage!": so short is a verdict.
_FEW_WORDS = 4
_SHORT = 60
#: In a long report of a fault only its beginning tells whether the writer is upset.
_BEGINNING = 500
#: "Eric.", "Eric, …", "Welcome to …".
_WELCOME = regex(
    r"^\W*[\w'-]+(?: [\w'-]+)?[.!,]*$|^\W*(?:welcome to|no worries|hi|hello|hey|dear|good (?:morning|afternoon|evening|day))\b|^(?-i:@?\w+, [A-Z])",
    re.IGNORECASE,
)
_REPORT = 250
#: Mild signs of somebody who has had the trouble for long.
_WEARY = {"persist", "still", "voice", "used"}
#: Signs that a calm letter has too, and signs of feeling, which no report of a fault has by the way.
_CALM = {"leaving", "chased"}
_FELT = {"upset", "face", "sarcasm", "loss", "treated", "plight"}
_SCORN = {"bad", "unbearable", "swear", "leaving"}
#: So many kinds of strong signs are anger, whoever made the mistake.
_SEVERAL = 2
#: From here on a single shared word does not show that the complaint was read; from the second on naming it is not enough.
_ANGRY, _FURIOUS = 5, 12


def missing(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the first sentence of a draft that answers a complaint and neither names the trouble nor says a word of regret."""
    thread = draft.document.thread
    own = _shared.own_sentences(draft) if thread else []
    if not own or _shared.FRAGMENT.search(draft.plain.strip()):
        return
    if passes_over(thread, " ".join(sentence.text for sentence in draft.sentences), draft.document.channel == "chat"):
        yield own[0], Hit(0, len(own[0].text), {})


def welcomes(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence is a name or a word of welcome: regret comes after it."""
    return sentence is not None and _WELCOME.search(sentence.text) is not None


@lru_cache(maxsize=4)
def passes_over(thread: Sequence[str], said: str, chat: bool) -> bool:
    """Tell whether the customer's last message is a complaint that the draft ``said`` takes no notice of."""
    ours = _plain(said)
    low = ours.lower()
    if _HEARD.search(low) or _DONE.search(low) or _THANKED.search(low):
        return False
    theirs = _plain(thread[-1])
    review = chat and "@" not in thread[-1] and "?" not in theirs
    if len(theirs) < _SHORT and len(thread) > 1:
        theirs = f"{_plain(thread[-2])} {theirs}"
    upset = theirs.lower() if chat else theirs.lower()[:_BEGINNING]
    strong, mild = _upset.signs(theirs, upset)
    talk = chat and "@" not in thread[-1] and not _PRODUCT.search(f"{theirs} {ours}".lower())
    if talk and len(strong) < _SEVERAL and len(theirs.split()) > _FEW_WORDS:
        strong -= _SCORN  # in a talk, scorn is for the weather, a film, a landlord
    if not strong and not mild:
        return False
    pleased = _upset.PLEASED.search(upset) is not None
    if _MISLAID.search(upset) and len(strong) < _SEVERAL:
        return False
    if _CONGRATULATES.search(low) or (chat and _CHEERS.search(low)):
        found = bool(_AGAIN.search(upset)) or (not pleased and (bool(strong) or len(mild) > 1))
    elif strong and (chat or strong - _CALM):
        score = 2 * len(strong) + len(mild) + (_ANGRY - 2 if "plight" in strong else 0)
        calm = not chat and len(theirs) > _REPORT and not strong & _FELT and (score < _ANGRY - 1 or "?" in ours)
        found = not calm and _passed_over(score, pleased, theirs, ours)
    else:
        found = chat and _weary(mild, pleased, theirs, ours, review)
    return found and bool(_shared.english(ours)) and ("tongue" in strong or bool(_shared.english(theirs)))


def _passed_over(score: int, pleased: bool, theirs: str, ours: str) -> bool:
    """Tell whether a reply to somebody upset neither names the trouble nor does anything about it."""
    if (pleased and score < _ANGRY - 1) or (score < _FURIOUS and _named(theirs, ours)):
        return False
    low = ours.lower()
    if _MENDING.search(low) or (_AT_WORK.search(low) and not _FEEDBACK.search(low) and score < _ANGRY):
        return False
    return _common(theirs, ours) <= (1 if score < _ANGRY + 2 else 2 if score < _FURIOUS else 4)


def _weary(mild: set[str], pleased: bool, theirs: str, ours: str, review: bool) -> bool:
    """Tell whether a reply passes over a trouble that is reported without a strong word."""
    low = ours.lower()
    thanked = _FEEDBACK.search(low) is not None
    if _named(theirs, ours) or _common(theirs, ours) > (1 if thanked else 0):
        return False
    if (_MENDING if thanked else _AT_WORK).search(low):
        return False
    if thanked:
        return "not bad" not in theirs.lower()
    if pleased or ("voice" not in mild and _POLITE.search(theirs.lower())):
        return False
    if review and "?" not in ours and mild & {"fault", "demand"} and _PRODUCT.search(f"{theirs} {ours}".lower()):
        return True
    return len(mild) > 1 and ("?" not in ours or bool(mild & _WEARY and not mild <= _upset.PLEA))


def _plain(text: str) -> str:
    return _LINK.sub(" ", text.replace("’", "'")).strip()


def _named(theirs: str, ours: str) -> bool:
    """Tell whether a draft speaks of the same kind of trouble as the customer."""
    kinds = {found.lastgroup for found in _SAME.finditer(ours.lower())}
    return bool(kinds) and any(found.lastgroup in kinds for found in _SAME.finditer(theirs.lower()))


def _common(theirs: str, ours: str) -> int:
    """Return how many telling words the two have in common: no names, nothing that any answer would say."""
    return len((_shared.words([theirs]) & _shared.words([ours])) - _shared.brands([theirs]) - _ANYWHERE)
