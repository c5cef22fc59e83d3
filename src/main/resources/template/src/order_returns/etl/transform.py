"""From raw orders and customers to features, in Spark.

The rules are in rules.py; here is what takes more than one row.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from order_returns.etl import rules
from order_returns.schema import CUSTOMERS, FEATURES, ORDERS, ddl

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame


def clean_orders(raw: DataFrame) -> DataFrame:
    """Every order, cleaned, with the reason for which it is refused, if any."""
    return _map(raw, ORDERS, rules.clean_and_judge_orders, {**ORDERS, "refused": "string"})


def clean_customers(raw: DataFrame) -> DataFrame:
    return _map(raw, CUSTOMERS, rules.clean_customers, CUSTOMERS)


def features(orders: DataFrame, customers: DataFrame, day: datetime.date) -> DataFrame:
    """A row for each accepted order up to that day, with what was known when it was placed."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    once = orders.where(f.col("refused").isNull() & (f.col("order_date") <= f.lit(day)))
    once = _last_of(once, "order_id", "order_date")
    earlier = Window.partitionBy("customer_id").orderBy("order_date", "order_id")
    return (
        once.withColumn("previous_orders", f.row_number().over(earlier) - 1)
        .join(_last_of(customers, "customer_id", "signup_date"), "customer_id", "left")
        .withColumn("days_since_signup", f.datediff("order_date", "signup_date"))
        .fillna("unknown", ["country", "segment"])
        .select(*FEATURES)
    )


def _last_of(frame: DataFrame, key: str, order: str) -> DataFrame:
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    latest_first = Window.partitionBy(key).orderBy(f.col(order).desc_nulls_last())
    ranked = frame.withColumn("rank", f.row_number().over(latest_first))
    return ranked.where("rank = 1").drop("rank")


def _map(
    raw: DataFrame,
    columns: Mapping[str, str],
    rule: Callable[[pd.DataFrame], pd.DataFrame],
    result: Mapping[str, str],
) -> DataFrame:
    """Applies a rule to a part of the table at a time.

    It gets text, whatever types a crawler has guessed.
    """
    from pyspark.sql import functions as f

    def apply(parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return map(rule, parts)

    text = raw.select([f.col(name).cast("string") for name in columns])
    return text.mapInPandas(apply, ddl(result))
