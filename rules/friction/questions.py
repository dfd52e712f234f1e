"""What did the customer ask, and what would an answer look like?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex

#: Stand-ins of placeholders, mentions and hashtags.
ATOM = regex(r"\bX(?:link|mail|var|name|date|amount)\b|[@#]\w+")
#: A direct question that wants a yes or no, a price, a date or a reason; "how do I" and "can you help" want help.
_QUESTION = regex(
    r"^(?:\W*(?:and|but|so|hi|hey|hello|ok|okay|please|also|or|then|well)\b)*[ ,]*(?:\w+ ){0,3}?(?:is|are|am|was|were|do|does|did|has|"
    r"have|will|would|should|could|can|may|when|why|which|who|whose|how (?:much|many|long|soon|often|come|far)|what"
    r"(?:'s| is| are| time| date| does| will| would| if| happens| about| kinds?| sorts?)|where(?:'s| is| are)|any (?:idea|news|updates?|plans?|chance|clue|word)|"
    r"no|isn't|aren't|won't|can't|don't|doesn't|didn't)\b|\bif\b.{3,90}?\b(?:can|will|would|do|does|is|are|should|could|am) (?:i|we|they|it|he|she|my|our|the|this|that|there|you|your)\b|[,;:]\W*(?:and |but |so |or )?(?:is|are|do|does|did|will|would|should|can|could|has|have|when|why|how (?:much|long|soon)|which) (?:\w+)",
    re.IGNORECASE,
)
INDIRECT = regex(
    r"\b(?:(?:want|need|like|love|trying|wanted) to (?:know|ask|find out|confirm)|wondering|curious|asked|tell me|let me know) "
    r"(?:if|whether|when|why|how (?:much|many|long)|what (?:the|time|date))\b|\binterested in (?:the|its|their) (?:rating|phone number|address|price)\b",
    re.IGNORECASE,
)
#: Asks for help, not for an answer: steps and a contact serve it.
_PLEA = regex(
    r"\b(?:can|could|would|will|please|may) (?:you|i|someone|anyone|somebody|u|y'all|we)(?: \w+)? (?:please |pls )?(?:help|assist|advise|add|bring|make|change|stop|put|give|remove|restore|include|enable|consider|"
    r"look|check|fix|tell|call|contact|explain|get|send|do (?:something|anything)|dm|reply|respond|have|speak|ask|talk)|"
    r"\b(?:anyone|someone|you|somebody)(?: \w+)? (?:be able to|able to|help)\b|\b(?:is|does|has|can) (?:anyone|anybody|somebody|someone)\b|\bsupposed to (?:feel|be happy|believe)|\bany help\b|\bhelp\?|\bhow (?:do|can|could|should|would) (?:i|we|you)\b|"
    r"\b(?:is|are|was) there (?:\w+ ){0,3}?(?:way|ways|option|options|articles?|something|anything|someone|anyone|anybody|steps|fix|solution|workaround)\b|\bany (?:way|ways|ideas|suggestions?|advice|tips|fix|solutions?|pointers)\b|"
    r"\b(?:how are you|right|huh|you there|what (?:has|have|did) \w+ (?:done|do to|become)|anyone there|what the|are you (?:kidding|serious|joking))\b|"
    r"\bwhere(?:'s| is| are|'d)\b|\b(?:what(?:'s| is)|why|where)\b.{0,30}\b(?:wrong|going on|happening|up with)\b",
    re.IGNORECASE,
)
CONTACT = regex(
    r"\b(?:contact|customer (?:service|care|support)|support (?:team|line|dep\w+)|help ?(?:desk|line)|reach|phone number|number|email|e-mail|link|address|speak to|talk to|call|website|url|where)\b",
    re.IGNORECASE,
)
#: A question without its mark.
BARE = regex(
    r"^\W*(?:(?:hi|hello|hey|pls|please|so|and|but|ok|okay|well|no|yes|yeah|then|also|sir|madam|good \w+|@\w+)\b[ ,]*)*(?:why (?:is|are|was|were|has|have|did|does|do|am|can't|isn't)|how (?:much|many|long|soon) (?:is|are|do|does|did|will|would|was|has|have|(?:\w+ ){1,3}(?:do|does|is|are|will|have))|when (?:is|are|do|does|did|will|can|would)|what(?:'s| is| are) (?:the|my|your)|what time (?:do|does|is|are|will)|(?:is|are|was|has|have|did|does|will) (?:my|our|the|there|your)) [\w']+(?:[ ,]+[\w']+){0,13}\W*$|\bwhat (?:should|do|can|could) i do\b|\bare you (?:\w+ing)\b.* or\W*$|\bwant an? (?:update|answer|explanation) (?:on|as to|about)\b",
    re.IGNORECASE,
)
SPLIT = regex(r"(?<=[.!?])\s+|\n+|\s*\|\|\s*")
#: Questions of one kind, and the words that only an answer of that kind has.
_PRICE = regex(
    r"\b(?:how (?:much|many)\b(?! (?:longer|time|more time|notice))|what(?:'s| is| are| will| would| does)?[^?]{0,40}\b(?:price|cost|fee|rate|premium|charge|deposit)s?\b|price of|magkano|kitna|ngapi)",
    re.IGNORECASE,
)
_TIME = regex(
    r"^\W*(?:\w+,? ){0,3}?(?:when|how (?:long|soon|much longer)|what (?:time|date|day))\b(?! (?:(?:i|you|we|they|he|she) |\w+ing\b))|\b(?:what time|by when|how soon|how long (?:until|before|will|does))\b",
    re.IGNORECASE,
)
_MONEY = regex(
    r"\d|[$£€₹]|\b(?:free|no (?:charge|fee|cost)|nothing|same|hundred|thousand|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|none|only|all|unlimited|lots|waived|included|quote|price list|percent)\b",
    re.IGNORECASE,
)
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|night|morning|afternoon|evening|weekend|summer|winter|spring|autumn|quarter|century)"
_DATE = regex(
    rf"\b\d{{1,2}}(?:[:.]\d\d|/\d{{1,2}}|(?:st|nd|rd|th)\b| ?(?:am|pm|noon|o'clock)\b| (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|\b(?:19|20)\d\d\b|\b(?:at|by|until|till|from|after|before|around|about|on|between|to) \d{{1,2}}\b(?! ?\d|[,.]\d)|\b\d+(?:[- ](?:\d+|to|or|and|business|working|calendar|full|more))* ?-?{_UNIT}\b|"
    rf"\b(?:a|an|one|two|three|four|five|six|seven|ten|few|several|couple of|some|next|this|that|coming|every|each|per|end of the|end of|whole|half|same|first|last|the) (?:\w+ )?{_UNIT}\b(?! (?:in the|of waiting|is a|late))|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\b(?:nothing|today|tomorrow|tonight|now|soon\w*|shortly|noon|midnight|yet|already|once|until|when|(?<!look )(?<!looks )(?<!looking )after|before|"
    r"never|always|asap|as soon|yesterday|earlier|later|since|january|february|march|april|may|june|july|august|september|october|november|december|summer|winter|immediately|instantly|straight away|depends?|none|grounded|cannot|overbooked|full|no (?:slots?|dates?|times?)|quick\w*|xdate)\b",
    re.IGNORECASE,
)
_YES_NO = regex(
    r"^\W*(?:(?:and|but|so|hi|hey|hello|ok|okay|please|also|then|well|po|sir|madam|just)\b[ ,]*)*(?:is|are|am|was|were|do|does|did|has|have|will|would|should|can|could|may) (?:\w+ )+|\bor not\b|\byes or no\b|\bor must\b",
    re.IGNORECASE,
)
_VERDICT = regex(
    r"(?:^|[.!?,:;–—-] ?)(?:yes|yep|yeah|yup|aye|no|nope|nah|not|sure|of course|certainly|absolutely|definitely|indeed|correct|right|exactly|spot on|affirmative|ok(?:ay)?|can(?:!|,| can)|done|we do|we don't|it (?:is|does|was|will|can)|they (?:do|are|will)|you (?:can|do|will|may|are)|i (?:can|do|will|have|am|could))\b|"
    r"\b(?:unfortunately|afraid|cannot|not|never|only|unable|stopped|discontinued|sold out|ran out|run out|used to|any ?more|until|as long as|so long as|both|neither|either|depends?|already|still|no longer|should be|allowed|possible|available|welcome to|happy to|yes|included|covered)\b|n't\b",
    re.IGNORECASE,
)

#: A verdict that nobody takes for a remark in passing.
_PLAIN_VERDICT = regex(
    r"(?:^|[.!?:;–—-] ?|\w, ?)(?:yes|yep|yeah|yup|aye|no|nope|nah|not (?:yet|at|on|in|for|all|really|quite)|sure|of course|certainly|absolutely|definitely|indeed|correct|exactly|spot on|ok(?:ay)?|can(?:!|,| can)|done|we (?:do|don't|will|won't|can|can't)|"
    r"it (?:is|does|was|will|can|isn't|doesn't|won't|fits)|they (?:do|are|will|don't|aren't)|you (?:can|can't|do|don't|need|will|may|are)|i (?:can|can't|do|don't|will|won't|could|haven't|didn't))\b|\b(?:unfortunately|afraid|depends?|as long as|so long as|both|neither|allowed|not allowed|not possible|(?:are|is|do|ca|wo)n't (?:a|an|allowed|possible|available|able|something|offered|part|have|take|do|sell|carry))\b|\b(?:is|are|be|was) (?:\w+ )?(?:possible|available|supported|compatible|allowed|included|covered|required|needed|open|closed|free)\b",
    re.IGNORECASE,
)
#: "Did my payment post?" asks after one's own thing; "where is my parcel?" after its place.
_STATUS = regex(
    r"^\W*(?:(?!what|when|where|why|how|which|who)\w+,? ){0,2}?(?:did|is|was|has|have|are|were|does) (?:my|our)\b",
    re.IGNORECASE,
)
_OF_MINE = regex(
    r"\b(?:you|you're|your|yours|yep|yeah|nope|it|it's|they|them|yes|no|not|already|still|today|yesterday)\b|n't\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_CAME = regex(
    r"\b(?:came|arrived|posted|cleared|landed|went|(?:has|have|was|were|is|are|just|already|been) (?:\w+ )?(?:received|shipped|left|gone|paid|sent|ready|done|pending)|\d+(?::\d+)? ?(?:am|pm))\b",
    re.IGNORECASE,
)
WHERE = regex(r"\bwhere(?:'s| is| are) (?:my|our)\b", re.IGNORECASE)
PLACE = regex(
    r"\d|\b(?:(?:is|are|it's|was|were|reached|left|arriv\w+|deliver\w+|sent|held|stuck|waiting) (?:\w+ )?(?:at|in|on|with|from|for|to)|on (?:its|the|their) way|i(?:'ll| will| have|'ve)|we(?:'ll| will| have|'ve)|let me|checking|today|tomorrow|tonight)\b",
    re.IGNORECASE,
)
#: A number to call and its hours: no price, no date.
_NUMBERS = regex(
    r"[*]\d+#|\b(?:i'm|i am|we're|we are|reach (?:me|us)|call (?:me|us)|here|is|are)(?: available| open)? (?:at|on|till|until)? ?\+?0?\d[\d -]{6,}\d(?: (?:until|till|from|between) [^.]{1,30})?|\+?0?\d[\d -]{7,}\d|\bhere (?:till|until) [^.]{1,12}",
    re.IGNORECASE,
)


def asked(sentences: list[str]) -> list[str]:
    """Return the direct questions among the customer's sentences."""
    found = []
    for text in sentences:
        bare = ATOM.sub(" ", text).strip()
        indirect = INDIRECT.search(bare) is not None
        if not indirect and (("?" not in bare and not BARE.search(bare)) or _PLEA.search(bare)):
            continue
        if indirect or _QUESTION.search(bare) or BARE.search(bare):
            found.append(bare)
    return found


