"""What patterns cannot say about a hand-off: through which channel the customer writes, and who sends the message."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator

from servicelint.checks import regex, sibling
from servicelint.draft import Sentence
from servicelint.matching import Draft
from servicelint.model import Kind
from servicelint.units import Hit

_outsider = sibling(__file__, "handoff_readers").outsider

_OWN_DESK = regex(r"\b(?:support|customer (?:service|care)(?! cent)|us)\b", re.IGNORECASE)
#: A verb of contact before a first name, alone or with the last name ("contact Dana Cole", "call Lee at …").
_PERSON = regex(
    r"(?i:contact|call|see|with|to|reach|ring|phone|message|email)(?:ing)? (?:either )?(?:Mr|Ms|Mrs|Dr|Xname)?\.? ?"
    r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+)?(?= (?:at|on|in|for|to|or|if|with|about|regarding|directly)\b|[,.(;]|$)"
)


#: The customer is told to ask a firm, which only its capital letter tells.
_FIRM = regex(
    r"(?:\b(?i:you (?:(?:\w+ ){0,3}(?:should|need to|have to|could|might|can|must|want to|may)|will have to|"
    r"would have to) (?:\w+ )?|suggest (?:that )?you |recommend (?:that )?you |perhaps |please |or |so |then |, )|^\W*)"
    r"(?i:ask|contact|complain to|talk to|speak (?:to|with)|check with|reach out to) "
    r"(?!(?:I|The|Mozilla|Thunderbird|MZLA|Now|Mr|Mrs|Ms|Dr|Xname|Your|Our|My|A|An|SUMO|Microsoft Edge)\b)"
    r"[A-Z]\w{2,}\b(?! \d| at\b| (?:could|can|will|would)\b)"
)


def firm(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield each place of an answering mail that sends the customer to a firm by its name."""
    if not draft.document.thread or draft.document.channel == "chat":
        return
    asked = " ".join(draft.last_message).lower()
    for sentence in draft.sentences:
        found = _FIRM.search(sentence.text) if "body" in sentence.places else None
        if found and (found[0].split()[-1].lower() in asked or "you" in found[0].lower()):
            yield sentence, Hit(found.start() + len(found[0]) - len(found[0].lstrip(" ,")), found.end(), {})


