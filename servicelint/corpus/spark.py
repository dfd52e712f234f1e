"""A scan on Apache Spark: ``mapInArrow`` over JSON lines or Parquet on any filesystem that Spark knows.

Spark does the retries; every Python worker loads rules and model once. Servicelint must be installed where the workers
run (``spark-submit --archives`` with a packed environment, or a cluster image). In a notebook::

    from servicelint.corpus.spark import scan_frame
    findings = scan_frame(spark.read.parquet("s3a://…/messages"))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from servicelint.corpus.arrow import DDL, checker
from servicelint.corpus.errors import CorpusError
from servicelint.corpus.worker import Task

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def scan_frame(frame: DataFrame, task: Task | None = None) -> DataFrame:
    """Return ``id``, ``line`` and ``error`` for the records of ``frame``: a column ``record`` (JSON), or its fields."""
    return frame.mapInArrow(checker(task), DDL)


def scan(inputs: Sequence[str], out: str, task: Task, master: str | None, *, restart: bool) -> dict[str, int]:
    """Scan ``inputs`` and write Parquet to the folder ``out``; return the numbers of lines and of bad records.

    Raises ``CorpusError`` when Spark gives up, or when ``out`` is there already.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise CorpusError("--engine spark needs PySpark and Java: pip install 'servicelint[spark]'") from None
    builder: Any = SparkSession.builder.appName("servicelint corpus scan")
    builder = builder.master(master) if master else builder
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000").getOrCreate()
    try:
        frame = None
        for path in inputs:
            part = _read(session, path)
            frame = part if frame is None else frame.unionByName(part, allowMissingColumns=True)
        assert frame is not None
        scan_frame(frame, task).write.mode("overwrite" if restart else "errorifexists").parquet(out)
        written = session.read.parquet(out)
        counted = written.selectExpr("count(line) AS lines", "count(error) AS bad").first()
        return {"lines": int(counted["lines"]), "bad": int(counted["bad"])}
    except PySparkException as error:
        raise CorpusError(f"Spark: {str(error).splitlines()[0]}") from None
    finally:
        session.stop()


def _read(session: Any, path: str) -> Any:
    if path.rstrip("/").endswith((".parquet", ".parq")):
        return session.read.parquet(path)
    return session.read.text(path).withColumnRenamed("value", "record").where("trim(record) != ''")
