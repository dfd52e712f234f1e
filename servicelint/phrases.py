"""The phrase language: readable one-line patterns over normalised text, compiled to regular expressions.

A phrase is a row of words; case does not count, any comma or hyphen between words is tolerated, and full forms also
match their contractions (``we will not`` finds "we won't") and the clipped forms of chats (``please`` finds "pls").
Beyond plain words:

====================  =====================================================================================
``(a|b c|)``          alternatives; an empty one makes the group optional
``word?`` ``(a b)?``  optional
``<send>``            every form of *send*
``@team``             the named word list of the pack's ``lexicon.toml``
``...`` ``...5``      up to three (five) words, no punctuation
``{thing}``           captures one to eight words of one clause; ``{thing:3}`` at most three
``{thing=(a|b)}``     captures what the part in it matches
``!(a|b)``            what follows is none of these
``^`` ``$``           the sentence begins, ends here
``:`` ``,`` …         a mark by itself matches itself, with or without a blank before it
``\\x``                the character x itself
====================  =====================================================================================

``literals`` derives the words that a phrase cannot match without; ``compile_phrase`` gives the regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

#: What may stand before a word: the start, a blank (with a comma or a dash), a comma or hyphen, or an opening mark.
_SEP = r"(?:^|,? (?:[-–—] )?|[,-]|(?<=[^\w\s']))"
_WORD = r"""[^\s,;:!?.()"]+(?:[.,:/][^\s,;:!?.()"]+)*"""
#: What may stand between two words of a gap or slot. One way only to cut a text into words: with a choice at every
#: mark, a row of asterisks or a chain of hyphens would take time exponential in its length.
_BETWEEN = r",? (?:[-–—] )?"
_INNER_WORD = rf"(?![-–—](?: |$)){_WORD}"
_CLAUSE_END = (
    r"""(?=\s*[.,;:!?()"]|\s*$|\s+[-–—]\s|"""
    r"""\s(?:and|but|so|or|because|if|when|until|unless|which|who|as|then|before|after)\b)"""
)
#: Words that people write "nt" after, without the apostrophe.
_WITH_NT = tuple("do does did could would should must is are was were wo sha have has had need ca ai".split())
#: Words whose contracted forms lose their own letters or their space.
_CONTRACTED = {
    "not": r"(?:{sep}not|not|n't|'t|" + "|".join(rf"(?<=\b{word})nt" for word in _WITH_NT) + ")",
    "is": r"(?:{sep}is|'s)",
    "are": r"(?:{sep}are|'re)",
    "am": r"(?:{sep}am|'m)",
    "have": r"(?:{sep}have|'ve)",
    "has": r"(?:{sep}has|'s)",
    "had": r"(?:{sep}had|'d)",
    "would": r"(?:{sep}would|'d)",
    "will": r"(?:{sep}will|'ll|{sep}wo(?=n'?t\b))",
    "shall": r"(?:{sep}shall|'ll|{sep}sha(?=n'?t\b))",
    "can": r"(?:{sep}can|{sep}ca(?=n'?t\b))",
    "us": r"(?:{sep}us|(?<=\blet)'s)",
}
#: How chats and tweets clip a word: "please" also finds "pls".
_CLIPPED = {
    "please": frozenset(["pls", "plz"]),
    "you": frozenset(["u"]),
    "your": frozenset(["ur"]),
    "thanks": frozenset(["thx", "thnx"]),
}
#: "U.S." is no "you".
_WRITTEN = {"u": r"u(?!\.\w)"}
#: These may be glued to "n't" (so no word of their own stands in the text): they anchor nothing.
_AUXILIARIES = frozenset(
    "do does did can could would should must is are was were am will shall have has had need might may not us".split()
)


#: Marks that no word list can name: ``anchors = ["feature:caps"]`` of a Python check lets it run where they occur.
FEATURE = "feature:"
FEATURES = {
    "caps": re.compile(r"\b[A-Z]{2}[A-Z']*\b"),
    "marks": re.compile(r"[!?]\s*[!?]"),
    "brackets": re.compile(r"[\[\]{}<>_%$*#]"),
    "xs": re.compile(r"\b(?:[Xx]{2,}|X|N\.N)\b"),
}


#: A literal with this in front may stand inside a longer word ("have" in "haven't"): no letter boundary is asked for.
INSIDE = "~"
_INSIDE_LITERALS = {
    "not": frozenset(["~not", "~n't", "~'t", *(f"{word}nt" for word in _WITH_NT)]),
    "have": frozenset(["~have", "~'ve"]),
    "had": frozenset(["~had", "~'d"]),
    "would": frozenset(["~would", "~'d"]),
    "will": frozenset(["~will", "~'ll", "~won't", "~wont"]),
    "shall": frozenset(["~shall", "~'ll", "~shan't", "~shant"]),
    "can": frozenset(["~can"]),
    **{word: frozenset([f"~{word}"]) for word in ("does", "did", "could", "should", "must", "were", "might")},
}


class PhraseError(ValueError):
    """A phrase that does not follow the syntax, or names a list that does not exist."""


Clause = frozenset[str]
#: Words a text must contain: all clauses, and of each clause at least one word. ``()`` means: nothing is known.
Literals = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a parsed phrase: ``kind`` says which; ``items`` are its parts, ``text`` its word or name."""

    kind: str
    text: str = ""
    items: tuple[Node, ...] = ()
    number: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Named word lists (each entry is a phrase) and named regular expressions: what ``@name`` refers to."""

    lists: Mapping[str, tuple[str, ...]]
    regexes: Mapping[str, str]

    def __contains__(self, name: str) -> bool:
        return name in self.lists or name in self.regexes


EMPTY_LEXICON = Lexicon({}, {})
Forms = Callable[[str], frozenset[str]]

_TOKEN = re.compile(
    r"\s*(?:(?P<gap>\.\.\.)(?P<gapn>\d*)|(?P<form><[^<>\s]+>)|(?P<list>@[\w-]+)|(?P<slot>\{[a-z_]+(?::\d+|=)?)|(?P<op>[()|?}!^$])"
    r"|(?P<word>(?:\\.|[^\s()|?{}<@^$!\\])+))"
)


class _Parser:
    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(phrase.rstrip()):
            match = _TOKEN.match(phrase, at)
            if not match:
                raise PhraseError(f"cannot read {phrase[at:]!r} in the phrase {phrase!r}")
            kind = match.lastgroup or ""
            if kind == "gapn":
                self.tokens.append(("gap", match["gapn"] or "3"))
            else:
                self.tokens.append((kind, match[kind]))
            at = match.end()
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token

    def expect(self, operator: str) -> None:
        if self.take() != ("op", operator):
            raise PhraseError(f"{operator!r} is missing in the phrase {self.phrase!r}")

    def alternatives(self) -> Node:
        branches = [self.sequence()]
        while self.peek() == ("op", "|"):
            self.take()
            branches.append(self.sequence())
        if len(branches) == 1:
            return branches[0]
        for branch in branches:
            self.refuse_optional_word(branch)
        return Node("or", items=tuple(branches))

    def refuse_optional_word(self, branch: Node) -> None:
        """Raise ``PhraseError`` for an alternative that is one optional word, meant as in a regular expression."""
        if len(branch.items) == 1 and branch.items[0].kind == "word" and branch.items[0].optional:
            word = branch.items[0].text
            raise PhraseError(
                f"{word}? may miss whole, and all alternatives with it, in the phrase {self.phrase!r}; write "
                f"{word[:-1]}|{word} for both words, or put the ? behind the bracket"
            )

    def sequence(self) -> Node:
        items = []
        while self.peek() not in (("end", ""), ("op", "|"), ("op", ")"), ("op", "}")):
            item = self.item()
            if self.peek() == ("op", "?"):
                self.take()
                item = Node(item.kind, item.text, item.items, item.number, True)
            items.append(item)
        return Node("seq", items=tuple(items))

    def item(self) -> Node:
        kind, value = self.take()
        if kind == "word":
            words = [Node("word", word) for word in re.sub(r"\\(.)", r"\1", value).lower().split("-") if word]
            return words[0] if len(words) == 1 else Node("seq", items=tuple(words))
        if kind == "form":
            return Node("form", value[1:-1].lower())
        if kind == "list":
            return Node("list", value[1:])
        if kind == "gap":
            return Node("gap", number=int(value))
        if kind == "slot":
            return self.slot(value[1:])
        if value == "(":
            inner = self.alternatives()
            self.expect(")")
            return inner
        if value == "!":
            self.expect("(")
            inner = self.alternatives()
            self.expect(")")
            return Node("not", items=(inner,))
        if value in "^$":
            return Node("start" if value == "^" else "end")
        raise PhraseError(f"{value!r} is out of place in the phrase {self.phrase!r}; write \\{value} for the character")

    def slot(self, opening: str) -> Node:
        name, _, number = opening.partition(":")
        inner = None
        if name.endswith("="):
            name = name[:-1]
            inner = self.alternatives()
        self.expect("}")
        return Node("slot", name, (inner,) if inner else (), int(number or 8))


@lru_cache(maxsize=50_000)
def parse_phrase(phrase: str) -> Node:
    """Parse ``phrase``; raise ``PhraseError`` with the place where it goes wrong."""
    parser = _Parser(phrase)
    node = parser.alternatives()
    if parser.peek()[0] != "end":
        raise PhraseError(f"{parser.peek()[1]!r} is out of place in the phrase {phrase!r}")
    if not _consumes(node):
        raise PhraseError(f"the phrase {phrase!r} can match nothing but an empty stretch")
    return node


def _consumes(node: Node) -> bool:
    if node.optional or node.kind in ("not", "start", "end", "gap"):
        return False
    if node.kind == "seq":
        return any(_consumes(item) for item in node.items)
    if node.kind == "or":
        return all(_consumes(item) for item in node.items)
    return True


def slots_of(node: Node) -> frozenset[str]:
    """Return the names that the phrase captures."""
    own = frozenset({node.text}) if node.kind == "slot" else frozenset()
    return own.union(*(slots_of(item) for item in node.items))


def names_of(node: Node) -> frozenset[str]:
    """Return the word lists that the phrase refers to."""
    own = frozenset({node.text}) if node.kind == "list" else frozenset()
    return own.union(*(names_of(item) for item in node.items))


class _Compiler:
    def __init__(self, lexicon: Lexicon, forms: Forms) -> None:
        self.lexicon = lexicon
        self.forms = forms
        self.groups: list[str] = []
        self.open_lists: list[str] = []

    def regex(self, node: Node, last: bool, lead: bool = True) -> str:
        """Return the expression of ``node``; ``lead=False`` leaves out the separator of a node that ``_leads``."""
        body = self._body(node, last and not node.optional, lead)
        return f"(?:{body})?" if node.optional else body

    def _leads(self, node: Node) -> bool:
        """Tell whether the node's expression is one separator and the rest, so that alternatives can share it."""
        if node.optional:
            return False
        if node.kind == "word":
            return node.text not in _CONTRACTED and any(char.isalnum() for char in node.text)
        if node.kind == "seq":
            return bool(node.items) and self._leads(node.items[0])
        if node.kind == "or":
            return all(self._leads(item) for item in node.items)
        if node.kind == "list":
            return node.text in self.lexicon.regexes or all(map(self._leads, self._entries(node.text)))
        return node.kind == "form"

    def _body(self, node: Node, last: bool, lead: bool) -> str:
        kind, sep = node.kind, _SEP if lead else ""
        if kind == "word":
            return self._word(node.text, last, sep)
        if kind == "form":
            return f"{sep}{_any_of(self.forms(node.text))}(?!\\w)"
        if kind == "seq":
            size = len(node.items)
            return "".join(self.regex(item, last and i == size - 1, lead or i > 0) for i, item in enumerate(node.items))
        if kind == "or":
            return self._either(node.items, last, lead)
        if kind == "list":
            return self._list(node.text, last, lead)
        if kind == "gap":
            return f"(?:{_BETWEEN}{_INNER_WORD}){{0,{node.number}}}?"
        if kind == "slot":
            return self._slot(node, last)
        if kind == "not":
            return f"(?!{self.regex(node.items[0], False)})"
        return r"^[\"'(*\-\s]*" if kind == "start" else r"(?=[\s.!?…)\"']*$)"

    def _either(self, branches: Sequence[Node], last: bool, lead: bool) -> str:
        """Alternatives: plain words go into one group, and what can share its separator does."""
        words: set[str] = set()
        led, others = [], []
        for branch in branches:
            plain = self._plain_words(branch)
            if plain is not None:
                words |= plain
            elif self._leads(branch):
                led.append(self.regex(branch, last, lead=False))
            else:
                others.append(self.regex(branch, last))
        if words:
            led.append(f"{_any_of(words)}(?!\\w)")
        if led:
            joined = led[0] if len(led) == 1 else f"(?:{'|'.join(led)})"
            others.insert(0, f"{_SEP if lead else ''}{joined}")
        return others[0] if len(others) == 1 else f"(?:{'|'.join(others)})"

    def _plain_words(self, node: Node) -> frozenset[str] | None:
        """Return the words of a branch that is a single word or its forms, else None."""
        if node.kind == "seq" and len(node.items) == 1:
            node = node.items[0]
        if node.optional:
            return None
        if node.kind == "form":
            return self.forms(node.text)
        special = node.text in _CONTRACTED or node.text in _AUXILIARIES
        if node.kind == "word" and not special and any(char.isalnum() for char in node.text):
            return _spellings(node.text)
        return None

    def _word(self, word: str, last: bool, sep: str) -> str:
        if not any(char.isalnum() for char in word):
            return rf" ?{re.escape(word)}"
        end = r"(?!\w)"
        if word in _AUXILIARIES - {"am", "us", "not"}:
            # "we can" must not find "we can't"; "we can not" must.
            end = r"(?! ?not\b|n'?t\b|'t\b|\w)" if last else r"(?=n'?t\b|not\b|\W|$)"
        if word in _CONTRACTED:
            return _CONTRACTED[word].replace("{sep}", _SEP) + end
        return f"{sep}{_any_of(_spellings(word)) if word in _CLIPPED else re.escape(word)}{end}"

    def _entries(self, name: str) -> list[Node]:
        if name not in self.lexicon.lists:
            raise PhraseError(f"there is no word list @{name} in lexicon.toml")
        if name in self.open_lists:
            raise PhraseError(f"the word list @{name} refers to itself")
        return [parse_phrase(entry) for entry in self.lexicon.lists[name]]

    def _list(self, name: str, last: bool, lead: bool) -> str:
        if name in self.lexicon.regexes:
            return f"{_SEP if lead else ''}(?:{self.lexicon.regexes[name]})(?!\\w)"
        entries = self._entries(name)
        self.open_lists.append(name)
        made = self._either(entries, last, lead)
        self.open_lists.pop()
        return made

    def _slot(self, node: Node, last: bool) -> str:
        self.groups.append(node.text)
        group = f"{node.text}__{len(self.groups)}"
        if node.items:
            return f"(?P<{group}>{self.regex(node.items[0], last)})"
        words = f"{_SEP}{_WORD}(?:{_BETWEEN}{_INNER_WORD}){{0,{node.number - 1}}}?"
        return f"(?P<{group}>{words})" + (_CLAUSE_END if last else "")


def _spellings(word: str) -> frozenset[str]:
    """Return a word and its clipped forms."""
    return _CLIPPED.get(word, frozenset()) | {word}


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(_WRITTEN.get(word) or re.escape(word) for word in longest_first)})"


