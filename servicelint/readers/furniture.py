"""What stands around the prose of a message: headers, greeting, closing, signature, disclaimer, code."""

from __future__ import annotations

import re

from servicelint.readers.lazy import Lazy

_NAME = (
    r"(?:\{\{[^{}]{1,40}\}\}|<%=?[^%]{1,40}%>|[A-Z]\.(?= ?[A-Z])|[A-Z{\[<%$*][\w{}\[\]%$'|<>=]*"
    r"(?:[.-][\w{}\[\]%$|<>]+)*"
    r"|&|and|of|de|van|von|der|la|y|X)"
)
_GREETING = re.compile(
    r"(?:(?i:dear|hi|hiya|hello|hey|hallo|greetings|good (?:morning|afternoon|evening|day)"
    r"|welcome(?= back)|hola|bonjour))"
    r"(?: +(?i:there|all|everyone|everybody|team|folks|again|back|sir|madam|sirs|ms|mr|mrs|mx|dr|prof|valued|customer"
    r"|client|member|guest|user|friend|or|and|both|sir/madam|customers?|subscriber|colleagues?|shopper|passenger|resident)\.?(?![\w'])"
    r"|(?: +|, +(?=[A-Z]\w* ?[,!]))" + _NAME + r"|/ ?(?i:madam|ms\.?)){0,6}"
)
_TO_WHOM = Lazy(r"(?i:to whom it may concern)")
_GREETING_END = re.compile(r"(?: ?[,!:.;–—]+| ?-(?=\s|$)|\s*$)[\s]*(?:[\U0001F300-\U0001FAFF☀-➿️]+[,!.]?\s*)?")
_NAMES_LINE = Lazy(r"[A-Z][\w'.-]+(?:(?:,| and| &) [A-Z][\w'.-]+){0,3},$")


_NO_NAME = Lazy(
    r"(?:From|Thanks|Thank|Regards|Sincerely|Cheers|Best|Love|Yours|Respectfully|Cordially|However|Also|So)\b"
)


def greeting_end(text: str) -> int:
    """Return how much of the line is a greeting with its mark ("Hi Tom, "), 0 where it opens with none."""
    head = text[:160]
    match = (_TO_WHOM.match(head) if head[:2] in ("To", "to", "TO") else None) or _GREETING.match(head)
    if match is None:
        if text[-1:] != ",":
            return 0
        return len(text) if len(text) < 60 and _NAMES_LINE.match(text) and not _NO_NAME.match(text) else 0
    end = _GREETING_END.match(head, match.end())
    if end is None:
        return 0
    if end.end() == match.end() and end.end() < len(text):
        return 0
    return end.end()


_CLOSING = Lazy(
    r"""(?i:
      (?:(?:with|and)\s+)?(?:(?:my|our|very|the)\s+)?(?:kind(?:est)?|best|warm(?:est)?|many|friendly|personal)?[ ]?
      (?:regards|wishes|greetings)
    | all\ the\ best | best | cheers | ciao | take\ care | warmly | respectfully(?:\ yours)? | cordially
    | talk\ soon | see\ you\ soon
    | (?:yours\ )?(?:very\ )?(?:sincerely|faithfully|truly)(?:\ yours)?
    | (?:many\ |with\ |our\ )?(?:thanks|thank\ you)(?:\ again|\ so\ much|\ very\ much|\ in\ advance
      |\ for\ [\w' ]{2,40}(?=,$))?
      (?:,?\ and\ (?:kind\ |best\ |warm\ )?regards)?
    | have\ an?\ (?:great|nice|good|lovely|wonderful)\ (?:day|weekend|week|one|evening)(?:\ ahead)?
    )\s*(?:[,!.:–—-]+\s*|$|\s(?=(?:[A-Z{][\w{}.'-]*\s?){1,4}$))""",
    re.VERBOSE,
)
_FIRST_WORD = re.compile(r"[A-Za-z]+")
#: What a closing formula can begin with: a quick look before the long one.
_CLOSES = frozenset(
    "with and my our very the kind kindest best warm warmest many friendly personal regards wishes greetings all "
    "cheers ciao take warmly respectfully cordially talk see yours sincerely faithfully truly thanks thank have".split()
)
_SENTENCE = re.compile(r"[.!?]\s*$")
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|we|our|please|us)\b", re.IGNORECASE)
_POSTSCRIPT = re.compile(r"P\.? ?(?:P\.? ?)?S\b", re.IGNORECASE)


