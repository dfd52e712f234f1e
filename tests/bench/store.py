"""Small templates for ``make bench``: those of ``tests/templates`` with other names, goods, days and amounts.

``make(folder, count)`` writes the files. The same number gives the same file on every machine.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

TEMPLATES = Path(__file__).parents[1] / "templates"
#: Files that need the settings of their own store, or hold no message, say nothing here.
LEFT_OUT = {"golden.txt", "servicelint.toml", "package.json", "settings.yaml", "nl.po", "own-keys.json", "reply.macro"}
#: A word of the templates, and what stands there instead; the first of each is the word itself.
WORDS = {
    "lamp": "lamp kettle desk chair bicycle heater tent jacket printer keyboard mirror blender".split(),
    "parcel": "parcel letter crate pallet envelope delivery".split(),
    "Anna": "Anna Priya Tomasz Ingrid Kwame Leila Mateo Sofia Hiro Nadia".split(),
    "Harbour": "Harbour Meadow Summit Canal Lantern Orchard".split(),
    "next week": ["next week", "on Monday", "this afternoon", "within three days", "in the spring"],
    "some day": ["some day", "on Tuesday", "by noon", "in the morning", "next Friday"],
    "kindly": ["kindly", "please", "please", "also", "now"],
    "Kindly": ["Kindly", "Please", "Please", "Also", "Now"],
    "annot help you": ["annot help you", "an help you", "an help you", "an help you today"],
}
_WORD = re.compile("|".join(map(re.escape, WORDS)))
SENTENCES = [
    "Your {thing} left our warehouse in {town} on {day} with the number {number}.",
    "{name} from our team in {town} has put {number} aside for you.",
    "The total of {amount} includes the {thing} and the delivery to {town}.",
    "If the {thing} is not there by {day}, reply to this message and {name} will call you.",
    "We have sent {amount} back to your card, and your bank shows it by {day}.",
    "The guarantee of your {thing} now runs until {day}, 20{short}.",
    "You can change the address of order {number} until {day}.",
    "Thank you for the photos of the {thing} that you sent on {day}.",
    "The courier brings it on {day} between {short} and noon.",
    "Your invoice {number} over {amount} is attached.",
    "Unfortunately you forgot to attach a photo of the {thing}, number {number}.",
    "It is against our policy to refund the {amount} for the {thing}.",
]
TOWNS = "Leeds Delft Porto Turku Graz Galway Malmo Ghent".split()
DAYS = ["Monday", "Tuesday", "Thursday", "Friday", "3 May", "12 June", "28 August", "1 October"]
#: How a paragraph stands in a format; the rest have none added.
_TAGGED = {".html": ("<p>{}</p>\n", "</body>"), ".mjml": ("<mj-text>{}</mj-text>\n", "</mj-column>")}
_PLAIN = {".txt", ".md", ".liquid", ".j2", ".hbs", ".handlebars", ".mustache", ".erb", ".ejs", ".tmpl"}


def make(folder: Path, count: int) -> list[Path]:
    """Write ``count`` templates below ``folder``; return their paths."""
    sources = sorted(path for path in TEMPLATES.rglob("*") if path.is_file() and path.name not in LEFT_OUT)
    paths = []
    for number in range(count):
        source = sources[number % len(sources)]
        path = folder / source.relative_to(TEMPLATES).parent / f"{number // len(sources):03}-{source.name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(varied(source.read_bytes().decode(), source.suffix, number).encode())
        paths.append(path)
    return paths


def varied(text: str, suffix: str, number: int) -> str:
    """Return the template ``text`` with other words and, where its format takes one easily, a further paragraph."""
    random = Random(number)
    text = _WORD.sub(lambda match: random.choice(WORDS[match[0]]), text)
    added = " ".join(sentence(random) for _ in range(random.randint(2, 6)))
    if suffix in _TAGGED and "{" + "%" not in text:
        form, before = _TAGGED[suffix]
        head, mark, tail = text.rpartition(before)
        return f"{head}{form.format(added)}{mark}{tail}" if mark else text + form.format(added)
    if suffix in _PLAIN:
        head, gap, tail = text.partition("\n\n")
        return f"{head}\n\n{added}\n\n{tail}" if gap else f"{text}\n\n{added}\n"
    return text


def sentence(random: Random) -> str:
    """Return a sentence that hardly any other file has; one in eight has something to find."""
    form = random.choice(SENTENCES[-2:] if random.random() < 0.12 else SENTENCES[:-2])
    return form.format(
        thing=random.choice(WORDS["lamp"]),
        name=random.choice(WORDS["Anna"]),
        town=random.choice(TOWNS),
        day=random.choice(DAYS),
        number=f"{random.choice('ABKLX')}-{random.randint(1000, 9999)}",
        amount=f"{random.randint(5, 900)}.{random.randint(0, 99):02} EUR",
        short=random.randint(27, 39),
    )
