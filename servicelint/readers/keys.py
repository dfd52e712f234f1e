"""Which keys of a data file hold what a customer reads: the usual names, help desks, locale files, and one's own."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

#: A place in a data file: keys and list indexes from the root.
Way = tuple[str | int, ...]

SUBJECTS = frozenset("subject subjectline emailsubject mailsubject".split())
#: Names that are text to a customer wherever they stand; case, ``_``, ``-`` and blanks do not count.
_ALWAYS = frozenset(
    "body bodyhtml htmlbody bodytext textbody plainbody emailbody messagebody bodymarkdown html contenthtml "
    "contenttext plaintext reply replytext replybody savedreply cannedresponse cannedreply macro macrotext commentbody "
    "commenthtml chattext emailtext smstext preheader previewtext greeting salutation closing signoff intro outro "
    "htmlcontent responsetext responsebody customermessage messagetext".split()
)
#: Names that are, where a subject, a title or a name of the record stands beside them.
_BESIDE_A_TITLE = frozenset("text content message comment response answer template value".split())
_TITLES = frozenset("subject title name label shortcut shortcode".split())
#: ``value`` counts in a help desk's action, beside a ``field`` of these (Zendesk macros and triggers).
_FIELDS = frozenset("commentvalue commentvaluehtml subject chatmessage".split())
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")
_LANGUAGES = frozenset(
    "ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv mk ms nb nl nn no pl "
    "pt ro ru sk sl sq sr sv th tr uk ur vi zh".split()
)
_LOCALE_FOLDERS = frozenset("locale locales lang langs language languages i18n l10n translation translations".split())
#: Files of tools: whatever their keys are called, no customer reads them.
_TOOLS = re.compile(
    r"(?:pyproject|cargo|servicelint|netlify|wrangler|book|poetry|uv)\.(?:toml|lock)|(?:package|package-lock|composer|"
    r"tsconfig[\w.-]*|renovate|angular|nx|lerna|deno|manifest)\.json|(?:docker-compose[\w.-]*|compose|mkdocs|chart|values|pnpm-lock|"
    r"conda-lock|environment|pubspec|"
    r"openapi|swagger|codecov|dependabot|\.[\w.-]+)\.ya?ml",
    re.IGNORECASE,
)


#: A language as a key, as locale files of Rails begin.
_LANGUAGE_KEY = re.compile(r"^[\s{\"']*[a-z]{2}(?:[-_][A-Za-z]{2,4})?[\"']?\s*[:=]", re.MULTILINE)
#: A key that may be one of those above, in any format: what has none need not be parsed.
_HINT = re.compile(
    r"(?:subject|body|html|text|content|message|repl[yi]|macro|comment|respon|answer|template|value|preheader|preview|"
    r"greeting|salutation|closing|sign|intro|outro|canned)[\w -]{0,24}[\"']?\s*[:=]",
    re.IGNORECASE,
)


#: What a PHP file of texts does.
_RETURNS = re.compile(r"\breturn\s*(?:\[|array\s*\()")


def may_return_texts(source: str) -> bool:
    """Tell whether a PHP file could be one that returns an array of texts, without parsing it."""
    return bool(_RETURNS.search(source))


def may_hold_text(source: str, name: str) -> bool:
    """Tell whether a file of data could hold text for customers at all, without parsing it."""
    if is_tool_file(name):
        return False
    return language_of(name) is not None or bool(_HINT.search(source)) or bool(_LANGUAGE_KEY.search(source))


def plain_key(key: str) -> str:
    """Return a key as it is compared: ``bodyHtml``, ``body_html`` and ``Body HTML`` are one."""
    return _NOT_A_LETTER.sub("", key).lower()


def last_key(way: Way) -> str:
    """Return the last name on the way, compared as by ``plain_key``; list indexes do not count."""
    return next((plain_key(step) for step in reversed(way) if isinstance(step, str)), "")


def is_tool_file(name: str) -> bool:
    """Tell whether a file of this name is some program's settings."""
    return bool(_TOOLS.fullmatch(re.split(r"[/\\]", name)[-1]))


def language_of(name: str, way: Way = ()) -> str | None:
    """Return the language of a locale file or of a tree in it (``en: …``), None where nothing says it is one."""
    if way and isinstance(way[0], str) and (found := _language(way[0])):
        return found
    *folders, stem = re.split(r"[/\\]", name)
    parts = [folder.lower() for folder in folders]
    inside = next((i for i in range(len(parts) - 1, -1, -1) if parts[i] in _LOCALE_FOLDERS), None)
    if inside is None:
        return None
    for part in [*folders[inside + 1 :], *reversed(stem.split(".")[:-1])]:
        if found := _language(part):
            return found
    return "en"


def _language(word: str) -> str | None:
    match = _LANGUAGE.fullmatch(word)
    return match[1] if match and match[1] in _LANGUAGES else None


def is_text(way: Way, beside: Mapping[str, str]) -> bool:
    """Tell whether the text at ``way`` is one that customers read, by the names of its key and of those beside it."""
    key = last_key(way)
    if key in SUBJECTS or key in _ALWAYS:
        return True
    if key == "value":
        return plain_key(beside.get("field", "")) in _FIELDS
    return key in _BESIDE_A_TITLE and not _TITLES.isdisjoint(beside)


def is_subject(way: Way, beside: Mapping[str, str]) -> bool:
    """Tell whether the text at ``way`` is a subject line."""
    key = last_key(way)
    return key in SUBJECTS or (key == "value" and plain_key(beside.get("field", "")) == "subject")


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[re.Pattern[str], str, frozenset[str]]:
    path, _, condition = pattern.partition("[")
    field, _, wanted = condition.rstrip("]").partition("=")
    steps = [step for step in path.split(".") if step]
    if len(steps) == 1:
        steps.insert(0, "**")
    out = []
    for step in steps:
        if step == "**":
            out.append(r"(?:[^\0]*\0)*")
        elif step == "*":
            out.append(r"[^\0]*\0")
        else:
            out.append("".join("[^\\0]*" if char == "*" else re.escape(char) for char in step.lower()) + r"\0")
    choices = frozenset(plain_key(word) for word in wanted.split("|")) if wanted else frozenset[str]()
    return re.compile("".join(out) + r"(?:\d+\0)*"), plain_key(field), choices


def matches(patterns: Sequence[str], way: Way, beside: Mapping[str, str]) -> bool:
    """Tell whether one of one's own ``patterns`` names the text at ``way``.

    ``body`` is that key anywhere, ``macros.*.text`` a path (``*`` one step, ``**`` any number of them; list indexes are
    steps), ``value[field=comment|note]`` asks for a value of a key beside it. Letter case does not count.
    """
    place = "".join(f"{step}\0" for step in way).lower()
    for pattern in patterns:
        expression, field, wanted = _compiled(pattern)
        if expression.fullmatch(place) and (not field or plain_key(beside.get(field, "")) in wanted):
            return True
    return False
