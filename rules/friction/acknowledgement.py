"""Is the customer upset, and does the draft take any notice of it?"""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from servicelint.checks import regex, sibling
from servicelint.units import Hit

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft

_shared = sibling(__file__, "thread_words")
_upset = sibling(__file__, "upset_words")
_heard = sibling(__file__, "heard_words")

#: The customer has lost or spoiled something: no fault of ours.
_MISLAID = regex(
    r"\b(?:(?:i|we)(?:'ve| have)? (?:just |accidentally |stupidly )*(?:lost|mislaid|misplaced|forgot\w*|dropped|deleted|thrown|threw) (?:my|our|the|it|to)|(?:i|we) (?:(?:can't|cannot|cant) find (?:it|mine|them)|(?:can't|cannot|cant|don't|do not) (?:remember|recall) (?:my|the|our))\b|\b(?:i|we)(?:'ve| have)? (?:accident(?:al)?ly|mistakenly|inadvertently|unintentionally|somehow managed to) \w+|my (?:own )?(?:bad|mistake|fault)\b)"
)
#: Asks for help, in a calm way.
_POLITE = regex(
    r"\b(?:please help|can you|could you|would you|thanks|thank you|appreciate|hello dear|dear (?:team|sir|madam))\b"
)
#: What a reviewer writes about.
_PRODUCT = regex(
    r"\b(?:app|apps|browser|version|update[ds]?|upgrad\w+|add-?ons?|extensions?|install\w*|widget|feature|interface|website|web page|pages?|load\w*|scroll\w*|login|password|"
    r"screen|crash\w*|freez\w+|lag\w*|battery|cache|tabs?|slow\w*)\b"
)
_YOURS = regex(r"\byour (?!fav\w*|opinion|thoughts?)\w+|\b(?:you (?:guys|people|lot|all)|y'all)\b")
_AGAIN = regex(
    r"\b(?<!try the )same (?:problem|issue|error|thing)|\bstill (?:not|no|doesn't|isn't|can't|having|the)\b|:[-']?\(|[😡😠🤬😤😒🙄😭😞😔👎]"
)
_LINK = regex(r"https?:\S+|\b[Xx](?:link|mail|var|name|date|amount)\b|[@#]\w+")
#: Nouns and verbs of any support case: to repeat them does not name the trouble.
_ANYWHERE = frozenset(
    _shared.stem(word)
    for word in "browser firefox thunderbird chrome google android windows version device phone mobile computer laptop tablet account accounts "
    "email mail website site page pages product item order number open download install online updated latest version settings click love improve improved "
    "screen data option options change experience half full free back post line check months days able matter case request report".split()
)
#: "Worst app", "Garbage!": so short is a verdict.
_FEW_WORDS, _SHORT = 4, 60
#: In a long report of a fault only its beginning tells whether the writer is upset.
_BEGINNING = 500
#: What may stand behind the question mark.
_PICTURES = " 😡😠🤬😤😒🙄😞😔👎😫😢☹😈💔😾👿🖕😩😖😣😰😱🤦\u200d\ufe0f♀♂🏻🏼🏽🏾🏿"
_ASKS = regex(r"\W*(?:what|who|when|where|which|is|are|does|do)\b[^.!]*$")
#: "Eric.", "Eric, …", "Welcome to …", "Thanks for reaching out.".
_WELCOME = regex(
    r"^\W*(?!(?:yes|yep|no|nope|sure|correct|true)\W)[\w'-]+(?: [\w'-]+)?[.!,]*$|^\W*(?:welcome to|no worries|hi|hello|hey|dear|good (?:morning|afternoon|evening|day))\b|^(?-i:@?(?!O[Kk]|Yes|Sure|No\b)\w+, [A-Z])|^\W*(?:thanks|thank you) for (?:reaching out|contacting|writing|getting in touch|your (?:message|e-?mail))(?: (?:to )?(?:us|me|xname))?\W*$",
    re.IGNORECASE,
)
#: The second half of a message whose first half went out before.
_GOES_ON = re.compile(r"(?:and|or|but|which|then|store|number|address|details) ")
_REPORT = 250
#: The draft takes up what was said last, in the middle of a talk: the trouble was spoken of before.
_TAKES_UP = regex(
    r"^\W*(?:(?:ok(?:ay)?|all right|alright)[,.!]* (?:thank|thanks|good|great|then)|sounds (?:good|great)\b|(?:sure|certainly|of course),? here (?:it|they|you)\b|then(?:,| let)|(?:so|oh)? ?you(?:'d| would) think(?: so)?\b|(?:well,? )?see,? (?:i|we|that)\b)"
)
#: Mild signs of somebody who has had the trouble for long.
_WEARY = {"persist", "still", "voice", "used"}
#: Signs that a calm letter has too, and signs of feeling, which no report of a fault has by the way.
_CALM = {"leaving", "chased", "gone", "promise", "owed"}
_TROUBLED = {"fault", "negation", "persist", "still"}
_FELT = {"upset", "face", "sarcasm", "loss", "treated", "plight", "effort"}
_SCORN = {"bad", "unbearable", "swear", "leaving"}
#: So many kinds of strong signs are anger, whoever made the mistake.
_SEVERAL = 2
#: From here on a single shared word does not show that the complaint was read; from the second on naming it is not enough.
_ANGRY, _FURIOUS = 5, 12


