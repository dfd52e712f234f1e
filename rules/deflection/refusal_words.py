"""A refusal in other words than "we can't": closed, outside, only for others, all gone, dismissed."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from servicelint.checks import regex

_ADV = r"(?:(?:currently|unfortunately|simply|also|still|really|just|yet|actually|sadly|strictly|now|already|so|at the moment|at this time|right now|all|both|therefore|quite|even|ever|no longer|normally|usually|generally) ){0,2}"
_NOT = r"(?:do|does|did|wo|would|will|is|are|was|were|has|have|had|ca|could|can)(?:n'?t| not)|cannot|never|no longer"
_WE = r"(?:we|i|they|xname|xvar|our [a-z]+(?: [a-z]+)?|the [a-z]+(?: [a-z]+)? (?:team|office|council|company|bank|airline|seller|store|shop)|the (?:airline|hotel|seller|shop|store|venue|landlord|restaurant|owner|supplier|courier|bank))"
_VERB = (
    r"(?:ships?|delivers?|post|mail|go to|go out|goes|go as|come out|travel|take(?!s? long)|make (?:up|those|these|any|exceptions|changes|alterations)|change|alter|cut|do|run|hold|reopen|re-open|granted?|grant|give (?:out|back|cash|money|discounts?|refunds?|credit)|pay(?:ing)? (?:for|out|back|compensation)|cover|work with|repair|replace|reissue|waive|match|publish|lend|rent|hire|install|trade|split|"
    r"store (?:luggage|bags)|handle|export|import|discuss|reduce|buy|swap|exchange|combine|honou?r|extend|backdate|transfer|recogni[sz]e|sponsor|compensate|reimburse|issue|cash|carry|stock|service|sell|serve|offer|provide|allow|permit|accept|refund|support|"
    r"be (?:able|granting|refunding|paying|taking|making|changing|offering|reopening|renewing|extending|replacing|proceeding|progressing|considering|moving forward|accepting|reviewing|returning|adding|sending|shipping|processing|issuing|supporting|bringing|restocking|doing)|cater|deal (?:in|with)|keep (?:any|stock|spare)|stretch|entertain|gift ?wrap|price ?match|mix|consider|agree to|approve|list|include|have (?:one|any left|space|room for|stock|capacity|the capacity|parts|those|a (?:\w+ )?(?:shop|store|branch|van|part|plan to)))"
)
_STRONG = regex(
    r"\b(?:"
    rf"{_WE}(?:'re|'ve)? {_ADV}(?:{_NOT}) {_ADV}{_VERB}\b[^.;:!?]*"
    # Not welcome, not included, not wide enough, not designed to, not how it works.
    rf"|(?:(?:is|are|was|were|be|been)(?:n'?t| not)|(?:it|that|this|they|we)(?:'s|'re)? not|no longer) {_ADV}(?:welcome in|welcome on|welcome at|applicable|covered (?:by|under)|included in the|designed|intended (?:to|for)|meant to|built (?:to|for)|made (?:to|for)|(?:wide|big|large|long|strong|high|old|tall|fast|recent|new) enough|on (?:our|the) roadmap|how (?:it|this|that|things) works?|partnered|accepting|taken|refunded|reimbursed|insured|claimable|payable|resell\w*|sold|made|manufactured|produced|in production|planned|within|in scope|integrated|licen[cs]ed|up to|for sale|open to|able to)\b[^.;:!?]*"
    r"|(?:won'?t|will not|would not) (?:currently )?be (?:possible|available|an option|coming back|returning|ready|eligible|considered|restocked)\b[^.;:!?]*"
    r"|(?:did|does|do|has|have)(?:n'?t| not) (?:succeed(?:ed)?|make it|made it|meet|met|qualif(?:y|ied)|been (?:successful|selected|approved|accepted|granted)|apply to (?:your|this)|count|extend to|work (?:on|with|in)|come in)\b[^.;:!?]*|not (?:meet|met|pass(?:ed)?) (?:the|our) [a-z]+[^.;:!?]*"
    r"|(?:request|application|appeal|claim|complaint|petition|bid|entry|submission|nomination|waiver)s?\b[^.;:!?]{0,50}? (?:is|was|are|were|has been|have been|stands?|not) (?:hereby )?(?:dismissed|disqualified|regretted|withdrawn|excluded|barred|oversubscribed|out of (?:time|scope)|upheld|too late)\b[^.;:!?]*|entries are disqualified\b"
    r"|(?:is|are|was|were|falls?|fell|lies?|being|you're|it's|that's) (?:just |well |clearly |unfortunately )?(?:outside|beyond) (?:of )?(?:our|the|what|your|its|this)\b(?! (?:box|control))[^.;:!?]*|(?:is|are|be) (?:off[- ]topic|out of scope)\b[^.;:!?]*|(?:is|are|be|been) (?:heavily |already )?oversubscribed\b"
    r"|(?:your|the) (?:policy|plan|cover|contract|tariff|insurance|warranty|guarantee|membership|ticket|fare|scheme) (?:specifically |expressly |only )?(?:excludes?|does not (?:cover|include|run|allow|stretch)|doesn't (?:cover|include|run|allow|stretch)|stops? at|ends? at)\b[^.;:!?]*"
    r"|(?:answer|reply|response|verdict|it)(?:'s| is| was| has to be| remains| stays) (?:still )?a? ?(?:no|negative)\b(?! (?:problem|trouble|wonder|longer|worr|surprise|secret|doubt|bother))[^.;:!?]*|(?:must|have to|had to|need to|obliged to|going to have to|'ll have to|to) (?:respectfully |politely )?(?:decline|refuse|turn (?:this|that|it|you|your \w+) down|say no|pass on (?:this|it|that))\b[^.;:!?]*"
    r"|(?:we|they|manufacturer|company|factory|supplier)(?:'ve| have)? (?:stopped|ceased|discontinued|ended|withdrawn|scrapped) (?:making|selling|producing|stocking|offering|doing|taking|supporting|the|that|this)\b[^.;:!?]*|(?:all|both) (?:of )?(?:our |the )?(?:\w+ ){1,2}(?:\w+ ){0,6}?are (?:now |currently |all )?(?:cancelled|canceled|grounded|suspended|full|taken|gone|sold|out)\b[^.;:!?]*"
    r"|no (?:other |further |more )?options? (?:is|are|left|available|remain\w*)\b[^.;:!?]*|(?:there are|have|has) no plans (?:to|for)\b[^.;:!?]*|policy (?:is )?not to\b[^.;:!?]*|not (?:to )?consider (?:unsolicited|any|such)\b[^.;:!?]*|(?:we|i) do not want your\b[^.;:!?]*|more is not available\b|(?:can|could|do|able to do) (?:much|anything|a lot) without\b[^.;:!?]*|(?:you're|you are) ineligible for\b[^.;:!?]*"
    r"|nobody (?:here |in the \w+ |from our team )?(?:can|is able|is free|is available)\b[^.;:!?]*|(?:no one|nobody) (?:is )?(?:free|available)\b[^.;:!?]*|(?:airline|hotel|seller|bank|landlord|venue|supplier|owner|manager|office|council) (?:says|said|has said) no\b[^.;:!?]*"
    r")"
)
_SHUT = r"(?:ended|expired|closed|over|run out|ran out|lapsed|passed|shut|full|finished|been (?:spent|withdrawn|used up|allocated|filled|discontinued)|withdrawn|spent|fixed|used up|filled|locked)"
#: What refuses only as the answer to a wish: "members only", "closed on Sundays", "a limit of ten".
_WEAK = regex(
    r"(?:\b(?:we|i|they|our \w+)(?:'re)? (?:currently |normally |usually |generally |can |are )?only (?:able to |allowed to )?(?:ship|deliver|accept|take|sell|serve|cover|do|work|open|offer|post|refund|exchange|hire|rent|book|support|cater|operate|travel|lend|keep|stock|run|go)\b[^.;:!?]*"
    r"|(?:^|[,;:] |\bbut |\bcurrently,? |\bmoment,? |\btime,? )only [^.;:!?,]{3,60}? (?:may|can|are (?:supported|eligible|allowed|accepted|covered|available|considered|entitled)|is (?:supported|covered|available|allowed|accepted)|will be (?:accepted|considered|eligible|refunded)|qualif(?:y|ies)|gets?)\b[^.;:!?]*|\b(?:is|are|it's) (?:for |strictly )?(?:\w+ ){1,2}only\b|\bfor (?:\w+ ){1,3}only\b|^\W*[a-z]+ only\b|\bonly (?:one|two|a single) [a-z]+ (?:per|for each|allowed)\b[^.;:!?]*"
    rf"|\b(?:and|but|so|or) (?:{_NOT}) {_VERB}\b[^.;:!?]*|\b(?:offers?|sale|promotion|promo|deal|vouchers?|coupon|code|warranty|guarantee|window|period|registrations?|deadline|cut-off|enrol\w*|applications?|bookings|entries|gates?|kitchen|shop|store|counter|office|doors|list|course|class|fund|pot|budget|tariff|line|model|seats?|prices?|rates?|fees?|route|service|quota|scheme|intake|tour|round|we)(?: for [^.;:!?]{{3,30}}?| on [^.;:!?]{{3,20}}?)?(?: has| have| is| are| was| were|'re|'s)? {_ADV}{_SHUT}\b(?! (?:by|until|from|the|with|a|in|support|to|when|if|out))[^.;:!?]*"
    r"|\b(?:we|there|i|xname)(?:'s|'ve| is| are| was| were| have| has|'re)? (?:currently |also |still |unfortunately )?(?:got )?(?:none|nobody|no one|nothing|no more|no)\b(?! (?:need|problem|doubt|worr|idea|intention|issue|plans for you|reason|charge|fee|extra|cost|further|update|news|info|such|other|rush|obligation|record|trace|hidden|longer)) ?[^.;:!?]*"
    r"|^\W*(?:(?:so )?sorry,? |hi,? |unfortunately,? |i'm afraid,? )?(?:no|none|not any|no more) (?!problem|worr|need|rush|doubt|idea|one|charge|fee|harm|issue|thank|trouble|stress|pressure|longer|it|matter|way!|that|big|kidding|update)[a-z][^.;:!?]*|^\W*(?:all|everything(?:'s)?) (?:gone|taken|sold|full|booked)\b|,? so (?:no|not) [a-z]+ [^.;:!?]*"
    r"|\b(?:it|this|that|they|item|box|parcel|order|ticket|voucher|piano|sofa|[a-z]+s)(?: (?:just|simply))? (?:can'?t|cannot|can not|won'?t|will not) (?:come|go|leave|travel|move|change|count|ship|fly|fit|reach|take|cover|start|open|run|join|enter|accept)\b[^.;:!?]*|\btoo (?:late|early|long|short|big|heavy|far|old|new)\b[^.;:!?]*|\b(?:they|seats?|prices?|rates?|terms) (?:all )?stay (?:as (?:it|they) (?:is|are)|the same|put)\b"
    r"|\bthere(?:'s| is) (?:currently )?(?:a|an) (?:[\w,.]+ ){0,3}?(?:limit|maximum|minimum|cap)\b[^.;:!?]*|\bthe (?:limit|maximum|minimum)(?: \w+){0,2} is\b[^.;:!?]*|\b(?:at|for) your own (?:cost|expense|account)\b|\b(?:closed|shut) (?:on|for|at|all|till|until|over)\b[^.;:!?]*|\bdoes(?:n'?t| not) (?:apply|support|have|work|include|count|do)\b[^.;:!?]*|\b(?:do|did|does)n'?t (?:make|qualify)\b[^.;:!?]*|\b(?:are|is) (?:not|never) refunded\b[^.;:!?]*)"
)


def refusal_words(low: str, answer: bool) -> tuple[int, int] | None:
    """Give the span of a refusal in a sentence in lower case; the weaker words count only in the answer to a wish."""
    found = _STRONG.search(low) or (_WEAK.search(low) if answer else None)
    return found.span() if found else None
