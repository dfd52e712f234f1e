"""Is a rewrite sound: what it must not lose, leave out, tear apart or write badly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from servicelint.colleagues import among_colleagues
from servicelint.draft import Sentence
from servicelint.facts import facts, names
from servicelint.invitations import automatic, invites, out_of_place
from servicelint.matching import Draft, Match
from servicelint.model import Kind
from servicelint.rewriting import Proposal, covered, sign_off

#: A blank is left on purpose in a ``fill`` rewrite; this rule catches it until somebody fills it.
BLANKS_RULE = "unfilled-blank"
#: A greeting's blank for the name.
NAME_BLANK = "[name]"
#: Words of content beside the finding that a rewrite may leave out.
MOST_LEFT_OUT = 4
_DOUBLED = re.compile(r"\b(?!had had|that that)([a-z]+) \1\b", re.IGNORECASE)
_SPOILT = re.compile(
    r"\b(?:an? (?:the|an?|my|your|our)|the (?:an?|the|my|your|our))\b|  | [,.;:!?]|[,;:]\s*[,;:.!?]|"
    r"(?<!\.)\.\.(?!\.)|[!?]\.|"
    r"\b(?:(?:am|are) (?:I'm|I am|we're|we are)|(?:I|we) sorry)\b|"
    r"\{[a-z_]+\.[a-z]+\}|\(\s*\)",
    re.IGNORECASE,
)


def problem(draft: Draft, sentence: Sentence, proposal: Proposal, group: Sequence[Match]) -> str | None:
    """Return why a rewrite would be wrong in its place, None when it is sound; ``group`` as for ``left_out``."""
    filler = _for_filler(proposal, group)
    gone = lost(sentence, proposal)
    if gone and not filler:
        return f"it loses {', '.join(sorted(gone))}"
    omitted = left_out(sentence, proposal, group)
    if omitted > MOST_LEFT_OUT and not filler:
        return f"it leaves out {omitted} words of what else the sentence says"
    if _puts_before(sentence, proposal) and _JOINS.match(sentence.text):
        return "it would stand between a sentence and the one that it goes on from"
    more = added(sentence, proposal)
    unfit = _unfit(draft, sentence, proposal, more) if more else None
    if unfit:
        return unfit
    if _UNKNOWN in proposal.text and _ASKS_WHAT.search(draft.plain):
        return "it names what the draft still asks for"
    if _FOR_ONE in proposal.text and draft.document.kind is Kind.TEMPLATE:
        return "it speaks of one customer where many get the same"
    if _ONE.search(proposal.text) and not _ONE.search(draft.plain) and automatic(draft.plain):
        return "it would speak of one person where a machine writes"
    if _OPEN_CLAUSE.search(proposal.text) and _MORE_OF_IT.match(sentence.text, proposal.end):
        return "it ends in a whole clause, and the sentence goes on"
    bad = spoilt(in_place(sentence, proposal)) - spoilt(sentence.rendered(0, len(sentence.text)))
    return f"it reads badly: {', '.join(sorted(bad))}" if bad else None


def _unfit(draft: Draft, sentence: Sentence, proposal: Proposal, more: str) -> str | None:
    """Return why ``more`` would not fit behind a sentence."""
    if is_heading(sentence):
        return "it would make a heading longer"
    if _INITIAL.search(sentence.text):
        return "it would stand in the middle of a name"
    if among_colleagues(draft):
        return "it speaks as a desk does, in a mail between colleagues"
    asks = proposal.text.rstrip().endswith("?") and not sentence.text.rstrip().endswith("?")
    if asks and _directed(draft, sentence):
        return "it would ask what the next sentence answers"
    if more.startswith("In short") and (_FURTHER.search(sentence.text) or asked_about(sentence.text)):
        return "it would sum up a link, but stand behind something else"
    if parts(draft, sentence):
        return "it would stand between a sentence and the next, which goes on from it"
    return _misplaced(draft, sentence) if invites(more) else None


def asked_about(text: str) -> bool:
    """Tell whether a sentence asks if the reader knows what it points to: that is not summed up beside it."""
    return _ASKED.search(text) is not None


def _for_filler(proposal: Proposal, group: Sequence[Match]) -> bool:
    """Tell whether a blank takes the place of filler: what stands there are no facts."""
    return proposal.text.startswith("[") and any(
        one.block.rule.id == BLANKS_RULE and proposal.start <= one.hit.start < proposal.end for one in group
    )


def in_place(sentence: Sentence, proposal: Proposal) -> str:
    """Return the sentence with the rewrite in it."""
    before, after = sentence.rendered(0, proposal.start), sentence.rendered(proposal.end, len(sentence.text))
    return before + proposal.text + after


def lost(sentence: Sentence, proposal: Proposal) -> Counter[str]:
    """Return the facts of the replaced stretch that the rewrite does not have."""
    old = sentence.rendered(proposal.start, proposal.end)
    if proposal.text.lower() in _FIGURES.get(old.lower(), ()):
        return Counter()
    lost = facts(old) - facts(proposal.text)
    for name in set(lost) & set(names(old)):
        # At the head of the rewrite nothing shows that a word is a name.
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", proposal.text, re.IGNORECASE):
            del lost[name]
    if NAME_BLANK in proposal.text:  # the right name takes the place of "Sir" or "Harbour Bank customer"
        lost -= names(old)
    return lost


#: Figures that stand for words ("2 use").
_FIGURES = {"2": ("to", "too"), "4": ("for",), "b4": ("before",), "gr8": ("great",), "2day": ("today",)}
_FIGURES |= dict.fromkeys(("2moro", "2morrow"), ("tomorrow",))
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_NO_CONTENT = frozenset(
    "that this these those with have been were from your yours will would could should must there their they them then "
    "than what when which while about into also very just only some such here please kindly sorry thank thanks hello "
    "dear being does done need able unfortunately however therefore afraid".split()
)
#: A rewrite that ends in a whole clause about what happened; and what cannot follow that.
_OPEN_CLAUSE = re.compile(r"\bsorry that (?:\[[^\]]*\]|(?!\[)[^\s.!?]+(?: [^\s.!?]+){2,})$", re.IGNORECASE)
_MORE_OF_IT = re.compile(
    r"\s+(?!(?:and|but|so|as|while|because)\s+(?:i|we|you|our|your|this|it|hope|please|thank)\b)[a-z]",
    re.IGNORECASE,
)
#: A blank for the trouble; a draft that does not know it.
_UNKNOWN = "[what went wrong]"
#: The end of a blank for what was done for one customer.
_FOR_ONE = "this customer]"
_ASKS_WHAT = re.compile(
    r"\bwhat (?:seems to be|exactly|is|was|'s) (?:the |your |wrong|going |happening)|"
    r"\b(?:may|can|could) (?:we|i) know\b|\bhow (?:can|may) (?:we|i) help\b|"
    r"\b(?:tell|give|send|dm) (?:us|me) (?:more|further|the|your|what)\b|"
    r"\b(?:more|further|additional) (?:details|info\w*)\b",
    re.IGNORECASE,
)
#: Have they seen it, tried it?
_ASKED = re.compile(r"\b(?:have|did|do) you\b.*\?\W*$|^\W*(?:have|did) you\b", re.IGNORECASE)
#: Words behind a link.
_FURTHER = re.compile(r"Xlink\W+(?:\w+\W+){3}")
#: Somebody speaks, not a company.
_ONE = re.compile(r"\b(?:I|my)\b")
#: The most words of a heading.
_HEADING = 10
#: Words, and how many of them may follow an invitation to write back: read side by side, those at the end of a message
#: were the better version three times in four, those before more than this one in four.
_SPOKEN = re.compile(r"(?!Xlink)[^\W\d_][\w']+")
_MOST_BEHIND = 8
#: What sends the reader on.
_DIRECTS = re.compile(
    r"\W*(?:please|kindly|you (?:can|could|may|will need to|need to)|for (?:this|that)|to)\b", re.IGNORECASE
)
#: So far behind a sentence a mark is looked for that says so.
_MARK = 4
#: What a heading lacks: a person, a verb of ours, a link.
_SAID = re.compile(r"\b(?:i|we|you|they|it|is|are|was|were|will|can|cannot|has|have|please|xlink)\b|://", re.IGNORECASE)
#: The message goes on in another one: "1/2", ">>", "…".
_CUT_OFF = re.compile(r"(?:\b[1-4]/[2-5]|>>+|\.\.\.|…|\(cont\w*\)?)\W*$")
_FIRST_PIECE = re.compile(r"\W*(?:@\w+ )?\(?1 ?(?:[:/]|of\b)")
#: What begins a line that goes on from the one before; in the same paragraph, a pronoun for something in it too, or
#: what must go with it ("Please attach …").
_LINK = re.compile(r"[\s*•>:–—-]*(?:xlink|https?:|(?:click|tap|press) (?:here|this|the link))", re.IGNORECASE)
#: What is listed belongs to the line before.
_LISTS = re.compile(rf"{_LINK.pattern}|\s*(?:this|these|it|they) (?:also )?includes?\b", re.IGNORECASE)
_GOES_ON = re.compile(
    rf"{_LINK.pattern}|\s*(?:(?:they|it|this|these|that|those|there|here|or|otherwise|alternatively|"
    r"but|however|should (?:that|this|it)|if (?:so|not)|having said|no worries|don't worry)\b|"
    r"you(?:'ll| will| can) (?:find|reach|contact|get in touch|get hold)\b|"
    r"(?:please |and |also )*(?:remember to |be sure to |make sure (?:to|that you) )?"
    r"(?:attach|include|mention|quote)\b)",
    re.IGNORECASE,
)


def left_out(sentence: Sentence, proposal: Proposal, group: Sequence[Match]) -> int:
    """Return how many words of content have no like in the rewrite; those of the findings ``group`` do not count."""
    places = [covered(match) for match in group]
    new = {word.lower()[:5] for word in _CONTENT.findall(proposal.text)}
    lost = set()
    for word in _CONTENT.finditer(sentence.text, proposal.start, proposal.end):
        found = any(start < word.end() and word.start() < end for start, end in places)
        text = word[0].lower()
        if not found and text not in _NO_CONTENT and text[:5] not in new:
            lost.add(text)
    return len(lost)


#: "…, Cheryl L." at the end: the surname comes next.
_INITIAL = re.compile(r"[A-Z][a-z]+ [A-Z]\.$")
#: Between two sentences of a rewrite.
_BETWEEN = re.compile(r"(?<=[.!?]) ")


def added(sentence: Sentence, proposal: Proposal) -> str:
    """Return what a rewrite adds behind the sentence, a sentence of its own; empty when it adds none."""
    if proposal.end < len(sentence.text):
        return ""
    signed = sign_off(sentence)
    old = sentence.rendered(proposal.start, len(sentence.text)).removesuffix(signed).rstrip(".!?: ")
    new = proposal.text.removesuffix(signed).rstrip(".!?: ")
    if new.startswith(old):
        return new[len(old) :].lstrip(".!?: ")
    last = _BETWEEN.split(new)[-1]
    return last if last not in old and last != new else ""


#: What begins a sentence that goes on from the words before it, the customer's included; or that greets.
_JOINS = re.compile(r"\W*(?:(?:then|also|which|in that case)\b|(?:hi|hello|hey|dear)\b(?! [a-z]+ing\b))", re.IGNORECASE)


def _puts_before(sentence: Sentence, proposal: Proposal) -> bool:
    """Tell whether a rewrite says something before the sentence, which stays as it is."""
    old = sentence.rendered(0, len(sentence.text)).rstrip(" .!?:").lower()
    new = in_place(sentence, proposal).rstrip(" .!?:").lower()
    return len(new) > len(old) and new.endswith(old)


def adds_only(sentence: Sentence, proposal: Proposal) -> bool:
    """Tell whether a rewrite leaves every word as it is and says something before or behind them."""
    signed = sign_off(sentence) if proposal.end == len(sentence.text) else ""
    old = sentence.rendered(proposal.start, proposal.end).removesuffix(signed).strip(" .!?:").lower()
    new = proposal.text.removesuffix(signed).strip(" .!?:").lower()
    return old != new and (new.startswith(old) or new.endswith(old))


def is_heading(sentence: Sentence) -> bool:
    """Tell whether a sentence is the subject, or a short line of its own that ends in no mark."""
    if "subject" in sentence.places:
        return True
    text = sentence.text.rstrip()
    alone = text == sentence.segment.text.strip() and sentence.document.channel == "email"
    short = len(text.split()) <= _HEADING and (text[-1:].isalnum() or text[-1:] in ")]}>")
    return alone and short and not _SAID.search(text)


def parts(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the next sentence goes on from this one, so that nothing can stand between them."""
    end = sentence.source(0, len(sentence.text)).end
    # A mail is never cut: dots only trail off there.
    whole = sentence.document.channel == "email" and sentence.text.endswith((".", "…"))
    if sentence.text.endswith(":") or _FIRST_PIECE.match(draft.plain) or (not whole and _CUT_OFF.search(sentence.text)):
        return True
    rest = sentence.document.text[end:]
    if rest[:_MARK].lstrip(" .").startswith(">>") or rest.strip(" .") == ">":
        return True
    if sentence.index + 1 >= len(draft.sentences):
        return False
    following = draft.sentences[sentence.index + 1]
    # A line that was broken in the middle of the sentence.
    if sentence.text.rstrip()[-1:].isalnum() and following.text[:1].islower():
        return True
    goes_on = _GOES_ON if following.segment is sentence.segment else _LISTS
    return goes_on.match(following.text) is not None


