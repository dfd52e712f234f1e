"""A promise that is taken back behind its own back: an approval still to come, an exclusion in brackets, ease with a list of chores."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from collections.abc import Iterator

from servicelint.checks import regex
from servicelint.colleagues import plainly_colleagues
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.units import Hit

_GIVE = r"(?:refund|reimburse|replace|swap|exchange|upgrade|pay|credit|waive|deliver|match|beat|cover|compensate|lend|give|get|receive|be (?:refunded|reimbursed|paid|credited|delivered|replaced|upgraded|ready|yours|with you)|have (?:it|your|the|a)|collect|pick up|cancel|return|move in|keep)"
#: Something is promised.
_PROMISE = regex(
    r"\b(?:(?:is|are) (?:all )?(?:yours|confirmed|guaranteed|reserved|approved|sorted|secured|booked|accepted|on (?:its|the|their) way)|(?:we|i|fully|money[- ]back) guarantee[sd]?|congratulations|congrats|consider it done|no questions asked|you'?(?:'ve| have) (?:got|won|been (?:accepted|approved|selected|chosen))|you(?:'re| are) (?:in|approved|covered|all set|entitled to)\b|"
    rf"you qualify|has been (?:approved|confirmed|accepted|granted)|unlimited|lifetime|(?:at )?any ?time|half price|for the price of|for free|free of charge|is free|free (?:delivery|shipping|returns?|cancell?ation|months?|trial|gift|upgrade|repair|replacement)|discount|bonus|cashback|good news|great news|(?:we|i|you|they|it)(?:'ll| will| can| would)(?: also| gladly| happily| be (?:happy|glad) to| definitely| certainly| of course| then| surely| always)? {_GIVE})\b"
)
_FIRM = regex(
    r"\b(?:yours|confirmed|guaranteed|(?:we|i|money[- ]back) guarantee|reserved for you|approved|accepted|congratulations|congrats|consider it done|no questions asked|free|refund\w*|reimburse\w*|replace\w*|swap|upgrade\w*|waive\w*|discount|bonus|cashback|full amount|full [£$€₹]\d\w*|pay you|compensat\w+|on its way|you(?:'re| are) in)\b"
)
_JUDGE = r"(?:manager|boss|supervisor|underwrit\w+|head office|committee|board|panel|landlord|owner|bank|lender|insurer|engineer|assessor|adjuster|warehouse|inspector|surveyor|technician|compliance|finance(?: team)?|accounts|credit team|director|seller|supplier|senior|management|partner|security team|legal team|moderators?|valuer|colleagues?|hq|higher[- ]ups|mechanic|workshop|credit check)"
_RULES = r"(?:agrees?|approv\w+|looks?|ok(?:ay)?s?|sign\w*|satisfied|accepts?|happy|objects?|checks?|checked|passes|confirm\w*|releases?|green light|go[- ]ahead|finds?|found|fine|nods?|inspect\w*|verif\w+|says?|clear\w*|run (?:his|her|their|an) eye|minds?|blessing|wants?|raises|decides?|no issues?|content|all clear)"
#: The promise hangs on what somebody else will say.
_HANGS = regex(
    rf"\b(?:once|if|as long as|so long as|provided(?: that)?|providing|assuming|pending|unless|until|when|after|but|only|just|though|subject(?:,? of course,?)? to)\b[^.;!?]{{0,40}}?\b{_JUDGE}\b[^.;!?]{{0,40}}?\b{_RULES}\b|\b(?:pending|subject(?:,? of course,?)? to|just|after) (?:a |an |the |our )?(?:\w+ ){{0,3}}?(?:sign-?off|approval|look|review|check|inspection|nod|go-ahead|okay|confirmation|verification|assessment|survey)\b[^.;!?]{{0,30}}?\b(?:by|from|of) (?:our |the |my )?(?:\w+ ){{0,2}}?(?:{_JUDGE}|goods|documents)\b|"
    rf"\b(?:{_JUDGE}) (?:still |only |just |merely |simply )+(?:needs?|has|have|wants?|must)\b|\bfinal (?:decision|word|say|approval) (?:rests|lies|is|sits|stays)\b|\bmay (?:still )?be (?:changed|withdrawn|cancelled|canceled|revoked) at\b|\bunless (?:the|our|an?) (?:\w+ ){{0,2}}?(?:{_JUDGE}) (?:finds|says|decides|thinks|sees|objects)\b"
)
#: A condition behind a firm promise.
_TAIL = regex(
    r"(?:,|;| -| –| —|\() ?(?:but |of course |always )?(?:provided|providing|as long as|so long as|assuming|on (?:the )?condition|minus|less|except(?: for)?|excluding|barring|weather|all being well|all going well|with the exception|while|if nobody|if no one|if available|where available|in selected|at selected|for selected|selected)\b(?! (?:waiting|we wait|than|you wait|i|time))|"
    r"\b(?:weather|space|stock|time|traffic|guests|staff) permitting\b|\ball being well\b|\bwhile (?:stocks?|supplies|rooms?|seats?|places|tickets|they) lasts?\b|\bif (?:it's|it is|they're|they are|still) [\w-]+, [^.;!?]{2,60}\band\b|\([^()]{0,80}\b(?:over £?\d|only|exclud\w+|excl|minimum|min\.|not included|days'? notice|except|orders? (?:over|above)|selected|first \w+ only|limited)\b[^()]{0,80}\)"
)
_NEXT = regex(
    r"^\W*(?:(?:offer |this |discount )?excludes?\b|excluding\b|fair use|(?:not )?including\b|valid (?:only )?(?:for|on|until|if|when|with)\b|minimum (?:spend|order|stay|term)|(?:flights?|taxes|fees|delivery|insurance|transfers?|meals?)(?:,? (?:and|&) \w+)* (?:are |is )?(?:not included|excluded|extra)|selected (?:lines|items|stores|dates)|limited availability|just (?:a|one) (?:quick |last |final )?(?:look|check|formality|signature)|(?:of course|naturally|obviously),? (?:only )?if|as long as|provided|assuming|blackout dates|orders? (?:over|above|under)|new customers only|cannot be combined)\b"
)
#: What was promised is now said to rest on something else: "that assumes the bank agrees", "(free when you sign up)".
_RESTS = regex(
    r"^\W*(?:(?:that|this|it|which|all (?:of )?(?:this|that)|acceptance|approval|delivery|the (?:offer|price|discount|refund|upgrade|date|loan|limit|rate|final (?:amount|limit|price)|final disbursement)|final \w+)(?:'s|'ll)?"
    r" (?:is |does |do |will |would |must |all |just |only |naturally |of course |obviously |still |also |though |however |really )*(?:assum(?:es|ing|e)|presuppos\w+|presum\w+|suppos(?:es|ing)|hing(?:es|e|ing)|hang(?:s|ing)? on|rest(?:s|ing)? (?:on|with)|rid(?:es|ing) on|turn(?:s|ing)? on|rel(?:ies|ying) on|contingent|conditional|dependent|down to|up to (?:the|our|my)|on (?:the )?(?:understanding|condition|assumption|basis|proviso)|at the (?:sole )?discretion|comes? (?:with (?:one|a) (?:catch|condition)|down to)|needs? (?:only|just)? ?(?:the|our|my|a) (?:nod|signature|green light|blessing)|has to be the same)\b"
    r"|\((?:free|yours|valid|that is|that's|applies|any ?time|when|if|only|after|as long as|so long as|provided|with) [^()]{6,110}\)"
    r"|(?<!\*)\*\s?(?:[a-z][\w'-]*,? ){2,}[^*]+|(?:long|so long|as long) as\b(?![^.;!?]*\b(?:will|can|is|are) (?:be )?(?:able|free|ready|yours)\b)|(?:only|just|naturally|obviously|of course|mind you|though)?,? ?(?:once|after|assuming|provided(?: that)?|providing|if|when|until|unless|the|our|my|management|head office|finance|accounts|hq|higher[- ]ups)\b[^.;!?]{0,30}?\b(?:finance|accounts|management|manager|boss|head office|hq|underwrit\w+|committee|board|landlord|bank|technician|engineer|supplier|registrar|compliance)\b[^.;!?]{0,20}?\b(?:nod|sanctions?|signs?|gives? (?:its|his|her|their|the)|(?:must|has to|needs? to|have to) (?:first|still) |still (?:has|have|must|needs?)|green[- ]?lights?|blesses))"
)
#: A promise as people speak it.
_SPOKEN = regex(
    r"\b(?:i promise|promise[ds]?|my word|you have my word|will be (?:issued|in|installed|delivered|there|done|fixed|posted|out|with you|back|replaced|ready|yours|paid|refunded|covered|credited)|(?:it|that|this)(?:'s| is) (?:done|settled|agreed)|totally free|is free|are free|for free|free (?:installation|delivery|visit|upgrade|for you)|match any|getting the full|no cost|cancel any ?time|be done by|you've won|have been accepted|been accepted|you'll (?:have|get)|you can|yes|yours today|guaranteed|confirmed|approved)\b"
)
#: The condition of the same breath: "if there is still a seat in that class", "unless the airline has oversold".
_SLIM = regex(
    r",? (?:if (?:there(?:'s| is| are) (?:still )?(?:a |an |any |some )?(?!(?:any|some)thing (?:else|more|we|i)\b|(?:other|more|further) |questions?\b|(?:problems?|issues?|trouble)\b)\w+|(?:the )?(?:\w+ )?(?:is|are) (?:still )?available|(?:the )?(?:system|weather|time|stock|traffic) (?:allows|permits|lets)|nothing (?:goes|comes)|all goes)|unless (?:the|our|an?|somebody|someone|it|demand)|barring|assuming|on the understanding|on condition) ?[^.;!?]*"
)
#: Ease that is claimed before a row of chores.
_EASE = regex(
    r"\b(?:(?:only|just) takes? (?:a |an |about |under |less than |two |five |ten |one |\d+ |a few |a couple of )*(?:seconds?|minutes?|moments?|secs?|mins?|clicks?|steps?)|child's play|quick and (?:easy|painless|simple)|(?:easy|simple) and (?:quick|painless)|(?:it's |it is )?as (?:easy|simple) as|easy[- ]peasy|couldn't be (?:easier|simpler)|hassle[- ]free|in (?:just |only )?(?:two|three|a few|\d) (?:easy|simple|quick) steps)\b"
)
_CHORES = regex(
    r"\b(?:need|have|bring|gather|upload|attach|fill|complete|sign|scan|print|register|verify|provide|send|submit|guarantor|payslips?|references?|deposit|documents?|reconnect)\b"
)
_FIRST = regex(r"^\W*(?:if|once|when|before|as soon as|provided|assuming|unless|after|should|subject to|as long as)\b")
_TECHNICAL = regex(
    r"\b(?:thunderbird|firefox|templates?|menus?|dropdown|settings|filters?|imap|folders?|inbox|server|browser|click|plugin|add-?on|counterpart\w*|court|trustee|isda|ferc|escrow|proceeds|creditors?|petition\w*|lawyers?|counsel|physical (?:power|gas|products))\b"
)
_REACH, _LONG = 2, 400

among = plainly_colleagues


def find(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each condition behind a promise of the same sentence or the one before."""
    body = [sentence for sentence in draft.sentences if sentence.places.isdisjoint({"subject", "greeting"})]
    for at, sentence in enumerate(body):
        low = sentence.text.lower().replace("’", "'")
        if len(low) != len(sentence.text) or len(low) > _LONG or _TECHNICAL.search(low):
            continue
        before = body[at - 1].text.lower().replace("’", "'") if at else ""
        alone = _RESTS.search(low) or (_NEXT.search(low) and "," not in low and "?" not in low)
        if _FIRST.search(low) and not (alone and _FIRM.search(before)):
            continue
        hit = _behind(low, before) or _ease(low, body[at + 1].text.lower() if at + 1 < len(body) else "")
        if hit:
            yield sentence, Hit(hit[0], hit[1], {})


