"""Inviting the reader to write back: what says it, and where it would be empty or said already."""

from __future__ import annotations

import re
from functools import lru_cache

_INVITES = re.compile(
    r"\b(?:reply (?:here|to this)|write (?:back|to me)|(?:tell|show|give) (?:me|us)|let (?:me|us) know|shall (?:i|we)|"
    r"would you like|how do you|would it suit|(?:could|would) you (?:tell|say))\b",
    re.IGNORECASE,
)
#: Nobody reads what is written back, or nothing can be.
_DEAF = re.compile(
    r"\b(?:(?:do not|don't|cannot|can't|not be able to) (?:\w+ )?(?:reply|respond)|"
    r"(?:not|un)[- ]?(?:monitored|attended|read)|no-?_?reply|"
    r"will not (?:be read|receive a (?:reply|response))|(?:replies|responses) (?:\w+ ){0,4}(?:are|will) not|"
    r"(?:automated|automatic|auto-?generated|system[- ]generated|computer[- ]generated) "
    r"(?:\w+ )?(?:e-?mail|message|mail|notification|notice|response|reply|alert)|automatically (?:generated|sent)|"
    r"(?:i'm|i am|we're|we are|i'll|i will|will be) (?:now )?(?:lock|clos|archiv)(?:ing|e) (?:this|the) "
    r"(?:thread|topic|question|discussion)|locking this)\b",
    re.IGNORECASE,
)
#: The draft says so itself; not where the help, or what is wanted, is a link.
_INVITED = re.compile(
    r"\b(?:(?:let|keep) (?:me|us) (?:know|posted|updated)|"
    r"(?:(?:give|drop) (?:me|us) a (?:shout|line|message|note)|tell (?:me|us))(?!(?: \w+){0,6}\W{1,4}xlink)|"
    r"feel free|(?:just|only) (?:an? )?(?:tweet|message|call|email|click|dm) away|"
    r"(?:happy|glad|here) to (?:help|assist|answer)(?!\b.{0,120}[.!?:;,] .{0,120}\bxlink)|"
    r"here (?:if|for (?:you|any\w*)|whenever)|"
    r"(?:can|may|shall|could) (?:i|we) (?:help|assist)|reply (?:to|here|back|with)|write back|"
    r"(?:get|come|write|reach|tweet) back|do not hesitate|don't hesitate|"
    r"any (?:other |further |more |additional )?(?:questions?|help|assistance|concerns|queries)|"
    r"(?:further|more|additional) questions|(?<!for )(?:further|more|additional) (?:help|assistance)|"
    r"for (?:further|more|additional) (?:help|assistance)[^.!?]* us|need (?:any )?(?:help|assistance)|"
    r"if (?:(?:that|this|it) (?:doesn't|does not|didn't) (?:help|work|fix)|no (?:change|luck|joy))|"
    r"(?:provide|add|post|share|send) (?:\w+ ){0,3}(?:info\w*|details) here(?!\W{1,4}xlink)|"
    r"(?:message|text) (?:me|us)|dms?|pms|by pm|direct messages?)\b",
    re.IGNORECASE,
)
#: What they would write about was declined just now.
_DECLINED = re.compile(
    r"\bnot the right (?:party|team|people|place|person|channel)|\b(?:is|are) limited to\b|"
    r"\b(?:forum|place|channel|list|group|page) is (?:only|just|solely|purely)\b|"
    r"\b(?:can't|cannot|can not|unable to|not able to) (?:help|assist|advise|support)\b|"
    r"\b(?:previous|original|existing|earlier|same|other) (?:\w+ )?(?:thread|question|topic|posting|post)\b|"
    r"\b(?:don't|do not) (?:start|open|create|post) (?:an|another|a new|more)\b",
    re.IGNORECASE,
)
#: Written to many at once, about something that is nobody's trouble.
_TO_MANY = re.compile(
    r"\b(?:(?:dear|hi|hello|hey|to|good (?:morning|afternoon|evening)),? (?:all|everyone|everybody|colleagues)"
    r"(?: \w+){0,4}[,:!]|all (?:employees|staff|members|players|parents)\b|is open to (?:all|any|every)"
    r"|human resources\b|(?:your|our|any|fellow) (?:colleagues|co-?workers)\b)",
    re.IGNORECASE,
)
#: To family and friends.
_PRIVATE = re.compile(
    r"(?:^|\n|[.!] )[ \t]*(?:(?:much|all my|lots of|with) )?love,?[ \t]*\n"
    r"|\b(?:mom|mum|dad|daddy|mommy|mummy|grandma|sweetie)\b",
    re.IGNORECASE,
)
_JOKES = re.compile(r"(?<!\w);-?\)|[😂🤣😜😉😆😝]|\b(?:lol|lmao|ha ?ha(?: ?ha)*)\b", re.IGNORECASE)
_ASKS = re.compile(r"\byou(?:r|'re|'ve)?\b[^.!?]*\?", re.IGNORECASE)


def invites(text: str) -> bool:
    """Tell whether ``text`` invites the reader to write back."""
    return _INVITES.search(text) is not None


@lru_cache(maxsize=64)
def automatic(message: str) -> bool:
    """Tell whether a machine sends the message, or somebody to many at once: nobody reads an answer."""
    return _DEAF.search(message) is not None or "unsubscribe" in message.lower()


@lru_cache(maxsize=64)
def out_of_place(message: str, own: str) -> str | None:
    """Return why one more invitation to write back would be out of place in a draft, None when it would not.

    ``message`` is all of it, with signature and what is quoted; ``own`` the writer's own sentences.
    """
    if _DEAF.search(message):
        return "it invites a reply where nobody reads one"
    if _DECLINED.search(own):
        return "it invites back what the draft declines"
    if _TO_MANY.search(message):
        return "it invites a reply to what is said to many"
    if _PRIVATE.search(message):
        return "it speaks as a desk does to family and friends"
    if _JOKES.search(own):
        return "it offers help in a joke"
    if _INVITED.search(own) or _ASKS.search(own):
        return "the draft invites a reply already"
    return None
