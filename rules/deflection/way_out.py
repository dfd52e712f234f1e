"""Does a draft leave the customer with anything to do, to choose or to expect? A pointer for more reading does not."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

#: Courtesies that look like help and are none: "for questions, contact us", "more information here", "anything else?".
_COURTESY = regex(
    r"\b(?:(?:please|kindly|feel free|do not|don't|let us|let me|give us|contact|reach|call|email|visit|just|you (?:can|may)|we(?:'re| are)|i(?:'m| am))\b[^.;:!?,]{0,60} )?"
    r"(?:(?:if|should) (?:you|there|anything)[^.;!?,]{0,25} (?:questions?|quer(?:y|ies)|concerns?|comments?|doubts?|feedback|(?:info\w*|details|clarification|help|assistance|anything else|else))\b[^.;!?]*"
    r"|(?:for|get|find|see|read|learn|know|want|like|need)[^.;!?,]{0,25}(?:more|further|additional|full|general) (?:info\w*|details?|about|on|here)\b[^.;!?]*"
    r"|(?:with|for) (?:any|other|further|more) (?:\w+ )?(?:questions?|quer(?:y|ies)|concerns?)\b[^.;!?]*)"
    r"|\b(?:(?:for|more|further|read|full) (?:details|info\w*)|read more|learn more|details (?:can be|are|here|at))\b[^.;!?]*(?:xlink|https?\S+|t\.co\S*)?"
    r"|\b(?:you can )?(?:always )?(?:view|check|see|find|access) (?:the |your |its |all |full |this )?(?:rejected )?(?:details|reason|status|message|petition|request|bookings?)\b[^;!?]*(?:xlink|xvar|$)|\bclick this link to see\b[^;!?]*"
    r"|\b(?:is there )?(?:anything|something) else[^.;!?]*\b(?:i|we) (?:can|could|may)\b[^.;!?]*|\b(?:but )?(?:can|may|could) (?:i|we) (?:help|assist|do|be) (?:of )?(?:you )?(?:any )?(?:help |assistance )?(?:with )?(?:anything|something|any(?:\w+)? other|further|in any other|else|more)\b(?! (?:time|date|day))[^.;!?]*\??"
    r"|\b(?:do|would|will) you (?:still |also )?(?:(?:need|require|like|want|have) (?:me to )?(?:any |some )?(?:more |further |other |additional |extra )?(?:help|assistance|questions)\b(?: with)?(?: anything| something)?|(?:need|require|like me to do|want me to do) (?:anything|something)|(?:like|want) anything(?= else today))(?: else| further| more)?(?: today| from me| from us| at all)*\W*$"
    r"|\b(?:we|i)(?:'ll| will) (?:be|make) sure to (?:pass|share|let|forward|relay|tell)\b[^.;!?]*"
    r"|\b(?:can|may|could|shall) (?:i|we) (?:help you (?:out )?(?:some more|further|more)|(?:provide|offer|give|be of) (?:you )?(?:any |some )?(?:more |further |other |additional )?(?:help|assistance|service))\b[^.;!?]*"
    r"|\b(?:add|leave|give|cast|post|submit|vote|share)\b[^.;!?]{0,25}\b(?:kudos|votes?|ideas?|suggestions?|feedback|comments?)\b[^.;!?]*|\bwe(?:'ve| have) (?:got )?(?:some )?(?:great |more |further )?info\w* [^;!?]*|\b(?:we|i)(?:'ll| will) (?:get|have|make sure) (?:this|that|it|your \w+)(?: \w+)? (?:passed|shared|forwarded|sent)\b[^.;!?]*"
    r"|\b(?:keep|have) an eye\b(?! out for (?:it|this|that) (?:in|on) (?:the|our) )[^.;!?]*|\bstay tuned\b[^.;!?]*"
    r"|\b(?:pass|forward|shar|relay|send|giv|tak|not|appreciat|hear|lov|welcom)\w* (?:\w+ ){0,6}?(?:feedback|thoughts|suggestions?|comments|input|interest|idea)\b[^.;!?]*"
    r"|\b(?:let|pass|tell)\w* (?:this |that |it )?(?:on |along |over )?(?:to )?(?:our|the) (?:\w+ ){0,3}(?:team|devs?|developers|folks|people|management|department)\b(?! (?:and|to (?:check|look|help|call|fix)))[^.;!?]*"
    r"|\bpass (?:this|that|it) (?:on|along|over)\b[^.;!?]*"
)
#: A decision that may be contested, another thing to have: no mere courtesy.
_CONTEST = regex(
    r"\b(?:believe|think|feel) (?:that )?(?:this|it|there|we|the \w+)(?: \w+){0,4} (?:mistake|error|wrong|incorrect)\b"
    r"|\b(?:anything|something) else,? (?:i|we)(?:'d| would|'ll| will|'m| am|'re| are) (?:be )?(?:happy|glad) to (?:make|bring|get|find|bake|mix|order|fetch)\b"
)
#: Anything that leaves the customer with something to do, to choose or to expect.
_WAY_OUT = regex(
    r"\b(?:you should(?! not|n't| note| know| have\b| expect| receive)|did you (?:mean|try|want|check)|(?:a )?different (?:time|date|day|size|one|option|way)|do (?:refer|check|try|contact|drop|e-?mail|write|call|approach|visit|let|send|speak)\b"
    r"|(?:i|we)(?:'ll| will| would|'d)? (?:also |still |then )?need (?:either |both |to see |to have )?(?:your|you to|the \w+ (?:number|code|id|form|copy))|(?:encourage|urge|invite) you to (?!leave|share|give|post|vote|add|submit|send|keep|stay|follow)"
    r"|(?:sharing|posting|sending|uploading) (?:\w+ ){1,5}(?:may|might|would|could|can|will|should) help|screenshots? (?:may|might|would|could|can|will|should) help|select the|tap (?:the|on)|you (?:can|may|could|might|are welcome|'re welcome|will be able|'ll be able|have the option|are free)\b(?! not|n't|'t| only| (?:also |still |always )?(?:see|view|find|read|keep)\b)"
    r"|you (?:usually|normally|generally|still|also) can\b(?!'t| not)|(?:phone|telephone|contact) number|you(?:'ll| will) (?:want|need|have) to|you(?:'d| would) need to|(?:should|will|may|might) (?:fix|solve|resolve|cure|help with) (?:it|this|that)|you'(?:re welcome|ll be able)"
    r"|(?:please|kindly|pls|plz)(?! (?:be (?:advised?|informed|aware|noted|assured)|note|understand|accept|bear|know|rest|take note|remember|don't|do not)\b)"
    r"|try|place to watch|alternative\w*|alternatively|instead|recommend\w*|one way (?:of|to)|(?:good|better) (?:idea|practice) (?:is )?to|but (?:we |i )?would like to|there(?:'s| is) an? \w+ (?:available|free|left|open)|best place to|suggest\w*|in the meantime|meanwhile|for now(?=,| (?:we|you|i|try|check|use)\b)|option to|(?<!other )(?<!any )(?<!no )(?<!more )options|workaround|(?:path|way) forward|perhaps you|did find|do (?:provide|share|send) us|or you can|another (?:\w+ )?(?:option|way|date|time)"
    r"|(?:we|i)(?:'ll| will| have|'ve|'d| would| can| could|'re| are|'m| am)(?! not|n't|'t)(?: also| still| now| then| gladly| happily| happy to| be happy to| be able to| able to| love to| like to| going to| already| just| been)* "
    r"(?:offer|offering|offered|refund\w*|replac\w+|send|sent|book|booked|arrang\w+|check(?!ed)\w*|look(?!ed)\w*|ask|asked|forward\w*|escalat\w+|credit\w*|give|giving|find|found|help|assist|update|contact|call|move|provide|process|make|waive\w*|extend\w*|"
    r"resend|see (?:if|whether|what|about|to|how|you)|try|work|working|let you|reach|review\w*|place|add|added|put|confirm|do have|have (?:a|an|the|some)|take (?:a|another|this up|care)|investigat\w+|show|switch|upgrade|exchang\w+|launch\w*|fix\w*|return|transfer|connect|keep you|share (?:it|this|the)|locate|reimburse|restore|submit|raise|set|chang\w+|mov\w+|swap\w*|got (?!no\b|zero\b|nothing\b)|get|getting|kept|held|hold|taken|phon\w+|ring\w*|rung|pencilled|reserv\w+|stopped|split|spread|bring\w*|drop|agreed|sav\w+|lend|message|write|text|ring|enclos\w+|attach\w*)\b"
    r"|want (?:me|us) to|what (?:i|we) can (?:do|offer)|(?:shall|may) (?:i|we)|so (?:i|we) (?!looked|checked|read|went through|would|could|can'?t|cannot|do|are|am|have no|had to|won)|there(?:'s| is| are) (?:one|another|also|still|a (?:\w+ )?(?:one|version|model|table|slot|seat|room|pair|size|way|spot|place|peach|flight|train|shop|branch))\b|(?:is|are) (?:still |both |also )?(?:free|open|enough)\b|arrives|on (?:its|the) way"
    r"|(?:i|we) (?:have )?(?:found|released)|(?:i|we)(?:'d| would| will|'ll) be (?:happy|glad) to"
    r"|let (?:us|me) know|tell (?:us|me)|send us|give us|reach out|contact|call|dm|direct message|reply|visit|click|check out|see here|here's|here is|here are|head (?:over )?to|xlink|xmail|get in touch|swing by|drop by|(?<!n't )(?<!not )go to|opt for|is yours|(?:i|we) already (?:chang|mov|book|refund|order|fix|swap|ask|arrang|credit|add)\w+|i (?:bring|send|change|swap|exchange) (?:you|it|for you)|in your favou?r|mind sharing|(?:can|could|would) you (?:please )?(?:send|share|try|tell|give|dm|let|check|confirm|provide|restart|clear|log|update)"
    r"|but (?:the|our|my|there|other|these|those) (?!decision|policy|policies|rules?|answer|fee|team|price|system|terms|law)(?:\w+ ){0,3}?(?:is|are|has|have|does|do|works?|takes?|opens?|sells?|stocks?)\b(?! not|n't| no\b)|\bboth work|(?:open|opens|back|free) (?:again )?(?:on |from |at )?(?:mon|tues|wednes|thurs|fri|satur|sun|tomorrow|next|nine|ten|eight|\d)\w*|(?:we|i) (?:do )?have (?:\w+ ){1,4}if (?:that|this|you)\b|but can|but (?:we|i) (?:do|can|will|have|serve|offer)\b(?! not|n't)|however,? (?:we|i|you) (?:can|will|do|have|may)\b(?! not|n't)"
    r"|(?<!not )(?<!n't )(?<!longer )(?<!not be )(?<!no )(?:(?<!only )available (?:at|in|from|for)|available (?:on|via|through))(?! (?:the|this) (?:moment|time|future))(?! future)|we do have|as soon as|once (?:we|you|your|the)\b[^.]*\b(?:we|you)"
    r"|will be (?:available|back|refunded|credited|contacted|updated|resolved|restocked|returned|able to)|welcome to (?:reapply|apply|try|join)|have you (?:tried|checked|considered|thought)|subject to"
    r"|back in|(?:come|bring|pop in) (?:with (?:the|your|a)|to the|by (?:on|at)|your|the)|log ?in (?:to|>|and)|login|keep an eye out for (?:it|this|that) (?:in|on)|take up to|has (?:a|an) (?:spot|opening|slot|table)|another \w+ (?:is|leaves|departs)|spot open|re-?(?:submit|apply|send|try|attempt)\w*)\b"
    r"|(?:^|[.:;>] |^to [^.,]{3,40}, )\W*(?:post|write|select|tap|press|open|choose|attach|upload|enter|ask|use|turn|switch|install|update|right-click|unplug|unzip|rename|export|import|restart|reboot|clear|remove|disable)\b(?! of| to use)"
    r"|\b(?:would|do|did|could|may|shall|can|how|what|which|when|will|want|fancy|prefer) [^.!?]*\?|(?<![\d.])\d{3}[ -]\d{3}[ -]"
)


#: "No table is available on Friday" offers none.
_NONE_LEFT = regex(r"\b(?:no|not any|n't any) (?:(?!but|other)\w+ ){1,3}?(?:is |are )?available\b")
#: Set against the refusal, even a pointer is what to do instead.
_BUT = regex(
    r"\bbut you (?:can|could|may) (?:still |also |always )?(?:check|use|try|get|take|choose|listen|watch|order)\b"
)


def bare(low: str) -> str:
    """Blank out courtesies, keeping all offsets."""
    return _COURTESY.sub(lambda found: " " * len(found[0]), low)


def way_out(low: str) -> bool:
    """Tell whether a sentence, in lower case, holds an alternative, an offer, a request or a next step."""
    low = _NONE_LEFT.sub(lambda found: " " * len(found[0]), low)
    found = _WAY_OUT.search(low)
    if found is None:
        return False
    if _BUT.search(low):
        return True
    rest = bare(low)
    return rest == low or _CONTEST.search(low) is not None or _WAY_OUT.search(rest) is not None


#: Nothing else there is, says the draft; or the customer is to read it elsewhere.
_FINAL = regex(
    r"\b(?:only|sole|single) (?:possible |remaining )?(?:outcome|option|way|possibility|choice|solution|answer)\b|"
    r"\bno (?:other|further|alternative) (?:way|option|choice|outcome|possibility|appeal|solution)\b|\bno alternatives?\b|"
    r"\bnothing (?:else|more) (?:can|to)\b",
    re.IGNORECASE,
)
_READ_THERE = regex(
    r"\b(?:view|read|see|open|find) (?:the|your|our) (?:full )?(?:message|letter|decision|reasons?|reply|answer)\b",
    re.IGNORECASE,
)


def final(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft says that there is no other way."""
    return any(_FINAL.search(one.text) for one in draft.sentences)


