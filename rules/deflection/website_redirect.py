"""What patterns cannot say about a pointer: does the draft itself answer, so that the link comes on top of help?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

#: Sentences that do something else than answer. The words are grouped by what such a sentence does.
_NO_ANSWER = regex(
    r"\b(?:"
    # greets, thanks, regrets, agrees
    r"thank\w*|thx|cheers|appreciat\w+|sorry|apolog\w+|regret|glad|happy|pleased?|welcome|great|good|awesome|love|"
    r"understand\w*|hear(?:ing)?|feel\w*|hope|frustrat\w+|(?:your|any|the|of) concerns?|worry|bummer|odd|"
    r"strange|annoying|"
    # offers help or says what will happen to the message
    r"help(?:ing|s|ed)?|assist\w*|support you|reach(?:ed|ing)? out|look(?:ing)? (?:into|a)|look (?:\w+ ){1,4}into|"
    r"take a look|get in touch|have a way|"
    r"pass(?:ed|ing)?|forward\w*|feedback|suggestions?|thoughts?|"
    # asks for something
    r"(?:share|provide|confirm|specify)\b.*\b(?:your?|version|device)|(?:tell|send|give|keep) (?:us|me)|"
    r"let (?:us|me) know|dm|want|like to|"
    # says that it matters or that it goes wrong
    r"importan\w+|essential|priorit(?:y|ies)|circulating|let us ask|via (?:\w+ )?messages|"
    r"experienc\w+|issue|trouble|regarding|"
    # starts, or rounds off
    r"let's (?:get|see|work|start|check|try|have)|back (?:up|on track)|here for you|noted|point you|make sure|"
    r"patience|(?:seems|looks|sounds) (?:that|like|as)|"
    r"inconvenience|right (?:team|direction|place)|look(?:ing)? (?:forward|at)|"
    # cannot, does not know, is busy
    r"can(?:no|')t|cannot|unable|afraid|don't have (?:access|any|(?:\w+ )?(?:info\w*|details|news|updates?|timelines?)\b)|"
    r"(?:not|n't) be able|"
    # promises ease, or that there is something to know; does its best
    r"eas(?:y|ily)|there (?:are|can be|may be|could be) (?:\w+ ){1,3}(?:reasons|ways|options|factors|causes|things)|"
    r"(?:always|a) good (?:idea )?to|(?:do|try|doing|trying) our best"
    r")\b",
    re.IGNORECASE,
)
_POINTS = regex(
    r"\bXlink\b|\b(?:here|link|instructions|article|(?<!whatever )form|page|website|site|team|contact|call|chat)\b",
    re.IGNORECASE,
)
#: A step that the customer can take, or a deed that is done: an answer even beside kind words.
_STEP = regex(
    r"\b(?:(?<!is )(?<!are )(?<!\bthe )(?<!\ban )(?:restart|reboot|reinstall|uninstall|restor|updat|reset|clear|tap|click|press|hold|open|"
    r"select|choose|toggle|switch|turn|unplug|plug|remov|delet|enable|disable|install)(?:e|ing)?\b(?!.*\?)(?! (?:\w+ )?review)|"
    r"(?:i|we)(?:'ve| have) (?:now |just |already )?(?:refunded|sent|booked|updated|fixed|reset|cancelled|added|"
    r"changed|removed|opened|filled|ordered|credited))\b|\bget (?:you|it) (?:updated|reset|reinstalled|restarted)\b",
    re.IGNORECASE,
)
#: A clause that only leads up to what is said ("To reset it, …", "If you can't sign in, …").
_DEPENDS = regex(
    r"\W*(?:and |so )?(?:to|for|if|when|while|although|as|since|regarding|about|with|should)\b", re.IGNORECASE
)
#: A step put as a question, and a fact or a reason: answers even beside kind words.
_TRIED = regex(
    r"\b(?:have you|did you|does|do you|can you|could you|are you|is it|is this|will) .*\b(?:restart|reboot|"
    r"reinstall|uninstall|updat|upgrad|reset|clear|sign(?:ing|ed)? out|log(?:ging|ged)? out|unplug|toggl|turn|"
    r"switch|remov|add|back|clos|forc)\w*|"
    r"\b(?:can|could) you (?:please )?(?:check|see|make sure|verify) (?:if|that|whether)\b|"
    r"\b(?:have|did) you (?:already )?(?:try|tried|check)",
    re.IGNORECASE,
)
_FACT = regex(
    r"\b(?:because|aware of|caused by|due to|(?:can|could|may|might) be (?:solved|fixed|resolved|cured) by|means that|indicates that|working (?:on|to)|within \d+|up to \d+|only available|"
    r"isn't available|are available|is available|as long as)\b",
    re.IGNORECASE,
)
#: Kind words up to the first comma, whatever they mention ("We'd like to help you finish the quilt").
_KINDLY = regex(
    r"\W*(?:(?:so|oh|ah|hmm|unfortunately)\W+)*(?:(?:(?:we|i)(?:'re|'m| are| am)? (?:\w+ )?|sincer\w+ |our )?"
    r"(?:sorry|apolog\w+)|(?:we|i)(?:'d| would| want| can| are|'re)? (?:\w+ )?(?:like|love|want|happy|glad|here|eager|know|"
    r"understand|can see|see) (?:to (?!back|have you|start|add|say)|how\b|that\b|it\b)|it(?:'s| is) (?:\w+ )?(?:important|hard|tough|never)|"
    r"hard to|let me see|we(?:'re| are)? (?:constantly|always|continually|continuously) (?:work|test|try|look|improv|listen)\w*|we (?:try|do our best)|"
    r"we (?:can|will|could)? ?(?:definitely |certainly )?take a)\b",
    re.IGNORECASE,
)
#: What only leads up to the pointer of its own sentence: "you can change the name by | following the steps here".
_LEADS_UP = regex(r"\b(?:by|using|with|via|through|at|to|we can|we could)(?: the| these| our)?\W*$", re.IGNORECASE)
_TECHNICAL = regex(
    r"\b(?:restart|reboot|re-?install|uninstall|reset|upgrad|back(?:ing)? up|sign(?:ing)? (?:in|out)|log(?:ging)? (?:in|out)|clear|disabl|enabl|"
    r"turn|switch|toggl|updat\w* (?:to|it|ios|the|your (?!payment|billing|country|account|profile|address|info|email|zip|details)))",
    re.IGNORECASE,
)
#: "We have longer queues than normal": an excuse.
_BUSY = regex(r"\b(?:busy|(?:long|high|increased|unusual)\w* (?:\w+ ){0,3}(?:waits?|waiting|volumes?|demand|queues?))\b", re.IGNORECASE)  # fmt: skip
_PLANS = regex(r"\W*(?:first,? )?(?:let's|let us|let me|make sure)\b", re.IGNORECASE)
#: The step named in the very sentence that points ("Try reinstalling the app with these steps").
_NAMED = regex(
    r"\b(?:try|tried|suggest\w*|recommend\w*|is|with|do|doing|after|could you|can you) (?:a |an |to |the |another )?"
    r"(?:quick |clean |standard |forced? |simple |soft |hard )?(?:re-?install|download|"
    r"uninstall|restart|reboot|updat|upgrad|sign|log|back|clear|turn|switch|toggl|remov|delet|unplug|"
    r"reset(?!(?:ting)? \w+ password))\w*|\b(?:incognito|private)[\w/ ]{0,10} (?:window|mode|tab)\b"
    r"|\b(?:try|tried) (?!the|this|these|those|our|follow|us|visit|contact|reach|search|check|look|go|head|work|run|walk|reset|click|chang|recover|log|some|no)\w{3,}ing\b(?! (?:here|at|this|these|our)\b)"
    r"|^\W*(?:please )?(?:disable|enable|turn (?:on|off)|restart|update|toggle|uninstall|reinstall) (?!here|using|with)[^.:]+ and see\b",
    re.IGNORECASE,
)
#: A question about the place itself ("Have you tried the steps here?") answers nothing.
_GUIDE = regex(r"\bXlink\b|\b(?:here|link|article|form|page|website|site|steps|tips|guide)\b", re.IGNORECASE)
#: What comes on top of something else.
_BESIDES = regex(r"\W*(?:also|additionally|besides|in addition|plus)\b", re.IGNORECASE)
#: The answer to a question that yes or no can answer.
_YES_NO = regex(r"\W*(?:yes|no|correct|sure)\b,? (?!problem|worries|need)", re.IGNORECASE)
#: One press of a button, told where the link is ("press Enter instead: …").
_PRESS = regex(r"\b(?:press|hold|type) (?:the |your )?(?!here|link|this)\w+", re.IGNORECASE)
#: A question of the agent's, for the answer to which the customer is shown where to look.
_WANTED = regex(
    r"\b(?:what|which|when|who|have you noticed|does it|do you (?:see|know)|(?:can|could|would) you (?:please )?(?:share|send|provide|tell))\b.*\?|"
    r"\b(?:share|send|provide|give us|tell us|let (?:me|us) know) (?:the|your) .*\b(?:number|version|model|name|code|id|logs?)\b",
    re.IGNORECASE,
)
_LOOK_UP = regex(r"^\W*(?:for (?:details|help|info\w*|steps) on (?:how|where) (?:to|you)|you (?:can|may|will|'ll) (?:view|see|find|check)|(?:please )?check|instructions here|here's how)\b", re.IGNORECASE)  # fmt: skip
#: A short yes or no, behind which the link only tells more ("Sure is. Learn more about it here: …").
_SHORT_ANSWER = regex(
    r"(?:^|, |and )\W*(?:(?:the )?answer is (?:yes|no)|(?:yes|yep|sure|no|you sure|it|that) (?:it |they |you |we )?(?:is|are|does|do|can|isn't|sure is|can't))\W*$",
    re.IGNORECASE,
)
_YES = regex(r"(?:^|[-–,] )(?:yes|yep|yup|correct|exactly|that's right)\W*$", re.IGNORECASE)
_MORE = regex(r"\b(?:more|full|further|details|additional)\b", re.IGNORECASE)
_THANKS = regex(r"^\W*(?:thanks|thank you|thx|hey|hi|hello)\b[^,–]*[,–]\s*", re.IGNORECASE)
_ASKS = regex(r"\b(?:have|has|did|do|can|could|would) you\b", re.IGNORECASE)
#: What a rewrite adds is judged by whether it fits (``redirect_cure``).
_STOCK = regex(r"\bfirst thing to try is \[|\bthe short version: \[|\bto save you time, have \[", re.IGNORECASE)
#: Where one thing that is said ends and the next begins.
_CUT = regex(r"[.!?;]+(?=\s|$)|\s[-–—]+\s")
_WORD = regex(r"[A-Za-z][\w']*")
#: A shorter sentence ("Got it.", "Great question!") hardly answers anything.
_LEAST_WORDS = 6


def answered(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a clause beside the pointer gives the customer an answer or a step of its own."""
    if sentence is None or hit is None:
        return False
    if sentence.index:
        before = draft.sentences[sentence.index - 1].text
        more = _SHORT_ANSWER.search(before) and _MORE.search(sentence.text)
        if more or _YES.search(before) or _BESIDES.match(sentence.text):
            return True
    for other in draft.sentences:
        if "body" in other.places:
            text = other.text[: hit.start] if other is sentence else other.text
            if other is sentence and (_NAMED.search(text) or _NAMED.search(other.text, 0, hit.end)):
                return True
            if other is sentence and _PRESS.search(other.text, 0, hit.end):
                return True
            if other.index == sentence.index - 1 and _WANTED.search(other.text) and _LOOK_UP.search(sentence.text):
                return True
            if other is sentence and _ASKS.search(text):
                continue
            behind = other.index > sentence.index
            clauses = list(_clauses(text))
            if other is sentence and _LEADS_UP.search(text) and not _TECHNICAL.search(clauses[-1][0]):
                clauses.pop()
            if any(_answers(clause, asks, behind) for clause, asks in clauses):
                return True
    return False


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each clause of a sentence, and whether it asks."""
    at = 0
    for cut in _CUT.finditer(text):
        yield text[at : cut.start()], "?" in cut[0]
        at = cut.end()
    yield text[at:], False


def _answers(clause: str, asks: bool, behind: bool) -> bool:
    if _STOCK.search(clause):
        return False
    if asks:
        return bool(_TRIED.search(clause)) and not _GUIDE.search(clause)
    clause = _THANKS.sub("", clause)
    if _NAMED.search(clause):
        return True
    if len(_WORD.findall(clause)) < _LEAST_WORDS or _POINTS.search(clause):
        return False
    lead, kind = _DEPENDS.match(clause), _KINDLY.match(clause)
    # "To reset it, hold the button": the step follows the lead.
    told = clause.partition(",")[2] if lead or kind else clause
    fact = _FACT.search(told if kind else clause) and not (_PLANS.match(clause) or _BUSY.search(clause))
    if _YES_NO.match(clause) or _STEP.search(told) or fact:
        return True
    if kind or _BUSY.search(clause):
        return False
    if behind:  # What follows the pointer helps to follow it, unless it is a step or a fact.
        return False
    if lead:  # "If you use the old app, it works the other way round": what follows the lead may answer.
        clause = told
        if len(_WORD.findall(clause)) < _LEAST_WORDS:
            return False
    return not (_NO_ANSWER.search(clause) or _DEPENDS.match(clause))
