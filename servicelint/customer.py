"""What a rewrite can take from the customer's own message: their name, and the trouble that they name.

Only plain, short clauses are taken ("my order still hasn't come"), and turned round ("your order still has not come"):
no sentence at all is better than half of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from servicelint.draft import thread_sentences
from servicelint.words import turned

_CLOSE = r"(?:regards|thanks|thank you|thankyou|cheers|best|sincerely|faithfully|yours|wishes|greetings)"
_NAME = r"[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?"
_SIGNED = re.compile(rf"(?i:\b{_CLOSE})[,.! ]*[-–—]?\s*({_NAME})(?: {_NAME}){{0,2}}[.,]?\s*(?:\n.*)?$")
_ALONE = re.compile(rf"\n\s*\n[-–— ]*({_NAME})(?: {_NAME}){{0,2}}[.,]?(?:\n[^\n]{{0,40}}\d[^\n]*)?\s*$")
_CALLED = re.compile(rf"\b(?i:my name is|this is) ({_NAME})\b(?! (?:is|was|has|the))")
#: Words that stand where a name would.
_NO_NAME = frozenset(
    "thanks thank please help hello hi sent order regards best cheers the this that your you i we and but for from "
    "customer support team again xname xvar xlink xdate yes no ok okay urgent asap advance sincerely yours".split()
)

_PLAIN = (
    (re.compile(r"\b([Ii])['’]?m\b"), r"\1 am"),
    (re.compile(r"\b([Ii]|[Ww]e|[Tt]hey)['’]ve\b"), r"\1 have"),
    (re.compile(r"\b([Ww]e|[Tt]hey)['’]re\b"), r"\1 are"),
    (re.compile(r"\b(?:can['’]?t|cannot)\b"), "can not"),
    (re.compile(r"\bwon['’]?t\b"), "will not"),
    (re.compile(r"\b(has|have|is|was|are|were|does|do|did|had)n['’]?t\b"), r"\1 not"),
)
_WORD = r"[A-Za-z][\w'’-]*"
_STOP = "(?:and|or|but|that|which|who|is|was|are|were|has|have|had|does|do|did|will|can|not|still|never|to|of|in|on|so)"
_SUBJECT = rf"(?:my|our) (?:(?!{_STOP}\b){_WORD} ){{1,3}}"
_STATE = (
    r"(?:still |just |also |now |already )?(?:(?:has|have|is|was|are|were|does|do|did|will|can) (?:still )?not|never|"
    r"(?:has|have) (?:just |now |also )?been|keeps|keep|stopped|came|arrived|broke|failed|crashed|crashes|froze|"
    r"freezes|disappeared|vanished|is|was|are|were|got)\b"
)
_ENDS = r"(?:and|but|so|because|which|when|while|even|despite|though|please|what|why|how|then|or|if|as|who|i|it's)\b"
_REST = rf"(?: (?!{_ENDS})[\w'’%$£€.-]*[\w%])"
#: A clause that goes on behind what was taken is only half of one.
_GOES_ON = re.compile(rf"[ -](?!{_ENDS})[\w\"(<'’%$£€]", re.IGNORECASE)
_THING = re.compile(rf"\b{_SUBJECT}{_STATE}{_REST}{{0,8}}", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:i|we) (?:(?:have|had) (?:still |already |now )?"
    r"(?:been (?:waiting|charged|overcharged|billed|trying|blocked|locked)|"
    r"(?:not|never) (?:received|heard|had|got|gotten)|lost|waited)|"
    r"(?:was|were|got|am|are) (?:now |just |being |still )?"
    r"(?:charged|overcharged|billed|sent the wrong|given the wrong|kept waiting|cut off|locked out|stuck|waiting|"
    r"unable)|"
    r"(?:did not|never) (?:receive|get|hear|order)|"
    r"(?:still )?(?:can|could) not (?:even )?(?:log|sign|access|open|use|find|get|"
    rf"reach|see|play|print|send|connect|download|pay|check|book|cancel|update|install)){_REST}{{0,8}}",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:not|never|late|missing|wrong|broken|broke|damaged|cracked|torn|cancell?ed|lost|stolen|stuck|dead|down|faulty|"
    r"blocked|locked|suspended|disabled|closed|delayed|overdue|twice|crash\w*|freez\w*|froze|fail\w*|stopped|disappeared|"
    r"vanished|hacked|empty|leak\w*|smashed|charged|overcharged|billed|double|rejected|declined|refused|waiting|unable|"
    r"damp|mouldy|ruined|defective|unusable|slow)\b",
    re.IGNORECASE,
)
#: A clause with one of these says more than that something went wrong, or is not the customer's alone to repeat.
_MORE = re.compile(
    r"\b(?:you|your|u|ur|hope|wish|think|guess|wonder|would|should|fault|damn|hell|\w*shit\w*|\w*tf|fuck\w*|crap\w*|"
    r"this is|stupid|"
    r"ridiculous|joke|sure|happy|glad|sorry|only|myself|ourselves|plz|pls|https?|a way|issues?|problems?|"
    r"husband|wife|mother|father|mum|mom|dad|died)\b|[@#]|x(?:var|link|name)",
    re.IGNORECASE,
)
_UNLESS = re.compile(
    r"\b(?:if|unless|whether|when|until|in case|suppose|maybe|perhaps|why|how|does|do|did)\b[^,;]*$", re.IGNORECASE
)
_FEWEST, _MOST = 4, 14
#: What cannot end a clause.
_DANGLING = frozenset(
    "the a an my our your his her its their to of for in on at with by from is was are were been not still very so "
    "since after before until about into than can will be being no any coz cuz cause that this these those".split()
)
#: Such an end points to something that only the customer's message names.
_POINTING = frozenset({"it", "them", "there"})


@lru_cache(maxsize=64)
def name_of(thread: Sequence[str]) -> str | None:
    """Return the first name in the customer's newest message that tells it; None when none does."""
    for message in reversed(thread):
        for pattern in (_SIGNED, _ALONE, _CALLED):
            found = pattern.search(message.rstrip())
            if found and found[1].lower() not in _NO_NAME:
                return found[1]
    return None


@lru_cache(maxsize=64)
def trouble_of(thread: Sequence[str]) -> str | None:
    """Return what went wrong in the words of the customer's last message, said to the customer; None if unsure."""
    for sentence in thread_sentences(thread[-1:]):
        if sentence.endswith("?"):
            continue
        for pattern, plain in _PLAIN:
            sentence = pattern.sub(plain, sentence)
        for pattern in (_PERSON, _THING):
            for found in pattern.finditer(sentence):
                clause = None if _GOES_ON.match(sentence, found.end()) else _said_back(found[0])
                if clause and not _UNLESS.search(sentence[: found.start()]):
                    return clause
    return None


def _said_back(clause: str) -> str | None:
    """Turn a clause of the customer's to the customer; None when it is not one that can be repeated."""
    words = clause.rstrip(" .-").split()
    while words and words[-1].lower() in _DANGLING:
        words.pop()
    clause = " ".join(words)
    if (
        not _FEWEST + (words[1:3] == ["can", "not"]) <= len(words) <= _MOST
        or words[-1] in _POINTING
        or not _CUE.search(clause)
        or _MORE.search(clause)
        or clause.isupper()
    ):
        return None
    made = turned(clause)
    for first, second in (("you am ", "you are "), ("you was ", "you were ")):
        if made.lower().startswith(first):
            made = second + made[len(first) :]
    return made.replace("can not", "cannot")