#: The flags that a phrase's expression is compiled with.
FLAGS = re.IGNORECASE


def phrase_regex(node: Node, lexicon: Lexicon, forms: Forms) -> str:
    """Return the source of a parsed phrase's regular expression; its groups are ``<slot>__<number>``.

    A match may begin with the separator before its first word; ``units.trim`` takes it off. Raises ``PhraseError``
    for a list that does not exist.
    """
    return _Compiler(lexicon, forms).regex(node, True)


def compile_phrase(node: Node, lexicon: Lexicon, forms: Forms) -> re.Pattern[str]:
    """Return the regular expression of a parsed phrase. Raises ``PhraseError``."""
    try:
        return re.compile(phrase_regex(node, lexicon, forms), FLAGS)
    except re.error as error:
        raise PhraseError(f"the phrase does not compile: {error}") from error


def literals(node: Node, lexicon: Lexicon, forms: Forms) -> Literals:
    """Return the words that a text must contain for the phrase to match (design: AND of ORs)."""
    if node.optional:
        return ()
    if node.kind == "word":
        if node.text in _INSIDE_LITERALS:
            return (_INSIDE_LITERALS[node.text],)
        words = re.findall(r"\w+", node.text)
        return tuple(_spellings(word) for word in words if word not in _AUXILIARIES)
    if node.kind == "form":
        found = forms(node.text)
        return () if found & _AUXILIARIES else tuple(_of_words(found))
    if node.kind == "list":
        if node.text not in lexicon.lists:
            return ()
        return _either([literals(parse_phrase(entry), lexicon, forms) for entry in lexicon.lists[node.text]])
    if node.kind == "seq":
        return tuple(clause for item in node.items for clause in literals(item, lexicon, forms))
    if node.kind == "or":
        return _either([literals(item, lexicon, forms) for item in node.items])
    if node.kind == "slot" and node.items:
        return literals(node.items[0], lexicon, forms)
    return ()


