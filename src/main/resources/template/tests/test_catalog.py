import pytest
from botocore.stub import ANY

from order_returns.etl import catalog
from order_returns.schema import FEATURES

LOCATION = "s3://lake/features/order_features"


def register(glue):
    catalog.register(glue, "orders", "order_features", LOCATION, FEATURES, "2026-06-30")


def test_a_partition_is_where_its_day_says():
    assert catalog.location(LOCATION, "2026-06-30") == f"{LOCATION}/dt=2026-06-30/"


def test_the_first_partition_comes_with_its_table(aws):
    glue, stub = aws("glue")
    stub.add_response("create_table", {}, {"DatabaseName": "orders", "TableInput": ANY})
    stub.add_response(
        "create_partition",
        {},
        {"DatabaseName": "orders", "TableName": "order_features", "PartitionInput": ANY},
    )

    register(glue)


def test_a_partition_made_anew_replaces_the_one_before(aws):
    glue, stub = aws("glue")
    stub.add_client_error("create_table", "AlreadyExistsException")
    stub.add_response("update_table", {}, {"DatabaseName": "orders", "TableInput": ANY})
    stub.add_client_error("create_partition", "AlreadyExistsException")
    stub.add_response(
        "update_partition",
        {},
        {
            "DatabaseName": "orders",
            "TableName": "order_features",
            "PartitionValueList": ["2026-06-30"],
            "PartitionInput": ANY,
        },
    )

    register(glue)


def test_any_other_error_is_told(aws):
    glue, stub = aws("glue")
    stub.add_client_error("create_table", "AccessDeniedException")

    with pytest.raises(glue.exceptions.ClientError, match="AccessDenied"):
        register(glue)