def missing(draft: Draft) -> Iterator[tuple[Sentence, Hit]]:
    """Yield the first sentence of a draft that answers a complaint and neither names the trouble nor says a word of regret."""
    thread = draft.document.thread
    own = _shared.own_sentences(draft) if thread else []
    if not own or _shared.FRAGMENT.search(draft.plain.strip()) or _GOES_ON.match(own[0].text):
        return
    if _TAKES_UP.search(own[0].text.replace("’", "'").lower()):
        return
    if passes_over(thread, " ".join(sentence.text for sentence in draft.sentences), draft.document.channel == "chat"):
        first = own[1] if len(own) > 1 and _heard.BARE.search(own[0].text) else own[0]
        yield first, Hit(0, len(first.text), {})


def welcomes(draft: Draft, sentence: Sentence | None, hit: Hit | None) -> bool:
    """Tell whether the sentence is a name or a word of welcome: regret comes after it."""
    if sentence is None:
        return False
    # Behind "Unfortunately," the sentence is only the rest of one.
    before = draft.sentences[sentence.index - 1].text.rstrip() if sentence.index else ""
    return before.endswith("ly,") or _WELCOME.search(sentence.text) is not None


@lru_cache(maxsize=4)
def passes_over(thread: Sequence[str], said: str, chat: bool) -> bool:
    """Tell whether the customer's last message is a complaint that the draft ``said`` takes no notice of."""
    ours = _plain(said)
    low = ours.lower()
    if _heard.HEARD.search(low) or _heard.THANKED.search(low) or _heard.OVER.search(low):
        return False
    theirs = _plain(thread[-1])
    review = chat and "@" not in thread[-1] and "?" not in theirs
    if len(theirs) < _SHORT and len(thread) > 1:
        theirs = f"{_plain(thread[-2])} {theirs}"
    upset = theirs.lower() if chat else theirs.lower()[:_BEGINNING]
    strong, mild = _upset.signs(theirs, upset, low)
    if strong == {"face"} and not mild and (theirs.rstrip(_PICTURES).endswith("?") or _ASKS.match(theirs.lower())):
        return False  # a face behind a plain question is no complaint
    talk = (
        chat and "@" not in thread[-1] and not _PRODUCT.search(f"{theirs} {ours}".lower()) and not _YOURS.search(upset)
    )
    if talk and len(strong) < _SEVERAL and len(theirs.split()) > _FEW_WORDS:
        strong -= _SCORN  # in a talk, scorn is for the weather, a film, a landlord
    if (not strong and not mild) or (_heard.DONE.search(low) and len(strong) < _SEVERAL):
        return False
    pleased = _upset.PLEASED.search(upset) is not None
    if _MISLAID.search(upset) and len(strong) < _SEVERAL:
        return False
    if _heard.CONGRATULATES.search(low) or (chat and _heard.CHEERS.search(low)):
        found = bool(_AGAIN.search(upset)) or (not pleased and (bool(strong) or len(mild) > 1))
    elif strong and (chat or strong - _CALM):
        score = 2 * len(strong) + len(mild) + (_ANGRY - 2 if "plight" in strong else 0)
        calm = not chat and len(theirs) > _REPORT and not strong & _FELT and (score < _ANGRY - 1 or "?" in ours)
        found = not calm and _passed_over(score, pleased, theirs, ours, chat)
    else:
        found = _weary(mild, pleased, theirs, ours, review) if chat else _rebuffed(mild, theirs, ours)
    return found and bool(_shared.english(ours)) and ("tongue" in strong or bool(_shared.english(theirs)))


