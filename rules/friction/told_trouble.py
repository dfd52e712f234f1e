"""Where regret goes, and whether the customer's own words for the trouble can be said back in it."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.customer import trouble_of
from servicelint.draft import thread_sentences
from servicelint.units import Hit, Slot

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_acknowledgement = sibling(__file__, "acknowledgement")

_MOST, _MOST_AROUND = 8, 18
#: What somebody wants stands at the end of a long message.
_END = 300
#: A sentence with one of these says more than one thing, and not all of it went wrong.
_CONTRAST = regex(
    r"\b(?:but|although|though|while|whereas|except|however|yet|even|unless|whenever|instead|only|still works?|works|fine|normally|usually|other|rather|than|whether)\b|[;:(]"
)
#: The verb group tells the failure: "has not come", "is broken", "keeps freezing".
_FAILED = regex(
    r"(?P<verb>is|was|has|does|are|were|have|do|keeps?|did|got|never|stopped|broke|crashed|froze|failed|disappeared|vanished)\b(?: (?:still|now|just|also|already|again|completely|suddenly))*"
    r"(?: (?:not|never)(?: yet| even| been)* (?:work|load|open|arriv|com|turn|charg|connect|start|show|deliver|receiv|credit|refund|respond|play|print|sync|sen[dt]|ship|here|mov|updat|open|answer|fix|repair|clean|pick)\w*|"
    r" (?:been )?(?:late|missing|wrong|broken|damaged|cracked|torn|cancell?ed|lost|stolen|stuck|dead|down|faulty|blocked|locked|suspended|disabled|delayed|overdue|hacked|empty|leaking|smashed|rejected|declined|refused|ruined|defective|unusable|charged|overcharged|billed|double)\b|"
    r" (?:crashing|freezing|failing|stopping|disconnecting|disappearing|dropping|losing|going down|cutting out|breaking)\b|(?<=never) (?:came|arrived|worked|turned up|showed|left|reached)\b|(?<=stopped) \w+ing\b|(?<=stopped)$|(?<=crashed)$|(?<=vanished)$|(?<=broke)$|(?<=froze)$|(?<=failed)$|(?<=disappeared)$)"
)
_OF_YOU = regex(
    r"^you (?:(?:have|had|were|are|was|got)(?: still| now| just| already| never| not)* (?:been )?(?:waiting|waited|charged|overcharged|billed|blocked|locked|lost|received|had|gotten|got|heard|sent|given|stuck|unable|cut off|kept)|(?:did not|never) (?:receive|received|get|got|hear|heard|order|ordered)|(?:still )?cannot (?:even )?(?:log|sign|access|open|use|get|reach|see|play|print|send|connect|download|pay|check|book|cancel|update|install))\b"
)
_PLURAL = regex(r"(?:[^su'’]s|[^aeiou]us(?!$)|people|children|data)$")
_DANGLES = regex(
    r"\b(?:whenever|when|while|also|this|that|it|them|there|and|or|both|all|some|every|each|just|like|as|am|pm)$"
)
_HI = regex(
    r"^\W*(?P<hi>(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?: [\w'’.-]+){0,3}?|(?-i:@?(?!(?:OK|Ok|Yes|Yeah|Sure|No|Nope|Well|Also|First|Then|Next|So|Now|And|But|Sadly|Actually|Currently|However|Unfortunately|Hopefully|Alternatively|Otherwise|Thanks|Please|\w+ly)\b)\w{3,}(?=,))) ?[:,!.–—-]+ ?(?P<rest>[A-Z].{2,})",
    re.IGNORECASE,
)
_REJOICES = regex(
    r"^\W*(?:(?:that's|that is|this is|it's|so|we're|i'm|glad|great|good|happy|awesome|wonderful|excellent|lovely)(?: \w+)? ?(?:good|great|awesome|glad|happy|wonderful|excellent|pleased)? (?:to (?:hear|know|see)|news)(?: (?:that|it))?|no worries|awesome|yay|sweet|perfect|woo+hoo|congrat\w*)\W*$",
    re.IGNORECASE,
)


#: A wish, an opinion, a question about how things are run; and words of something that went wrong.
_WISHES = regex(
    r"\b(?:is there a reason (?:you|why|that)|why (?:not|put|limit|remove|(?:y'?all|you|u|they)(?: guys)? (?:don't|didn't|won't|can't|never|do not)|don't you|do you|are you|would you|can't you|is there no|should)|(?:can't|couldn't|shouldn't) (?:you|we|there|it|(?!even|just)\w+) (?:\w+ )?(?:have|add|be|make|offer)|"
    r"(?:you|they|it|there|\w+) (?:guys )?(?:really )?(?:should|needs? to|ought to) (?:be|have|add|offer|make|give|bring|change|ship|allow|present|stop|let|provide|consider)|you could (?:offer|add|make|have|bring)|(?:please|pls|plz|just) (?:add|bring back|give us|make|let us|allow|change|stop|consider|remove)|bring back|"
    r"(?:i|we|i'd|we'd) (?:would |do not |don't |just |only )?(?:wish|want|like|love|prefer|need) (?:\w+ ){0,4}(?:feature|option|back|version|button|setting|way|able|in my|on my)|(?:no|missing|lacks?|add|need) (?:\w+ ){0,3}(?:option|feature|setting|support for|way (?:to|of))|(?:add|bring|put|get) (?:it|this|that|them) back|i(?:'d| would) (?:still |much )?(?:rather|prefer)|feature request|suggestion|(?:any|no|is there a) way (?:to|of|for)|if i (?:\w+ ){1,8}(?:i'd|i would|i'll|i will) have to|i(?:'m| am) (?:\w+ )?(?:worried|scared|afraid|nervous)|"
    r"too (?:big|large|heavy|small|tiny|simplistic|complicated|bright|many)|(?:must|has to|have to|needs? to|could|should) be (?:\w+ )?(?:improved|better|smaller|bigger|lighter|easier|changed|added|redesigned|more \w+)|(?:desperately|really|badly|still) needs? (?:an? )?(?!help)\w+|privacy|tracker\w*|(?:old|older|previous) version|simplistic|ugly|why (?:is|are|isn't|aren't|isnt|arent) [^.?!]{1,60}\b(?:open|available|offered|included|allowed|supported|required|only|so expensive)|how (?:do|can|may) i|way too (?:large|big|small))\b"
)
#: So the draft itself takes it.
_TAKEN_AS_WISH = regex(
    r"\b(?:you'd (?:like|want|love) to see|your (?:vote|idea|suggestion)|great suggestion|(?:this|that|the|an?) (?:idea|suggestion)\b)"
)
_HAPPENED = regex(
    r"\b(?:crash\w*|freez\w+|froze\w*|broke\w*|lost|hack\w*|stolen|charged|refund\w*|error\w*|stuck|late|waiting|waited|(?:not|\w+n'?t|never|stopped|longer) (?:(?!you |we )\w+ )?(?:work\w*|load\w*|open\w*|arriv\w*|com(?:e|ing)|receiv\w*|deliver\w*|connect\w*|respond\w*|play\w*|get|got|log|access|help\w*|show\w*)|"
    r"(?<!fixed )(?<!fix )slow\w*|lag\w*|missing from|disappear\w*|deleted|damage\w*|rude\w*|cancel+ed|(?:is|was|went|got|gets|sent|something|the) (?:\w+ )?wrong (?!song)|gone|useless|fail\w*|bug(?:s|gy)?|problems?|issues?|blocked|locked|suspended)\b"
)


#: Someone else did it, and no company: a thief, a hacker.
_ROBBED = regex(
    r"\b(?:some(?: ?one|body)|hackers?|thie(?:f|ves)|scammers?|fraudsters?)\b[^.?!]{0,40}\b(?:steal|stole\w*|hack\w*|took|used|using|broke|got (?:in|into|hold))\b|\b(?:got|was|been|were|has|is|account|e-?mail) (?:\w+ )?(?:hacked|stolen|compromised|scammed|robbed|cloned)\b"
)


def robbed(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer reports that somebody took or broke into something of theirs."""
    return bool(draft.document.thread) and _ROBBED.search(draft.document.thread[-1].lower()) is not None


