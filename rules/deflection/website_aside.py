"""Links that a clause has for something else than help: a picture, a private channel, a thing to buy, news, a proof."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex

#: A link that is there for something else. The words are grouped by what that is.
OTHERWISE = regex(
    # a picture, or the second half of a message
    r"\.\.\.\W*$|…\W*$|^\W*are (?:these|those|this) the\b|^\W*(?:2|2/2|2 of 2)\W|^\W*hello there\b"
    # a private channel, or other people (which is a hand-off)
    r"|\b(?:dms?|direct message|private message|inbox|e-?mail us|via twitter)\b"
    r"|\b(?:they can be reached|in english|support team)\b"
    r"|\b(?:reach|contact|touch|chat|call|connect|speak|talk|partner|email)\w*\b.*\b(?:them|they|team|group|support|"
    r"advis[oe]rs?|agents?|experts?|folks|department|seller|services?)\b|\b(?:support|help|assist\w*) (?:is )?(?:via|through)\b"
    # a thing to look up for the answer to a question
    r"|\b(?:did you|was it|were you|have you (?:re-?printed|ordered|booked|paid|opened|registered|been)|everything shows|"
    r"(?:original|other|duplicate|previous|existing|earlier|same) (?:\w+ )?(?:topic|thread|question)|instead to|topic you|by (?:heading|going)|colleagues|duplicate of)\b"
    r"|\b(?:that|this) (?:info(?:rmation)?|by|using)\b|\bconfirm (?:this|that)\b|\breferring to\b"
    r"|\b(?:can|could|do|are) you (?:able to )?(?:(?:please|pls|plz) )?(?:see|seeing|view|access|confirm|click|send|open)\b"
    r"|\b(?:which|what|whether|if) (?:\w+ ){1,6}(?:is|are|you)\b.*\?|\b(?:you mean|able to see|if that|if you go)\b"
    r"|\bas (?:this|the|that|our) \w+ (?:mentions|says|shows|states|notes|explains|describes)\b"
    r"|\b(?:team|advis[oe]rs?|agents?|experts?|friends|folks|specialists) (?:\w+ )?(?:can|will|could|should)\b"
    r"|\b(?:let us know(?! if this| what|.* form| (?:here|at|via|on|through)\b|\W*$)|did you know|while following|screen ?shots?|original question)\b"
    # a thing to have or to do there
    r"|\b(?:sign up|sign in|check in|book your|subscribe|(?<!apple )(?<!your )(?<!the )watch|listen|stream|track|download|install|buy|order|"
    r"purchase|log in|login|pay|an? (?:new )?account|versions?|offers?|deals?|discounts?|contest|sale|premium|playlist|"
    r"you already have|as a test|rest assured|constantly monitoring|"
    r"album|song|picture|photo|job|fave|stay tuned|careers?|events?|tickets?)\b"
    # news, or the proof of what was said
    r"|\b(?:for|any|latest|all|posted an|further) (?:\w+ )?updates?\b|\b(?:has|have) (?:just |already )?(?:replied|responded)|\bgo(?:es)? directly to\b|\bkeep an eye|\bstay (?:updated|informed|tuned)\b"
    r"|\b(?:as (?:indicated|per|stated|mentioned|shared|listed)|the status|no longer|fingers crossed|stay up to date|"
    r"unless you|add your email)\b|\bwe(?:'ll| will) (?:keep|update|post|have|announce|be)\b|^\W*i'm\b"
    # how to do what has just been named, or a closing offer
    r"|\bhere(?:'s| is) how\W*$|\b(?:this|that) (?:explains|shows|tells)(?: you)? how\W*$|^\W*if not, check\b"
    r"|\bhow to do (?:that|this|so|it)\W*$|\b(?:article|guide|page|link|video) (?:explains|shows|will show you|on) how\W*$"
    r"|\b(?:our|the|their) contact (?:info(?:rmation)?|details)\b"
    r"|\bany (?:other |more |further )?questions\b|\balso (?:be )?help|\byou asked for\b",
    re.IGNORECASE,
)
#: The deed itself: then the link only shows how.
DEED = regex(
    r"(?<!about )(?<!how to )\b(?:re-?install|(?<!an )(?<!the )(?<!some )(?<!software )(?<!any )updat(?:e|ed|ing)\b(?! (?:on|your (?:payment|billing|country|account|profile|address|info|email|zip|details)))|re-?start|reboot|reset the|re-?sync|sign(?:ing)? out|"
    r"log(?:ging)? out|clear(?:ing)?|back(?:ing)? up|uninstall|changing|adding|removing|deleting|delete|"
    r"turn(?:ing)? (?:on|off)|switch(?:ing)?)\w*\b",
    re.IGNORECASE,
)
