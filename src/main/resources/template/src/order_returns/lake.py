"""A look at the lake through Glue's catalog and S3: no cluster is started for it.

Run it: ``python -m order_returns.lake``
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import pandas as pd

from order_returns import s3
from order_returns.settings import Settings


@dataclass(frozen=True)
class Table:
    name: str
    location: str
    columns: dict[str, str]
    partition_keys: list[str]


def tables(glue, database: str) -> list[Table]:
    pages = glue.get_paginator("get_tables").paginate(DatabaseName=database)
    return [_table(entry) for page in pages for entry in page["TableList"]]


def table(glue, database: str, name: str) -> Table:
    return _table(glue.get_table(DatabaseName=database, Name=name)["Table"])


def partitions(glue, database: str, name: str) -> dict[str, str]:
    """Where each partition is, by its value, in order. For tables with one partition key."""
    pages = glue.get_paginator("get_partitions").paginate(DatabaseName=database, TableName=name)
    found = {
        entry["Values"][0]: entry["StorageDescriptor"]["Location"]
        for page in pages
        for entry in page["Partitions"]
    }
    return dict(sorted(found.items()))


def head(client, location: str, rows: int = 5) -> pd.DataFrame:
    """The first rows of the first file below a location. JSON lines, CSV and Parquet are read."""
    first = next(s3.files(client, location), None)
    if first is None:
        raise FileNotFoundError(f"there is no file below {location}")
    bucket, key = s3.split(first)
    body = client.get_object(Bucket=bucket, Key=key)["Body"]
    if key.endswith(".parquet"):
        return pd.read_parquet(io.BytesIO(body.read())).head(rows)
    lines = [line.decode() for _, line in zip(range(rows + 1), body.iter_lines(), strict=False)]
    if lines and lines[0].lstrip().startswith("{"):
        return pd.DataFrame([json.loads(line) for line in lines[:rows]])
    return pd.read_csv(io.StringIO("\n".join(lines)))


def _table(entry: dict) -> Table:
    storage = entry.get("StorageDescriptor", {})
    return Table(
        entry["Name"],
        storage.get("Location", ""),
        {column["Name"]: column.get("Type", "") for column in storage.get("Columns", [])},
        [key["Name"] for key in entry.get("PartitionKeys", [])],
    )


def main() -> None:
    import boto3

    settings = Settings.load().needs("region", "database")
    glue = boto3.client("glue", region_name=settings.region)
    for found in tables(glue, settings.database):
        print(f"{found.name}: {', '.join(found.columns)} ({found.location})")


if __name__ == "__main__":
    main()