def untold(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer's message names nothing that went wrong: there is nothing that they ran into."""
    last = draft.document.thread[-1].replace("’", "'").lower() if draft.document.thread else ""
    return _HAPPENED.search(last) is None


def greeted(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the first sentence where it holds the greeting, too ("Hi Victor: Please …"), with its two parts."""
    for sentence, hit in _acknowledgement.missing(draft):
        found = _HI.match(sentence.text)
        if found and found["rest"][0].isupper():
            parts = {name: Slot(*found.span(name), found.span(name)) for name in ("hi", "rest")}
            yield sentence, Hit(hit.start, hit.end, parts)


def rejoices(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence is nothing but joy."""
    return sentence is not None and _REJOICES.search(sentence.text) is not None and not wishes(draft, sentence, hit)


def wishes(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer wants something otherwise, or asks why it is so: nothing happened to them."""
    last = draft.document.thread[-1].replace("’", "'").lower()[-_END:] if draft.document.thread else ""
    wanted = _WISHES.search(last) or _TAKEN_AS_WISH.search(draft.plain.replace("’", "'").lower())
    return wanted is not None and _HAPPENED.search(last) is None


def clear(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer's message has a short clause that can be said back as it is."""
    trouble = trouble_of(tuple(draft.document.thread))
    if not trouble or len(trouble.split()) > _MOST or _DANGLES.search(trouble.lower()):
        return False
    source = next((s for s in thread_sentences(draft.document.thread[-1:]) if trouble_of((s,)) == trouble), None)
    if source is None or len(source.split()) > _MOST_AROUND or _CONTRAST.search(source.lower()):
        return False
    low = trouble.lower()
    if low.startswith("you "):
        return _OF_YOU.search(low) is not None
    found = _FAILED.search(low)
    subject = low[: found.start()].split() if found else []
    if not found or not 2 <= len(subject) <= 4 or subject[0] not in ("your", "our"):
        return False
    if found["verb"] in ("is", "was", "has", "does", "keeps"):
        return _PLURAL.search(subject[-1]) is None
    return found["verb"] not in ("are", "were", "have", "do", "keep") or _PLURAL.search(subject[-1]) is not None
