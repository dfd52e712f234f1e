"""``corpus scan`` over a PostgreSQL server that is killed in the middle; skipped where Debian's PostgreSQL is not."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("adbc_driver_postgresql")
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/none"))
RULES = Path(__file__).parent / "data" / "cli" / "house-rules"
ROOT = os.geteuid() == 0
#: More than a driver, a socket and the server's own buffers hold together.
FILL = """
CREATE TABLE sent AS SELECT i AS id, repeat(md5(i::text), 600) AS filler,
CASE WHEN i % 3 = 0 THEN 'It will come some day.' ELSE 'Your parcel is on its way.' END AS text
FROM generate_series(1, 9000) i
"""
#: Records without findings are not written, and only they carry the filler.
QUERY = "SELECT id, text, CASE WHEN id % 3 > 0 THEN filler END AS filler FROM sent ORDER BY id"


class Server:
    """A server of our own, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.run("initdb", "-A", "trust", "-U", "postgres", "--no-sync")

    def run(self, program: str, *args: str) -> None:
        command = [str(BIN / program), "-D", str(self.folder / "data"), *args]
        user = "postgres" if ROOT else None
        subprocess.run(command, user=user, cwd=self.folder, stdout=subprocess.DEVNULL, timeout=60, check=True)

    def start(self) -> None:
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        options = f"-p {self.port} -k {self.folder} -c fsync=off -h 127.0.0.1"
        for _ in range(40):
            # The processes of a killed server hold its memory for a moment still.
            with suppress(subprocess.CalledProcessError):
                self.run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")
                return
            time.sleep(0.25)
        pytest.fail((self.folder / "log").read_text())

    def kill(self) -> None:
        """Kill the server and what serves its connections, as a crash of the machine does."""
        parent = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for process in (parent, *map(int, children)):
            os.kill(process, signal.SIGKILL)


@pytest.fixture
def server() -> Iterator[Server]:
    if not (BIN / "initdb").exists() or not Path("/proc/self/task").exists():
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    # Not pytest's own: the user postgres may not enter that, and the path of a socket must be short.
    folder = Path("/tmp") / f"servicelint-postgres-{os.getpid()}"
    folder.mkdir(mode=0o755)
    if ROOT:
        shutil.chown(folder, "postgres")
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):
            server.run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_a_database_that_goes_away(tmp_path: Path, server: Server) -> None:
    from adbc_driver_postgresql import dbapi

    url = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
    with dbapi.connect(url, autocommit=True) as database, database.cursor() as cursor:
        cursor.execute(FILL)
    settings = f'packs = [{json.dumps(str(RULES))}]\nplugins-disabled = ["builtin"]\n'
    (tmp_path / "servicelint.toml").write_text(settings, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "servicelint", "corpus", "scan", url, "--query", QUERY, "--out", str(out)]
    command += ["--jobs", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8")
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end and not (out.exists() and out.stat().st_size):
        time.sleep(0.02)
    server.kill()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.startswith(f"error: {url}: the database gave up behind row ")
    assert said.endswith("; what is done is kept\n")
    assert "Traceback" not in said
    state = json.loads((tmp_path / "out.jsonl.state.json").read_bytes())
    assert (0 < state["records"] < 9000, state["finished"]) == (True, False)
    server.start()
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith(f"Going on after {state['records']:,} records that are done.\n")
    ids = [json.loads(line)["id"] for line in out.read_bytes().splitlines()]
    assert ids == list(range(3, 9001, 3))
