"""Makes a new partition known to Glue's catalog, so that everything that reads the lake sees it."""

from __future__ import annotations

from collections.abc import Mapping

from order_returns import s3
from order_returns.schema import PARTITION

_PARQUET = {
    "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    "SerdeInfo": {
        "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    },
}


def location(table_location: str, day: str) -> str:
    return s3.join(table_location, f"{PARTITION}={day}") + "/"


def register(
    glue, database: str, table: str, table_location: str, columns: Mapping[str, str], day: str
) -> None:
    """The table with these columns and the day's partition.

    What exists already is brought up to date.
    """
    table_input = {
        "Name": table,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"EXTERNAL": "TRUE", "classification": "parquet"},
        "PartitionKeys": [{"Name": PARTITION, "Type": "string"}],
        "StorageDescriptor": _storage(table_location, columns),
    }
    try:
        glue.create_table(DatabaseName=database, TableInput=table_input)
    except glue.exceptions.AlreadyExistsException:
        glue.update_table(DatabaseName=database, TableInput=table_input)

    partition = {
        "Values": [day],
        "StorageDescriptor": _storage(location(table_location, day), columns),
    }
    where = {"DatabaseName": database, "TableName": table, "PartitionInput": partition}
    try:
        glue.create_partition(**where)
    except glue.exceptions.AlreadyExistsException:
        glue.update_partition(PartitionValueList=[day], **where)


def _storage(uri: str, columns: Mapping[str, str]) -> dict:
    named = [{"Name": name, "Type": kind} for name, kind in columns.items()]
    return {"Columns": named, "Location": uri, **_PARQUET}
