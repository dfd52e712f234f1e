"""Does a reply to an open problem say what happens next?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_moves = sibling(__file__, "moves")
_plan = sibling(__file__, "plan")

#: The customer tells of something that is wrong.
_TROUBLE = regex(
    r"\b(?:terrible|horrible|awful|unacceptable|ridiculous|disappoint\w+|frustrat\w+|furious|angry|upset|fed up|worst|rude|abrupt|complaint|explain|stolen|hacked|scam\w*|fraud\w*|wrong(?:ly)?|mistake|damag\w+|broke\w*|torn|crack\w+|scratch\w+|"
    r"stain\w*|dirty|cold|late|delay\w*|missing|lost|leak\w*|faulty|defective|empty|blank|dead|down|out (?:since|of order|again|for)|inactive|declined|rejected|blocked|locked|skipped|cancel\w+|overcharg\w*|twice|double\w*|tripled|again|still|"
    r"stuck|fail\w*|errors?|problems?|issues?|crash\w*|freez\w+|slow\w*|nobody|no (?:one|\w+ (?:in|at|for|since))|nothing|never|without|waiting|waited|days|weeks|ages|mud|noise|smell\w*|what now|walang?|wala|stopp?ed|unable|charged|"
    r"disappear\w*|delet\w+|different (?:from|to|than)|keeps? \w+ing|tim(?:es?|ed|ing) out|poor|weak|bad|unreliable|spam|junk|bounc\w+|hung|hangs|spinning|spoil\w*|ruin\w*|wet|soaked|mou?ldy|burnt|burst|flood\w*|noisy|loud|unpaid|refus\w+|denied|overdue|shut|packed up|gave up|(?:second|third|fourth|fifth|\d(?:nd|rd|th)) (?:time|day|week|night)|billed me|off peak|misled|lied|shouted|dirt|rats?|mice|cockroach\w*|sick|ill|hurt|injur\w+|(?:can|could|do|does|did|was|were|is|are|has|have|had|wo|would)(?:n't| not|not|nt))\b|!!|\?!",
    re.IGNORECASE,
)
#: Trouble that needs no more proof than its name.
_GRAVE = regex(
    r"\b(?:terrible|horrible|awful|unacceptable|ridiculous|disappoint\w+|frustrat\w+|furious|angry|upset|fed up|stolen|hacked|overcharged|charged (?:me )?(?:twice|double)|never (?:arrived|came|received|got)|(?:still )?(?:not|n't) (?:arrived|received|been "
    r"delivered|refunded)|wrong (?:size|item|order|amount|colour|color|address)|(?:arrived|came|was|is) (?:\w+ )?(?:broken|damaged|torn|cracked|late|missing|faulty|defective)|complaint|worst|rude|what now)\b",
    re.IGNORECASE,
)
#: The draft owns the matter: it feels with the customer, says what the company saw, or that it is so.
_OWNS = regex(
    r"\b(?:sorry|apolog\w+|regret\w*|you(?:'re| are| were) (?:quite |absolutely |completely )?right|must (?:have been|be)|(?:i|we)(?: can| do)? (?:know|see|understand|appreciate|realise|realize|imagine)|(?:i|we) (?:was|were|am|are) (?:\w+ )?(?:concerned|aware|shocked|sad)|"
    r"indeed|very hard|hardly what|is a (?:shock|blow|nuisance)|our (?:van|driver|crew|team|staff|system|warehouse|contractor|engineer|supplier|records|bookings?))\b",
    re.IGNORECASE,
)
#: The draft is at a loss: then a calm report is a problem too.
_AT_A_LOSS = regex(
    r"\b(?:(?:same|happens|happened) (?:\w+ )?(?:for|to|with|on|by) (?:me|us|mine|our)|me too|hard to say|beyond (?:me|us)|(?:i|we)(?:'m|'re| am| are) (?:\w+ )?(?:baffled|stumped|puzzled|at a loss|out of ideas|not sure (?:what|why|how))|"
    r"(?:do not|don't) know(?: yet| what| why| how| if| either)|happens? to me|(?:had|have|seen) (?:this|that|the same) happen|(?:maybe|perhaps|hopefully) (?:others|someone|somebody|one of)|don't know yet|no longer sure|(?:i'm|i am) not sure (?:what|why|how|of)\b.{0,40}\b(?:problem|issue|wrong|happen\w*|caus\w+|fix|help|next|do|going on)|"
    r"(?:i|we) (?:have|had) no (?:idea|ideas|clue|solutions?|explanation|further ideas)|no (?:idea|clue)\b|(?:i|we) (?:don't|do not) (?:know|understand) (?:what|why|how)|(?:i've|i have|we have|we've) never (?:seen|heard|come across)|(?:lost|wasted) work)\b|"
    # it cannot be seen here, or nobody can help
    r"\b(?:it|that|this|mine|ours|everything|all|both|they)(?: \w+){0,3} work(?:s|ed|ing)(?: just| perfectly| quite)? (?:fine|ok|okay|well|for me(?! too)|for us|here|on mine|at my end|on my (?:side|end|machine|pc|mac|system))\b(?! for you)|"
    r"\b(?:can ?not|can't|could not|couldn't|unable to|not able to) (?:reproduce|replicate|recreate|duplicate|see that happen\w*|see the same)\b|\bno(?:body| one)(?: here| of us)? (?:can|could|knows?|would|is able)\b(?!.*\b(?:until|unless|without)\b)|"
    r"\b(?:not|n't) (?:\w+ )?(?:happen\w*|occur\w*|the case|seen|see it|see that|see this)(?: \w+)? (?:for me|here|on mine|at my end|on my)\b|\bnothing (?:i|we|you) (?:do|did|try|tried|can do)\b|"
    # it guesses and stops
    r"\b(?:just|only|was|is) (?:a|my) guess\b|\bmy (?:guess|inference|suspicion|hunch)\b|\bi(?:'m| am) guessing\b|\ball i can (?:state|say|figure|surmise|think|offer)\b|\bi doubt (?:there|that|it|this)\b|\b(?:beyond|over) my (?:knowledge|head|ken|expertise|pay)\b|"
    r"\b(?:others|someone else|somebody else)(?: here| on \w+)? (?:may|might) (?:have|know|see)\b|^\W*(?:(?:that|this|it)(?:'s| is| seems| sounds) (?:\w+ )?(?:weird|odd|strange|puzzling|bizarre)|puzzling|weird|strange|odd)\b|\b(?:ha(?:ve|d) not|haven't|hadn't) (?:seen|heard|come across) (?:this|that)\b|"
    # it says whose trouble it is, or that it was misread, and stops
    r"\b(?:is|was|are)(?: not|n't) (?:a |an |really |actually )*(?:\w+ )?(?:issue|problem|process|bug|enforcer|doing this)\b|\bnothing to do with\b|\blies elsewhere\b|\bbetter (?:place|forum)s?\b|\bi thought we\b|\b(?:do not|don't|not|probably) (?:\w+ )?understand(?:ing)? (?:the|this|your|you)\b|\bmisunderst(?:and|ood)\w*\b|"
    # it knows no way, or will have no more of it
    r"\bnot (?:that i know of|to my knowledge|as far as i know|that i(?:'m| am) aware of)\b|\b(?:do not|don't|doesn't|does not) (?:know|see|think there(?:'s| is)|believe there is|have) (?:of )?(?:it listed|any (?:other |such )?(?:way|option|setting|plan|feature|fix|solution|method)|another way|a (?:way|fix|solution))\b|"
    r"\b(?:i'm|i am) (?:done|giving up|out of here|finished)\b|\bno (?:other|known|easy|such) (?:way|option|solution|fix|workaround|feature|setting|method)\b|\bi have no (?:solution|answer|fix|suggestion)\b|"
    r"\b(?:most|very|quite) unusual\b|\b(?:duplicate|repeat) of your\b|\bthe only support\b|\bthere (?:have|has) been (?:\w+ ){0,3}(?:issues?|problems?|bugs?|reports?|complaints?)\b",
    re.IGNORECASE,
)
#: Where the customer's message is not at hand: the draft says that it answers one …
_ANSWERS = regex(
    r"\b(?:i|we)(?:'ve| have| had|'m| am| can| write)?(?: now| just| also| carefully| personally| already)? (?:read|received|checked|check|looked (?:at|into|over|through)|pulled up|went (?:over|through)|gone (?:over|through)|reviewed|listened to|noted|note|acknowledge|acknowledged|aware|"
    r"see|understand|enquired|inquired|spent|traced|examined|studied|asked about|refer|write about|know)\b.{0,80}\b(?:you|your|yours)\b|\bi(?:'ve| have|'m| am)?(?: \w+)? (?:noted|aware|checked|followed up|looked into)\b|\byou (?:asked|requested|wrote|told|complained|applied|enquired|inquired|raised|wanted)\b|"
    r"\byour (?:\w+ ){0,2}(?:request|application|complaint|dispute|claim|letter|account of|query|enquiry|inquiry|appeal)\b",
    re.IGNORECASE,
)
#: … and that it went against the customer.
_AGAINST = regex(
    r"\b(?:not|no|n't|none|nor|never|neither|cannot|unable|exhausted|full|declin\w+|refus\w+|reject\w+|without|closed|ends|only|beyond|sold out|out of|wrong|should never|lost|delay\w*|missing|sorry|apologi\w+|"
    r"failed|broke\w*|went missing|unfortunately|regret\w*|misread|mistake|error|late|locked in)\b|n't\b",
    re.IGNORECASE,
)
#: It says that it answers one, and refuses.
_REPLIES = regex(
    r"\b(?:i|we)(?:'ve| have| had| can)?(?: now| just| also| carefully| personally)? (?:gone (?:through|over)|went (?:through|over)|had a (?:\w+ )?look|look(?:ed)? (?:at|into|for|through)|seen|saw|see that|found|checked|noted|reviewed|read|examined|refer to|studied|assessed|considered|inspected|received)\b|"
    r"\bthank(?:s| you) for (?:writing|asking|getting in touch|contacting|reaching out|your (?:\w+ )?(?:letter|e-?mail|note|message|call|photos?|pictures|documents|claim|request|enquiry|application|patience)|the (?:photo|picture|document|detail|receipt|report)\w*|sending)|"
    r"\b(?:further to|regarding|in response to|with reference to) your\b|\byour (?:\w+ ){0,2}(?:claim|request|application|complaint|appeal|dispute|refund|loan|letter)\b",
    re.IGNORECASE,
)
_REFUSED = regex(
    r"\b(?:(?:can ?not|can't|could not|couldn't|won't|will not|(?:is|are|was|were)(?: not|n't)|unable to)(?: \w+){0,3} (?:be )?(?:permitted|allowed|covered|pay|paid|payable|refund\w*|return|returned|accept|accepted|approve|approved|exchange\w*|prorated|eligible|entitled|honou?r\w*|reimburse\w*|replace\w*|waive\w*|repair\w*|available|offered|granted|ours|on us|process\w*)|"
    r"(?:claim|request|application|appeal|refund|it|amount|dispute)(?: \w+){0,2} (?:is|was|has been|stands|are|were)(?: therefore| hereby| now)? (?:denied|declined|rejected|refused|turned down|unsuccessful|closed|excluded)|(?:therefore|so|claim|application) fails|does not (?:cover|allow|fall|extend|include|permit|apply|qualify)|doesn't (?:cover|allow|fall|extend|include|permit|apply|qualify)|do(?: not|n't) (?:cover|allow|fall|permit|reimburse|refund|compensate)|excludes?|not (?:within|our) (?:the|our|responsib\w+|mandate)|"
    r"no (?:\w+ )?refunds?|nothing (?:before|left|free)|booked solid|fully booked|sold out|no means|non-?refundable|on the carrier|not us\b|(?:not|n't) on us)\b",
    re.IGNORECASE,
)
#: A signature in a template.
_NAME = regex(r"^\W*(?:xname|xvar)\W*$", re.IGNORECASE)
#: The words of an apology.
_SORRY = regex(
    r"\b(?:sorry|apolog\w+|regret|regrets|regretted|pole sana|embarrassed|ashamed|(?:sad|upset\w*|concerned|dismay\w*|shocked|distress\w*) to (?:read|hear|learn|see))\b",
    re.IGNORECASE,
)
#: The matter is over: the helper is glad, the customer was thanked or has found the way.
_OVER = regex(
    r"\b(?:(?:is|are) not for you|best wishes with|glad|pleased|until you|you asked (?:what|when|how|who|which)|as you (?:asked|requested)|yes:|is binding|you're (?:most |very |quite )?welcome|you are (?:most |very |quite )?welcome|happy holidays|figured it out|(?:is|was|are|it's|got) (?:now )?(?:solved|resolved|sorted|fixed|working)|thank you for your (?:kind|desire|support|donation)|well done|congratulations|good news|(?:seem(?:s|ed) to (?:work|be (?:a )?good)|that worked|good point|nice day)|if you (?:were to|could|can|would) (?:post|share|send|tell|provide))\b",
    re.IGNORECASE,
)
_SETTLED = regex(
    r"\b(?:that did it|works? (?:again|now|fine)|(?:is|was|got) (?:solved|resolved|sorted|fixed)|problem solved|only wanted to know|all good|just curious)\b",
    re.IGNORECASE,
)
#: A letter to a customer: addressed, and signed.
_LETTER = regex(r"^\W*(?:dear|hi|hello|good (?:morning|afternoon|evening)|greetings)\b", re.IGNORECASE)
_LONG, _SHORT, _BRIEF = 12, 6, 400
#: A notice that something went wrong; a refusal is another matter.
_WRONG = regex(
    r"\b(?:payments?|debit|transfer|deposit|charge|payout|upload|export|import|delivery|e-?mail|message|backup|sync|renewal|installment|instalment)\b[^.!?]{0,120}?\b(?:failed|was returned|were returned|(?:could not|couldn't) be (?:sent|delivered|processed|completed|read|found|matched|collected)|bounced|did not (?:go through|succeed))\b|"
    r"\bwe (?:tried|attempted) to (?:charge|pay|collect|deliver|reach|send)\b|\b(?:we|i) (?:couldn't|could not|were unable to|was unable to|weren't able to|were not able to) (?:find|match|process|deliver|charge|collect|complete|read|open|locate|reach|identify|recogni[sz]e)\b",
    re.IGNORECASE,
)
#: What is named as still to do, or already told to be done elsewhere.
_TENDED = regex(
    r"\b(?:will|can|going to|need|needs|instead|again|retry|retried|note|notice that you|resume|to (?:fix|resolve|avoid|continue|keep))\b|your customer|their customer",
    re.IGNORECASE,
)


def _own(draft: Draft) -> list[Sentence]:
    return [s for s in draft.sentences if s.places.isdisjoint({"subject", "greeting"})]


def missing(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the last sentence of a reply to an open problem in which nothing says what happens next."""
    body = [s for s in draft.sentences if "body" in s.places and not _NAME.match(s.text)]
    if not body or len(body) > _LONG:
        return
    own = _own(draft)
    text = " ".join(s.text for s in own).replace("’", "'")
    if _OVER.search(text):
        return
    if draft.document.thread:
        greets = any("greeting" in s.places for s in draft.sentences)
        last = draft.document.thread[-1].replace("’", "'")
        at_stake = not _SETTLED.search(last) and (
            (
                _TROUBLE.search(last)
                and (_AT_A_LOSS.search(text) or (len(last) < _BRIEF and (_OWNS.search(text) or greets)))
            )
            or (len(last) < _BRIEF and (_GRAVE.search(last) or (greets and _REFUSED.search(text))))
        )
    else:
        at_stake = (
            len(body) <= _SHORT
            and _LETTER.search(draft.sentences[0].text)
            and (
                (_ANSWERS.search(text) and _AGAINST.search(text))
                or (_REPLIES.search(text) and _REFUSED.search(text))
                or (_SORRY.search(text) and not _plan.has_plan(draft, None, None))
            )
        )
    if at_stake and not any(_moves.moves(s.text) for s in own):
        yield body[-1], Hit(0, len(body[-1].text), {})


def stuck(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the same where a helper is at a loss: there is something left to try."""
    if draft.document.thread and _AT_A_LOSS.search(draft.plain.replace("’", "'")):
        yield from missing(draft)


def failed(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the sentence of a short notice that tells of a failure and says nothing of what to do about it."""
    own = _own(draft)
    if draft.document.thread or not own or len(own) > _LONG:
        return
    told = [s for s in own if "body" in s.places and _WRONG.search(s.text.replace("’", "'"))]
    if told and not any(_moves.moves(s.text) or _TENDED.search(s.text) for s in own):
        yield told[-1], Hit(0, len(told[-1].text), {})
