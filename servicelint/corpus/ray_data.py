"""A scan on Ray Data: JSON lines or Parquet in, the folder of Parquet out that a scan on Spark writes too.

Ray does the retries; its worker processes load rules and model once. Servicelint must be installed where they run.
With a dataset of your own::

    from servicelint.corpus.ray_data import scan_dataset
    findings = scan_dataset(ray.data.read_parquet("s3://…/messages"))
"""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, cast

import pyarrow as pa
from pyarrow import compute, dataset, fs

from servicelint.config import Config
from servicelint.corpus.arrow import check_batches
from servicelint.corpus.errors import CorpusError
from servicelint.corpus.folder import DONE
from servicelint.corpus.worker import Task

_ROWS = 2000
#: Bytes that one task checks: few enough that a lost worker costs little and that all processors have work.
_BLOCK = 4 << 20
#: Reading asks for less of a processor than checking, so that Ray does not make one task of both: one for each file.
_READING = 0.25


def scan_dataset(records: Any, task: Task | None = None) -> Any:
    """Return ``id``, ``line``, ``error`` and ``counts`` for a dataset of records (see ``servicelint.corpus.arrow``)."""
    wanted = task or Task((Config(),))
    return records.map_batches(_check, fn_args=(wanted,), batch_format="pyarrow", batch_size=_ROWS, num_cpus=1)


def scan(inputs: Sequence[str], out: str, task: Task, master: str | None, *, restart: bool) -> dict[str, int]:
    """Scan ``inputs`` and write Parquet to the folder ``out``; return the numbers of lines and of bad records.

    Raises ``CorpusError`` when Ray gives up, or when ``out`` is there already.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError:
        raise CorpusError("--engine ray needs Ray: pip install 'servicelint[ray]'") from None
    try:
        target, folder = _place(out)
        if target.get_file_info(folder).type != fs.FileType.NotFound:
            if not restart:
                raise CorpusError(f"{out} is there already; --restart writes it anew")
            target.delete_dir(folder)
        ray.init(address=master, logging_level=logging.ERROR, log_to_driver=False)
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = ray.data.DataContext.get_current()
        context.target_max_block_size, context.enable_progress_bars = _BLOCK, False
        parts = [_read(ray.data, path) for path in inputs]
        records = parts[0].union(*parts[1:]) if parts[1:] else parts[0]
        scan_dataset(records, task).write_parquet(folder, filesystem=target)
        target.open_output_stream(f"{folder}/{DONE}").close()
        written = dataset.dataset(folder, filesystem=target, format="parquet")
        columns = {"lines": "line", "bad": "error"}
        return {key: written.count_rows(filter=compute.field(name).is_valid()) for key, name in columns.items()}
    except (ray.exceptions.RayError, OSError, pa.ArrowException, ConnectionError) as error:
        raise CorpusError(f"Ray: {str(error).strip().splitlines()[-1]}") from None
    finally:
        ray.shutdown()


def _check(table: pa.Table, task: Task) -> Iterator[pa.Table]:
    for batch in check_batches(task, iter(table.to_batches())):
        yield pa.Table.from_batches([batch])


def _place(path: str) -> tuple[Any, str]:
    """Return the filesystem that a path or URL speaks of, and the path there."""
    return cast("tuple[Any, str]", fs.FileSystem.from_uri(path if "://" in path else os.path.abspath(path)))


def _read(data: Any, path: str) -> Any:
    source, where = _place(path)
    if where.rstrip("/").endswith((".parquet", ".parq")):
        return data.read_parquet(where, filesystem=source)
    info = source.get_file_info(where)
    if info.type == fs.FileType.NotFound:
        raise CorpusError(f"{path}: no such file or folder")
    files = [where]
    if info.type == fs.FileType.Directory:
        found = source.get_file_info(fs.FileSelector(where))
        files = sorted(file.path for file in found if file.is_file and file.base_name[0] not in "._")
    rows = [{"path": file} for file in files]
    return data.from_items(rows).map_batches(_lines, fn_args=(source,), batch_size=1, num_cpus=_READING)


def _lines(batch: Any, source: Any) -> Iterator[pa.Table]:
    """Yield the lines of the file that ``batch`` names. Ray's own reader gives up a file for one bad byte in it."""
    path = str(batch["path"][0])
    # Unpacked by the ending of its name.
    with io.BufferedReader(cast(Any, source.open_input_stream(path)), 1 << 20) as stream:
        lines = enumerate(stream, 1)
        while part := list(islice(lines, _ROWS)):
            kept = [(f"{path}:{number}", line) for number, line in part if not line.isspace()]
            yield pa.table({"place": [place for place, _ in kept], "record": [line for _, line in kept]})
