"""A refusal with no way out: the whole draft has to be read for an alternative, an offer or a next step."""

from __future__ import annotations

import re
from collections.abc import Iterable

from servicelint.draft import Sentence
from servicelint.matching import Draft, clause_of
from servicelint.units import Hit

_CANNOT = (
    r"(?:can ?not|can't|cant|could not|couldn't|(?:am|are|is|'m|'re|were|was) (?:\w+ )?(?:unable|not able)|"
    r"won't be able|will not be able|wouldn't be able)"
)
_NOT = r"(?:n't|n’t| not| never)"
_ASKED = (
    r"(?:refunds?|refunded|cancellations?|cancell?ed|changes?|changed|exchanges?|exchanged|returns?|returned|"
    r"replacements?|replaced|repairs?|requests?|"
    r"applications?|claims?|orders?|bookings?|appeals?|loans?|petitions?|discounts?|upgrades?|extensions?|"
    r"transfers?|reimbursements?|"
    r"compensation|credit|features?|items?|products?|services?|accounts?|options?|meals?|seats?|tickets?|"
    r"nominations?|proposals?|submissions?|it|this|that|these|those|they)"
)
_REFUSALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # We can't (do what you asked): any verb, save those of _NO_REFUSAL.
        r"\b(?:we|i|our \w+|the team|xname|xvar)(?:'re| are| am|'m| is| was| were|'d| would|) ?(?:sorry,? |"
        r"afraid,? |currently |"
        rf"unfortunately |simply |also |still |really |just )*{_CANNOT} (?:currently |unfortunately |to |also |yet )*"
        r"(?!(?:see|find|locate|hear|wait|believe|thank|guarantee|promise|imagine|say|tell|think|agree|stress|"
        r"make any|"
        r"recommend|speak for|comment|confirm|verify|reproduce|replicate|speculate|make promises|help but|be "
        r"(?:sure|more|of)|"
        r"understand|match|"
        r"guess|recogni[sz]e|identify|reach|view|open|read|report|recall|remember|get (?:over|enough)|duplicate|"
        r"seem to)\b)[a-z]+\b[^.;:!?]*",
        r"\b(?:we|i)(?: do|'re| are|) ?(?:currently |unfortunately |afraid )*(?:don't|do not|doesn't|won't|"
        r"will not) (?:currently |unfortunately |be )*(?:offer|provide|allow|accept|sell|carry|stock|support|"
        r"ship|deliver|refund|offering|refunding|approving|accepting|have (?:any|a|an|that|this|it|the)|"
        r"proceed(?:ing)? with|do (?:that|this|refunds|exchanges))\b[^.;:!?]*",
        # It is not possible / allowed / available.
        rf"\b(?:\w+ ){{0,5}}{_ASKED}(?: \w+){{0,6}}? (?:is|are|was|were|has been|have been|can|could|will|would|"
        r"be|isn't|aren't|wasn't|weren't|hasn't been|can't|cannot|won't|couldn't)(?: been|"
        rf" be)?{_NOT}?(?: currently| yet| unfortunately| been| be| longer| anymore)*"
        r" (?:not )?(?:approved|accepted|granted|allowed|permitted|possible|available|successful|eligible|offered|"
        r"supported|refundable|processed|provided|changed|added|cancelled|canceled|refunded|exchanged|"
        r"transferable|covered)\b",
        rf"\b(?:{_ASKED}|abstract|paper|registration|payment|payout|transfer|donation|report|expense|"
        rf"card)\b[^.;:!?]{{0,70}}? (?:is|are|was|were|has been|have been|had been)(?: unfortunately| also| now|"
        r" currently)* (?:declined|rejected|denied|refused|unsuccessful|ineligible|unavailable|out of stock|"
        r"sold out|discontinued|turned down|disapproved|forfeited)\b[^.;:!?]*",
        r"\b(?:not|isn't|aren't|no longer) (?:currently |something that is )?(?:possible|available|"
        r"in stock)\b[^.;:!?]*",
        r"\bthere (?:is|are|'s|was) (?:no|currently no|unfortunately no) (?:refunds?|cancellations?|way|option|"
        r"possibility|availability|seats?|rooms?|tables?|slots?|tickets?|exchanges?)\b[^.;:!?]*",
        r"\b(?:sorry|afraid|unfortunately|regret)[^.;:!?]{0,30}\bno (?:refunds?|cancellations?|changes?|"
        r"exchanges?|returns?)\b[^.;:!?]*",
        r"\b(?:we|xname|xvar|the [\w ]{3,40}) (?:have |has |had )?(?:decided|chosen|elected) not to\b[^.;:!?]*",
        r"\b(?:sold out|out of stock|fully booked|no vacancies)\b",
        # Nothing was found.
        r"\bnothing (?:else |more )?(?:has been |was |is )?(?:match\w*|found|available|left|fits?)\b[^.;:!?]*",
        r"\bno (?:\w+ )?(?:results?|match\w*|tables?|rooms?|flights?|seats?|appointments?|openings?|slots?|"
        r"availability|tickets?|"
        r"restaurants?|hotels?|cars?) (?:\w+ ){0,3}?(?:found|available|left|match\w*|open|at that time|on "
        r"(?:that|those))\b[^.;:!?]*",
        r"\b(?:i|we) (?:was|were|am|are) (?:not able|unable) to (?:book|reserve|schedule|make|place|complete|"
        r"process|cancel|"
        r"change|get|add|order)\b[^.;:!?]*",
        r"\b(?:there (?:is|are|was|would|isn't|wouldn't|aren't)|there's)(?: currently| unfortunately| "
        r"simply)?(?: not| n't)?(?: be)? "
        r"(?:a|an|any|no) (?!better)(?:\w+ )?(?:way|ways|option|workaround|possibility) (?:to|for|of "
        r"doing)\b[^.;:!?]*",
        # Unfortunately / we're afraid / sorry, but ... not.
        r"\b(?:unfortunately|sadly|regrettably|regret (?:to|that|we|but|your)|afraid|sorry,? (?:but|we|no|this|"
        r"that|it|the|"
        r"your))\b[^.!?]{0,80}?(?:n't|n’t|\bnot|\bcannot|\bunable|\bno longer|\bno)\b[^.;!?]*",
        # You can't / won't be able to; it cannot be done; it is no longer a feature.
        r"\byou (?:can ?not|can't|may not|won't be able to|will not be able to|wouldn't be able to|"
        r"are not (?:eligible|entitled|allowed|permitted|covered|able)|aren't (?:eligible|entitled|allowed|able)|"
        r"do not qualify|don't qualify|no longer qualify)\b[^.;:!?]*",
        r"\b(?:can ?not|can't|could not|couldn't|can no longer|cannot longer|won't|will not)(?: currently| yet|"
        r" also)? be (?:done|made|retrieved|recovered|restored|refunded|changed|cancell?ed|added|removed|"
        r"processed|accepted|approved|granted|extended|transferred|combined|exchanged|returned|reversed|"
        r"waived|offered|provided|fulfil+ed|issued|completed|honou?red|considered|booked|moved|"
        r"credited)\b[^.;:!?]*",
        r"\b(?:is|are)(?:n't| not| no longer)(?: currently| yet)? (?:a|an|one of the|part of) (?:\w+ )?(?:feature|"
        r"option|service|product|possibility|item|function)s?\b[^.;:!?]*",
        r"\b(?:do|does|did)(?:n't| not)(?: currently)? (?:allow|permit|offer|accept|provide)\w*\b[^.;:!?]*|"
        r"\bnot allowed\b[^.;:!?]*",
    )
)
_NEGATIVE = re.compile(
    r"n't\b|\bnot\b|\bno\b|\bnothing\b|\bcannot\b|\bcant\b|\bunable\b|\bdeclined|\brejected|\bdenied|\brefused|"
    r"\bunsuccessful|"
    r"\bineligible|\bunavailable|"
    r"\bsold out|\bout of stock|\bdiscontinued|\bturned down|\bforfeited|\bagainst\b",
    re.IGNORECASE,
)
#: A condition or a reassurance: not a refusal of what was asked.
_HARMLESS = re.compile(
    r"^\W*if\b|\b(?:until|unless|without|as long as|if (?:you|your|we|it|a|an|the|any|this|that)\b|make any "
    r"promises|nearly (?:out of stock|"
    r"sold out)|didn't mean|don't understand|"
    r"don't have (?:a|an|any) (?:\w+ )?(?:comments?|questions?|version|monitor|\w+ date)|can't wait|whether|"
    r"(?:i|we) (?:did not|didn't|wasn't|was not|am not|have not|haven't) (?!able)|i (?:was unable|couldn't|"
    r"could not)|won't be charged|not be charged|will not be (?:shared|charged|published)|no longer be charged|"
    r"inconvenience|doesn't sound|that's not (?:good|cool)|do not need|don't need|won't (?:need|have) to|"
    r"not (?:sure|worry)|don't worry|not have to|agree(?: with you)? more|cannot guarantee|you will no longer|"
    r"you are not able|if it is not|when)\b|\?\s*$|\b(?:i|we) (?:can't|cannot) (?:thank|believe|tell you how|"
    r"confirm a)|\bnot only\b|\bmake sure\b",
    re.IGNORECASE,
)
#: Anything that leaves the customer with something to do, to choose or to expect.
_WAY_OUT = re.compile(
    r"\byou (?:can|may|could|might|are welcome|'re welcome|will be able|'ll be able|have the option|"
    r"are free)\b(?! not|n't| (?:also |still |always )?(?:check|see|view|find|read|keep)\b)|\byou(?:'ll| will) "
    r"(?:want|need|have) to\b|"
    r"\b(?:(?:please|kindly|pls|plz)(?! (?:be (?:advised?|informed|aware|noted)|note|understand|accept|bear|"
    r"know)\b)|try|alternative\w*|alternatively|instead|recommend\w*|suggest\w*|in the meantime|"
    r"meanwhile|for now|option to|options|workaround)\b|"
    r"\b(?:we|i)(?:'ll| will| have|'ve|'d| would| can| could|'re| are)(?! not|n't)(?: also| still| now| then|"
    r" gladly| happily| happy to| be happy to| be able to| able to| love to| like to| going to)* "
    r"(?:offer|offering|refund|replace|send|book|arrange|check|look|ask|forward|forwarded|forwarding|escalate|"
    r"escalated|credit|give|find|help|assist|keep|update|contact|call|move|provide|process|make|waive|extend|"
    r"resend|see|try|work|working|let you|reach|review|place|add|put|confirm|do have|have a|have an|take|"
    r"investigate)\b|"
    r"\b(?:i|we) (?:have )?(?:found|released)\b|\b(?:i|we)(?:'d| would| will|'ll) be (?:happy|glad) to\b|"
    r"\b(?:let (?:us|me) know(?! if you (?:have|need) (?:any|other|further|more|anything))|tell (?:us|me)|send "
    r"us|give us|reach out|contact|call|dm|direct message|reply|visit|"
    r"click|check out|see here|here's|head to|xlink|get in touch|swing by|go to)\b|"
    r"\b(?:would|do|did|could|may|shall|can|how|what|which|when|will) [^.!?]*\?|\bbut (?:we|i) (?:do|can|will|"
    r"have)\b(?! not|n't)|\bhowever,? (?:we|i|you) (?:can|will|do|have|may)\b(?! not|n't)|"
    r"\b(?<!not )(?<!longer )available (?:at|in|on|from|for)\b|\bwe do have\b|\bas soon as\b|"
    r"\bonce\b[^.]*\b(?:we|you)\b|"
    r"\bonly [\w ]{2,40}(?:is|are|can be) (?:available|refunded|refundable|allowed)|\bwill be (?:available|back|"
    r"refunded|credited|contacted|updated|resolved|restocked)|\bwelcome to (?:reapply|apply|try)|have you "
    r"(?:tried|checked|considered|thought)|\bsubject to\b|"
    r"\bback in\b|\btake up to\b|\d{3}[ -]\d{3}",
    re.IGNORECASE,
)
#: One part of several ("1/2", "2: …", "… >>"): the way out may stand in the next one.
_FRAGMENT = re.compile(r"^\s*\(?\d\s*[:/)]|^\s*>>|\b\d/\d\b\W*(?:\^?\w+)?\s*$|(?:>>+|\.\.\.|…)\s*(?:/\w+)?\s*$")
_BODY = frozenset({"body"})


def find(draft: Draft) -> Iterable[tuple[Sentence, Hit]]:
    """Find the first refusal of a draft that offers no alternative anywhere."""
    if _FRAGMENT.search(draft.plain):
        return
    first: tuple[Sentence, Hit] | None = None
    for sentence in draft.sentences:
        if sentence.places.isdisjoint(_BODY):
            continue
        refused = _refusal(sentence.text)
        if refused is not None and first is None:
            first = (sentence, Hit(*refused, {}))
        if _WAY_OUT.search(sentence.text):
            return
    if first is not None:
        yield first


def _refusal(text: str) -> tuple[int, int] | None:
    if _HARMLESS.search(text):
        return None
    for pattern in _REFUSALS:
        for found in pattern.finditer(text):
            if _NEGATIVE.search(found[0]):
                return clause_of(text, found.start(), min(found.end(), len(text.rstrip(" .!?"))))
    return None