def is_closing(text: str) -> bool:
    """Tell whether the line is a closing formula, perhaps with the name: "Kind regards,", "Thanks, Tom"."""
    if len(text) > 90:
        return False
    first = _FIRST_WORD.match(text)
    if first is None or first[0].lower() not in _CLOSES:
        return False
    match = _CLOSING.match(text)
    if match is None or (_SENTENCE.search(text) and len(text.split()) > 4):
        return False
    return len(text[match.end() :].split()) <= 5


def is_signature_line(text: str) -> bool:
    """Tell whether a line below the closing is a name, title, address or number, and no sentence to the customer."""
    if _POSTSCRIPT.match(text):
        return False
    words = text.split()
    if len(words) >= 6 and (_SENTENCE.search(text) or len(words) >= 12) and _SECOND_PERSON.search(text):
        return False
    return len(words) < 14 or not _SENTENCE.search(text)


def is_bare_name(text: str) -> bool:
    """Tell whether the line can only be the writer's name at the foot: "Vince", "Anna Bell", "-- the Harbour team"."""
    dashed = re.match(r"(?:--|—|–) ?(?=\S)", text)
    if dashed and len(text.split()) <= 6 and text[-1:] not in ".!?:":
        return True
    words = text.rstrip(",").split()
    if not 1 <= len(words) <= 4 or text[-1:] in ".!?:":
        return False
    if words[-1].lower() in ("team", "support", "service"):
        return words[0][0].isupper() or words[0][0] in "{<%"
    return len(words) <= 3 and all(re.fullmatch(r"[A-Z](?:\.|[a-z'’-]+(?:[A-Z][a-z]+)?)", word) for word in words)


#: Every disclaimer has one of these: a quick look before the long one.
_LEGAL = (
    "confidential", "privileged", "intended", "sole use", "legal", "privacy", "disclaimer", "addressee", "in error",
    "environment before", "virus", "registered", "company",
)  # fmt: skip
_DISCLAIMER = Lazy(
    r"""(?i:
      \b(?:this|the)\ (?:e-?mail|message|communication|transmission)\b[^.]{0,160}
      \b(?:confidential|privileged|intended\ (?:only|solely|exclusively)|sole\ use|legally)
    | ^\W*(?:confidentiality|legal|privacy)\ (?:notice|disclaimer|statement)\b
    | ^\W*(?:confidential|disclaimer)\s*[:.–-]
    | not\ (?:the|an)\ (?:intended|named)\ (?:recipient|addressee)
    | received\ this\ (?:e-?mail|message|communication)\ in\ error
    | consider\ the\ environment\ before\ printing | \bscanned\ (?:for|by)\b.{0,30}\bvirus
    | \bregistered\ (?:office|in\ (?:england|scotland|ireland|wales|the\ netherlands|germany))\b
    | \bcompany\ (?:registration\ )?(?:no|number)\b
    )""",
    re.VERBOSE,
)


def is_disclaimer(paragraph: str) -> bool:
    """Tell whether the paragraph is a legal footer: confidentiality, wrong recipient, registered office."""
    head = paragraph[:1000]
    low = head.lower()
    return any(word in low for word in _LEGAL) and bool(_DISCLAIMER.search(head))


HEADER_LINE = re.compile(
    r"\*{0,2}(From|To|Cc|Bcc|Date|Sent|Reply-To|Subject|Subject line|Re)\*{0,2}:\*{0,2}[ \t\u00a0]*", re.IGNORECASE
)
FENCE = re.compile(r"(?:```|~~~)")
_LOG = Lazy(
    r"""at\ [\w$.<>]+\([\w$.:<>]*\)$ | Traceback\ \(most\ recent\ call\ last\): | File\ "[^"]+",\ line\ \d+
      | \[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+\[?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|TRACE)\b
      | (?:Caused\ by:\ )?(?:[a-z]\w*\.){2,}[A-Z]\w*(?:Exception|Error)\b
      | [$]\ [a-z][\w.-]*(?:\s+[-\w./]+)*$ | [{}()\[\];]+$""",
    re.VERBOSE,
)


def is_log_line(text: str) -> bool:
    """Tell whether the line is a program's output: a stack trace, a log line, a shell prompt."""
    # A quick look before the long one: what no program's output begins with is the usual case.
    if text[0] not in "[{}()]$" and not text[0].isdigit():
        opens = text.startswith(("at ", "Traceback", "File ", "Caused"))
        if not opens and "Exception" not in text and "Error" not in text:
            return False
    return bool(_LOG.match(text[:300]))
