"""A refusal with no way out: the whole draft has to be read for an alternative, an offer or a next step."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from collections.abc import Iterable

from servicelint.checks import regex, sibling
from servicelint.draft import Sentence
from servicelint.matching import Draft, clause_of
from servicelint.model import Kind
from servicelint.units import Hit, Slot

_way_out = sibling(__file__, "way_out").way_out
_bare = sibling(__file__, "way_out").bare
_refusal_words = sibling(__file__, "refusal_words").refusal_words
_harmless = sibling(__file__, "refuses_nobody").harmless
_notice = sibling(__file__, "refuses_nobody").notice

#: No refusal without one of these letters (a plain search is many times faster than the patterns).
_SIGNS = (
    "not", "n't", "cant", "unable", " no", "no ", "no,", "nothing", "none", "declin", "reject", "denied", "deny", "refus", "unsuccess", "inelig", "unavail", "sold out",
    "out of stock", "discontinu", "turned down", "disapprov", "forfeit", "impossible", "fully booked", "only", "failed",
    " too ", "full", "exhausted", "gone", "taken", "the last ", "stays", "stands", "final", "hands ", "nope", "went to", "cannot", "can not",
    "dont", "wont", "doesnt", "isnt", "never", "outside", "beyond", "dismiss", "disqualif", "regretted", "withdrawn", "exclude", "oversub", "off topic", "off-topic", "out of scope",
    "stopped", "ceased", "nobody", "ended", "expired", "closed", " over", "run out", "ran out", "lapsed", "passed", "shut", "spent", "fixed", "limit", "maximum", "minimum", "your own",
    "cancelled", "canceled", "grounded", "suspended", "booked", "finished", "locked", "filled", "used up", " a no", "discontin", "stay ", "out of time",
    "turned it", "turned this", "fails", "falls", "packed", "retired", "phased", "pass on", "short of", "inability", "remains", "holds", "no further", "below what",
)  # fmt: skip
_ADVERBS = r"(?:(?:currently|unfortunately|simply|also|still|really|just|yet|actually|sadly|strictly|expressly|therefore|now|longer|anymore|at the moment|at this (?:time|moment|point)|right now|be|been|to|something (?:that is|we)|that) )*"
_PARTICIPLES = (
    r"(?:done|made|releas|entertain|retriev|recover|restor|refund|chang|cancel|add|remov|process|accept|approv|grant|extend|transfer|combin|exchang|return|revers|revert|waiv|offer|provid|fulfill?|issu|complet|honou?r|consider|book|mov|credit|ship|deliver|us|redeem|appli|"
    r"undo|amend|edit|modif|alter|delet|reopen|reinstat|replac|repair|fix|swap|split|merg|link|postpon|reschedul|rebook|renew|upgrad|downgrad|convert|carri|permit|allow|accommodat|entertain|support|given|met|cover|compensat|claim|recogni[sz]|debat|"
    r"publish|correct|sold|access|customi[sz]|disabl|enabl|turned|purchas|order|brought|install|open|connect|adjust|resolv|activat|select|pursu|request|submit|re-?us|fund|sent|taken|reserv|schedul|import|export)(?:t?ed|ied|d|n|ne)?"
)
_VERDICT = r"(?:declined|rejected|denied|refused|unsuccessful|ineligible|turned down|disapproved|forfeited)"
_THINGS = (
    r"(?:refunds?|cancell?ations?|(?:(?:name|route|flight|date|booking) )?changes|exchanges?|returns?|transfers?|compensations?|appointments?|availabilit(?:y|ies)|slots?|seats?|rooms?|tables?|tickets?|flights?|vacanc(?:y|ies)|openings?|workarounds?|way|possibility|results?|match(?:es)?|"
    r"options?|discounts?|extensions?|exceptions?|reservations?|buses|trains|hotels?|restaurants?|cars?|rides?|spots?|plans? to|menu items)"
)
_COMPANY = r"(?:we|i|our \w+(?: \w+)?|the (?:\w+ ){0,3}(?:team|committee|council|department|office|company|university|library|bank|court|board|system|airline|organi[sz]ers?)|xname(?: team)?|xvar(?: team)?)"
#: Verbs after "we can't" that refuse nothing.
_IDLE = (
    r"(?:see|find out|hear|wait|believe|thank|guarantee|promise|imagine|say|tell|think|agree|stress|make any|recommend|speak for|comment|confirm|verify|reproduce|replicate|duplicate|speculate|make promises|help but|be (?:sure|more|of|happier)|understand|match|guess|"
    r"recogni[sz]e|identify|reach|view|open|read|report|recall|remember|get (?:over|enough|to)|seem|stop|resist|blame|emphasi[sz]e|express|argue|complain|fault|apologi[sz]e|begin to|vouch|speak (?:to|for)|decide|figure|input|attend|make it|go|come|sleep|ignore|deny)\b"
)
_CANNOT = r"(?:can ?not|can'?t|could not|couldn'?t|unable|not able|n't able|won'?t be able|will not be able|not in a position)"
_REFUSAL = regex(
    r"\b(?:"
    # We can't (do what you asked): any verb, save idle ones.
    rf"{_COMPANY}(?:'re|'m|'d|'ll)?,? (?:(?:are|am|is|was|were|will|would|do|sorry|afraid|regret|inform|but|that) ?)*{_ADVERBS}{_CANNOT},? {_ADVERBS}(?!{_IDLE})(?!to\b)[a-z]{{2}}[^.;:!?]*"
    rf"|(?:sorry|regret\w*|unfortunately|afraid|as|but)(?: to (?:say|inform|tell you|advise))?,? {_ADVERBS}(?:unable to|cannot|can't|can not|not able to) {_ADVERBS}(?!{_IDLE})[a-z]{{2}}[^.;:!?]*"
    rf"|(?:we|i|xname|xvar)(?:'re|'m| are| am| do| will| would| have)? ?{_ADVERBS}(?:don'?t|do not|does not|doesn't|won'?t|will not|not|no longer) {_ADVERBS}(?:offer|provide|allow|accept|sell|carry|stock|support|ship|deliver|refund|serve|practi[cs]e|cater|offering|refunding|approving|accepting|proceed(?:ing)?|moving forward|going ahead|have (?!to\b|access|yet|been|had|enough|your|doubt|much)\w+|do (?:that|this|it|(?:\w+ )?(?:refunds|exchanges|returns|deliveries|discounts|changes|swaps)))\b[^.;:!?]*"
    # You can't; you don't qualify.
    r"|you (?:can ?not|can'?t|may not|cannot|won't be able to|wouldn't be able to|would not be able to|will not be able to|wouldn't be able to|(?:are|were|'re) not (?:\w+ )?(?:eligible|entitled|allowed|permitted|covered|able)|aren't (?:\w+ )?(?:eligible|entitled|allowed|able)|do not qualify|don't qualify|no longer qualify)\b[^.;:!?]*"
    # It cannot be done.
    rf"|(?:can ?not|can'?t|could not|couldn'?t|can no longer|cannot longer|won'?t|will not|may not|must not|can neither|shall not|not) {_ADVERBS}be (?:\w+ (?:or|and|nor) )?{_PARTICIPLES}\b[^.;:!?]*"
    # It is not possible / allowed / a feature / approved.
    rf"|(?:(?:is|are|was|were|has|have|had|be|been|being|will|would|it's|that's|it)(?:n't|nt| not| no longer| neither)|not|no longer) {_ADVERBS}(?:an? |one of the |part of (?:the )?)?(?:\w+ )?(?:allow(?:ed)?|permitted|possible|available|approved|accepted|granted|eligible|successful|refundable|transferable|exchangeable|in stock|"
    r"selected|shortlisted|recogni[sz]ed|on (?:our|the) menu|compatible|feature|option|service we|function|offered|supported|entitled|bookable|reversible)\b[^.;:!?]*"
    r"|(?<!they )(?<!which )(?<!server )(?<!you )(?:do|does|did)(?:n't| not) (?:currently |officially )?(?:allow|permit|offer|accept|provide|come with|qualify|meet (?:the|our))\w*\b[^.;:!?]*"
    # Rejected; decided against.
    rf"|(?:requests?|applications?|claims?|orders?|bookings?|appeals?|loans?|petitions?|refunds?|nominations?|proposals?|submissions?|abstracts?|papers?|registrations?|payouts?|transfers?|reports?|expenses?|listings?|account|reservation|product|item|offer|events?|feature|your \w+|that|it|this)\b[^.;:!?]{{0,70}}? (?:(?:was|is|are|were|has been|have been|had been|been|status) )?{_ADVERBS}(?<!you )(?<!or ){_VERDICT}\b[^.;:!?]*"
    rf"|(?:decid|cho[os]|elect|opt)\w* (?:not to|against|to (?:reject|deny|decline|refuse|turn down))\b[^.;:!?]*|(?:we|team|xvar|xname|committee|council)(?: have| has|'ve)? {_VERDICT} (?:your|this|the)\b[^.;:!?]*|(?:booking|reservation|request|transaction|order)(?: request)? (?:has |have )?failed\b[^.;:!?]*"
    # None left.
    r"|(?:sold out|out of stock|fully booked|no vacancies|(?:is|are|was|were|been|currently|now|also) (?:\w+ )?(?:unavailable|discontinued)|not (?:currently )?in stock)\b"
    rf"|(?:no|nothing|zero|not any|any) (?:more |further |other |available |such |longer |\w+ )?{_THINGS} (?:\w+ ){{0,4}}?(?:be|is|are|left|available|found|open|offered|allowed|possible|permitted|can|could|will|for|to|at|on|match\w*|once|after|as|if|there)\b[^.;:!?]*"
    rf"|(?:has|have|practices?|there(?:'s| is| are| was| were)|sorry,?|afraid|unfortunately,?|regret) (?:\w+ )?no (?:\w+ )?{_THINGS}\b[^.;:!?]*"
    r"|nothing (?:else |more )?(?:has been |was |is |to )?(?:match\w*|found|available|left|fits?|report|share)\b[^.;:!?]*|there (?:is|are|was|would|isn't|wouldn't|aren't)(?: currently| unfortunately| simply| not|n't)*(?: be)? (?:an?|any|no) (?!better)(?:\w+ )?(?:ways?|option|workaround|possibility) (?:to|for|of doing)\b[^.;:!?]*"
    # Only this.
    r"|no authority to\b[^.;:!?]*|(?:we|i)(?:'m|'re| am| are| can| could|) only (?!try|hope|apologi|imagine|guess|say|assume|speculate|recommend|suggest)(?:able to |allowed to )?(?:search|make|do|book|offer|accept|process|provide|give|choose|help|assist|handle|refund|change|sell|support|answer|see|find|place|take)\b[^.;:!?]*"
    # No; cannot (no subject, as people chat); not our thing; too long; it will not fit.
    rf"|(?:^|[,;:] |so |po |already )(?:also )?(?:cannot|can't|can not) (?!{_IDLE})[a-z]{{2}}[^.;:!?]*|(?<!\w )(?<!\w, )(?:nope|nah|no), (?=[^.;:!?]*(?:n't|\b(?:sorry|afraid|unfortunately|not|only|cannot|cant|no|never|none|too|unable|closed|full|sold|gone|over|strictly|members)\b))(?!(?:no|not|problem|worries|need|trouble|thank|it's fine|you (?:don't|do not|won't))\b)[^.;:!?]+|sorry,? (?:but )?no\W*$"
    r"|(?:is|are|was|were|it's)(?:n't| not) (?:yet |really |currently )?(?:a thing|something (?:we|i)|on offer|part of|serviceable|serviced|workable|feasible|viable|doable|going to (?:happen|work|fit|change)|happening|ours to|among|one of|negotiable|up for|ours|in our)\b[^.;:!?]*|not (?:yet )?(?:serviceable|serviced|among (?:those|the)|feasible|workable|viable|entertained|on the cards)\b[^.;:!?]*"
    r"|(?:is|are|was|were|that's|it's) (?:\w+ )?too (?:long|short|late|far|big|large|small|heavy|wide|high|low|many|old|new|early|tight|soon|close|full) (?:for|to|now|already)\b[^.;:!?]*|no (?:can do|go|dice)\b[^.;:!?]*"
    r"|(?:won't|will not|doesn't|does not|don't|do not|wouldn't) (?:go (?:round|beyond|past|through|that|as far|up|out)|fit|reach|run (?:to|that|past|on)|stretch|extend|happen|be (?:revisited|reopened|reconsidered|happening|changing|moving)|let (?:us|me|any|you)|budge|provide for|give (?:me|us) the authority)\b[^.;:!?]*"
    # Gone, full, given to others; the decision stands; nothing can be done.
    r"|(?:seats?|slots?|stock|quota|rooms?|tables?|tickets?|places?|spaces?|dates?|list|beds?|classes|class|tour|course|units?|vans?|appointments?|sessions?)(?: \w+){0,3}? (?:exhausted|full|all gone|taken|used up|filled|snapped up|spoken for|given away|no more)\b[^.;:!?]*|the last (?:\w+ ){1,4}(?:went|sold|has gone|was sold|was taken|is gone|got sold)\b[^.;:!?]*|(?:went|gone|given|awarded) to (?:another|someone else|other|somebody)\b[^.;:!?]*|no more (?:tables?|seats?|stock|slots?|rooms?|tickets?|units?)\b[^.;:!?]*"
    r"|(?:(?:was|is|it's|were|are) final sale|(?:sales?|decision|ruling|outcome|verdict) (?:is|was|are) final)\b[^.;:!?]*|(?:answer|decision|verdict|reply) (?:is|was|has to be|remains|stays|must be) (?:a )?(?:no|final|unchanged|negative|the same)\b[^.;:!?]*|(?:has|have) said no\b[^.;:!?]*|(?:charge|fee|price|decision|amount|total|fine|score|grade|ruling|figure|penalty|r ?\d[\d,]*|[$£€₱₦₹] ?\d[\d,.]*) (?:therefore |still )?(?:stays|stands)\b[^.;:!?]*"
    r"|nothing (?:\w+ ){0,3}?(?:can|could) (?:be done|do)\b[^.;:!?]*|nothing (?:more |else |that )?(?:i|we|anyone) (?:can|could) do\b[^.;:!?]*|out of (?:my|our) hands\b|beyond (?:anyone|my|our)(?:'s)? control\b|hands (?:are|remain|stay) tied\b|unable to do anything\b[^.;:!?]*|no way for (?:us|me) to\b[^.;:!?]*|not within my \w+[^.;:!?]*"
    # Unfortunately / we're afraid / sorry, but ... not.
    r"|(?:unfortunately|sadly|regrettably|regret (?:to|that|we|but|your)|afraid|sorry,? (?:but|we|no|this|that|it|the|your|as))\b[^.!?]{0,80}?(?:(?:n't|\bnot) (?:\w+ ){0,2}(?:be|have|do|offer|provide|allow(?:ed)?|accept(?:ed)?|support|sell|carry|serve|make|give|help|book|change|refund|possible|available|able|know|eligible|approved|something|an? option|share|ship|deliver|include|cover|qualify|process|send|add|recover|win|fit|match|confirm)\b|\bcannot\b|\bcan't\b|\bunable\b(?! to (?:log|see|use|get|access|find))|\bno longer\b|\bbut no\b|\bit (?:does|is|can)n't$|\bno \w+ (?:available|left|found|can)\b)[^.;!?]*"
    r")"
)
#: We don't know yet: no answer, but no refusal either (``dodged-question`` judges it).
_NO_NEWS = regex(
    r"\b(?:(?:we|i)(?:'re afraid we)?|(?:afraid|unfortunately|sorry),?(?: but| that)? (?:we|i))(?: currently| still| just)? (?:don'?t|do not) (?:currently |yet |actually )?have (?:any|a|much|that|an|the) (?:\w+ ){0,2}(?:info|information|updates?|news|details?|timeframe|date|eta)\b[^.;:!?]*"
)
#: … unless the draft takes the question for a wish that it does not grant.
_WISHED = regex(
    r"\bsomething (?:that )?you(?:'d| would) like\b|(?<!sure to )\b(?:let|tell|pass|give)\b.{0,40}\b(?:team|devs?|developers|folks)\b"
)
#: One part of several ("1/2", "2: …", "… >>"): the way out may stand in the next one.
_FRAGMENT = regex(
    r"^\s*\(?\d\s*[:/)]|^\s*>|(?<![a-z])>\s*$|\b\d/\d\b\W*(?:\^?\w+)?\s*$|(?:>>+|\.\.\.|…)\s*(?:/\w+)?\s*$|\b\d/\d\s*$"
)
#: The sentence that tells the customer, rather than the heading above it.
_ADDRESSED = regex(r"\b(?:we|i|you|your|unfortunately|regret|sorry|afraid)\b")
#: What is possible or offered all the same.
_LEFT = regex(
    r"^\W*only (?:an? )?(?:\w+ )?(?:credit|voucher|exchange|date|time|rebooking)\b|\byou (?:can|may) only (?:make|change|choose|opt|request|exchange|swap|move|rebook|reschedule|amend|modify) (?!one|two|three|\d|so|up)|^only [^.!?]*\b(?:(?:is|are) (?:allowed|available)|possible|can be (?:changed|moved|swapped|altered|refunded|claimed))\b|\b(?:we|i) do (?:offer|provide|have)\b"
)
#: A thing that is not to be had, and of which there are others.
_NOT_TO_BE_HAD = regex(
    r"\b(?:unavailable|sold out|fully booked|out of stock|discontinued|taken|full|too (?:small|big|large)|no (?:\w+ ){0,3}(?:available|left|found)|"
    r"(?:not|n't|no longer|nothing|any|are no|is no) (?:\w+ ){0,4}(?:available|in stock|bookable|left|found))\b"
)
_THING = regex(
    r"\b(flight|train|bus|room|hotel|table|restaurant|venue|seat|slot|appointment|date|(?<!this )(?<!the )(?<!that )time|size|model|class|course|tour|car|apartment|house|day)(?:s|es)?\b(?! (?:team|service|support|(?:\w+ )?(?:invoices?|receipts?|vouchers?|passes|pass|insurance|certificates?|details|numbers?|history|changes?)\b))"
)
#: "We", "I": who refuses says what they can do.
_WHO = regex(r"\b(we|i)\b(?=(?:'re|'m|'d|'ll| \w+)? ?(?:\w+ ){0,3}(?:\w+n't|not|cannot|unable|no longer)\b)")
#: What is not known yet may be told somewhere.
_INFO = regex(
    r"(?:n't|\bnot) (?:\w+ )?have (?:\w+ ){0,3}?(info|information|news|updates|time ?line|eta|release date)\b"
)
#: A letter talks of many things; what it refuses, it refuses to somebody.
_FEW = 2
_TO_CUSTOMER = regex(
    r"\b(?:they have declined|turned (?:it|this) down|we|our|yours?|you|unfortunately|regret|sorry|afraid)\b"
)
#: … and a letter that answers nobody, to "you".
_TO_YOU = regex(
    r"\b(?:they have declined|turned (?:it|this) down|yours?|you|(?:some|any)thing we|unfortunately|regret|sorry|afraid)\b"
)
_BODY = frozenset({"body"})
_REGRET = regex(r"\b(?:sorry|unfortunately|afraid|regret|sadly|currently|at (?:the|this) (?:moment|time))\b")
#: A short answer of a person is about what was asked; in a notice the same words are plain facts.
_SHORT = 4
_WISH = regex(
    r"\b(?:can|could|may|might|would|will) (?:i|we|you|u|it|my|someone|they)\b|\b(?:do|does|did) (?:you|u|they|it) |\b(?:is|are) (?:there|it|they|the|pets|dogs|\w+s) |\bany\b|\b(?:want|need|like|wish|please|pls|possible|available|allowed|asking|request\w*|hoping)\b|^(?:is|are|can|any|do|does|could) |^(?:(?:and|so|ok|okay|well|then)\W+)*(?:how|what) about\b"
)
#: The customer asks for the reason of something: what cannot be is the answer.
_WHY = regex(r"\bwhy (?:is|are|was|were|does|do|did|has|have)(?:n't)? (?:it|this|that|they|there)\b[^.?!]*\?\W*$")


def find(draft: Draft) -> Iterable[tuple[Sentence, Hit]]:
    """Find the first refusal of a draft that offers no alternative anywhere."""
    first: tuple[Sentence, tuple[int, int]] | None = None
    lows = [(sentence, _lower(sentence.text)) for sentence in draft.sentences if not sentence.places.isdisjoint(_BODY)]
    able = [(sentence, low) for sentence, low in lows if any(sign in low for sign in _SIGNS)]
    if not able:
        return
    template = draft.document.kind is Kind.TEMPLATE
    letter = draft.document.channel == "email" and draft.document.kind is Kind.DRAFT
    asked = " ".join(draft.last_message).lower()
    plain = draft.plain.lower()
    answer = (
        len(lows) <= _SHORT
        and draft.document.kind is Kind.DRAFT
        and not _WHY.search(asked)
        and bool(_WISH.search(asked) if asked else len(lows) <= _FEW or _REGRET.search(plain))
    )
    for sentence, low in able:
        refused = _refusal(low, answer)
        if template and (_notice(low) or not (_ADDRESSED.search(low) or low.rstrip()[-1:] in ".!")):
            continue  # A heading tells the state of things to nobody.
        if refused is not None and (
            len(lows) <= _FEW or not letter or (_TO_CUSTOMER if asked else _TO_YOU).search(low)
        ):
            first = first if first and not _ADDRESSED.search(low) else (sentence, refused)
            if _ADDRESSED.search(low) and (sentence.index or not template):
                break  # The first line of a template is as often its subject.
    if first is None or _FRAGMENT.search(draft.plain) or any(_way_out(low) or _LEFT.search(low) for _, low in lows):
        return
    sentence, refused = first
    start, end = clause_of(sentence.text, refused[0], min(refused[1], len(sentence.text.rstrip(" .!?"))))
    yield sentence, Hit(start, end, _slots(sentence.text.lower(), start, end))


def _slots(low: str, start: int, end: int) -> dict[str, Slot]:
    """Return what is not to be had, where there are others of its kind (``thing``), and who refuses (``who``)."""
    thing = _THING.search(low, start, end) if _NOT_TO_BE_HAD.search(low, start, end) else None
    named = {"thing": thing, "who": _WHO.search(low, start, end), "info": _INFO.search(low, start, end)}
    return {name: Slot(*found.span(1), found.span(1)) for name, found in named.items() if found}


def _lower(text: str) -> str:
    """Lower case of the same length: offsets must hold."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _refusal(whole: str, answer: bool) -> tuple[int, int] | None:
    low = _bare(whole)
    if _harmless(low):
        return None
    found = _REFUSAL.search(low)
    if found is None:
        other: tuple[int, int] | None = _refusal_words(low, answer)
        return other
    if _NO_NEWS.match(low, found.start()) and not _WISHED.search(whole):
        return None
    return found.span()
