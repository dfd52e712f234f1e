"""What a rewrite can be sorry about: the kind of trouble that the customer's last message names ("about the crashes").

Where nothing can be said back word for word (``customer.trouble_of``), a plain name for the trouble is still true and
still nearer to the customer than a formula. Only signs that leave little doubt count, and the first of them does.
"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from servicelint.checks import regex
from servicelint.draft import thread_sentences

#: So far into the last message: a long report goes on to other things.
_BEGINNING = 300
#: Not something that happened: a condition, a wish, another's trouble, a thing that is over.
_NOT_SO = regex(
    r"\b(?:if|unless|in case|whether|used to|no longer (?:crash|freez|slow|lag)|(?:not|never|n't|without|stopped) (?:crash|freez|slow|lag)\w*|would|might|want|wish|my friend|as well as|instead of|compared|competit\w+|"
    r"faster|finally|fixed|solved|now works?|works? now|thanks to you)\b"
)
_NOT = r"(?:not|never|n't|nt|no longer|stopped|stops|refuses to|fails? to|failed to|unable to|wont|cant)"
_LOST = r"(?:lost|deleted|erased|wiped|removed|gone|disappeared|vanished|missing)"
_KEPT = r"(?:bookmarks|tabs|e-?mails|messages|folders|photos|playlists|songs|contacts|passwords|addons|add-ons|extensions|files|points|saved games|movies|videos|items)"
_THING = (
    r"(?:app|website|web ?site|site|printer|phone|screen|camera|internet|wi-?fi|network|signal|tv|box|card|console|controller|headphones|speakers?|search|keyboard|"
    r"calendar|inbox|router|modem|doorbell|laptop|tablet|watch|voucher|code|gift card|update|download|browser|player|playlist|link)"
)
#: All that is known of somebody who writes "Useless!", and how short that is.
_NO_USE, _FEW = "that it has not worked out for you", 6
#: What the customer says, and what there is to be sorry about; ``{0}`` is the first group.
_KINDS = tuple(
    (regex(rf"\b(?:{pattern})"), words)
    for pattern, words in (
        (r"passed away\b|rest (?:his|her|their) soul\b|(?:my|our) (?:late )?(?:mum|mom|mother|dad|father|husband|wife|partner|son|daughter|brother|sister|grand\w+|baby|dog|cat) (?:has |just )?died\b|(?:mother|father|mum|mom|dad|husband|wife|son|daughter|brother|sister)'s funeral\b", "for your loss"),
        (r"(?:touch|grop|pett|grabb|harass|assault|molest|slapp|punch|threaten|stalk|attack|follow)(?:ed|ing|s|es) (?:\w+ ){0,2}(?:me|us|my (?:hair|ass|arse|bum|butt|body|breasts?|chest|legs?|thighs?|face|arms?|neck|kids?|daughter|son|wife|mother))\b(?! (?:up|back|on|with|that))", "about what happened to you"),
        (r"crash(?:es|ed|ing)\b|(?:makes?|made|causes?|causing|will|to) (?:\w+ ){0,3}crash\b", "about the crashes"),
        (r"(?:keeps?|kept|always|app|phone|screen|page|browser) (?:\w+ )?(?:freez\w+|froze)\b|freezes\b", "about the freezing"),
        (r"(?:account|profile|e-?mail|page)(?: \w+){0,3} (?:hacked|compromised)\b|(?:hacked|compromised) (?:my|into)\b", "about the trouble with the account"),
        (r"(?:locked|logged|kicked|signed) (?:me |us )?out (?:of|on)\b|account (?:\w+ ){0,3}(?:locked|disabled|suspended|blocked|banned|deactivated)\b", "that your account is giving you trouble"),
        (rf"(?:{_NOT}|can't|cannot|couldn't|trouble|problems?|issues?) (?:let me |allow me to )?(?:\w+ )?(?:log|sign)(?:ging|ing)?[ -]?(?:in|into|on)\b|(?:log|sign)[ -]?in (?:\w+ )?(?:is |does |has )?(?:\w+ )?(?:{_NOT}|issues?|problems?|failed)", "about the trouble with signing in"),
        (r"(?:double|twice|over|wrongly) ?charged|charged (?:me|us|my|twice|double|again)\b|billed (?:me|us|twice|again)\b|(?:double|extra|pending|unauthori[sz]ed|unknown|wrong) charges?\b", "about the trouble with this charge"),
        (rf"(?:{_NOT}|no|still|where(?:'s| is)|waiting (?:for|on)) (?:\w+ ){{0,3}}refund(?:ed)?\b", "about the trouble with your refund"),
        (rf"(?:package|parcel|order|delivery|shipment|courier) (?:\w+ ){{0,5}}(?:late|delayed|lost|missing|wrong (?:address|house|door)|{_NOT} (?:\w+ )?(?:arriv\w+|c[oa]me|deliver\w+|turn\w*|show\w*|here))\b|(?:never|not|n't) (?:\w+ )?receiv\w* (?:my|our|the) (?:package|parcel|order)\b", "about the way your delivery went"),
        (r"(?:lost|missing|damaged|broke\w*|delayed|left) (?:my |our )(?:luggage|bags?|baggage|suitcases?)\b|(?:luggage|bags?|baggage|suitcases?) (?:\w+ ){0,3}(?:lost|missing|damaged|broken|delayed|not arrived)\b", "about the trouble with your luggage"),
        (r"flights? (?:\w+ ){0,4}(?:delayed|late|cancell?ed)\b|(?:delayed|cancell?ed|missed) (?:\w+ ){0,2}flight\b|flight delays?\b", "about the trouble with your flight"),
        (r"(?:delivery|driver|technician|engineer|courier|appointment|installer|cab|taxi)\b[^.?!]{0,60}\b(?:didn't|did not|never|didnt|no) (?:even )?show\w* ?up\b", "that nobody came"),
        (r"card (?:\w+ ){0,3}(?:declined|rejected|refused)\b|declin\w+ my (?:\w+ )?card\b", "that your card was declined"),
        (r"my (videos?|channel|posts?|reviews?|listings?|comments?) (?:\w+ ){0,3}(?:blocked|taken down|removed|suspended)\b", "about what happened to your {0}"),
        (r"(defective|faulty|damaged) (items?|products?|goods|units?|devices?|parts?)\b", "about the {0} {1}"),
        (r"(?:i?phone|battery)\b[^.?!]{0,40}\b(?:dying|dies|die|drains?|draining|drops|goes from)\b[^.?!]{0,20}(?:\d+ ?%|percent)", "about the battery drain"),
        (r"(?:worst|terrible|horrible|awful|poor|bad|lousy|pathetic|disgusting|appalling|disappointed (?:in|with|by)|unhappy with) (?:(?:your|the|this|their|such) )?(?:\w+ )?(?:customer )?service\b(?! (?:in my|pack|area|call|status))", "that the service has let you down"),
        (r"no ?(?:one|body) (?:\w+ ){0,3}(?:able to|can|could|will|wants to|wanted to|seems to) (?:\w+ )?(?:help|assist)\b", "that nobody has been able to help you so far"),
        (r"(?:wast(?:e|ed|ing)(?! of time)|spent|spending) (?:\w+ ){0,4}(?:hours?|days?|evening|morning|afternoon|weekend|time)\b(?! zone)|hours? (?:of my (?:time|life|day)|on the phone)\b", "about the time this has cost you"),
        (r"\brude(?:ly|ness)?\b|unprofessional\b|disrespectful\b|hung up on\b", "about the way you were treated"),
        (rf"(?:{_NOT}|no) (?:\w+ ){{0,3}}(?:response|reply|answer(?! (?:i|we|that))|replied|answered|responded|heard back|hear back|heard (?:anything|from)|call(?:ed)? (?:me )?back|got(?:ten)? back)\b|nobody (?:answers?|replies|picks|calls|responds)\b|ignor(?:ed|ing) (?:me|us|my)\b", "about the lack of an answer"),
        (r"(?:been|still|was|were|am|i'm|keep) (?:\w+ )?waiting\b|waited\b|on hold\b|took (?:\w+ )?(?:hours|days|weeks|forever|ages)\b", "about the long wait"),
        (rf"(?:{_LOST}|can't find|lose) (?:\w+ ){{0,2}}(?:my|our) (?:\w+ ){{0,2}}?({_KEPT})\b", "about the missing {0}"),
        (rf"(?:my|our) (?:\w+ )?({_KEPT}) (?:\w+ ){{0,3}}{_LOST}\b", "about the missing {0}"),
        (r"(?:battery (?:\w+ ){0,3}(?:drain\w*|dies|dying|dead|hog\w*|life is)|(?:drain\w*|kill\w*|eat\w*) (?:\w+ ){0,2}battery)\b", "about the battery drain"),
        (r"(?:too many|so many|full of|all the|constant|annoying|endless) (?:\w+ )?(?:ads|adverts|commercials)\b", "about all the ads"),
        (r"outages?\b", "about the outage"),
        (r"keeps (?:on )?(pausing|buffering|restarting|rebooting|stopping|skipping|disconnecting|closing|shutting down|logging out)\b", "that it keeps {0}"),
        (r"(?:took|taken|stole|stolen|deducted|debited|withdrawn?) (?:\S+ ){0,4}(?:from|off|out of) my (?:bank |debit |credit )?(?:account|card)\b", "about the money taken from your account"),
        (r"(?:get|gets|getting|got|gives?|giving|gave|shows?|showing|same|this|an) (?:\w+ ){0,3}error(?! (?:free|report))\b|^\W*error (?:code)?\b|error code\b", "about this error"),
        (r"(?:quite|so|very|really|too|is|full of|many|more|horribl[ey]|terribl[ey]|of) (?:\w+ )?(?:buggy|bugs|glitchy|glitches)\b", "about the bugs"),
        (r"(?:never|not|n't|nt) (?:yet |even )?(?:got|gotten|received|receive|recieve\w*) (?:my|the|it|them|our)\b(?! (?:chance|answer|idea|hang|reply|response|to))", "that this has not reached you"),
        (r"(?:so|very|too|really|extremely|super|painfully|ridiculously|terribly|insanely|incredibly|always|extreme|is|it's|runs?|running|got|gotten|getting|becomes?|been|slow|loads?) (?:\w+ )?(?:slow(?:er|ly)?|laggy|sluggish)\b|(?:takes?|taking) (?:\w+ )?(?:forever|ages|too long|so long|long) to (?:load|open|start|get (?:in|going)|come up|respond)\b|^\W*(?:too |very |so |it's )?(?:sl+o+w+|laggy)\b|\blags\b|lagging\b|works? (?:\w+ )?slow(?:ly)?\b|load(?:ing)? (?:\w+ )?(?:tak\w+|too) (?:\w+ )?(?:long|forever|ages|time)\b|(?:few|several|ten|many) (?:minutes|seconds) to (?:load|open|start)\b|hangs? on (?:load|start|open)\w*", "about how slow it has been"),
        (rf"({_THING})(?: is| are| was| has| have| does| do| did| still| just| also| completely| keeps?)* (?:(?:{_NOT}|n't) (?:\w+ )?(?:work|load|open|connect|play|print|respond|start|charg|sync|updat|show)\w*|down\b|dropping\b|broken?\b|dead\b|cut(?:s|ting) out\b|stopped working\b|disconnect\w+)", "about the trouble with the {0}"),
        (r"(?:no|lost|poor|bad|weak|terrible) (internet|wi-?fi|network|signal)\b", "about the trouble with the {0}"),
        (r"(pages|web ?sites|sites|videos|images|pictures|photos|links|tabs|songs|attachments) (?:still |just )?(?:won't|do not|don't|dont|wont|will not|never|not|aren't) (?:even |always )?(load|open|play|show|download)(?:ing)?\b", "that {0} do not {1} properly"),
        (r"(?:since|after|fix|new|latest|last|recent|this|the|your) (?:\w+ ){0,2}update\b[^?]{0,40}\b(?:worse|worst|horrible|terrible|awful|hate\w*|ruin\w*|sucks?|broke\w*|messed|useless|bugs?|problems?|issues?|can't|won't|doesn't|lost|gone)\b", "about the trouble with the update"),
        (r"(?:new|latest|current|newest) (?:\w+ )?(?:version|mail|layout|design|look|interface|ui|format|app)\b[^?]{0,40}\b(?:worse|worst|horrible|terrible|awful|hate\w*|sucks?|useless|unusable|buggy|fail)\b|hate (?:the|this|your) (?:\w+ )?new (?:version|mail|e-?mail|layout|design|look|interface|ui|format|app|one)\b", "about the trouble with the new version"),
        (r"^\W*(?:\w+\W+){0,2}(?:bad|worst|useless|garbage|trash|rubbish|sucks?|terrible|horrible|awful|pathetic|crap|bekar|worthless)\W*(?:\w+\W*){0,2}$", _NO_USE),
        (r"same (?:problem|issue|thing)(?= (?:exists|persists|still|again|here)\b|[.!,]|$)|still (?:\w+ )?having (?:\w+ )?(?:problems?|issues?|trouble)\b|still (?:isn't|is not|not|doesn't|does not|won't|will not) work(?:ing)?\b", "that this is still not solved"),
        (r"(?:third|fourth|fifth|second|2nd|3rd|4th|5th|3|4|5|three|four|five|several|many|multiple|countless) times?\b[^?]{0,40}\b(?:wr[io]te?|written|call\w*|contact\w*|complain\w*|asked|told|report\w*|email\w*)\b|i(?:'ve| have)? (?:\w+ )?(?:called|complained|contacted|written|asked|reported|emailed|messaged)\b[^?]{0,40} (?:twice|\d+ times|(?:three|four|five|several|many|multiple) times)\b", "that you have had to bring this up more than once"),
        (rf"none of (?:it|that|them|this|those) (?:work\w*|help\w*)|(?:tried|did|done) (?:that|this|it|all|everything)\b[^?]{{0,40}}\b(?:{_NOT}|still|no (?:luck|change|difference|joy))\b|^\W*(?:@\w+ )*(?:done|tried)(?: it| that| this)?[ ,.]+(?:and |but )?(?:still|no|it still|it didn't)\b|still (?:\w+ )?(?:the same|having (?:the )?(?:same )?(?:issues?|problems?|trouble)|{_NOT}|doesn't|isn't) ?(?:work\w*)?$|(?:didn't|doesn't|did not|does not|hasn't|haven't) (?:\w+ )?help(?:ed)?\b(?! (?:me|us|you|people|anyone|customers))|^\W*(?:it |that |this )?(?:(?:didn't|doesn't|did not|does not) (?:help|seems? to change|change anything)|(?:didn't|did not) work)\b", "that this has not helped so far"),
        (r"(?:won't|wont|doesn't|does not|doesnt|will not|isn't|is not) (?:\w+ )?work(?:ing)?(?= (?:at all|anymore|any more|properly|since|after)\b|[.!,]|$)", "that it is not working for you"),
    )
)  # fmt: skip
_MARKS = re.compile(r"[’`]")
_ADDRESS = re.compile(r"https?:\S+|[@#]\w+")


@lru_cache(maxsize=64)
def regret_of(thread: Sequence[str]) -> str | None:
    """Return what goes on from "I'm sorry" for the customer's last message; None where it does not tell."""
    read = 0
    for sentence in thread_sentences(thread[-1:]):
        if read > _BEGINNING:
            return None
        read += len(sentence)
        low = _ADDRESS.sub("", _MARKS.sub("'", sentence)).lower().strip()
        found = [(match.start(), order, match) for order, (kind, _) in enumerate(_KINDS) if (match := kind.search(low))]
        if found:
            _, order, match = min(found)
            longer = _KINDS[order][1] == _NO_USE and len(thread[-1].split()) > _FEW
            if not longer and not _NOT_SO.search(low, 0, match.end()):
                return _KINDS[order][1].format(*match.groups())
    return None


def topic_of(thread: Sequence[str]) -> str | None:
    """Return the trouble as a noun ("the crashes"), None where ``regret_of`` has none."""
    regret = regret_of(thread)
    return regret.removeprefix("about ") if regret and regret.startswith("about ") else None