def first_words(node: Node, lexicon: Lexicon, forms: Forms) -> frozenset[str] | None:
    """Return the words of which one must begin a match (its letters up to an apostrophe or hyphen), None if unknown.

    Knowing them, ``units`` tries the regular expression at a few places instead of at every character.
    """
    found, open_end = _first(node, lexicon, forms)
    if found is None or open_end:
        return None
    # "do not" finds "don't" and "dont", which begin otherwise.
    return found | {word + end for word in found.intersection(_WITH_NT) for end in ("n", "nt")}


def _first(node: Node, lexicon: Lexicon, forms: Forms) -> tuple[frozenset[str] | None, bool]:
    """Return the possible first words, and whether the node can match nothing."""
    found: frozenset[str] | None = None
    empty = False
    if node.kind == "word" and node.text not in _CONTRACTED:
        pieces = re.match(r"\w+", node.text)
        found = _spellings(pieces[0]) if pieces else None
    elif node.kind == "form":
        pieces_of = [re.match(r"\w+", form) for form in forms(node.text)]
        found = frozenset(piece[0] for piece in pieces_of if piece) if all(pieces_of) else None
    elif node.kind == "list" and node.text in lexicon.lists:
        found, empty = _either_first([parse_phrase(entry) for entry in lexicon.lists[node.text]], lexicon, forms)
    elif node.kind == "or":
        found, empty = _either_first(node.items, lexicon, forms)
    elif node.kind == "slot" and node.items:
        found, empty = _first(node.items[0], lexicon, forms)
    elif node.kind == "seq":
        found, empty = frozenset(), True
        for item in node.items:
            words, empty = _first(item, lexicon, forms)
            found = None if words is None or found is None else found | words
            if found is None or not empty:
                break
    elif node.kind == "not":
        found, empty = frozenset(), True
    return found, empty or node.optional


