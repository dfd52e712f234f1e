"""What follows "sorry, but": help or a refusal; and whose feelings the words before it name."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex

#: Help, good news, thanks or a question after "but".
_DOING = "glad|happy|here|working|looking|sending|now|pleased|doing|delighted|bringing|refunding|on it|fixing"
_OFFER = (
    "love|like|glad|happy|hope|recommend|suggest|offer|appreciate|pass|make sure|let|look|send|keep|check|try|get|help|"
    "assist|show|share|see what|find|fix|work|arrange|refund|credit|replace|add|note|forward|thank"
)
_HELPS = (
    r"(?:i|we) do (?:know|have|see|sell|offer|serve|stock|carry)\b|there seems? to be (?:a |some )?(?:little |bit of )?(?:confusion|mistake|mix-up|misunderstanding|delay) (?:in|on|at|with) (?:our|my)\b|"
    r"hopefully|fortunately|luckily|thankfully|thanks|thank|good news|the good news|rest assured|no worries",
    r"don'?t worry|(?:please|kindly)(?! (?:be (?:informed|inform|advised|aware|reminded)|note|understand|refer|contact|visit|call|go to|check|see|use|reach)\b)|may (?:we|i)|can (?:we|i|you)|could (?:we|i|you)|would you|will you|do you|are you",
    r"(?:why|how|when|where|which|who)\b[^.!]*\?|did you|have you|how about|what|let(?:'s| us| me)|here(?:'s| is| are)",
    r"if you(?:'d| would|'re| are|'ll| have)",
    r"(?:i|we)(?:'d| would| will|'ll)?\s*(?:be )?"
    rf"(?:(?:really|also|just|do|definitely|certainly|always|finally|now) )*(?:{_OFFER})\b",
    rf"(?:i|we)(?: am| are|'m|'re) (?:{_DOING})",
    r"(?:i|we)(?:'ve| have| do have)\s+(?!to\b|no\b|not\b|been unable|n't)",
    r"(?:i|we) (?:can|could|may)\b(?! ?not| only|'t|not)|you can\b(?!not|'t| not| only)",
    r"you(?:'ll| will) (?:get|receive|be able|soon|have your)|you(?:'re| are) welcome|try\b|it(?:'ll| will) be",
    r"it(?:'s| is) (?:now|fixed|back|sorted|resolved|on its way|worth|all|good)|(?:it )?(?:looks|seems) like we",
    r"glad|perhaps (?:we|i)|(?:i|we) finally have|(?:its|their|the|our) (?:telephone |phone )?number is|you may\b(?! not)|"
    r"you (?:don'?t|do not|won'?t) (?:have|need) to|(?:it(?:['’]s| is)|there(?:['’]s| is)) (?:not (?:necessary|needed)|no need)\b|"
    r"(?:i|we) (?:still |do )?(?:think|believe|hope) (?:that )?(?:i|we|you) (?:can|could)\b(?! ?not|['’]t)|(?:at least|i see now)\b|there(?: is|'s) (?:a (?!fee|charge|limit|problem|delay|rule|policy|small|little)|another|good)|this will help|this should|(?:the|our) team is (?!still)|everything|it paid off|(?:my|our) (?:intent|aim|goal|job) is to help|(?:rather|also)\b",
)
HELP = regex(rf"\s*(?:,\s*)?(?:{'|'.join(_HELPS)})", re.IGNORECASE)
#: Good news further on: "but your armchair is on its way".
GOOD = regex(
    r"\b(?:good news|on (?:its|their|the) way|paid off|refund(?:ed|ing)?|credited|fixed|sorted|ready|arrived|resolved|"
    r"free of charge|at no (?:extra )?cost|worth the wait|all set|back (?:up|online|on)|completed?|done|approved|found|"
    r"reached|joined|activated|solved|waived|removed|restored|working (?:now|again))\b",
    re.IGNORECASE,
)
#: Good news of the next sentence: "However, your refund has been sent."
DONE = regex(
    r"\b(?:has|have|is|are|was|were|been)(?: (?:now|already|been|just|also))+ (?:credited|refunded|sent|fixed|resolved|restored|mended|repaired|replaced|reissued)\b",
    re.IGNORECASE,
)
#: "I realise that this is long, but" is about the writer: empathy names the reader or what happened to them.
THEIRS = regex(
    r"\b(?:you|your|yours|frustrat\w+|inconvenien\w+|annoy\w+|disappoint\w+|upset\w*|hard|difficult|important|"
    r"concerns?|situation|understanding|patience|sympath\w+|feel\w*|hear you|love to|like to|wish)\b",
    re.IGNORECASE,
)
#: Their feelings, taken back by whatever is not help.
FEELINGS = regex(
    r"\b(?:frustrat\w+|annoy\w+|disappoint\w+|upset\w*|unhapp\w+|tired|worried|anxious|angry|concerns?|inconvenien\w+|feel\w*|hear you|"
    r"sympath\w+|where you|heart|condolences|share your)\b"
    r"|^(?:(?:we|i)\s+)(?:\w+\s+)?(?:understand|hear|get|realise|realize)(?:\s+(?:that|this|it|you|(?-i:[A-Z]\w+)))?$",
    re.IGNORECASE,
)
#: What the reader feels or asks, not a fact about them ("you can use webdav").
CARE = regex(rf"{FEELINGS.pattern}|\b(?:your|situation|coming from|difficult|hard|important)\b", re.IGNORECASE)
REFUSES = regex(
    r"\b(?:not|no|cannot|unable|never|hardly|stands?|applies|only|unfortunately|impossible|must|have to|has to|need to|policy|policies|terms|"
    r"unavailable|rules?|regret|afraid|all (?:we|i) can|already|nope|"
    r"nothing|none|declined|refused|rejected|expired|ended|closed|sold out|full|limited|required|licen[cs]\w*|"
    r"due to|because|hands are tied)\b|n['’]t\b",
    re.IGNORECASE,
)
#: Said again after the turn, or in its place.
SADLY = regex(
    r"(?:(?<=\bas)\s+(?:we )?checked(?: that)?(?! (?:your|with|on|and|this|it|the)\b)"
    r"|\s*(?:no(?=,? (?:we|i|it|this|that|you|they)\b)|unfortunately|regrettably|sadly|please be (?:informed|inform|advised|aware|reminded)|(?:i'?m|i am|we'?re|we are) afraid)\b),?(?: that\b)?",
    re.IGNORECASE,
)
#: A sentence that can stand on its own begins so; the first word gets a capital when it does.
STANDS = regex(
    r"\s*(?=(?-i:[A-Z]\w)|(?:please|kindly|because|since|as|due|if|when|for|in|at|on|with|to|by|some|certain|each|every|any|passengers?|guests?|customers?|i|he|she|a|an|there(?:'s)?|the|this|that|these|there|it|we|you|your|our|they|all|my)\s+\w)",
    re.IGNORECASE,
)
#: "Sorry, but because …": the reason begins a sentence of its own.
CAUSE = regex(r"\s*(?:because|since|as (?:we|the|our|it|you)|due to|if|when)\b", re.IGNORECASE)
#: "But I assure you", "but as we said": nothing to be afraid of, though a refusal follows.
STARTS = regex(
    rf"{CAUSE.pattern}|\s*(?:i|we) (?:can |do )?(?:assure|promise|guarantee|hope|trust|believe|think)\b", re.IGNORECASE
)
#: "Sorry you feel that way, but we appreciate your feedback": a thank-you that shows the door.
BRUSHED = regex(r"(?: to hear)? (?:that )?you feel\b", re.IGNORECASE)
THANKS = regex(r"\s*(?:,\s*)?(?:thanks|thank you|(?:we|i) (?:do |really )?appreciate)\b", re.IGNORECASE)
#: "Sorry but nope": the refusal is the whole answer.
NOPE = regex(r"\s*(?:nope|nah|no)(?=\s*[.,!]|\s+(?-i:[A-Z])\w+\s*(?:[.,!]|$))", re.IGNORECASE)
#: "While we'd like to help, but": the word that opens it belongs to it.
WHILE = regex(r"(?:^|(?<=[.;!?] ))(?:while|whilst|although|though|much as|as much as)\s+$", re.IGNORECASE)
#: "We understand, but in order to help you we need …": a request, no refusal.
AIM = regex(r"\s*(?:in order (?:to|for)|so that|for (?:us|me) to|to (?:help|assist|check))\b", re.IGNORECASE)
#: "We apologise but aren't able to": the same subject, not said again.
DROPPED = regex(
    r"\s*(?=(?:are|am|aren['’]t|cannot|can['’]t|can not|don['’]t|do not|have|haven['’]t|won['’]t|couldn['’]t|could not)\b)",
    re.IGNORECASE,
)
#: "We understand …, but hope you like it", "… but are unable to": the verb of the one who understood.
SAME = regex(rf"\s*(?:hope|wish|trust)\b(?= )|{DROPPED.pattern}", re.IGNORECASE)
#: "Sorry but no cancellation once it is paid": a refusal without a verb.
_NAMED = r"(?!(?:is|are|was|were|will|can|has|have|do|does|could|would|may|once|if|when|after|as|for|on|unless|until)\b)[\w-]+"
NONE = regex(
    rf"\s*no (?!one\b|longer\b|more\b|such\b|need\b){_NAMED}(?: {_NAMED})* ?"
    r"(?=$|[,.!?;]|\b(?:once|if|when|after|as|for|on|unless|until)\b)",
    re.IGNORECASE,
)
#: The first word of what follows, where a sentence can begin with it.
FIRST = regex(rf"{STANDS.pattern}(?P<word>[^\W\d_][\w'’-]*)", re.IGNORECASE)
#: An apology of weight, which a full stop keeps: "I'm very sorry", "I apologise".
EARNEST = regex(r"\b(?:very|so|truly|really|deeply|terribly|extremely|sincerely)\b", re.IGNORECASE)
#: "I regret his decision, but I accept it": nothing is refused.
REGRET = regex(r"(?:we|i)?\s*(?:\w+ )?regrets?\b", re.IGNORECASE)
#: "Sorry to bother you, but": an apology for writing, not for what happened.
ASKING = regex(
    r"\s+to (?:bother|trouble|impose|disturb|ask|be late|chase|pester)\b|\s+for (?:the |this |my |any |another )?(?:spam|mass|group|long e?-?mail|cross-?post\w*|duplicate|random)\b|\s+for (?:the |this |my )?long (?:list|post|message|reply|mail|e-?mail|text)\b|\s+if (?:all )?(?:these|this|my|that|it)\b.{0,40}\b(?:queries|questions|sounds?|seems?)\b|\s*[,–—-]?\s*(?:i|we) posted\b",
    re.IGNORECASE,
)
#: "I apologise, but I was misled": what the writer did; "sorry but kindly see the board": what they ask for.
OWNED = regex(
    r"\s*(?:please|kindly)\b(?! be\b)|\s*I (?:was|had|did|spoke|thought|mis\w+|\w+ed)\b(?! (?:unable|not|told|never))"
)
#: "Sorry, but I couldn't book it", "sorry, but your bid was not accepted": somebody is to be told.
_TOLD = regex(
    r"\s*(?:(?:i|we) (?:was|were) (?:not able|unable)\b|(?:i|we) could(?: not|n['’]t)\b"
    r"|your (?:(?!(?:is|are|was|were|has|have|will)\b)[\w{}]+ ){1,9}(?:was|were|has been|have been) (?:not|declined|rejected|refused|denied)\b)",
    re.IGNORECASE,
)
#: "Very sorry, but I don't understand": nobody is told anything.
_UNSURE = regex(
    r"\s*(?:i|we) (?:do not|don['’]t|did not|didn['’]t) (?:quite |fully )?(?:understand|follow|see|get|know)\b",
    re.IGNORECASE,
)
_SAYS_SORRY = regex(r"\bsorry\s*,?\s*$", re.IGNORECASE)
#: "We appreciate your work on it.": praise among those who work together, no empathy.
PRAISE = regex(
    r"\b(?:appreciate|love|like|respect) (?:all )?your (?:\w+ )?(?:work|draft|comments|efforts?|help|input|suggestions?|edits|changes)\b",
    re.IGNORECASE,
)
#: "However, …" that opens the next sentence.
TURN = regex(
    r"[\s>]*(?P<but>but|however|nevertheless|nonetheless|that said|having said that|that being said|even so|yet|"
    r"all the same|at the same time|on the other hand|still(?=,))\b,?",
    re.IGNORECASE,
)
#: "While we understand your frustration, …"
CONCEDED = regex(
    r"^\W*(?:while|whilst|although|though|even though|much as|as much as)\s+(?P<lead>(?:we|i)\b[^,;.!?]{4,130}),\s*",
    re.IGNORECASE,
)

#: So far a refusal is looked for, to say which sentence follows the apology.
_SOON = 70


def refuses_soon(text: str) -> bool:
    """Tell whether a refusal follows, and no aim of a request ("in order to help you, we need …")."""
    return not AIM.match(text) and REFUSES.search(text[:_SOON]) is not None


#: What makes "sorry as …" a refusal, where a mere reason ("as we are very busy") is none.
_WALL = regex(
    r"\b(?:not|no|cannot|can ?not|cant|wont|unable|unavailable|never|only|must|(?:have|has|need|needs) to|required|needed|expired|subject to|"
    r"incur|closed|occupied|full|sold out)\b|n['’]t\b",
    re.IGNORECASE,
)
#: So near after the turn.
_NEAR = 100


def walls(turn: str, rest: str) -> bool:
    """Tell whether the turn takes the apology back: "but" always does, "as" only before a refusal."""
    return turn.lower() != "as" or _WALL.search(rest[:_NEAR]) is not None


def told(lead: str, rest: str, earnest: bool) -> bool:
    """Tell whether "sorry to say that" can take the place of the "sorry, but" between ``lead`` and ``rest``."""
    if not _SAYS_SORRY.search(lead) or STARTS.match(rest):
        return False
    if _UNSURE.match(rest):
        return False
    return earnest or _TOLD.match(rest) is not None


def cares(said: str) -> bool:
    """Tell whether a sentence names what the reader feels or asks, and does not praise their work."""
    return CARE.search(said) is not None and not PRAISE.search(said)
