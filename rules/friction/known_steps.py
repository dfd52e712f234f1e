"""Steps that a customer may have tried, and how a draft suggests them: step against step."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re

from servicelint.checks import regex

_TRIED = r"(?:(?:have|has|'ve|i|we|already|did|even|tried|after|and) (?:(?:already|even|also|just|both|now|tried|and|it|to|by|with|after|the|my|a|an|every|all|following|your|this|that|steps|of) ){0,4})"


def _reported(done: str) -> re.Pattern[str]:
    """Return a pattern for a step that was done: behind "I have", or from its second branch on by itself."""
    behind, bar, alone = done.partition(r"|\b")
    return regex(rf"\b{_TRIED}(?:{behind}){bar}{alone}", re.IGNORECASE)


#: A step as the customer reports it, and as the draft suggests it.
STEPS: list[tuple[re.Pattern[str], re.Pattern[str]]] = [
    (
        _reported(done),
        regex(
            rf"(?:^\W*(?:first(?: thing| of all| off)?,? |so,? |ok(?:ay)?,? )?|\b(?:please|try|would you|tried|pls|kindly|suggest|recommend|consider|could you|can you|have you)\W+(?:(?:to|you|a|the|quick|just|try|tried|trying|first|also|then|simply|consider) ){{0,3}})(?:{told})",
            re.IGNORECASE,
        ),
    )
    for done, told in (
        (
            r"(?:restarted|rebooted|restarting|rebooting|restart|reboot|power cycled|(?:turned|switched|powered) (?:(?:it|my|the|\w+) ){0,2}off and)\b|\b(?:restart|reboot|switch(?:ed)? off and on) (?:\w+ ){0,2}(?:already|also|twice|\d+ times|many times|no use)\b",
            r"(?:restart(?:ing|ed)?|reboot(?:ing|ed)?|power cycl\w+)\b|(?:switch|turn|power)(?:ing)? (?:(?:it|the|your|\w+) ){0,2}off\b[^.?!]{0,70}\bon(?: again)?\b|(?:switch|turn|power)(?:ing)? off (?:\w+ ){1,3}[^.?!]{0,60}\bon(?: again)?\b|(?:switch|turn|power)(?:ing)? off,? (?:the|your) \w+[^.?!]{0,70}\bon(?: again)?\b",
        ),
        (
            r"(?:reinstalled|uninstalled|re-installed|reinstalling|uninstalling|reinstall|uninstall)\b(?! (?:add|the add|ext))|\b(?:downloaded|installed) (?:\w+ ){0,3}(?:again|back)\b|\b(?:re-?install(?:ed)?|(?:deleted?|removed?|uninstall(?:ed)?) (?:\w+ ){0,2}and (?:re)?(?:install|download)\w*) (?:\w+ ){0,2}(?:already|also|twice|\d+ times|many times|no use|same)\b",
            r"(?:(?:re-?|un-?)install(?:ing|ed)?)\b(?! (?:add|any add|the add|ext|un))|(?:delet|remov|uninstall)(?:e|ing)? (?:\w+ ){0,3}and (?:\w+ )?(?:re)?(?:download|install|add|put)(?:ing)?(?: (?:\w+ ){0,2}(?:again|back|once more))?",
        ),
        (
            r"(?:cleared|clearing|emptied|deleted) (?:\w+ ){0,3}(?:cache|cookies|history)\b",
            r"clear(?:ing|ed)? (?:\w+ ){0,4}(?:cache|cookies)\b",
        ),
        (
            r"(?:logged out|signed out|logging out|logging off|signing out|log out|logged off)\b",
            r"(?:log(?:ging)?|sign(?:ing)?) out\b",
        ),
        (
            r"(?:reset|resetting) (?:\w+ ){0,3}(?:password|router|modem|network settings)\b",
            r"reset(?:ting)? (?:\w+ ){0,3}(?:password|router|modem|network settings)\b",
        ),
        (
            r"(?:unplugged|unplugging) (?:\w+ ){0,3}(?:router|modem|box|tv|console)\b",
            r"unplug(?:ging)? (?:\w+ ){0,3}(?:router|modem|box|tv|console)\b",
        ),
        (
            r"(?:disabled|disabling|turned off|turning off|uninstalled|switched off|shut off|deactivated) (?:\w+ ){0,4}(?:anti-?virus|firewall|vpn|norton|avast|kaspersky|mcafee|av)\b",
            r"(?:(?:disabl|deactivat)(?:e|ing|ed)|turn(?:ing|ed)? off|without|uninstall(?:ing|ed)?|stop(?:ping)?) (?:\w+ ){0,4}(?:anti-?virus|firewall|vpn|norton|avast|kaspersky|mcafee|nord|av)\b",
        ),
        (
            r"(?:(?:start|restart|open|runn?|launch)(?:ed|ing)? |in |using )?(?:\w+ ){0,3}(?:safe|troubleshoot(?:ing)?) mode\b",
            r"(?:(?:start|restart|open|run|launch|us)(?:ed|ing|ning)? )?(?:\w+ ){0,4}(?:safe|troubleshoot(?:ing)?) mode\b",
        ),
        (
            r"(?:repaired|repairing|repair|rebuilt|rebuilding) (?:\w+ ){0,3}folders?\b",
            r"(?:repair(?:ing|ed)?) (?:\w+ ){0,3}folders?\b|right[- ]click(?:ing)? .{0,60}\brepair\b",
        ),
        (
            r"(?:checked|checking|looked in) (?:\w+ ){0,3}(?:spam|junk)\b",
            r"(?:check|look in) (?:\w+ ){0,3}(?:spam|junk)\b",
        ),
        (
            r"(?:(?:in|using|with|opened|it|use|used) )?(?:\w+ ){0,2}(?:incognito|(?:private|inprivate) (?:window|mode|browsing|tab))\b",
            r"(?:\w+ ){0,4}(?:incognito|(?:private|inprivate) (?:window|mode|browsing|tab))\b",
        ),
        (
            r"(?:(?:in|on|from|with|using|used|switched|swapped) )?(?:to )?(?:another|a different|a second|other|different|two|three|both|several) (?:\w+ )?(?:browsers?|devices?|computers?|phones?|laptops?|cables?|chargers?|outlets?|sockets?|cards?)\b",
            r"(?:\w+ ){0,3}(?:another|a different|a second) (?:\w+ )?(?:browser|device|computer|phone|laptop|cable|charger|outlet|socket|card)\b",
        ),
        (
            r"(?:factory reset|hard reset|reset to factory|reset it|wiped|done a (?:full|factory|hard|soft) reset)\b",
            r"(?:factory reset|hard reset|(?:do|perform) a (?:factory|hard|full) reset)\b",
        ),
        (
            r"(?:removed|removing|deleted|unpaired|forgot|forgotten) (?:\w+ ){0,4}and (?:re-?added|added|re-?paired|paired|set up)\b|(?:re-?added|re-?paired)\b",
            r"(?:re-?add|re-?pair|remov(?:e|ing) (?:\w+ ){0,4}and (?:re-?)?(?:add|pair)(?:ing)?)\b",
        ),
        (
            r"(?:checked|replaced|swapped|changed|tightened|reseated) (?:\w+ ){0,4}(?:cables?|connections?|plugs?|batter(?:y|ies)|bulbs?|fuses?|filters?)\b",
            r"(?:check|replace|swap|change|tighten|reseat)(?:ing)? (?:\w+ ){0,4}(?:cables?|connections?|plugs?|batter(?:y|ies)|bulbs?|fuses?|filters?)\b",
        ),
        (
            r"(?:called|phoned|rang|emailed|contacted|spoke to|spoken to|asked) (?:\w+ ){0,3}(?:neighbou?rs?|courier|bank|landlord|shop|store|hotel|airline|driver)\b",
            r"(?:call|phone|ring|contact|ask|speak to|check with)(?:ing)? (?:\w+ ){0,2}(?:neighbou?rs?|courier|bank|landlord|shop|store|hotel|airline|driver)\b",
        ),
        (
            r"(?:disabled|removed|uninstalled|turned off|deleted) (?:\w+ ){0,4}(?:add-?ons?|extensions?|plug-?ins?)\b|\b(?:no|without|zero) (?:(?:any|a|single|other|the|my) ){0,2}(?:add-?ons?|extensions?|plug-?ins?)\b(?! (?:works?|for|that))",
            r"(?:un-?install|disabl|remov|turn)(?:e|ing)?(?: off)? (?:\w+ ){0,3}(?:add-?ons?|extensions?|plug-?ins?)\b",
        ),
        (
            r"(?:removed|deleted|cleared|wiped|erased) (?:\w+ ){0,4}(?:passwords?|credentials|log-?ins?)\b",
            r"(?:remov|delet|clear|wip|eras)(?:e|ing)? (?:\w+ ){0,3}(?:passwords?|credentials|log-?ins?)\b",
        ),
        (
            r"(?:updated|updating|upgraded|reinstalled|rolled back|rolling back|installed) (?:\w+ ){0,5}(?:drivers?|firmware|bios)\b",
            r"(?:updat|upgrad|re-?install|roll|download|install)(?:e|ing)?(?: back)? (?:\w+ ){0,4}(?:drivers?|firmware|bios)\b",
        ),
        (
            r"(?:created|made|set up|started|tried) (?:\w+ ){0,3}(?:new|fresh|second|another) (?:\w+ )?profile\b",
            r"(?:creat|mak|set|start)(?:e|ing|ting)?(?: up)? (?:\w+ ){0,3}(?:new|fresh|second|another) (?:\w+ )?profile\b",
        ),
        (
            r"(?:checked|tested|restarted) (?:\w+ ){0,4}(?:internet|wi-?fi|connection)\b|\b(?:internet|wi-?fi|connection) (?:is|was|works|is working) (?:fine|ok|okay|good|fast|strong|perfectly)\b",
            r"(?:check|test|verify)(?:ing)? (?:\w+ ){0,4}(?:internet|wi-?fi)(?: connection)?\b|check(?:ing)? (?:\w+ )?connection\b",
        ),
        (
            r"(?:compacted|compacting)\b",
            r"compact(?:ing)? (?:\w+ ){0,3}folders?\b",
        ),
    )
] + [
    (
        regex(
            r"\b(?:i|we)(?:'ve| have)? (?:just |already |also |even )?(?:updated|upgraded)\b(?! (?:my|the) (?:card|address|details|payment|profile|phone number|email))|\b(?:is|am|are|it's|i'm|everything's|all) (?:all |fully |completely )?up[- ]to[- ]date\b|\bfully (?:updated|upgraded|up[- ]to[- ]date)\b|\b(?:have|using|on|running|got|installed) the (?:very )?(?:latest|newest|most recent|current) (?:\w+ ){0,2}(?:version|update|release|build|software|ios|android|driver)",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:pls|please|try)(?: try)? (?:firefox|ff|version|release|android|ios) ?\d|\b(?:please|pls|try|kindly|check|make sure|ensure|suggest|recommend|could you|can you)\b(?:(?!\b(?:not|n't|if)\b)[^.?!;]){0,50}?\b(?:updat(?:e|ing) (?:to|your|the)|upgrad(?:e|ing) (?:to|your|the)|(?:latest|newest|most recent|most up[- ]to[- ]date) (?:\w+ )?(?:version|release|update|build|firefox|ios|android)|up[- ]to[- ]date)\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(
            r"\b(?:tried|done|did|followed|been through|gone through|exhausted|checked)(?: through)? (?:all|every|everything|each|the|your|both|a lot of|many|most of)\b(?: (?:of|the|your|possible|available|usual|online|that|these|those|was|is|i could|suggested|recommended|other)){0,4}(?: (?:\w+ )?(?:steps?|guides?|instructions?|articles?|troubleshoot\w*|tips|suggestions?|faqs?|solutions?|fixes|recovery|advice|usual)\b|(?<=everything)|(?<=suggested)|(?<=recommended))|\bloop of troubleshooting\b",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:have you (?:already )?tried|did you (?:already )?(?:try|follow)|try|trying|use|using|follow(?:ing)?|check(?: out)?|review|complete|completing)\b:? (?:(?!not\b|if\b)[\w-]+ ){0,7}?(?:(?:these|the|this|following|below|basic) (?:\w+ ){0,2}(?:steps|tips|guide|article|troubleshoot\w*|instructions|document|page|link)|troubleshooting (?:steps|tips|guide)|steps here)\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(
            r"\b(?:have|has|'ve|i|we|and|already|tried|even) (?:\w+ ){0,3}(?:re-?install(?:ed|ing)|uninstalled)\b|\bfresh install",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:do|perform|try|doing|need|with|suggest)(?: to do)? an? (?:\w+ )?(?:fresh|clean|new) (?:re-?)?install(?:ation)?\b",
            re.IGNORECASE,
        ),
    ),
    (
        regex(
            r"\b(?:tried|trying|did|done|through|during|every|all)\b[^.?!]{0,40}\b(?:recover|recovering|recovery)\b|\brecovery (?:\w+ ){0,2}?(?:(?:is|are|was|were|does|do|did)(?:n't| not)|fails?|failed|never|keeps?)\b",
            re.IGNORECASE,
        ),
        regex(
            r"\b(?:have you (?:already )?|did you )(?:tried|try) (?:to )?(?:recover|recovering|resetting|the (?:account )?recovery)\b|\balready tried recover\w*",
            re.IGNORECASE,
        ),
    ),
]

#: Plain words without which a step cannot be in the draft: the cheap test before the others, same order.
STEP_WORDS = [
    ("start", "boot", "cycl", " off"),
    ("install", "download"),
    ("clear",),
    (" out",),
    ("reset",),
    ("unplug",),
    ("disabl", "activat", "off", "without", "uninstall", "stop"),
    (" mode",),
    ("repair",),
    ("spam", "junk"),
    ("incognito", "private"),
    ("another", "different", "second"),
    ("reset",),
    ("add", "pair"),
    ("check", "replac", "swap", "chang", "tighten", "reseat"),
    ("call", "phon", "ring", "contact", "ask", "speak", "check"),
    ("add", "extension", "plug"),
    ("password", "credential", "log"),
    ("driver", "firmware", "bios"),
    ("profile",),
    ("internet", "wifi", "wi-fi", "connection"),
    ("compact",),
    ("updat", "upgrad", "latest", "newest", "recent", "up-to", "up to", "try ", "pls ", "please "),
    ("steps", "tips", "guide", "article", "troubleshoot", "instructions", "document", "page", "link"),
    ("install",),
    ("recover", "tried", "try"),
]
