"""Finds an apology or a word of empathy that is taken back in the same breath: "I'm sorry, but …".

``plain`` yields bare apologies ("Sorry, but"), ``named`` those that name something ("I understand your frustration,
however"). What follows "but" decides: help, thanks and questions are no taking back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_BUT = r"(?:\s*[,;.–—-]+\s*|\s+)(?P<but>but|however|unfortunately|regrettably|nevertheless|nonetheless|buy)\b,?"
_WHO = r"(?:(?:we|i)(?:\s+(?:am|are|do|must|would|really|truly|sincerely|deeply|just)|['’]?(?:m|re|d))*\s+)?"
_HOW = r"(?:(?:so|very|really|truly|terribly|extremely|awfully|deeply|sincerely|most|much|my|our|sincere|deepest)\s+)*"
_SORRY = rf"(?:{_WHO}{_HOW}(?:sorry|apologi[sz]e|apologies|my bad|regret))"
_UNDERSTAND = "understand|appreciate|realise|realize|recognise|recognize|sympathi[sz]e|empathi[sz]e|acknowledge|respect"
_UPSET = "upset|frustrat|annoy|disappoint|angry|hard"
_KNOW = (
    r"(?:(?:we|i)(?:\s+(?:can|do|fully|completely|totally|certainly|truly|really|definitely|am|would|have))*\s+"
    rf"(?:(?:{_UNDERSTAND})(?!\s+(?:it if|if|the fact))"
    rf"|(?:see|hear|get|know)\s+(?=how|(?:that\s+)?(?:you(?:'re| are)|this is|it(?:'s| is))\s+(?:\w+\s+)?(?:{_UPSET})|"
    r"your (?:frustration|concern|disappointment|point)))"
    r"|(?:thank you|thanks) for your (?:understanding|patience)|with (?:all )?(?:due )?sympathy)"
)
#: "Sorry, but", "Sorry Anna, but", "We are very sorry about this however".
_PLAIN = re.compile(
    rf"(?<!\w)(?P<lead>{_SORRY}(?:\s*,?\s*(?:(?:about|for|on|with)\s+(?:this|that|it)|sir|madam|ma'am|mate|dear|[A-Z][a-z]+|xname))?){_BUT}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?<!\w)(?P<lead>{_SORRY}\s+(?:for|about|that|to|on|if|you|your|the|any)\b[^.;!?]{{1,90}}?|{_KNOW}(?:\s+[^.;!?]{{1,90}}?)?){_BUT}",
    re.IGNORECASE,
)
#: Help, good news, thanks or a question after "but".
_DOING = "glad|happy|here|working|looking|sending|now|pleased|doing|delighted"
_OFFER = (
    "love|like|glad|happy|hope|recommend|suggest|offer|appreciate|pass|make sure|let|look|send|keep|check|try|get|help|"
    "assist|show|share|see what|find|fix|work|arrange|refund|credit|replace|add|note|forward|thank"
)
_HELPS = (
    r"hopefully|fortunately|luckily|thankfully|thanks|thank|good news|the good news|rest assured|no worries",
    r"don'?t worry|please\b|kindly|may (?:we|i)|can (?:we|i|you)|could (?:we|i|you)|would you|will you|do you|are you",
    r"did you|have you|how about|what|let(?:'s| us| me)|here(?:'s| is| are)",
    r"if you(?:'d| would|'re| are|'ll| have)",
    r"(?:i|we)(?:'d| would| will|'ll)?\s*(?:be )?"
    rf"(?:(?:really|also|just|still|do|definitely|certainly|always|finally|now) )*(?:{_OFFER})\b",
    rf"(?:i|we)(?: am| are|'m|'re) (?:{_DOING})",
    r"(?:i|we)(?:'ve| have)\s+(?!to\b|no\b|not\b|been unable|n't)",
    r"(?:i|we) (?:can|could|may)\b(?! ?not| only|'t|not)|you can\b(?!not|'t| not| only)",
    r"you(?:'ll| will) (?:get|receive|be able|soon|have your)|you(?:'re| are) welcome|try\b|it(?:'ll| will) be",
    r"it(?:'s| is) (?:now|fixed|back|sorted|resolved|on its way|worth|all|good)|(?:it )?(?:looks|seems) like we",
    r"there is (?:a|another|good)|this will help|this should|the team is|our team is|everything",
)
_HELP = re.compile(rf"\s*,?\s*(?:{'|'.join(_HELPS)})", re.IGNORECASE)
#: "I realise that this is long, but" is about the writer: empathy names the reader or what happened to them.
_KNOWING = re.compile(rf"(?:{_KNOW})", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:you|your|yours|frustrat\w+|inconvenien\w+|annoy\w+|disappoint\w+|upset\w*|hard|difficult|important|"
    r"concerns?|situation|understanding|patience|sympathy|feel\w*|hear you)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:not|no|cannot|unable|never|only|unfortunately|impossible|must|have to|has to|need to|policy|policies|terms|"
    r"unavailable|rules?|regret|already|nope|nothing|none|declined|refused|rejected|expired|limited|required|licen[cs]\w*|"
    r"due to|because)\b|n['’]t\b",
    re.IGNORECASE,
)


def plain(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "sorry, but": a bare apology, taken back unless help follows."""
    for sentence in draft.sentences:
        for found in _PLAIN.finditer(sentence.text):
            if not _HELP.match(sentence.text, found.end()) and sentence.text[found.end() :].strip(" .!"):
                yield sentence, _hit(found)


def named(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield "sorry for the delay, but" and "I understand your frustration, however", before a refusal or a defence."""
    for sentence in draft.sentences:
        if _PLAIN.search(sentence.text):
            continue
        for found in _NAMED.finditer(sentence.text):
            rest = sentence.text[found.end() :]
            own = not _KNOWING.match(found["lead"]) or _THEIRS.search(found["lead"])
            if own and not _HELP.match(rest) and _REFUSES.search(rest):
                yield sentence, _hit(found)


def _hit(found: re.Match[str]) -> Hit:
    start, end = found.span("lead")
    return Hit(found.start(), found.end(), {"lead": Slot(start, end, (start, end))})
