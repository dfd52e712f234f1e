"""The OpenAPI description against the server that gives it: schemathesis makes up requests, good and bad."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.serving import TOKEN, serving


def test_every_answer_is_as_described_and_none_is_a_server_error(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{server.url}openapi.json"]
        command += ["--header", f"Authorization: Bearer {TOKEN}", "--max-examples", "15", "--seed", "1", "--no-color"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == 0, done.stdout[-4000:]
        assert server.client.get("/healthz").status_code == 200
