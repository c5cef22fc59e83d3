import io

import pandas as pd
import pytest
from botocore.response import StreamingBody

from order_returns import lake, s3


def stored(content):
    return {"Body": StreamingBody(io.BytesIO(content), len(content))}


def listed(*keys):
    return {"Contents": [{"Key": key, "Size": 1} for key in keys]}


def test_all_pages_of_tables_are_read(aws):
    glue, stub = aws("glue")
    columns = [{"Name": "order_id", "Type": "string"}]
    storage = {"Location": "s3://lake/raw/orders", "Columns": columns}
    first = {"TableList": [{"Name": "raw_orders", "StorageDescriptor": storage}], "NextToken": "2"}
    stub.add_response("get_tables", first)
    stub.add_response("get_tables", {"TableList": [{"Name": "raw_customers"}]})

    found = lake.tables(glue, "orders")

    assert [table.name for table in found] == ["raw_orders", "raw_customers"]
    assert found[0].columns == {"order_id": "string"}


def test_partitions_are_in_order(aws):
    glue, stub = aws("glue")
    days = ["2026-06-30", "2026-06-29"]
    entries = [{"Values": [day], "StorageDescriptor": {"Location": f"s3://{day}"}} for day in days]
    stub.add_response("get_partitions", {"Partitions": entries})

    assert list(lake.partitions(glue, "orders", "order_features")) == sorted(days)


def parquet():
    content = io.BytesIO()
    pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]}).to_parquet(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("o.jsonl", b'{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}\n{"a": 3, "b": "z"}\n'),
        ("o.csv", b"a,b\n1,x\n2,y\n3,z\n"),
        ("o.parquet", parquet()),
    ],
)
def test_the_first_rows_are_read_whatever_the_format(aws, name, content):
    client, stub = aws("s3")
    stub.add_response("list_objects_v2", listed("raw/_SUCCESS", f"raw/{name}"))
    stub.add_response("get_object", stored(content), {"Bucket": "lake", "Key": f"raw/{name}"})

    head = lake.head(client, "s3://lake/raw", rows=2)

    assert head.to_dict("records") == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]


def test_an_empty_location_is_told(aws):
    client, stub = aws("s3")
    stub.add_response("list_objects_v2", {})

    with pytest.raises(FileNotFoundError):
        lake.head(client, "s3://lake/raw")


def test_what_is_not_in_s3_is_refused():
    with pytest.raises(ValueError, match="hdfs"):
        s3.split("hdfs://lake/raw")