def _behind(low: str, before: str) -> tuple[int, int] | None:
    promise = _PROMISE.search(low)
    hangs = _HANGS.search(low)
    if hangs and ((promise and promise.start() < hangs.start()) or (not promise and _FIRM.search(before))):
        return hangs.start(), len(low.rstrip(" .!"))
    if promise and _FIRM.search(low):
        tail = _TAIL.search(low, promise.end())
        if tail:
            return tail.start() + (low[tail.start()] in ",;") + (low[tail.start() + 1 : tail.start() + 2] == " "), len(
                low.rstrip(" .!")
            )
    slim = _SLIM.search(low, promise.end()) if promise and (_FIRM.search(low) or _SPOKEN.search(low)) else None
    if slim and not low.rstrip().endswith("?"):
        return slim.start() + (low[slim.start()] == ",") + 1, len(low.rstrip(" .!"))
    opening = _NEXT.search(low)
    if opening and (_PROMISE.search(before) or _FIRM.search(before)):
        return 0, len(low.rstrip(" .!"))
    rests = _RESTS.search(low)
    if rests and (_FIRM.search(before) or _SPOKEN.search(before)):
        return 0, len(low.rstrip(" .!"))
    return None


def _ease(low: str, after: str) -> tuple[int, int] | None:
    claim = _EASE.search(low)
    if claim and (
        len(set(_CHORES.findall(low[claim.end() :]))) >= _REACH
        or low.count(",", claim.end()) >= _REACH
        or len(set(_CHORES.findall(after))) >= _REACH
    ):
        return claim.span()
    return None
