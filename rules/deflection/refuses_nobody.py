"""What sounds like a refusal and refuses nothing to the customer: conditions, reassurances, idioms, other people's troubles."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from servicelint.checks import regex

#: A condition or a reassurance: not a refusal of what was asked.
_HARMLESS = regex(
    r"^\W*if\b|\?\s*$|\b(?<!this )(?:lower|reduced|better|discounted) (?:price|figure|rate|fare|amount)|\b(?:of which you|no fee|until|as long as|whether|make any promises|(?:nearly|almost|running|seem to be) (?:out of stock|sold out)|didn't mean|don't understand|"
    r"don't have (?:a|an|any) (?:\w+ )?(?:comments?|questions?|version|monitor)|can'?t wait|(?:i|we) (?:did not|didn't|wasn't|was not|am not|have not|haven't) (?!able)|(?:i|we) (?:can't|cannot) (?:thank|believe|tell you how|confirm a)|"
    r"won't be charged|not be charged|will not be (?:shared|charged|published|disclosed|used)|no longer be charged|not (?:been )?shared|doesn't sound|that's not (?:good|cool)|(?:do not|don't) (?:need|worry|hesitate)|won't (?:need|have) to|not (?:sure|worry|have to|only|to worry|limited to|hesitate)|"
    r"couldn'?t be (?:happier|more|better|prouder)|no reason to (?:think|believe|worry)|n?ever too|no changes in|stay (?:away )?too|^\W*all booked(?!,? \w)|wish i could (?!help|do|offer|say|give|tell)|the only (?:\w+\.? ){1,3}(?:(?:that |to )?(?:needs?|fits?|works?|match(?:es)?|meets?)|(?:i|we)(?:'m| am| know| have| can see| see| found)|found|available|left|open)|rest assured (?:that )?(?:all|every)|no, i'm saying|(?:the|your) server (?:will|can|does|would)|received this (?:message|email|mail) because|check (?:also )?that|make it easy|only person|"
    r"agree(?: with you)? more|cannot guarantee|if (?:it is|you are|you're|you) (?:\w+ )?(?:not|cannot|can't|unable)|in case|(?:to|please|^\W*) ?make sure|so that|to ensure|so you (?:don't|won't)|can'?t go wrong|no (?:problem|worries|need)|not responsible|for (?:someone|others|anyone)|i (?:was unable|was not able|couldn't|could not|wasn't able) (?:to )?(?!(?:to )?(?:find|book|reserve|get|make|schedule|set|buy|complete|process|cancel|order|add|help|refund|update|change|delay|move|extend|remove|arrange|secure|reschedule|upgrade|transfer)\b)|(?:replies|responses|messages) to|^\W*some(?:times)?|on file|not (?:been )?(?:refused|declined|rejected|denied)|no \w+ (?:is|are) (?:needed|required|due|owed)|and yours|right person|be sure(?! to (?:share|pass|let|forward|send|tell))|any (?:\w+ )?(?:issues|problems|reports|record)|wi-?fi|no flights? (?:cancel|delay|affect)\w*|live music|(?:fully|quite) understand|not monitored|no further action|to hear (?:that )?you|in your favou?r|no (?:interest|offen[cs]e|dramas?|delays?|charge)|nothing to (?:pay|do|worry|send|sign|fill|add|lose)|no (?:\w+ ){1,6}(?:is |are )?(?:needed|required|necessary)|before too long|not yet (?:accepted|joined|responded|replied|signed)|include (?:vat|tax(?:es)?)|^\W*(?:(?:sorry|unfortunately),? )?no (?:eta|news|word|updates?)\b|^\[|(?:is|was) a test|can(?:'t|not| not) \w+ (?:every|all|each)|match this (?:price|offer|view|deal|quality|place|experience)|guaranty|only (?:\w+ ){1,3}(?:is|are) to|puzzled|the only way|no way to tell|server has rejected|work that way|or that you|we only see|not relevant|very limited|you have (?:declared|said|claimed)|that you (?:will not be able to|won't be able to|cannot|can't) (?:join|attend|come|make it)|not (?:so|too|that) bad|no (?:\w+ )?objections?|the only \w+ (?:open|available|left|free) (?:is|are)|no time like|no double|no guarantee|implied|(?<!that )you (?:didn't|did not) (?!win|qualify|pass|make the|meet)|take a (?:moment|minute|second)|nobody can use|(?:hurt|cost) (?:at all|you|anything)|sufficient|being (?:rejected|declined)|(?:unfortunately|afraid|sorry,? but),? (?:they|he|she)\b(?! (?:do not|don't|does not|doesn't|are not|aren't|have no))|may not (?:get|see|notice|need|receive|have|be)|better|why|without (?:having|any)|cannot be reached)\b"
)
#: "Not without / unless / before …" holds for now; what is "not allowed unless …" is refused all the same.
_FOR_NOW = regex(
    r"\b(?:unless|before (?:we|you)|without|if (?:you|your|we|it|an?|the|any|this|that|(?:\w+ ){1,2}(?:is|are|has|have) not)|when|after (?:this|that|then|which))\b"
)
_BARRED = regex(
    r"(?:\bnot|n't|\bno|\bnever) (?:\w+ ){0,2}(?:allow(?:ed)?|permitted|eligible|refundable|possible|cancell?ations?|refunds?)\b|\bdo (?:much|anything) without\b"
)
#: An idiom or a fact: nothing is kept from the customer.
_IDIOM = regex(
    r"\bno (?:such thing|(?:\w+ )?(?:wrong|right|better|bad|hard and fast) \w+)|\bnothing (?:special|else|further|more) (?:that )?you (?:need|have|must)|\b(?:not|n't|no|never) (?:\w+ ){0,2}(?:leftovers|a priority|make the list)\b|"
    r"\btoo (?:early|soon) to (?:tell|say|know|judge)|\b(?:would|could|might) have been\b|\bdeemed\b|\b(?:not|n't) (?:\w+ ){0,3}ago\b|\b(?:while|whilst|during) (?:\w+ |& ){1,4}(?:is|are|am) (?:unavailable|out|away)|"
    r"^\W*(?:just|simply|merely) \w+ing\b|^\W*(?:someone|somebody) (?!from|in|at)|\b(?:can't|cannot|can not|must not) be (?:blank|empty|null|left blank)\b|\b(?:don't|do not) (?:have|own|use|run) (?:\w+ )?(?:version|\w+ installed|\w+ products|it here)\b|"
    r"\bno (?:dues|debts?|arrears|charges?) (?:is |are )?(?:left|remain\w*|outstanding)\b|\b(?:loan|debt|mortgage) (?:is|has been|was) (?:now )?(?:closed|settled|repaid)\b|"
    r"\bno (?:other|further) changes\b|\b(?:not|none of [^.,]{1,30}?) (?:is |are )?(?:meant|intended) to be (?:restricted|limited|only)\b|\bno (?:any )?(?:[\w-]+ ){0,4}fees?\b|\b(?:is|are)(?:n't| not) (?:entirely |quite )?clear\b|\bwait-?listed\b|\bcan(?:'t|not| not) make it\b|\bgive away (?:all )?(?:our|my|the) (?:\w+ )?secrets?\b|\bjust a guess\b|\bon travel\b|\b(?:could(?:n't| not)|unable to|did(?:n't| not)) find (?:an? |any |the )?(?:valid )?attach\w+|\byou can(?:'t|not| not) (?:\w+ ){1,3}on an empty\b|\b(?:don't|do not) have (?:a|any) direct answer\b"
)
#: What the customer said is told back to them.
_TOLD_BACK = regex(
    r"\b(?:i (?:assume|gather|take it)|you(?:'re| are)? say(?:ing)?|you (?:said|mentioned|reported|wrote|stated|report|mention))\b(?!.*\b(?:but|however|unfortunately|sorry|afraid)\b)"
)
#: A template that tells everybody how things are done or what has been done: the customer asked for nothing.
_NOTICE = regex(
    r"\b(?:we|our \w+) (?:do not|don't|never|will never) (?:accept|ask for|request|take|collect|demand) (?:\w+ )?(?:cash|payments?|money|passwords?|otps?|pins?)\b|^\W*your (?:[\w{}]+,? ){1,4}(?:will not|won't) be able to\b"
)


def harmless(low: str) -> bool:
    """Tell whether a sentence, in lower case, refuses nothing to the customer, or only for as long as something is missing."""
    return bool(
        _HARMLESS.search(low)
        or _IDIOM.search(low)
        or _TOLD_BACK.search(low)
        or (_FOR_NOW.search(low) and not _BARRED.search(low))
    )


def notice(low: str) -> bool:
    """Tell whether a sentence of a template, in lower case, only announces something."""
    return _NOTICE.search(low) is not None