#: What the customer sent in was turned down: what comes next is theirs to do.
_VERDICT = regex(
    r"\b(?:accept|approve|grant|publish|consider|recogni[sz]e|proceed with) (?:your|the|this)\b", re.IGNORECASE
)


def verdict(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence turns down what the customer sent in."""
    return sentence is not None and _VERDICT.search(sentence.text) is not None


def elsewhere(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is to read somewhere else what was decided and what comes next."""
    return any(_READ_THERE.search(one.text) for one in draft.sentences)


#: A rule of the house, or nothing to be done: another rule says what to put beside it.
_WALL = regex(
    r"\b(?:polic(?:y|ies)|warranty|our (?:terms|rules|guidelines|procedures?)|terms and conditions|t&cs?|non-?refundable|nothing (?:more |else )?(?:that )?(?:i|we) can do|(?:out of|outside|beyond) (?:of )?(?:our|my) (?:control|hands)|(?:hands are|am|are) tied|(?:the|our) system (?:won't|will not|doesn't|does not))\b"
)
_REFUSES = regex(
    r"\b(?:unable to|cannot|can not|can't|not able to|not possible|impossible|won't be able|have to decline|must decline)\b"
)


def walled(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a sentence beside the refusal hides behind a rule or behind being powerless."""
    if sentence is None:
        return False
    beside = [one for one in draft.sentences if abs(one.index - sentence.index) == 1]
    return any(_WALL.search(one.text.lower()) for one in beside)


def refused_next(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the refusal itself comes in the next sentence: what can be done instead stands behind that."""
    if sentence is None or _REFUSES.search(sentence.text.lower()) or sentence.index + 1 >= len(draft.sentences):
        return False
    return _REFUSES.search(draft.sentences[sentence.index + 1].text.lower()) is not None


def refused_before(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence before refuses: one offer is enough for both."""
    if sentence is None or not sentence.index or _REFUSES.search(sentence.text.lower()):
        return False
    return _REFUSES.search(draft.sentences[sentence.index - 1].text.lower()) is not None


#: More comes in another part.
_MORE = regex(r"\b1 ?/ ?[2-9]\b|(?:>>+|\.\.\.|…)\s*(?:\^?\w+)?\s*$")


def continued(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft is the first of several parts: a question stands at the end of the last one."""
    return _MORE.search(draft.plain) is not None