def answered(question: str, said: str) -> bool | None:
    """Tell whether a text has an answer of the kind that the question wants; ``None`` when it is of no such kind."""
    if _PRICE.search(question):
        return _MONEY.search(_NUMBERS.sub(" ", said)) is not None
    if _TIME.search(question):
        return _DATE.search(_NUMBERS.sub(" ", said)) is not None
    if _YES_NO.search(question):
        return _VERDICT.search(said) is not None
    return None


def plain(question: str, said: str) -> bool:
    """Tell whether a yes-or-no question gets a plain verdict; ``True`` for other questions."""
    if _PRICE.search(question) or _TIME.search(question):
        return answered(question, said) is not False
    return not _YES_NO.search(question) or _PLAIN_VERDICT.search(said) is not None


def status_ignored(question: str, said: str) -> bool:
    """Tell whether somebody asks after a thing of their own and the text never speaks of it."""
    told = " ".join(text for text in SPLIT.split(said) if not text.endswith("?"))
    return bool(_STATUS.search(question)) and not _OF_MINE.search(told) and not _CAME.search(told)


def wants_number(question: str) -> bool:
    """Tell whether a question wants a price or a time."""
    return bool(_PRICE.search(question) or _TIME.search(question))


def other_matter(question: str, said: str, asked_words: set[str], said_words: set[str]) -> bool:
    """Tell whether a yes-or-no question gets neither a verdict nor a statement about what it asks.

    ``asked_words`` and ``said_words`` are the telling words of the two.
    """
    if _REQUEST.search(question) or wants_number(question) or _SMALL_TALK.search(question):
        return False
    if not (_YES_NO.search(question) or _CHOICE.search(question)) or len(asked_words) < _TELLING:
        return False
    if _POSSIBLE.search(question) and _CAN.search(said):
        return False
    if _VERDICT.search(said) or _ABOUT_IT.search(said) or chosen(question, said):
        return False
    shared = {word for word in asked_words & said_words if not _DAY.match(word)}
    return len(shared) * 4 < len(asked_words) and not (_PERSON_OF_IT.search(said) and shared)


