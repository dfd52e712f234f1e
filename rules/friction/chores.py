"""A chain of chores: three or more things to do with papers, parcels or offices, or three or more papers to bring."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicelint.checks import regex
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

#: Where one chore ends and the next begins.
_LINK = regex(
    r"[,;:]\s+(?:and |then |also |and then |after that,? |afterwards,? |next,? |finally,? |lastly,? )?|\s(?:and then|after that|afterwards|and also|and|then|plus)\s",
    re.IGNORECASE,
)
_CHORE = regex(
    r"^\W*(?:(?:please|kindly|then|also|first|next|finally|again|just|simply|you'll|you|we|would|will|to|must|shall|should|can|could|have to|need to|are to|are required to|want|ask|is|that|what|i'd|i|for|before|in order)\b\W*)*"
    r"(?P<verb>print|sign|initial|scan|fax|photocopy|copy|photograph|take (?:a |it|the|them|your|both|photo|pictures?|screenshots?)|fill|complete|attach|enclose|include|upload|download|post|mail|e?mail|courier|return|send|submit|forward|hand|bring|drop|deposit|lodge|file|write|swear|advertise|"
    r"get (?:it|them|a|the|your|two|three)|have (?:it|them|the|your|a|both)|obtain|collect|gather|dig|find|locate|pop|put|add|stick|pack|repack|box|wrap|label|ring|call|phone|visit|go to|go down|come (?:in|to|down|back)|queue|register (?:at|with|on|for|the|your|it)|create|apply|"
    r"provide|present|produce|show|quote|wait|pay|notari[sz]e|certify|stamp|witness|countersign|book|request|ask (?:your|the|a)|make (?:a|an|two|three|\d|some|both) (?:\w+ )?(?:copy|copies|photocop\w+|appointment)|keep|note|ask for|enter|re-?submit|mention|deliver|verify|open an?|start|swear|sit|renew|log (?:in|on)|sign up|set up|drive|take)\b",
    re.IGNORECASE,
)
#: A chain is one of papers, parcels or offices; steps in a program are none.
_PAPER = regex(
    r"\b(?:forms?|letters?|affidavits?|print-?outs?|cop(?:y|ies)|self-attested|ids?|proofs?|photos?|receipts?|labels?|envelopes?|box|stamp\w*|notari\w+|certif\w+|declarations?|scans?|scan(?:ned)?|courier|by (?:registered )?post|post it|depots?|branch(?:es)?|"
    r"counter|office|police|newspapers?|window \d+|registered|fax|passports?|licen[cs]es?|invoices?|slips?|signatures?|signed|originals?|statements?|payslips?|utility bill|blue ink|black ink|commissioned|photocop\w+|notary|boarding pass\w*|barcode|reception|counters?|mail (?:both|it|them)|witness\w*|affirm\w*|title deeds?|appointment|helpline|hotline|cheque|claim|portal|passbook|reference number|head office|bill|bank details|invoice)\b",
    re.IGNORECASE,
)
_ADDRESSED = regex(
    r"\b(?:please|kindly|pls|you(?:'ll)? (?:are to|shall|must|need|have|will|should|can|would)|(?:ask|asking|like|want|need|require|request)(?: is)?(?: that)? you|could you|can you|would you|here's how|all (?:you|we) need|just|simply|needs?|pop|before (?:i|we) can|only remains|paperwork|what(?:'s| is) left|all that(?:'s| is) (?:left|missing)|you'd|first,? you|happy to|once (?:these|you|they)|you(?:'ll)? (?:go|get|take|print|fill|bring|start))\b|"
    r"^\W*(?:\w+ly )?(?:print|fill|complete|download|sign|scan|submit|attach|take|write|get|bring|send)\b",
    re.IGNORECASE,
)
#: What a company asks a customer to bring along.
_DOCUMENT = regex(
    r"\b(?:bill of lading|packing list|claim form|application form|boarding pass(?:es)?|(?:voided |cancelled )?cheque|affidavits?|(?:original )?(?:box|packaging|receipt|invoice|slip)|passport|(?:driving |driver's )?licen[cs]e|utility bill|bank statements?|payslips?|salary slips?|tax returns?|proof of \w+|birth certificate|marriage certificate|"
    r"death certificate|police report|id cards?|two ids|photo id|photos? of (?:each|the|every|both)|photographs?|certified cop(?:y|ies)|lease|title deed|letter from|reference letters?|signature|warranty card|serial number|medical certificate|deed|contract|declaration|statement of)\b",
    re.IGNORECASE,
)
_BRING = regex(
    r"\b(?:send|bring|provide|submit|attach|present|need|needs|require|requires|upload|enclose|furnish|produce|supply|collect|once (?:these|they|the following)|documents|paperwork|these)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:i|we)(?:'ve|'ll| have| will| can| already| then)? (?:\w+ )?(?:fill\w*|print\w*|attach\w*|sign\w*|complet\w*|enclos\w*|scann?\w*|courier\w*|post\w*|collect\w*|send|sent|bring|put|pack\w*)\b",
    re.IGNORECASE,
)
_CHOICE = regex(
    r"\byou (?:don't|do not|needn't|need not|won't)\b|\bno need\b|\b(?:or|either)\b.{0,60}\bor\b|\bfollowing (?:\w+ )?(?:documents|paperwork|papers)\b",
    re.IGNORECASE,
)
_SOFTWARE = regex(
    r"\b(?:click|menu|tab|button|settings|folder|inbox|right-click|toolbar|checkbox|dialog|screenshot|tools|add-ons?|profile|restart|app|browser|server|thunderbird|firefox)\b",
    re.IGNORECASE,
)
_HOWTO = regex(
    r"\bhow (?:do|can|could|should|would|to)\b|\bsteps?\b|\binstructions?\b|\bwhere (?:do|can) i\b|\bwhat (?:do|should|must) i\b",
    re.IGNORECASE,
)
#: What was gathered on a screen is to be mailed by hand.
_MAILED = regex(
    r"\b(?:e-?mail|send|forward) (?:all of )?(?:it|them|all|everything|both|the lot|these|those)(?: all)?(?: of (?:it|them))? to \S+(?:@|Xmail\b)|\b(?:e-?mail|send|forward) (?:all of )?(?:it|them|all|everything|both)(?: of it)? to Xmail",
    re.IGNORECASE,
)
_BRACKETS = regex(r"\([^()]*\)")
_ENOUGH, _NEAR = 3, 12


def chain(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each sentence that strings three or more chores, or asks for three or more papers."""
    if _HOWTO.search(" ".join(draft.last_message)):
        return
    for sentence in draft.sentences:
        text = sentence.text.replace("’", "'")
        mailed = _MAILED.search(text) is not None
        if not mailed and not _PAPER.search(text) and not _DOCUMENT.search(text):
            continue
        if not (mailed or _ADDRESSED.search(text)) or _CHOICE.search(text) or (not mailed and _SOFTWARE.search(text)):
            continue
        hit = _chores(text) or (None if mailed else _papers(text))
        if hit and not _OURS.search(text[: hit.start + _NEAR]):
            yield sentence, hit


def _chores(text: str) -> Hit | None:
    starts = [0, *(found.end() for found in _LINK.finditer(text))]
    verbs: dict[str, int] = {}
    for start in starts:
        found = _CHORE.match(text, start) if start == 0 else _CHORE.match(text[start:])
        if found:
            at = found.start("verb") + start
            verbs.setdefault(found["verb"].split()[0].lower(), at)
    if len(verbs) < _ENOUGH:
        return None
    first = min(verbs.values())
    return Hit(first, first + len(text[first:].rstrip(" .!?")), {})


def _papers(text: str) -> Hit | None:
    # a list in brackets is one of papers to choose from: "two photo ids (passport, licence, student card)"
    text = _BRACKETS.sub(lambda found: " " * len(found[0]), text)
    first = _DOCUMENT.search(text)
    asked = list(_BRING.finditer(text, 0, first.start())) if first else []
    if not asked:
        return None
    found = list(_DOCUMENT.finditer(text, asked[-1].end()))
    if len({other[0].lower() for other in found}) < _ENOUGH:
        return None
    return Hit(asked[-1].start(), found[-1].end(), {})
