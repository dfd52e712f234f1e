"""The code of ``servicelint/recipes.md``, run as a reader would: each piece is written to the file that it names."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[1] / "servicelint" / "recipes.md"
BLOCK = re.compile(r"^```python\n# (\S+\.py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FAULT = "Unfortunately you forgot to attach a photo of the damage."
PHRASE = "you forgot to attach a photo"
CLEAN = "Your parcel is on its way."


def run(folder: Path, package: str, script: str) -> Any:
    """Write the recipes, run ``script`` beside them and return the JSON that it prints last."""
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed: pip install 'servicelint[recipes]'")
    for name, code in BLOCK.findall(PAGE.read_text("utf-8")):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(code, "utf-8")
    prelude = f"import json\nFAULT, CLEAN = {FAULT!r}, {CLEAN!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", prelude + script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_every_piece_of_code_is_one_that_these_tests_run() -> None:
    text = PAGE.read_text("utf-8")
    names = [name for name, _ in BLOCK.findall(text)]
    assert len(names) == text.count("```python")
    assert names == [
        "desk/models.py", "desk/signals.py", "desk/apps.py", "tasks.py", "frames.py", "component.py", "pipeline.py",
        "agent_tools.py", "service.py",
    ]  # fmt: skip


def test_django(tmp_path: Path) -> None:
    script = """
import django
from django.conf import settings
settings.configure(
    INSTALLED_APPS=["desk.apps.DeskConfig"], DEFAULT_AUTO_FIELD="django.db.models.AutoField", USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.core.exceptions import ValidationError
from django.db import connection
from desk.models import Reply, Ticket
with connection.schema_editor() as editor:
    editor.create_model(Ticket)
    editor.create_model(Reply)
ticket = Ticket.objects.create(question="Where is my lamp?")
said = {}
try:
    Reply.objects.create(ticket=ticket, text=FAULT)
except ValidationError as error:
    said = error.message_dict
Reply.objects.create(ticket=ticket, text=CLEAN)
print(json.dumps([said, list(Reply.objects.values_list("text", flat=True))]))
"""
    said, saved = run(tmp_path, "django", script)
    assert list(said) == ["text"]
    assert PHRASE in said["text"][0]
    assert saved == [CLEAN]


def test_celery(tmp_path: Path) -> None:
    # A real worker in a thread of its own, with queues in memory.
    script = """
from celery import Celery
from celery.contrib.testing.worker import start_worker
app = Celery("desk", broker="memory://", backend="cache+memory://")
app.set_default()
from tasks import check
with start_worker(app, perform_ping_check=False, pool="solo"):
    answers = [check.delay(text).get(timeout=60) for text in (FAULT, CLEAN)]
print(json.dumps(answers))
"""
    found, nothing = run(tmp_path, "celery", script)
    assert nothing == []
    (entry,) = [entry for entry in found if entry["rule"] == "blame-customer"]
    assert PHRASE in FAULT[entry["start"] : entry["end"]]
    assert entry["severity"] == "error"
    assert entry["rewrites"]


def test_pandas(tmp_path: Path) -> None:
    script = """
import pandas as pd
from frames import add_findings, by_rule
frame = add_findings(pd.DataFrame({"text": [FAULT, CLEAN, None, FAULT]}))
print(json.dumps([frame["errors"].tolist(), [len(row) for row in frame["findings"]], by_rule(frame).to_dict()]))
"""
    errors, counts, rules = run(tmp_path, "pandas", script)
    assert errors == [1, 0, 0, 1]
    assert counts[1:3] == [0, 0]
    assert rules["blame-customer"] == 2


def test_spacy(tmp_path: Path) -> None:
    script = """
from pipeline import nlp
doc = nlp("\\U0001f600 " + FAULT)
print(json.dumps([[span.label_, span.text] for span in doc.spans["servicelint"]]))
"""
    spans = run(tmp_path, "spacy", script)
    assert [label for label, text in spans if PHRASE in text] == ["blame-customer"]


def test_langchain(tmp_path: Path) -> None:
    script = """
from agent_tools import check_draft
print(json.dumps([
    check_draft.invoke({"draft": FAULT, "question": "Can you replace my lamp?"}),
    check_draft.invoke({"draft": CLEAN}),
    sorted(check_draft.args),
]))
"""
    found, clean, arguments = run(tmp_path, "langchain_core", script)
    assert found.startswith("error: ")
    assert PHRASE in found
    assert "a photo" in found.rpartition("Instead: ")[2]
    assert clean == "Nothing found: this can be sent."
    assert arguments == ["draft", "question"]


def test_asyncio(tmp_path: Path) -> None:
    script = """
import asyncio
from service import check_all
print(json.dumps([len(found) for found in asyncio.run(check_all([FAULT, CLEAN, FAULT]))]))
"""
    first, second, third = run(tmp_path, "asyncio", script)
    assert first == third > 0
    assert second == 0