def chosen(question: str, said: str) -> bool:
    """Tell whether a text takes up one side of "today or tomorrow?"."""
    sides = _OR.search(question.lower())
    return sides is not None and any(re.search(rf"\b{re.escape(side)}\b", said.lower()) for side in sides.groups())


#: "It's …", "that would …": a statement about the thing asked after; "you", "we" only beside one of its words.
_ABOUT_IT = regex(
    r"(?:^|[.!?,;:] ?|\b(?:but|and|so|because|since) )(?:it|that|this|they|these|those|he|she|there)(?:'\w+| \w+)\b|\b(?:those|them|ones?)\b",
    re.IGNORECASE,
)
_PERSON_OF_IT = regex(r"\b(?:we|i|you)\b", re.IGNORECASE)
#: "Is there a way to …?" is answered by a way.
_POSSIBLE = regex(
    r"\b(?:possible|(?:a|any|another|some) (?:\w+ )?(?:way|shortcut|option|setting|chance)|can i|can (?:we|one|it))\b",
    re.IGNORECASE,
)
_CAN = regex(
    r"\byou (?:can|could|may|might)\b|(?:^|[.!] )(?:try|use|open|click|tap|drag|press|look at|have a look at|take a look at|install|choose|select|set)\b(?! https?:| Xlink)",
    re.IGNORECASE,
)
_REQUEST = regex(r"\b(?:can|could|will|would) (?:you|u)\b|\bcan (?:i|we) (?:get|have)\b", re.IGNORECASE)
_CHOICE = regex(
    r"^\W*(?:can|need|must|got|any|still|possible|allowed|ok(?:ay)? to|you (?:have|sell|do|open|take|deliver))\b.*\?",
    re.IGNORECASE,
)
_OR = regex(r"\b(\w{3,}) or (?:\w+ )?(\w{3,})\b")
_DAY = regex(r"(?:mon|tues|wednes|thurs|fri|satur|sun)d|today|tomor|tonigh|week|month")
_SMALL_TALK = regex(
    r"\b(?:have you (?:been|ever|tried|seen|heard)|do you (?:like|think|love|have a favou?rite|believe|know)|did you (?:know|see|watch)|are you (?:a |an )?(?:bot|robot|human|real|kidding|serious|there|ok|okay)|how are you|isn't it|is (?:being )?(?:blind|stupid|rude|deaf|incompetent|useless)|(?:job[- ]spec|job description|kidding|trolling|joke))\b",
    re.IGNORECASE,
)
_TELLING = 3