def said_to_its_end(draft: Draft, sentence: Sentence) -> Sentence | None:
    """Return the next sentence of the paragraph, or the one after, that nothing goes on from; None when ``sentence``
    itself is such a one, or both go on.
    """
    if not parts(draft, sentence):
        return None
    for one in draft.sentences[sentence.index + 1 : sentence.index + 3]:
        if one.segment is not sentence.segment or one.index in draft.quoted or one.text.rstrip().endswith("?"):
            return None
        if not parts(draft, one):
            return None if _open(one.segment.text[: one.start + len(one.text)]) else one
    return None


def _open(text: str) -> bool:
    """Tell whether a quotation or a bracket is not closed at the end of ``text``."""
    return text.count('"') % 2 == 1 or any(
        text.count(opens) > text.count(closes) for opens, closes in ("()", "[]", "“”")
    )


def _misplaced(draft: Draft, sentence: Sentence) -> str | None:
    """Return why nobody should be invited to write back behind a sentence."""
    following = " ".join(one.text for one in draft.sentences[sentence.index + 1 :] if "body" in one.places)
    if len(_SPOKEN.findall(following)) > _MOST_BEHIND or "Xlink" in following:
        return "it would invite a reply in the middle of the answer"
    return out_of_place(draft.plain, " ".join(one.text for one in draft.sentences))


def _directed(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the next sentence says whom to turn to."""
    following = draft.sentences[sentence.index + 1 : sentence.index + 2]
    return any(_DIRECTS.match(one.text) for one in following)


def spoilt(text: str) -> set[str]:
    """Return what reads badly in ``text``: doubled words, articles, spaces, marks."""
    found = {match[0].lower() for match in _DOUBLED.finditer(text)}
    return found | {match[0].lower() for match in _SPOILT.finditer(text)}