def in_chat(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer wrote in a chat, so that "call us" sends them to another channel."""
    return draft.document.channel == "chat"


def internal(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a mail names a person by first and last name: colleagues do that, or somebody who was agreed on."""
    if sentence is None or hit is None or draft.document.channel == "chat":
        return False
    return _PERSON.search(sentence.text, hit.start, hit.end + 30) is not None


def own_desk(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether an automated message names the support desk: there, it is the sender's own address."""
    if sentence is None or hit is None or draft.document.kind is not Kind.TEMPLATE:
        return False
    return _OWN_DESK.search(sentence.text, hit.start) is not None


#: Something is wrong; nothing is: the customer asks for a thing, a seat, a fact, or says what could be better.
_TROUBLE = regex(
    r"\b(?:sorry|apologi\w*|problem|issue|trouble|error|\w+n't|cannot|cant|not|no|never|lost|broken|fail\w*|refund\w*|"
    r"damage\w*|missing|wrong|late|delay\w*|charged|hacked|fraud\w*|complain\w*|stuck|crash\w*|fix\w*|repair\w*|claim\w*|"
    r"password|reset|recover\w*|support|cancel\w*)\b",
    re.IGNORECASE,
)
_WISH = regex(
    r"\b(?:feedback|suggest(?:ions?|ed|ing)? (?!you|contact|reach|get|speak|call)|future (?:updates|versions|releases)|"
    r"feature requests?|consider (?:adding|it)|give us the option)\b",
    re.IGNORECASE,
)
#: An idea that the customer throws in.
_IDEA = regex(
    r"\b(?:also adding|an idea|my idea|would be (?:so )?(?:cool|nice|great|awesome)|how about (?:adding|making)|"
    r"(?:you|y'all|u) should (?:add|make|have|bring|sell))\b",
    re.IGNORECASE,
)
#: What the customer or the draft says was tried: the next people need not ask for it.
_TRIED = regex(
    r"\b(?:tried|attempted|reinstalled|restarted|rebooted|followed (?:the|all|your)|uninstalled)\b", re.IGNORECASE
)
#: The next people are to do a thing that no attempt changes.
_ERRAND = regex(r"\bto (?:reset|get|gain|regain|recover|see|ask|find out|check)\b|\bnewer\b", re.IGNORECASE)
#: The people are said to be up to it: a doubt behind that would take it back.
_ABLE = regex(
    r"\b(?:they(?:'ll|'re| will| are| have| can)? (?:\w+ ){0,4}?(?:all the tools|best (?:\w+ )?(?:equipped|placed|suited)|"
    r"make sure|(?:do|doing) (?:all|everything|their best)|right (?:folks|people)|happy to|glad to|help you out|get (?:this|it|that|you) )|"
    r"(?:best (?:equipped|placed|suited)|right (?:folks|people|team)|will be able to|(?:be|are|is) (?:happy|glad|ready) to) )",
    re.IGNORECASE,
)
#: Whoever "they" may be.
_PEOPLE = regex(
    r"\b(?:teams?|friends|folks|people|department|desk|experts?|specialists?|advis[oe]rs?|agents?|staff|colleagues|crew|"
    r"office|bank|provider|company|manufacturer|airline|hotel|shop|store|centre|center|council|dealer|supplier|vendor|"
    r"distributor|seller|developers?|authors?|partners?|embassy|them|they)\b",
    re.IGNORECASE,
)


def at_peace(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is sent to people while neither they nor the draft name a trouble."""
    if sentence is None or not _PEOPLE.search(sentence.text):
        return False
    said = [one.text for one in draft.sentences] + draft.last_message
    return not any(_TROUBLE.search(text) for text in said)


def praised(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft vouches for the people: "if they can't help" would take that back."""
    if sentence is None:
        return False
    return any(_ABLE.search(one.text) for one in draft.sentences[max(0, sentence.index - 1) : sentence.index + 3])


def wishes(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is sent off with a wish or an opinion: nobody writes back because it did not help."""
    if sentence is None:
        return False
    asked = " ".join(draft.last_message)
    return _WISH.search(sentence.text) is not None or (_IDEA.search(asked) is not None and not _TROUBLE.search(asked))


def untried(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether nobody says what was tried so far, or the others have only an errand to do."""
    if sentence is None or _ERRAND.search(sentence.text):
        return True
    return not any(_TRIED.search(text) for text in [one.text for one in draft.sentences] + draft.last_message)


def errand(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether people outside have a mere errand to do for the customer: it needs no preparation."""
    if sentence is None or draft.document.channel != "email" or not _ERRAND.search(sentence.text):
        return False
    return bool(_outsider(draft, sentence, hit))


def automated(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether a template greets nobody: such a notice is sent by a machine, and its replies are read by nobody."""
    return draft.document.kind is Kind.TEMPLATE and not any("greeting" in one.places for one in draft.sentences)


_BY_MAIL = regex(r"\bXmail\b|\be-?mail(?!ed)|\b(?:write|writing) to\b|\b(?:form|ticket)\b", re.IGNORECASE)
_BY_VOICE = regex(r"\b(?:call|ring|phone|telephone|dial|chat|visit|speak|talk)\w*\b|\d{3}[ -]?\d{3}", re.IGNORECASE)
#: What is needed is asked for right here, or nothing is needed at all.
_ASKED_FOR = regex(
    r"\b(?:let (?:us|me) know|tell (?:us|me)|send (?:us|me)|dm|share) (?:which|what|where|your|the)\b|"
    r"\b(?:not|n't|without) (?:\w+ ){0,3}(?:provid|repeat|giv)\w* (?:\w+ ){0,3}(?:details|information)\b|"
    r"\b(?:have|with) (?:your|the) (?:[\w-]+ ){1,6}(?:ready|(?:at|to) hand)\b|\binclude (?:your|the)\b",
    re.IGNORECASE,
)


def by_mail(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is to write: what is needed goes into the message."""
    if sentence is None:
        return False
    said = " ".join(one.text for one in draft.sentences[sentence.index : sentence.index + 2])
    return bool(_BY_MAIL.search(said)) and not _BY_VOICE.search(said)


def by_voice(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the customer is to call, to come or to chat."""
    return not by_mail(draft, sentence, hit)


def no_details(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the draft says which details are needed, or that none are."""
    return any(_ASKED_FOR.search(one.text) for one in draft.sentences)


def unasked(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the message answers nobody: then nothing has been explained yet."""
    return not draft.document.thread


def pitches(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether nobody has asked anything and the message sells: the people in it are the offer."""
    return not draft.document.thread and "sales" in draft.registers
