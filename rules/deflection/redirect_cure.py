"""What puts a pointer right: a way back or the gist beside it, of the kind that fits what is behind the link.

"If you get stuck" beside a price list, or a promise to pass on what is passed on already, puts nothing right.
"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

#: What may stand beside a pointer, and the kinds of pointer that it fits.
_CURES = tuple(
    (regex(pattern, re.IGNORECASE), frozenset(kinds.split()))
    for pattern, kinds in (
        (r"\bif you get stuck,? just reply here\b", "task"),
        (r"\bstuck with (?:it|the \w+),? just reply here\b", "form"),
        (r"\b(?:unclear|help|cover it)\b[^.!?]{0,25}\bjust reply here\b", "task help facts site app"),
        (r"\bfind what you need there,? just reply here\b", "help facts site"),
        (r"\bgoes wrong there,? just reply here\b", "contact"),
        (r"\btell us here what goes wrong\b", "unnamed"),
        (r"\bsay the word and\b.{0,60}\bon\b", "feedback"),
        (r"\bin short,? (?:the steps are: |: )?\[?the main steps\b|\bthe short version:", "steps"),
        (r"\bin short,? (?:it says|they say|the \w+ says)\b", "help facts told"),
        (r"\bthere under \[", "facts site app"),
        (r"\bonce (?:it's in|the \w+ is in),", "form"),
        (r"\bonce we have (?:that|the \w+),", "form contact"),
        (r"\bonce it's posted,|\bcan't post it there, just reply here\b", "feedback posting"),
        (r"\bto get an answer sooner, have\b", "any"),
        (r"\benough votes,|\btell us here why it matters\b", "vote"),
        (r"\b(?:first thing|steps) to try (?:first )?is\b", "named"),
        (r"\bif not, start with\b|(?:^|[.!?:] |\n)start with\b", "any"),
        (
            r"\bhear from us by\b|\bhave\b[^.!?]{1,40}\bready: it saves\b|\bto save you time, have\b|\bsort it out,? just reply here\b|\b(?:here's )?what i can tell you already\b|\bin short: (?!\[?the main steps)|\bfor now,",
            "any",
        ),
    )
)
#: An idea that the others vote for, and one that is with the company already.
_VOTE = regex(
    r"\b(?:up)?vot(?:e|es|ing)\b|\blet our dev\w* know\b|\b(?:support(?:ing)?|back(?:ing)?) (?:for )?(?:the|this|that|your|an?) (?:\w+ )?(?:idea|suggestion|request)|\b(?:add|show|lend)(?:ing)? (?:your )?(?:support|vote)",
    re.IGNORECASE,
)
_FEEDBACK = regex(
    r"\b(?:feedback|(?<!we )(?<!'d )(?<!would )(?<!i )(?<!we also )(?<!what's )(?<!is )(?<!as )suggest\w*|ideas?|comments?|thoughts|opinions?|feature requests?|community|idea board|message board|(?:a|an|your|the) (?:\w+ )?review)\b|\bleave (?:it|them|yours) (?:here|there|at|via|in|on)\b|\b(?:report|post|raise)\w*\b.{0,40}\b(?:forum|bugzilla|message board)\b|\b(?:post|share|discuss|raise|ask)\w* (?:this|it|that)\b",
    re.IGNORECASE,
)
_PASSED = regex(
    r"\b(?:official|already|pass(?:ed|ing)? (?:\w+ ){1,4}on|pass(?:ed|ing)? on|pass(?:ed|ing)? (?:\w+ ){1,4}(?:to|along)|forward(?:ed|ing)?|shar(?:ed|ing) (?:\w+ ){1,4}with|relay(?:ed)?|let (?:the|our) \w+(?: \w+)? know|rest assured|ensures?|make sure|gets? where|vital|do not|don't|instead of|ask(?:ed|ing)?|question|bugs?|thread)\b",
    re.IGNORECASE,
)
_STEPS = regex(
    r"\b(?:steps?|troubleshoot\w*|instructions?|tips|how to|workarounds?|solutions?|walk-?throughs?|set(?:ting)? ?up|try(?=\W*(?:this|these|xlink|the following|here))|guidelines|fix\w*|guides?|(?<!your )(?:suggestions|recommendations|ideas) (?:shown|listed|given|in|on|at|here|below|from))\b",
    re.IGNORECASE,
)
_FORM = regex(
    r"\b(?:e-?forms?|web ?forms?|forms?|tickets?|(?:submit|file|raise|open|lodge|log|create)\w* (?:an?|your|the|us|our|any|it|this|that|all)\b|submissions?|upload\w*|questionnaire)\b|(?<!info to )\b(?:send(?:ing)? us (?:your|the|some|more)\b(?! (?:\w+ )?(?:feedback|suggestions?|ideas?|comments|thoughts))|provid(?:e|ing) (?:us )?(?:your|the|a|some|more|any)\b|provide \w+ (?:\w+ )?(?:at|via|in) Xlink)|(?<!info to )\b(?:share|provide|enter|send|give|put|drop|pop)\b[^.!?,]{0,30}\b(?:details?|info\w*|data|particulars)\b[^.!?]{0,30}\b(?:here|there|at|via)\b",
    re.IGNORECASE,
)
_CONTACT = regex(
    r"^(?![\s\S]*\bfind (?!us\b|me\b))[\s\S]*\b(?:contact(?:ing)?|reach(?:ing)?|get(?:ting)? in touch|write|writing|chat(?:ting)?|call(?:ing)?|message|shout|visit us|connect(?:ing)?|speak(?:ing)?|talk(?:ing)?|(?:send|write|drop) us an? (?:e-?mail|mail|note|line|message)|e-?mail us|tell us|let us know(?! (?:if|how|whether|what))|(?<!identify and )(?<!spot and )(?<!recognize and )report\w*|with you|assist you|help you(?! (?:identify|understand|learn|figure|spot|see|find|gain|build|choose|decide|grow))|(?<!you can )(?<!you could )(?<!you may )look into|live (?:help|agent|chat))\b",
    re.IGNORECASE,
)
_TASK = regex(
    r"\b(?:reset\w*|chang(?:e|es|ing)|cancel\w*|refund\w*|claim\w*|appl(?:y|ied|ies)|re-?book\w*|book(?:ing|ed)?|register\w*|log ?in|log ?on|sign ?(?:in|up)|download\w*|install\w*|updat(?:e|ing)|recover\w*|manage\w*|renew\w*|return(?:s|ing)?|print\w*|activat\w*|verif\w+|request\w*|order(?:ing)?|transfer\w*|done|do (?:it|this|that)|made|taken|accepted|filed|logged|raised|submitted|handled|processed|select|settings?|pay(?:ing)?|charging|self-?serv\w*|adding|removing|search\w*|follow\w*|try|tried|complete|prompts|chatbot|bot|automated|what to do|using|use)\b",
    re.IGNORECASE,
)
_FACTS = regex(
    r"\b(?:pric(?:es?|ing)|fees?|rates?|costs?|charges|sizes?|times|timings|timetables?|schedules?|hours|lists?|listed|polic(?:y|ies)|terms|why|reasons?|status|updates|latest|news|numbers|dates|limits?|menu|availab\w+|info(?:rmation)?|details|more about|more on|learn|eligib\w+|requirements|conditions|coverage|options|locations?|ratings|explan\w+|facts)\b",
    re.IGNORECASE,
)
_DOC = regex(r"\b(?:articles?|pages?|guides?|documents?|documentation|docs|tutorials?|videos?|clips?|faqs?|faq's|blog|posts?|(?<!try )manuals?|handbook|info(?:rmation)?|resources?|threads?|notes?|leaflet|booklet|brochure|webinar|everything)\b", re.IGNORECASE)  # fmt: skip
_SITE = regex(r"\b(?:websites?|web ?sites?|sites?|portals?|forums?|knowledge base|help (?:cent(?:er|re)|pages?|section|menu)|support pages?|platform|online|bio|pinned|highlights|channel|intranet|faqs?|profile|dashboard|handbook)\b", re.IGNORECASE)  # fmt: skip
_APP = regex(r"\bapps?\b", re.IGNORECASE)
#: Somebody else is to do it; or the link is a thing, of which the sentence tells something.
_OTHERS = regex(
    r"\b(?:have|ask|tell|get|let) (?:your|the|any|their|his|her|them|him) ?(?:\w+ )?(?:friends?|famil(?:y|ies)|partner|wife|husband|brother|sister|son|daughter|mother|father|mum|mom|dad|colleagues?|managers?|admin\w*|customers?|users?|guests?|parents?|kids?|teachers?|them|him|her)?\b(?= (?:to )?(?:contact|reach|write|call|message|go|visit|fill|submit|check|see|try|use|send|report|get))|\b(?:he|she|they) (?:can|should|may|could|need to|will need to|must)\b",
    re.IGNORECASE,
)
#: What the company says or does itself: there is nothing to get stuck with or to find.
_TOLD = regex(r"\b(?:note|letter|statement|message) from (?:our|the)\b|\ball (?:the )?available info\w*|\bsteps (?:that )?(?:we|they)(?:'ve|'re| have| are| take| took)\b", re.IGNORECASE)  # fmt: skip
_THING = regex(
    r"\b(?:add-?ons?|extensions?|plug-?ins?)\b|\b(?:not|n't|in) ?compatible\b|\bno longer (?:works?|supported|maintained|available)\b",
    re.IGNORECASE,
)
#: More ways in which a draft says that the customer may write back.
_INVITED = regex(
    r"\b(?:just (?:shout|holler|ask|yell)|if you need anything|anything else|come running|(?:tweet|ping|post) (?:it |them |that )?(?:us|back|here)|keep (?:us|me) in the loop|how (?:it goes|you get on|that goes|it went)|people will try|someone (?:here )?will|we're (?:always )?here)\b",
    re.IGNORECASE,
)
_INVITES = regex(r"\breply here\b|\btell us here\b", re.IGNORECASE)
#: What was added stands between a sentence and the link that belongs to it.
_CUT_OFF = regex(r"(?:reply here|main steps\]|main point\]|happens next\]|\[where\])\.? [-–—] ?Xlink")
#: A trouble that the customer names, so that a first step can be named too.
_TROUBLE = regex(
    r"\b(?:\w+n't|cannot|cant|dont|wont|doesnt|not|no|never|slow\w*|crash\w*|lag\w*|stuck|freez\w+|fail\w*|error|lost|gone|missing|delete\w*|disappear\w*|keeps?|stop\w*|every time|whenever|when|after|since|unable|load\w*|clos\w+|open\w*|update\w*|broken?)\b",
    re.IGNORECASE,
)
_LEAST_TROUBLE, _WORD = 6, regex(r"\b[a-z]{2,}\b", re.IGNORECASE)
#: The pointer asks, or says that it was tried: no step goes before it.
_TRIED = regex(
    r"\?|^\W*(?:if|in (?:that|this) case|you (?:may|can|could) also|also|so|then|and|or|but|there)\b|\b(?:have you|did you|already|once|after|if that|if those|let's|when you)\b",
    re.IGNORECASE,
)

#: Several things to read, not one.
_SEVERAL = regex(
    r"\b(?:tips|articles|pages|guides|links|resources|documents|docs|videos|tutorials|posts|threads|faqs|faq's|suggestions|recommendations|instructions|notes|two|both)\b",
    re.IGNORECASE,
)
#: Such an address is that of a form to send in.
_INBOX = regex(
    r"/(?:requests?|tickets?|cases?)/(?:new|create)|[/?&=_-]contact[-_]?(?:us|form)?(?:\W|$)|/forms?/|submit",
    re.IGNORECASE,
)
#: Each kind, the words that show it, and the kinds beside which it counts no more.
_WORDS = tuple(
    (words, kind, frozenset(but_not.split()))
    for words, kind, but_not in (
        (_STEPS, "steps", ""),
        (_FEEDBACK, "feedback", "steps"),
        (_FORM, "form", ""),
        (_CONTACT, "contact", "form"),
        (_TASK, "task", ""),
        (_FACTS, "facts", "steps form contact feedback"),
        (_DOC, "help", "form contact feedback"),
        (_SITE, "site", "steps form contact feedback"),
        (_APP, "app", ""),
    )
)


def cured(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft has beside its pointer what puts it right, and that fits its kind."""
    if sentence is None or hit is None:
        return False
    own = " ".join(other.text for other in draft.sentences)
    found = [(cure, fits) for cure, fits in _CURES if cure.search(own)]
    if not found or _CUT_OFF.search(own):
        return False
    rest, pointer = own, sentence.text
    for cure, _ in found:
        rest, pointer = cure.sub(" ", rest), cure.sub(" ", pointer)
    if _INVITES.search(own) and not _INVITES.search(rest) and _INVITED.search(rest):
        return False
    fitting = {"any"} | kinds(pointer, rest, " ".join(draft.last_message))
    if "Xlink" not in own:
        fitting = fitting - {"contact"} | {"task"} if "contact" in fitting else fitting
    at = sentence.text.find("Xlink")
    if at >= 0 and _INBOX.search(sentence.spelled(at, at + len("Xlink"))):
        fitting = fitting - {"help", "site", "facts"} | {"contact"}
    return any(fitting & fits for _, fits in found)