def _passed_over(score: int, pleased: bool, theirs: str, ours: str, chat: bool) -> bool:
    """Tell whether a reply to somebody upset neither names the trouble nor does anything about it."""
    if (pleased and score < _ANGRY - 1) or (score < _FURIOUS and _named(theirs, ours)):
        return False
    low = ours.lower()
    at_work = _heard.AT_WORK.search(low) or (not chat and _heard.OFFERED.search(low))
    if _heard.MENDING.search(low) or (at_work and not _heard.FEEDBACK.search(low) and score < _ANGRY):
        return False
    return _common(theirs, ours) <= (1 if score < _ANGRY + 2 else 2 if score < _FURIOUS else 4)


def _weary(mild: set[str], pleased: bool, theirs: str, ours: str, review: bool) -> bool:
    """Tell whether a reply passes over a trouble that is reported without a strong word."""
    low = ours.lower()
    thanked = _heard.FEEDBACK.search(low) is not None
    if _named(theirs, ours) or _common(theirs, ours) > (1 if thanked else 0):
        return False
    if (_heard.MENDING if thanked else _heard.AT_WORK).search(low):
        return False
    if thanked:
        return "not bad" not in theirs.lower()
    if pleased or ("voice" not in mild and _POLITE.search(theirs.lower())):
        return False
    if "negation" in mild and "?" not in theirs + ours and _heard.SENT_ON.search(low):
        return not _heard.MENDING.search(low)
    if _heard.OFFERED.search(low):
        return False
    stock = {"negation", "used"} if _heard.STOCK_FIX.search(low) and not _heard.MENDING.search(low) else set()
    if (
        review
        and "?" not in ours
        and mild & ({"fault", "demand"} | stock)
        and _PRODUCT.search(f"{theirs} {ours}".lower())
    ):
        return True
    return len(mild) > 1 and ("?" not in ours or bool(mild & _WEARY and not mild <= _upset.PLEA))


def _rebuffed(mild: set[str], theirs: str, ours: str) -> bool:
    """Tell whether a letter that reports a trouble gets the rules of the house instead of a word about it."""
    low = ours.lower()
    if not mild & _TROUBLED or _common(theirs, ours) > 1 or _heard.AT_WORK.search(low) or _heard.OFFERED.search(low):
        return False
    return bool(_heard.SCOLDS.search(low)) and not _heard.MENDING.search(low)


def _plain(text: str) -> str:
    return _LINK.sub(" ", text.replace("’", "'")).strip()


def _named(theirs: str, ours: str) -> bool:
    """Tell whether a draft speaks of the same kind of trouble as the customer."""
    low = ours.lower()
    with_what = {_shared.stem(word) for word in _heard.TROUBLE_WITH.findall(low)}
    if with_what and with_what & {_shared.stem(word) for word in re.findall(r"[a-z-]{4,}", theirs.lower())}:
        return True
    kinds = {found.lastgroup for found in _heard.SAME.finditer(low)}
    return bool(kinds) and any(found.lastgroup in kinds for found in _heard.SAME.finditer(theirs.lower()))


def _common(theirs: str, ours: str) -> int:
    """Return how many telling words the two have in common: no names, nothing that any answer would say."""
    return len((_shared.words([theirs]) & _shared.words([ours])) - _shared.brands([theirs]) - _ANYWHERE)
