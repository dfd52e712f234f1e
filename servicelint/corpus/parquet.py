"""A finished scan as Parquet: one row a finding, with the fields of its record."""

from __future__ import annotations

import os
from contextlib import suppress

from servicelint.corpus.errors import CorpusError
from servicelint.corpus.stores.files import missing

#: Every finding has these, in this order; then come the record's own fields.
_QUERY = """
COPY (
  SELECT id, f.* EXCLUDE (sentence), f.sentence.start AS sentence_start, f.sentence."end" AS sentence_end,
         * EXCLUDE (id, f, findings)
  FROM (SELECT *, unnest(findings) AS f FROM read_json(?, format = 'newline_delimited', sample_size = -1,
        maximum_object_size = 1000000000))
) TO '{target}' (FORMAT parquet)
"""


def to_parquet(lines: str, target: str) -> int:
    """Write the findings in the JSON lines file ``lines`` to ``target`` and return their number.

    The file is there as a whole or not at all. Raises ``CorpusError``.
    """
    try:
        import duckdb
    except ImportError:
        raise CorpusError(f"{target}: {missing('duckdb')}") from None
    temporary = f"{target}.new"
    if not os.path.getsize(lines):
        raise CorpusError(f"{target}: not written, since there are no findings (see {lines})")
    try:
        with duckdb.connect() as database:
            database.execute(_QUERY.format(target=temporary.replace("'", "''")), [lines])
            row = database.execute("SELECT count(*) FROM read_parquet(?)", [temporary]).fetchone()
        os.replace(temporary, target)
    except (duckdb.Error, OSError) as error:
        with suppress(OSError):
            os.unlink(temporary)
        raise CorpusError(f"{target}: cannot be written: {str(error).splitlines()[0]}") from None
    return int(row[0]) if row else 0