def several(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence points to several things to read: they say something, not it."""
    return sentence is not None and _SEVERAL.search(sentence.text) is not None


def single(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence points to one thing to read."""
    return not several(draft, sentence, hit)


def kinds(pointer: str, draft: str, asked: str) -> set[str]:
    """Return what is behind a link, by the words of the sentence that points to it."""
    if _OTHERS.search(pointer) or _THING.search(pointer):
        return {"form"} if _FORM.search(pointer) and not _THING.search(pointer) else set()
    if _TOLD.search(pointer):
        return {"told"}
    if _VOTE.search(pointer):
        return {"vote"}
    found = _asked(pointer, asked)
    for words, kind, but_not in _WORDS:
        if words.search(pointer) and not found & but_not:
            found.add(kind)
    if "steps" in found:
        found.add("task")
    elif "facts" in found:
        found.discard("task")
    elif "task" in found:
        found.discard("site")
    if "feedback" in found and _PASSED.search(draft):
        found = found - {"feedback"} | {"posting"}
    return found if found - {"named", "unnamed"} else found | {"help"}


def _asked(pointer: str, asked: str) -> set[str]:
    """Tell whether the customer names a trouble, so that a first step can be named before the pointer."""
    plain = len(_WORD.findall(asked)) >= _LEAST_TROUBLE and _TROUBLE.search(asked) is not None
    if asked and not plain:
        return {"unnamed"}
    return set() if _TRIED.search(pointer) else {"named"}