def _either_first(branches: Sequence[Node], lexicon: Lexicon, forms: Forms) -> tuple[frozenset[str] | None, bool]:
    found: frozenset[str] | None = frozenset()
    empty = False
    for words, can_be_empty in (_first(branch, lexicon, forms) for branch in branches):
        found = None if words is None or found is None else found | words
        empty = empty or can_be_empty
    return found, empty


def _of_words(words: frozenset[str]) -> list[Clause]:
    simple = frozenset(word for word in words if word.isalnum())
    return [simple] if simple == words else []


def _either(branches: list[Literals]) -> Literals:
    """Join alternatives: one clause that holds the most telling clause of each; nothing where a branch has none."""
    if not branches or not all(branches):
        return ()
    return (frozenset().union(*(min(branch, key=clause_cost) for branch in branches)),)


#: The commonest words of messages to customers, most common first; used to choose between clauses, never to drop one.
_RANKED = (
    "you to the we a your and for t in us can is on this it that s of co have with if be are i there help dm ll let "
    "what at please re will know here not or thanks from as do out email account see hi any look like an hey but "
    "subject so all our d just by more get up using about check has need which when would version address take may "
    "also send how into could settings new try support want no me one right been make use device then should some "
    "they time my other don does was ve now sure sorry app issue message thank go team info click only back them mail "
    "questions information anything via work am day soon available name link great happy hear these suggest again did "
    "else set order able find messages still further number details update way over where best add give hope steps "
    "first got issues feedback love following same start keep good after sent continue change going contact problem "
    "tell before confirm possible next their had provide date currently open were error might because call web "
    "something think together well below another down than through being both reach who off made"
).split()
COMMON_WORDS = frozenset(_RANKED)
_WEIGHTS = {word: max(2, 30 - rank // 4) for rank, word in enumerate(_RANKED)}


def clause_cost(clause: Clause) -> tuple[int, int]:
    """Order clauses by how little they tell: rare words first, then fewer alternatives."""
    return (sum(25 if word.startswith(INSIDE) else _WEIGHTS.get(word, 1) for word in clause), len(clause))
