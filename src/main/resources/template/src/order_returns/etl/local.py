"""The same features as transform.py makes, in pandas, for a sample that fits into memory.

A test holds the two together.
"""

from __future__ import annotations

import datetime

import pandas as pd

from order_returns.etl import rules
from order_returns.schema import FEATURES


def features(
    raw_orders: pd.DataFrame, raw_customers: pd.DataFrame, day: datetime.date
) -> pd.DataFrame:
    judged = rules.clean_and_judge_orders(raw_orders)
    rules.check(len(judged), int(judged["refused"].notna().sum()))
    orders = judged[judged["refused"].isna()]
    orders = orders[orders["order_date"] <= day]
    orders = orders.sort_values(["order_date", "order_id"]).drop_duplicates("order_id", keep="last")
    orders["previous_orders"] = orders.groupby("customer_id").cumcount()

    customers = rules.clean_customers(raw_customers).sort_values("signup_date")
    customers = customers.drop_duplicates("customer_id", keep="last")
    joined = orders.merge(customers, on="customer_id", how="left")
    since = pd.to_datetime(joined["order_date"]) - pd.to_datetime(joined["signup_date"])
    joined["days_since_signup"] = since.dt.days.astype("Int32")
    return joined.fillna({"country": "unknown", "segment": "unknown"})[list(FEATURES)]
