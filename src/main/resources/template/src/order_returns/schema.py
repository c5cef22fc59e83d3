"""The columns of the tables and their types, named as Spark and Glue's catalog both name them."""

from __future__ import annotations

from collections.abc import Mapping

ORDERS = {
    "order_id": "string",
    "customer_id": "string",
    "order_date": "date",
    "amount": "double",
    "channel": "string",
    "comment": "string",
    "returned": "boolean",
}

CUSTOMERS = {
    "customer_id": "string",
    "country": "string",
    "segment": "string",
    "signup_date": "date",
}

FEATURES = {
    "order_id": "string",
    "customer_id": "string",
    "order_date": "date",
    "amount": "double",
    "channel": "string",
    "country": "string",
    "segment": "string",
    "days_since_signup": "int",
    "previous_orders": "int",
    "comment": "string",
    "returned": "boolean",
}

RAW_ORDERS_TABLE = "raw_orders"
RAW_CUSTOMERS_TABLE = "raw_customers"
FEATURES_TABLE = "order_features"
PARTITION = "dt"


def ddl(columns: Mapping[str, str]) -> str:
    """The columns as Spark reads a schema."""
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())
