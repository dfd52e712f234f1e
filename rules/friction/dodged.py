"""Did the customer ask a direct question, and does the draft put something else in the place of its answer?"""

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

#: A direct question that wants a yes or no, a price, a date or a reason; "how do I" and "can you help" want help.
_QUESTION = re.compile(
    r"^(?:\W*(?:and|but|so|hi|hey|hello|ok|okay|please|also|or|then|well)\b[ ,]*)*(?:\w+ ){0,3}?(?:is|are|am|was|were|do|does|did|has|"
    r"have|will|would|should|could|can|may|when|why|which|who|whose|how (?:much|many|long|soon|often|come|far)|what"
    r"(?:'s| is| are| time| date| does| will| would| if| happens| about| kinds?| sorts?)|where(?:'s| is| are)|any (?:idea|news|update|chance|clue|word)|"
    r"no|isn't|aren't|won't|can't|don't|doesn't|didn't)\b|[,;:]\W*(?:and |but |so |or )?(?:is|are|do|does|did|will|would|should|can|could|has|have|when|why|how (?:much|long|soon)|which) (?:\w+)",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:(?:want|need|like|love|trying|wanted) to (?:know|ask|find out|confirm)|wondering|curious|asked|tell me|let me know) "
    r"(?:if|whether|when|why|how (?:much|many|long)|what (?:the|time|date))\b",
    re.IGNORECASE,
)
#: Asks for help, not for an answer: steps and a contact serve it.
_PLEA = re.compile(
    r"\b(?:can|could|would|will|please|may) (?:you|i|someone|anyone|somebody|u|y'all|we)(?: \w+)? (?:please |pls )?(?:help|assist|advise|"
    r"look|check|fix|tell|call|contact|explain|get|send|do (?:something|anything)|dm|reply|respond|have|speak|ask|talk)|"
    r"\b(?:anyone|someone|you|somebody)(?: \w+)? (?:be able to|able to|help)\b|\b(?:is|does|has|can) (?:anyone|anybody|somebody|someone)\b|\bsupposed to (?:feel|be happy|believe)|\bany help\b|\bhelp\?|\bhow (?:do|can|could|should|would) (?:i|we|you)\b|\bwhat (?:do|can|should|could) i do\b|"
    r"\b(?:is|are|was) there (?:\w+ ){0,3}?(?:way|ways|option|options|articles?|something|anything|someone|anyone|anybody|steps|fix|solution|workaround|setting)\b|\bany (?:way|ways|ideas|suggestions?|advice|tips|fix|solutions?|pointers)\b|"
    r"\b(?:how are you|right|huh|you there|anyone there|what the|are you (?:kidding|serious|joking))\b|"
    r"\bwhere(?:'s| is| are|'d)\b|\b(?:what(?:'s| is)|why|where)\b.{0,30}\b(?:wrong|going on|happening|up with)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:contact|reach|phone number|number|email|e-mail|link|address|speak to|talk to|call|website|url|where)\b",
    re.IGNORECASE,
)
#: Sentences that give nothing to go by: thanks, regret, hope, a promise, an offer of more contact.
_FILLER = re.compile(
    r"^\W*(?:(?:we|i)(?:'re| are|'m| am| do|'d)?(?: \w+)? (?:sorry|apologi[sz]e|regret|understand|appreciate|hear|value|hope|love|like to help|"
    r"care|realise|realize|know)(?!,? but)|(?:so |very |really )?sorry (?:for|about|to hear|you|that you|if)|apologies (?:for|about)|our apologies|thank|thanks|thx|hi\b|hello|hey|good (?:morning|afternoon|evening|day)|"
    r"rest assured|please (?:accept|be assured|know|bear)|have a|(?:please )?let (?:us|me) know|keep us|hope|if anything changes|keep an eye|stay tuned|"
    r"in the meantime,? we|(?:feel )?free to|just (?:let|give|drop|tweet)|give us|drop us|"
    r"(?:is there|if there's|if you (?:have|need|'d like) (?:any|further|more|other))|feel free|(?:we're|i'm|always) here|here to help|glad|happy to|(?:great|good) (?:question|idea)|"
    r"we(?: are|'re) (?:always|here|happy|glad)|kind regards|best|regards)\b|^[^a-z]*$|"
    r"\b(?:committed|dedicated|strive|striving|aim|aiming|do our best|doing our best|doing everything|working (?:hard|diligently)) (?:to|on|at|for)\b(?! .{0,60}\bby\b)",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\b(?:call|calling|contact|contacting|reach out|reaching out|reach|get in touch|getting in touch|speak|speaking|chat|talk|dial|ask|write) (?:this |it )?(?:to |with |us |via |through |at |on |out |in |directly )*(?:our|the|your|their|this|a|an|us|customer|Xlink|"
    r"support|reservations|\d)|\b(?:visit|check|check out|see|refer|head|heading|go|look|consult|take a look|have a look|browse|read|review)"
    r"(?: to| at| over| out| on| through| into| the following| this)*:? (?:(?:our|the|this|your)\b.{0,60}?\b(?:website|web site|site|faqs?|polic(?:y|ies)|pages?|"
    r"article|terms|help|forum|wording|portal|app|link|here|Xlink|community|section|guide|locator)\b|here\b|Xlink\b)|"
    r"\b(?:handled|answered|addressed|assisted) by (?:our|the)\b|\b(?:team|support|department|specialists?|agents?) (?:\w+ ){0,4}(?:able|best|happy)"
    r" to (?:help|assist|answer)|\bfor (?:more |further |additional )?(?:\w+ ){0,3}(?:information|info|details|help|assistance)\b.*\b(?:check|visit|see|contact|call|refer)\b|"
    r"\bthis (?:is|would be|'s|sounds like) (?:\w+ ){0,3}?(?:something|question|one|matter) (?:\w+ ){0,2}?for (?:our|your|the)\b|"
    r"\b(?:stay|keep) (?:updated|up to date|tuned|posted)\b|\b(?:learn|read|find(?: out)?|see|get) more\b|\bmore info(?:rmation)?\b|\b(?:info|information|details|updates?) (?:\w+ ){0,4}(?:here|at|in|on|is posted|is available|can be found)\b|"
    r"\byou can (?:find|check|see|read|view|stay|get)\b.{0,60}\b(?:here|Xlink|site|website|page|link|at|on|by)\b",
    re.IGNORECASE,
)
#: A lead-in that only repeats the question: "For information on when it opens, …", "To find out what is covered, …".
_LEAD = re.compile(
    r"^\W*(?:for|to|if|regarding|about|on|as for|when it comes to|in order to)\b[^,]{3,120},", re.IGNORECASE
)
#: Regret or sympathy that stands alone.
_SYMPATHY = re.compile(
    r"\b(?:sorry|apolog\w+|regret|understand|hear you|feedback|hope|frustrat\w+|appreciate)\b", re.IGNORECASE
)
_IDLE = re.compile(
    r"\bif (?:you|further|any|there)\b|\b(?:able|happy|glad|ready|pleased) to (?:help|assist)|\bwe can (?:help|assist|troubleshoot)|"
    r"\byou can get back\b|\bwe will (?:be|help|assist)|\bkeep an eye\b|\byou may (?:want|wish|like) to\b|\byou might want to\b",
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
_NUMBER = re.compile(r"(?<![\w-])[$£€]?\d")
_SIGNED = re.compile(
    r"^\W*[-–—^~*/]+ ?\w+(?: \w+)?\W*$|^\W*$|^\W*(?:thanks|thx|regards|best|cheers)\W*(?:\w+)?\W*$", re.IGNORECASE
)
_ASKS_BACK = re.compile(
    r"\?|\b(?:please|pls|kindly|if you|could) (?:post|provide|share|send|give|tell|supply|describe|dm|pm|clarify|confirm|let|explain|describe|try|start|follow)\b|"
    r"\bneed (?:more|some|further) (?:info\w*|details)|\bwhich\b.*\byou\b|\b(?:dm|pm|message|send|tell|share|provide|give|email) (?:us|me|your|the|a)\b|\b(?:dm|direct message|inbox)\b|"
    r"\bso (?:that )?(?:we|i) can\b|\b(?:follow|try|using|with) (?:the|these|this|those) (?:\w+ )?(?:steps?|instructions|guide|tips|troubleshooting)\b|\bsteps\b",
    re.IGNORECASE,
)
_LET_KNOW = re.compile(
    r"\b(?:let (?:us|me) know|give us a shout|keep us (?:posted|updated|in the loop)|hope (?:this|that) helps|get back to us|(?:send|drop|give|shoot) (?:us|me) a (?:dm|message|line|shout|tweet|note) (?:if|anytime|any time|for)|"
    r"dm (?:us )?(?:anytime|any time|if))\b.*",
    re.IGNORECASE,
)


def asked(sentences: list[str]) -> list[str]:
    """Return the direct questions among the customer's sentences."""
    found = []
    for text in sentences:
        bare = _shared.ATOM.sub(" ", text).strip()
        if _PLEA.search(bare) and not _INDIRECT.search(bare):
            continue
        if (bare.rstrip("!? ") != bare.rstrip("! ") and _QUESTION.search(bare)) or _INDIRECT.search(bare):
            found.append(bare)
    return found


def missing(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield what stands in place of an answer, where the customer asked a direct question and every sentence evades it."""
    own = _shared.own_sentences(draft)
    questions = asked(draft.last_message)
    if (
        not own
        or len(own) > 6
        or not questions
        or _CONTACT.search(" ".join(questions))
        or _shared.FRAGMENT.search(draft.plain.strip())
    ):
        return
    if not _shared.english(" ".join(sentence.text for sentence in own)):
        return
    theme = _shared.words(questions)
    evasive: list[tuple[int, Sentence]] = []
    for sentence in own:
        text = _LET_KNOW.sub("", _shared.ATOM.sub(" ", sentence.text)).strip()
        if _SIGNED.search(text):
            continue
        if "?" in sentence.text or _ASKS_BACK.search(text) or _FIRM.search(text):
            return
        said = _LEAD.sub("", _LET_KNOW.sub("", sentence.text))
        found = _REFERRAL.search(said)
        before = said[: found.start()] if found else ""
        if _ANSWERS.search(before) and (theme & _shared.words([before]) or re.search(r"\w, (?:but|and|so) ", before)):
            return
        if found:
            evasive.append((0, sentence))
        elif _FILLER.search(text) and not _NUMBER.search(text) and not theme & _shared.words([text]):
            evasive.append((1 if _SYMPATHY.search(text) else 2, sentence))
        elif theme & _shared.words([text]) or (
            not _IDLE.search(sentence.text) and (_ANSWERS.search(text) or len(text.split()) > 4)
        ):
            return
    if evasive and min(rank for rank, _ in evasive) < (2 if draft.document.channel == "chat" else 1):
        first = min(evasive, key=lambda entry: (entry[0], -entry[1].index if entry[0] else entry[1].index))[1]
        yield first, Hit(0, len(first.text.rstrip(" .!")), {})
