"""The first lines of a selling mail: do they speak of the wares, or of the house that sells them?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_openings = sibling(__file__, "openings")
_NAME = r"(?-i:[A-Z][\w'’&.-]*|Xvar|Xname)(?: (?:&|and|of|the|(?-i:[A-Z0-9][\w'’&.-]*))){0,4}"
_NOT_NAME = (
    r"(?!(?:xvar|xname|honest answer|i|we|you|your|it|this|that|these|those|they|he|she|there|here|my|his|her|their|our|please|if|when|as|with|for|in|on|at|what|which|who|how|why"
    r"|thank|thanks|yes|no|the|a|an|one|two|three|dear|hi|hello|last|next|some|most|many|after|before|since|from|by|to|and|but|attached|enclosed|everybody|nobody)\b)"
)
_WARES = (
    r"(?:apps?|platforms?|software|tools?|systems?|plug-?ins?|add-?ons?|terminals?|suite|connector|dashboards?|range|portal|trackers?|scanners?|kits?|solutions?|programmes?|widgets?|bots?"
    r"|machines?|collection|products?|readers?|sensors?|marketplace|gateway|modules?|devices?|pumps?|ovens?|filters?|printers?|cameras?|batter(?:y|ies)|inverters?|cover|polic(?:y|ies)|account"
    r"|loans?|packages?|bundles?|plans?|services?|courses?|workshops?|training|cards?|boxes|panels?|heaters?|vehicles?|tyres|feed|seeds?|fertili[sz]er|uniforms|catalogue|line|model|edition|version|lockers?|mattress(?:es)?|chairs?|desks?|blinds|paints?|tiles?)"
)
#: A house, not a thing: that is the other rule's.
_FIRM = r"(?:distributor|supplier|maker|manufacturer|firm|company|agency|provider|importer|dealer)"
#: What a thing for sale does, in the present.
_DOES = (
    r"(?:helps?|lets?|gives?|makes?|saves?|takes?|turns?|brings?|puts?|reads?|tracks?|syncs?|works?|runs?|does|cuts?|keeps?|shows?|sends?|prints?|connects?|combines?|replaces?|automates?|handles?|reconciles?"
    r"|chases?|matches|sorts?|counts?|scans?|measures?|monitors?|manages?|covers?|pays?|comes? with|includes?|offers?|allows?|enables?|fits?|plugs?|talks? to|learns?|builds?|collects?|delivers?|stores?|charges?|heats?|cools?|filters?|cleans?|spots?|flags?|tells?|protects?|salts?|answers?|now (?:comes|has|does|works)|is (?:out|here|the (?:first|only|new|fastest|easiest|simplest)|an? ))"
)
#: ... said of one thing by its name.
_DOES_IT = _DOES.replace("s?|", "s|").replace("|an? ))", "))")
_LEAD = r"^\W*(?:quick one[.:]? |just to share,? |good news[:,] |exciting news[:!,] |did you know (?:that )?)?"
_PITCH = regex(
    rf"{_LEAD}(?:"
    rf"{_NOT_NAME}{_NAME}(?:, (?:our|the|an?) [^,.]{{3,60}},)? (?!is the only (?:[\w-]+ ){{0,3}}{_FIRM}\b){_DOES_IT}\b(?! (?:place|note|you (?:that|for)))"
    rf"|{_NOT_NAME}{_NAME} is (?:an?|the|our) (?!(?:[\w'’-]+ ){{0,3}}{_FIRM}\b)(?:[\w'’-]+ ){{0,6}}{_WARES}\b"
    rf"|(?:our|the|this|these|my) (?:[\w'’-]+ ){{0,4}}{_WARES} {_DOES}\b"
    rf"|(?:imagine|picture|what if|think of) (?:an?|having|your|you could|never|every|the)\b"
    rf"|(?:meet|say hello to|presenting|announcing|introducing|discover|try|there(?:'s| is) (?:now )?(?:an?|one)) (?:[\w'’-]+ ){{0,5}}(?:{_WARES}|(?-i:[A-Z]\w+))\b"
    rf"|(?:you can now|you could|now you can|from (?:today|now|this week) you can) [^.?!]{{0,70}}\b(?:with|on|through|using|from) (?:our|the|one of our|(?-i:[A-Z]\w+))\b"
    rf"|(?:have you|ever|did you|do you) (?:seen|tried|heard|know|met|come across|considered|used) (?:about |of )?(?:our|the|(?-i:[A-Z]\w+))\b"
    rf"|(?:this is about|i'm writing about|i am writing about|i write about|it(?:'s| is) (?:my|our|a) (?:great )?pleasure to (?:write|tell|offer|present|introduce|announce)|i should like to (?:draw|tell|present|offer|introduce|bring)|i(?:'d| would) like to (?:draw|tell|offer|present|bring)|may i (?:introduce|present|tell|draw|offer)|allow me to)\b"
    rf"|(?:we|i)(?:'ve| have)? (?:just |recently |now |finally |proudly )?(?:launched|rolled out|released|brought out|built|designed|developed|created|introduced|opened bookings for|started (?:making|selling|offering|supplying)|are launching|are rolling out|now (?:have|stock|sell|offer|do)|got (?:a|in) (?:new|fresh)) "
    rf"|(?:i|we) (?:want|wanted|would like|wish|write|am writing|are writing)(?:ed)? to (?:tell|show|offer|introduce|present|share|let) (?:you|our|my|a|the)\b[^.?!]{{0,60}}\b(?:{_WARES}|offer|demo)\b"
    rf"|[^.?!]{{0,60}}\b(?:said|thought|told me|reckon|suggested)[^.?!]{{0,25}}\b(?:tell you about|show you|introduce|should see|would like) (?:our|the)\b"
    rf"|(?:(?:new|fresh|genuine|quality|affordable|best|brand new|original|imported|organic|premium|cheap)\b[^.?!]{{0,40}}\b(?:available|in stock|for sale|now in|at)\b)"
    rf"|(?:a happy |season's )?[^.?!]{{0,20}}(?:may i|permit me to|allow me to|i wish to|we wish to) (?:draw your (?:kind )?attention to|bring to your (?:kind )?notice|present to you|put before you)\b"
    rf"|it gives (?:us|me) (?:great |immense |much )?pleasure to (?:share|present|offer|introduce)\b|sharing (?:with you )?(?:our|the) (?:new|newest|latest)\b"
    rf"|(?:our|the) (?:new |newest |latest )?(?:[\w-]+ ){{1,4}}(?:now )?(?:offers?|has|have|reports?|holds?|carries|carry|prints?|cools?) (?!been|had\b|you\b|arrived|asked|now\b)[^.?!]{{3,}}"
    rf"|[^.?!]{{3,90}}: that's the {_NAME}|imagine [\w ]{{3,30}} that\b|picture [\w ]{{3,30}} that\b|(?:\w+ ){{1,3}}litres,|we now (?:stock|carry|have|supply) "
    r")",
    re.IGNORECASE,
)
_FAME = (
    r"(?:leading|largest|biggest|oldest|premier|top|best|finest|award[- ]winning|fastest[- ]growing|most trusted|trusted|renowned|reputable|respected|number one|no\.? ?1|favou?rite|first choice"
    r"|market leader|winner|member|accredited|certified|iso|family[- ](?:run|owned)|independent|established|household name|home of|pioneers?|specialists?|experts?)"
)
_KIND = (
    r"(?:company|firm|agency|business|consultancy|studio|manufacturer|makers?|supplier|provider|distributor|exporter|importer|wholesaler|retailer|practice|bureau|broker(?:age)?|bakery|farm|workshop"
    r"|startup|cooperative|co-op|group|brand|lab|printer|nursery|brewery|school|academy|institute|contractor|builder|insurer|operator|factory|shop|house|dealer(?:ship)?|network|association|outfit|partnership|roaster[sy]?|tannery|mill)"
)
_HOUSE = rf"(?:we|our (?:company|firm|family|team|agency|business|studio|group|bakery|farm|shop|story|practice|history|factory|house|people|clients|founders?|office|workshop|brand|mission)|the (?:company|firm|team|family|people) (?:behind|at) {_NAME}|(?:here )?at {_NAME},? we|{_NOT_NAME}{_NAME})"
_COMPANY = regex(
    rf"{_LEAD}(?:"
    rf"{_HOUSE} (?:is|are|was|were|has been|have been|'re) (?:proud(?:ly)? |now |still |today |also )*(?:(?:to be )?(?:an?|the|one of|among|[\w]+'s) )?(?:[\w'’&-]+ ){{0,5}}?(?:{_FAME}|{_KIND})\b"
    rf"|{_HOUSE} (?:has|have|'ve) (?:been|spent|served|helped|supplied|built|grown|won|earned|over|more than|protected|printed|made|delivered|worked|now|offices|\d[\d,]*|twenty|thirty|forty|fifty|two|three|four|five|six|seven|eight|nine|ten|twelve)\b[^.?!]{{0,80}}\b(?:years|decades?|since (?:19|20)|offices|branches|people|staff|employees|awards?|clients|customers|countries|reputation|generations?|engineers|experts|sites|stores|depots|19\d\d|20\d\d)\b"
    rf"|{_HOUSE} (?:was|were|is|are)? ?(?:founded|established|started|began|born|set up|incorporated|opened|grew|goes back|started out|first opened|traces?|won|named|voted|ranked|recognised|recognized|awarded|featured|backed|funded|headquartered|based)\b"
    rf"|{_HOUSE} (?:supplies|serves|insures|employs|supports|protects|powers|looks after|works with|does business|exports|operates|feeds|clothes|trains|represents|specialises in|specializes in|caters|partners|is trusted|is used|are trusted|are used|run|runs|make|makes|sell|sells)\b[^.?!]{{0,60}}\b(?:\d[\d,]*|hundreds|thousands|dozens|leading|biggest|largest|best|top|most of|half of|every|all the|countries|counties|nationwide|worldwide|across)\b"
    rf"|(?:my company|our company|my firm|our firm) (?:specialises|specializes|makes|sells|does|is|offers|provides|supplies|has|works)\b"
    rf"|(?:i'm|i am|my name is|this is|it's) (?:[\w.'’-]+ ){{0,4}}(?:from|with|at|of|here at|here from|, (?:the )?(?:founder|owner|director|head of [a-z ]+|ceo|manager) (?:of|at)) {_NAME},? (?:where we|the|an?|one of|and we|(?-i:[A-Z]\w+)'s)\b"
    rf"|(?:i'm|i am|my name is \w+(?: \w+)? and i(?:'m| am)?) (?:the )?(?:owner|founder|co-?founder|ceo|director|head|managing director|partner|an? (?:partner|director)) (?:of|at|in)\b"
    rf"|{_NAME} here,? (?:from|we|\d|the|for|your)\b|who (?:are|is) (?:we|{_NAME})\?"
    rf"|(?:as you (?:(?:may|might|probably|surely|will|doubtless) )?know,? |it is (?:a matter of|with great) (?:pride|pleasure) (?:for us )?(?:to|that we) (?:state|say|tell you|inform you|share)(?: that)? |we (?:take|have) (?:great )?pride in (?:stating|saying|telling you)(?: that)? |we are proud to (?:state|say)(?: that)? ){_NAME} (?:is|has|was|are)\b"
    rf"|we,? (?:m/s )?{_NAME},? are\b|{_NAME} (?:was|were|has been|is) (?:recently |lately |just |again )?(?:voted|named|ranked|rated|listed|awarded|judged)\b|{_NAME} operates (?:the|an?|more|over|\d)"
    rf"|my name is \w+ and i (?:represent|work for|am with|run|come from)\b|we(?:'re| are) the (?:folks|people|team|guys|ones|firm|crew|company) (?:who|that|behind)\b|(?:for|over) (?:over |more than |nearly )?(?:\w+ )?(?:years|decades|generations) {_NAME} has\b|(?:established|founded) in [^.?!]{{3,60}},? {_NAME},? (?:is|was|has)\b"
    rf"|(?:founded|established|started|born|based|headquartered|built|run|owned|operating|trading|serving|trusted|backed|with (?:over|more than|nearly|almost|some|\d|two|three|four|five|ten|twenty|thirty|forty|fifty)|since \d{{4}}|for (?:over|more than|nearly|almost|\d|two|three|four|five|ten|twenty|thirty|forty)|as (?:the|an?|one of)|proudly|through its|thanks to)\b[^.?!]{{3,110}}\b(?:we|our|{_NOT_NAME}{_NAME}) (?:are|is|has|have|looks?|serves?|suppl|makes?|helps?|offers?|brings?|builds?|knows?|works?|delivers?|prints?)"
    r")",
    re.IGNORECASE,
)
#: What makes the first line one about the reader after all, or about a case.
_MATTER = regex(
    r"\b(?:you (?:said|mentioned|asked|told|wrote|wanted|ordered|booked|need|requested|signed)|your (?:plans?|report|question|aim|goal|order|booking|account|talk|post|article|shop|team|ad|advert|notice)|sorry|apolog\w+|refund\w*|welcome|donation|policy (?:is|was|has)|is (?:closed|moving|changing))\b",
    re.IGNORECASE,
)


def _lines(draft: Draft, pattern: re.Pattern[str]) -> Iterable[tuple[Sentence, Hit]]:
    if draft.document.channel != "email" or not _openings.sells(draft):
        return
    for sentence in _openings.opening(draft):
        if _MATTER.search(sentence.text):
            return
        match = pattern.search(sentence.text)
        if match is not None:
            yield sentence, Hit(match.start(), match.end(), {})
            return
        if sentence.text.endswith("?"):
            return


def pitch(draft: Draft) -> Iterable[tuple[Sentence, Hit]]:
    """Yield the opening line of a selling mail that speaks of the wares."""
    return _lines(draft, _PITCH)


def company(draft: Draft) -> Iterable[tuple[Sentence, Hit]]:
    """Yield the opening line of a selling mail that speaks of the seller's house."""
    return _lines(draft, _COMPANY)
