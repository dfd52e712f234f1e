"""Does a sentence move the matter on: an act, an offer, a request, a way, a date? Regret, reading and scolding staff do not."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from servicelint.checks import regex

#: What a company does about a matter; to read, to note, to check or to speak with the staff is not among it.
_ACTS = (
    r"(?:send|sent|refund|credit|book|order|rais|open|arrang|add|chang|correct|fix|mend|repair|reset|cancel|mov|plac|pass|forward|escalat|request|attach|enclos|issu|return|revers|remov|extend|waiv|reserv|"
    r"transfer|restor|log|report|submit|resubmit|updat|block|unblock|lock|unlock|releas|approv|schedul|hold|held|pack|post|resend|resent|re-?sent|reissu|replac|swap|collect|courier|deliver|pay|paid|top|upgrad|rebook|reopen|"
    r"keep|kept|stay|hand|ask|chas|call|ring|phon|email|mail|writ|contact|messag|text|visit|come|meet|check|look|find|get|got|giv|gave|tell|let|tak|mak|made|put|set|do|work|investigat|review|follow|help|assist|switch|activat|enabl|creat|"
    r"process|sort|resolv|clear|prepar|print|deduct|offer|cover|reimburs|compensat|track|monitor|go|be|have|confirm|show|reply|speak|talk|see (?:to|if|whether|what)|try|load|share|start|begin|join|fit|run|bring|drop|pull|push|apply|explain|walk|restock|continu|carry|publish|launch|releas)"
)
#: The same as far as having done it already helps the customer.
_DONE = (
    r"(?:sent|refunded|credited|booked|ordered|raised|opened|arranged|added|changed|corrected|fixed|mended|repaired|reset|cancelled|canceled|moved|placed|passed|forwarded|escalated|requested|attached|enclosed|issued|returned|reversed|"
    r"removed|extended|waived|reserved|transferred|restored|logged|reported|submitted|updated|blocked|unblocked|locked|unlocked|released|approved|scheduled|held|posted|resent|re-sent|reissued|replaced|swapped|collected|couriered|delivered|paid|"
    r"upgraded|rebooked|reopened|kept back|asked|called|rung|phoned|emailed|contacted|messaged|chased|taken (?!note|up the|it very|this very|the matter up)|taken off|put|set|started|activated|enabled|created|processed|sorted|resolved|cleared|deducted|"
    r"reimbursed|tried|turned|switched|found|flagged|marked|knocked|written off|left|struck|spoken (?:to|with)|notified|dispatched|despatched|shipped|organi[sz]ed|assigned|included|got|replied|answered|restocked|followed (?:this|it|up))"
)
#: What moves nothing: to have read, seen, heard, noted, told the staff; to have got it wrong.
_IDLE = (
    r"(?:not|never|no|always|only|often|been|had|read|noted|noticed|note|seen|saw|heard|gone through|checked|looked|listened|received|understood|known|reminded|retrained|spoken|told|apologi[sz]ed|met|reviewed|learned|learnt|found (?:that|a|the|no|nothing)|explained|measured|traced|"
    r"missed|overlooked|failed|forgotten|misread|mixed|messed|dropped the|wanted|hoped|wished|liked|loved|needed|happened|appreciated|realised|realized|shared your|acknowledged|followed with|a|an|the|to|your|this|that|some|many|several|three|two|one|\d|lost|let you|made (?:a|an|our|the) (?:mistake|error|determination|decision|choice)|pulled|put you (?:in|through)|kept you|"
    r"got (?:zero|no|nothing|little)|charged|billed|enquired|inquired|examined|studied|considered|discussed|agreed|decided|concluded|determined|stopp?ed|closed|run out|sold|changed (?:couriers?|suppliers?|systems?|banks?|our))"
)
_ME = r"(?:\bi|\bwe|\bour \w+(?: \w+)?|\b(?:he|she|they)|\b(?:my|the|a) (?:\w+ )?(?:colleague|manager|engineer|technician|driver|team|courier|rider|plumber|officer|agent|crew|workshop|department|office|branch|warehouse))"
#: Staff spoken to is no remedy.
_STAFF = regex(
    r"\b(?:remind|retrain|train|counsel|coach|brief|warn|reprimand|disciplin|speak|spoke|spoken|talk|written|wrote|writing|warning|had a word|words?)\w*\b.{0,40}\b(?:staff|team|him|her|them|desk|line|driver|technician|contractor|agent|colleague|personally|letter|to)\b"
)
_MOVES = regex(
    r"\?|\b(?:could|can|would) you\b|\[[^\]]+\]|\bxlink\b|\bxmail\b|https?:|\d{3}[ -]\d{3}|"
    # a request or an instruction
    r"\b(?:please|kindly|pls|plz)(?! (?:forgive|accept|excuse|bear|know|understand|be (?:assured|informed|advised|patient)|pardon|rest))\b|\blet (?:me|us)\b|\bmay (?:i|we) have\b|\bwill (?:get back|be in touch|contact|reach|follow up|respond|reply)\b|\b(?:tell|send|give|dm|message|show|text|call|email|ping) (?:me|us|over|your|it)\b|"
    r"(?:^|[,;:>–—-] ?|\b(?:and|then|just|so|or|simply|instead|please|want to|try to|be sure to|will help if you|if you) )(?:try|state|describe|share|check|click|open|visit|use|go to|log|sign|restart|reply|call|contact|write|select|choose|install|download|update|uninstall|turn|tap|press|enter|follow|see|look|head|reach|dm|make sure|ensure|post|provide|come|bring|switch|right[- ]click|run|set up|start|"
    r"add|remove|delete|disable|enable|copy|change|create|drag|scroll|keep|put|wait|refer|ask|raise|submit|register|apply|fill|upload|book|order|pick|collect|return)\b|"
    r"\byou(?:'ll| will| would|'d)? (?:can|could|may|might|should|need|have to|must|get|receive|be (?:able|refunded|credited|contacted|called)|see the|want to|find|just|post|share|have (?:an|a) |'re (?:all set|covered)|are (?:all set|covered|welcome))\b(?! (?:imagine|not|see (?:that|why)|only imagine|feel|be (?:feeling|upset|tired|angry|worried|wondering)|have (?:felt|been|missed|lost|had|waited)|think|wonder|to climb|to wait))|"
    r"\b(?:may we|have you (?:tried|turned|checked|set|enabled|looked|verified|got|installed)|did you (?:verify|check|try|set|turn|install)|must be (?:in|on|set|run|named|at|enabled|imap|pop)|should (?:be (?:true|false|on|off|set|ticked|checked|unchecked)|look better|work now|fix it)|be run manually|you (?:might|could|may)(?: could)? (?:consider|like|want|try|check|prefer)|"
    r"unless you (?:prefer|want|would)|paid back|your account is open|(?:i|we) can attempt|may be able to|may be in|appointm?ent available|(?:options?|setting|command|button) (?:is|are|under|in)\b|possible closing|(?:it|that|this)(?:'s| is) (?:now|all) (?:in|on|set|done|right|working|fixed)|(?:has|have) been sent)\b|"
    r"^\W*(?:what|which|where|when|who|how) (?!a\b|an\b)\w+(?: \w+){0,3} (?:are|do|did|is|have|were|was|does) (?:you|your|it|the)\b|"
    # what the company does, is doing, or has done
    rf"{_ME}(?:'ll| will| shall|'d| would| can| could|(?:'m|'re| am| are| is) going to| want to|'d like to| would like to)(?! (?:not|never|only|always|of course not|no longer|stay as|remain|tell you that|be unable|be seen|see\b(?! if| whether| what)|imagine|understand|appreciate|tell you|ask that|have been|have to wait|be able to)\b)(?: \w+ly| now| also| just| gladly| love to| like to| be| happy to| glad to| then| personally| still)* {_ACTS}\w*\b|"
    rf"{_ME}(?:'m|'re| am| are| is)(?! not)(?: now| currently| already| just| still| also| urgently| both| all)* (?!seeing|having|getting|being|sorry|taking (?:this|it|the)|aware|hav|mak)(?:{_ACTS})\w*ing\b|"
    rf"{_ME}(?:'ve| have| has|'s)(?! not)(?: already| now| just| also| since| today| therefore| personally| then)* {_DONE}\b(?! (?:note|solid|(?:right )?(?:up|out|through|till|until)\b|(?:no|zero|nothing|little)\b))|"
    rf"\b(?:i|we)(?:'ve| have)(?: \w+ly| just| already| now| also| since| today| gone and)* (?!{_IDLE})\w+\b|"
    rf"\bi (?:just |also |already |then |now )?(?!{_IDLE})\w+ed\b|\b(?:i|we) (?:just |also |already |then |now )?(?:sent you|sent (?:a|an|it)|re-?sent|re-sent|put|gave|refunded|credited|reversed|fixed|raised|escalated|forwarded|asked|logged|reported|requested|reissued|resent|rebooked|waived|called|rang)\b|"
    r"\b\w+'ll\b(?! (?:never|not|always|still|agree|understand|see|know|have noticed))|(?:^|\band )will (?:attempt|try|ask|check)\b|\bwill (?:bring|ring|call|phone|be with you|come|reach|send|fix|collect|deliver|meet|visit|text|email|replace|refund|return|arrive|land|leave|take|get|make|have (?:a|an|it|your|the))\b|"
    rf"(?:\band|\bthen|,) (?:have |has )?(?:already |now |since )?(?:(?:{_DONE}) (?:it|them|the|your|you|this|that|a|an|\d)|credited|refunded|replaced)\b|"
    # what happens next, or comes on top
    r"(?<!no )(?<!not )(?<!or )(?<!non-)\b(?:refund(?:ed|s)?(?! (?:policy|polic|is not|are not|cannot|can't))|reimburs\w+|replac(?:e|ed|ement|ing)\b(?! \w+ (?:is|are) not)|credit(?:ed)?(?= (?:of|to|on|back|note|for))|voucher|compensat\w+|goodwill|free of charge|at no (?:extra )?(?:cost|charge)|no charge|on us\b|on the house|waive\w*|(?:an?|your|\d+ ?%|with) (?:\w+ )?discount|complimentary|gift card|"
    r"workaround|alternativ\w*|in the post|on (?:its|the|their) way|let's|can be (?:\w+ed|done|set|found|undone)|sync(?:s|ed)? (?:to|with)|being (?:\w+ )?(?:fixed|repaired|replaced|sent|looked|reviewed|processed|refunded|collected|worked|prepared|delivered|shipped)|meanwhile|in the meantime|new one|working on|looking into|investigating|step one|next step)\b|"
    r"\b(?:tomorrow|tonight|(?<!only )within (?!\w+ (?:hours|days|weeks|months) (?:of|from|after) )(?:the (?:next|hour|day|week|month|coming)|a|an|\d|one|two|three|next|24|48)|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|by (?:the end|tomorrow|noon|next|xdate|lunch\w*|evening|\d)|next (?:week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|update|release|version)|"
    r"in (?:about |the next |around )?(?:\d+|an?|one|two|three|five|ten|few|couple of) (?:minutes?|mins?|hours?|days?|weeks?|working|business)|from (?:tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|now on))\b|"
    r"\b(?:will|'ll|leaves?|arrives?|comes|goes|due|ready|reopens|returns)\b[^.?!]{0,50}\b(?:today|xdate|monday|tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|noon|\d{1,2}(?::\d\d|st|nd|rd|th))\b|"
    r"\b(?:will|can) be offered\b|\bthe offer (?:is|will|stands|includes)\b|"
    r"\b(?:is|are|'s)(?: now| currently| already| just)* (?:bringing|sending|coming|collecting|calling|ringing|arranging|checking|fixing|repairing|preparing|delivering|expected|on (?:his|her|their) way)\b|\b(?:calls|rings|sends|brings|meets|expects) (?:you|to|it)\b|"
    r"\bnothing (?:is |more |else )*(?:to pay|owed|due|to do|needed)\b|\b(?:can|may) stay\b|\b(?:is|are) (?:back|yours)\b|\b(?:is|was) over\b|\bcame in (?:this|today)|"
    r"\b(?:was|were)(?: now| already| just| since| all| also)* (?:refunded|credited|fixed|reversed|resent|re-sent|restored|reissued|resolved|rebooked|waived)\b|"
    r"\b(?:has|have|is|are|will be|be|been)(?: now| already| just| since| all| also| being| been)* (?:refunded|credited|corrected|fixed|reversed|resent|re-sent|returned|repaired|restored|reissued|resolved|amended|shipped|rebooked|attached|enclosed|sorted|cancelled|removed|waived|blocked|unlocked|active|back (?:on|up|in|online|to normal)|dispatched|updated|escalated|forwarded|booked|reserved|extended|replaced)\b|"
    r"(?:(?:^|[,;:] ?)here(?:'s| is| are)|\bhere(?:'s| is| are) (?:an?|the|what|how|why|where|your|my|another|some|one)|https?)\b|\b(?:below|attached|enclosed|(?:these|following|next|few|simple) steps?|steps? below|step \d|solution|i (?:suggest|recommend|advise|propose)|we (?:suggest|recommend|advise|propose)|(?:an?|another|post|posting|seeing|sharing|sending) (?:\w+ )?screen ?(?:shot|capture|print|grab)s?|(?:may|might|would|will) (?:\w+ )?help\b|more information is needed|i (?:do |would )?encourage|my suggestion|best bet|happy to help|glad to help|here to help|love to help|work with you|pass\w* (?:this|that|it|your \w+) (?:on|along|over)|stay tuned|feel free|hesitate|keep an eye)\b|[>→]|\b(?:settings|menu|tools|options|preferences) ?[/>|]"
)
#: Sentences that close a letter and move nothing.
_CLOSES = regex(r"^\W*(?:(?:yours|kind|best|warm)\w*(?: regards| wishes)?|regards|sincerely|thanks)\W*$")


#: Feeling with the customer moves nothing; what follows it may.
_FEELS = regex(
    r"^\W*(?:(?:oh|ah|hi|hello|yes|ok) ?\w*,? )?(?:(?:(?:i|we)(?:'m| am|'re| are| was| were)? )?(?:(?:\w+ ){0,2}(?:embarrassed|ashamed|mortified|gutted|horrified|saddened|sad|upset|concerned|shocked)\b|(?:may|can|must) (?:i|we) (?:\w+ )?(?:offer|say|extend|express|apologi)|owe you|(?:can|could) (?:only|hardly|not)|cannot|can't (?:say|tell|apologi)|please know|it (?:was|is|makes|made) (?:\w+ ){0,3}(?:upsetting|sad|distressing|hard|awful|painful|dismaying)|pole\b|pole sana|paiseh)|(?:i|we)(?:'m| am|'re| are)? (?:\w+ )?(?:sorry|apologi[sz]e|regret|know|understand|appreciate|realise|realize|can (?:see|imagine|understand|only)|see|feel)|sorry|apolog\w+|(?:it|that|this) must|to \w+ .{3,60} must have|my apologies|our apologies|please (?:forgive|accept|excuse))\b"
)
_REST = regex(
    r"(?:[;,:–—-]|[^\w\s'.,()]) (?:and |so |but |then )?(?=(?:i|we|please|you|your|the|a|it|here|he|she|they|let|can|could|would|may|what)(?:\b|'))| (?:and|so|but) (?=(?:i|we|please|your|here|let)(?:\b|'))"
)
_STRONG = regex(
    r"\?|\b(?:i|we)(?:'ll| will) (?!never|not|always)\w+|\b(?:kindly|refunded|credited|(?:could|can|would) you|please (?!forgive|accept|excuse|bear|know|understand|be|pardon))"
)
#: A time in a clause that speaks of no past is a time to come; so is something new for the customer.
_CLAUSE = regex(r"[.;,:!?–—]\s|\s(?:and|but|because|since|which|who|when|while|after|before|as|that)\s")
_AHEAD = regex(
    r"\b(?:\d+ ?(?:min|mins|minutes|hours?|hrs?|days?|weeks?)|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m|o'clock)|(?:by|at|around|before|till|until) (?:\d|noon|midday|lunch|midnight|close)|half past|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:morning|afternoon|evening|week)|first thing|straight away|right (?:now|away)|at once|asap|shortly|soon)\b|"
    r"\b(?:a|another|your|one) (?:brand[- ]new|new|fresh|replacement|spare|second|warm|hot|free) \w+"
)
_PAST = regex(
    r"\b(?:was|were|had|did|been|since|ago|last|yesterday|took|came|went|broke|fell|left|lost|found|made|ran|got|said|told|knew|thought|meant|sent|saw|seen|brought|wrote|written|gave|spoke|stood|came|began|hit|drew|shut|rang|rose|grew|blew|stuck|slept|paid|put|cut|held|kept|for (?:over |more than |nearly )?(?:\d+|two|three|four|five|six|a|an)|every|each|on (?:sun|mon|tues|wednes|thurs|fri|satur)days|always|never|no|not|one of those)\b|n't\b|\b(?!need|indeed|feed|seed)\w{2,}ed\b"
)


#: "No refund", "will not be returned": what does not come moves nothing.
_DENIED = regex(
    r"(?:\b(?:no|not|never|cannot|without|nor)|n't)(?! (?:problem|worr\w+|doubt|need|only|longer|matter|trouble|hesitate)\b)(?: \w+){0,3}? (?:be )?"
    r"(?:refund\w*|return\w*|reimburs\w*|replac\w*|credit\w*|exchang\w*|compensat\w*|waive\w*|prorated|paid|discount\w*|restored|reversed|extended|reissued)\b(?:(?: (?:of|for|or)\b)? (?:refund|credit|exchange|replacement|reimbursement|compensation)\w*)*"
)


def moves(text: str) -> bool:
    """Tell whether a sentence acts, asks, offers, points to a way on or names a time to come."""
    low = _DENIED.sub(" ", text.replace("’", "'").lower())
    if _CLOSES.search(low):
        return False
    if _FEELS.search(low) and not _STRONG.search(low):
        rest = _REST.search(low)
        if rest is None:
            return False
        low = low[rest.end() :]
    if _MOVES.search(low):
        return True
    return any(_AHEAD.search(clause) and not _PAST.search(clause) for clause in _CLAUSE.split(low) if clause)


def remedies(text: str) -> bool:
    """Tell the same, where a word with the staff does not count."""
    return moves(text) and not _STAFF.search(text.replace("’", "'").lower())
