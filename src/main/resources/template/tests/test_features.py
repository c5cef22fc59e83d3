"""The features in pandas, and that Spark makes the same ones."""

import datetime

import pandas as pd
import pytest

from order_returns import sample
from order_returns.etl import local, rules, transform
from order_returns.schema import CUSTOMERS, FEATURES, ORDERS


def comparable(frame):
    ordered = frame.sort_values("order_id", ignore_index=True)[list(FEATURES)]
    return ordered.astype("object").where(ordered.notna(), None)


def test_an_order_says_how_many_came_before_it_and_how_long_the_customer_was_known():
    customers = [
        {"customer_id": "C1", "country": "DE", "segment": "x", "signup_date": "2026-01-01"}
    ]
    common = {"amount": 1, "channel": "web", "comment": "", "returned": False}
    orders = [
        {"order_id": "O2", "customer_id": "C1", "order_date": "2026-01-11", **common},
        {"order_id": "O1", "customer_id": "C1", "order_date": "2026-01-03", **common},
        {"order_id": "O3", "customer_id": "C2", "order_date": "2026-01-03", **common},
        {"order_id": "O4", "customer_id": "C1", "order_date": "2026-02-01", **common},
    ]

    made = local.features(
        pd.DataFrame(orders), pd.DataFrame(customers), datetime.date(2026, 1, 31)
    ).set_index("order_id")

    assert made["previous_orders"].to_dict() == {"O1": 0, "O2": 1, "O3": 0}
    assert made["days_since_signup"].dropna().to_dict() == {"O1": 2, "O2": 10}
    assert made.loc["O3", "country"] == "unknown"


def test_refused_and_repeated_orders_are_left_out(features, raw_orders):
    assert features["order_id"].is_unique
    assert len(features) == len(raw_orders) - 4 - 1


def test_a_source_that_has_changed_stops_the_run(raw_orders, raw_customers):
    with pytest.raises(rules.TooManyRefusedError):
        local.features(raw_orders.assign(amount="?"), raw_customers, sample.LAST_DAY)


@pytest.mark.spark
def test_spark_makes_the_same_features(spark, features, raw_orders, raw_customers):
    # As a crawler might have typed them: all text.
    orders = spark.createDataFrame(
        raw_orders.astype("object").where(raw_orders.notna(), None).astype(str).to_dict("records"),
        ", ".join(f"{name} string" for name in ORDERS),
    )
    customers = spark.createDataFrame(
        raw_customers.to_dict("records"), ", ".join(f"{name} string" for name in CUSTOMERS)
    )
    # Text has no missing values; what pandas wrote for them is what they are.
    orders = orders.replace({"None": None})

    judged = transform.clean_orders(orders)
    made = transform.features(judged, transform.clean_customers(customers), sample.LAST_DAY)

    assert dict(made.dtypes) == FEATURES
    assert judged.where("refused is not null").count() == 4
    pd.testing.assert_frame_equal(comparable(made.toPandas()), comparable(features))


@pytest.mark.spark
def test_a_written_partition_is_read_back_for_training(spark, features, tmp_path):
    from order_returns.preparation import dataset
    from order_returns.schema import ddl

    rows = comparable(features).to_dict("records")
    spark.createDataFrame(rows, ddl(FEATURES)).write.parquet(str(tmp_path / "dt=2026-06-30"))

    parts = dataset.split(dataset.read(tmp_path / "dt=2026-06-30"))

    assert sum(map(len, parts.values())) == len(features)
    assert dataset.inputs(parts[dataset.TRAIN])["days_since_signup"].notna().all()
