import datetime

import pandas as pd
import pytest

from order_returns.etl import rules
from order_returns.schema import CUSTOMERS, ORDERS

GOOD = {
    "order_id": " O1 ",
    "customer_id": "C1",
    "order_date": "2026-06-01T10:00:00Z",
    "amount": "12.346",
    "channel": " Web",
    "comment": " too \n small ",
    "returned": "True",
}


def orders(**changes):
    return pd.DataFrame([{**GOOD, **changes}])


def test_an_order_is_cleaned():
    cleaned = rules.clean_orders(orders())

    assert list(cleaned.columns) == list(ORDERS)
    assert cleaned.iloc[0].to_dict() == {
        "order_id": "O1",
        "customer_id": "C1",
        "order_date": datetime.date(2026, 6, 1),
        "amount": 12.35,
        "channel": "web",
        "comment": "too small",
        "returned": True,
    }


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [("true", True), ("1", True), (False, False), ("NO", False), (None, None), ("maybe", None)],
)
def test_whether_an_order_was_returned_is_read_or_left_open(raw, cleaned):
    told = rules.clean_orders(orders(returned=raw))["returned"].iloc[0]

    assert told is cleaned or (cleaned is None and pd.isna(told))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"order_id": ""}, "no order_id"),
        ({"customer_id": None}, "no customer_id"),
        ({"order_date": "soon"}, "order_date is no date"),
        ({"order_date": "2026-02-30"}, "order_date is no date"),
        ({"amount": "a lot"}, "amount is no number"),
        ({"amount": "0"}, "amount is not above zero"),
        ({"order_id": None, "amount": "-1"}, "no order_id"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_with_the_reason(change, reason):
    assert rules.clean_and_judge_orders(orders(**change))["refused"].tolist() == [reason]


@pytest.mark.parametrize("change", [{}, {"channel": None}, {"comment": None}, {"returned": None}])
def test_an_order_that_lacks_what_can_be_done_without_is_accepted(change):
    assert rules.clean_and_judge_orders(orders(**change))["refused"].isna().all()


def test_a_customer_is_cleaned():
    raw = pd.DataFrame(
        [{"customer_id": "C1", "country": " de", "segment": None, "signup_date": "2025-01-02"}]
    )

    cleaned = rules.clean_customers(raw)

    assert list(cleaned.columns) == list(CUSTOMERS)
    assert cleaned.iloc[0].tolist() == ["C1", "DE", "unknown", datetime.date(2025, 1, 2)]


def test_a_run_goes_on_while_little_is_refused():
    rules.check(100, 5)


@pytest.mark.parametrize(("total", "refused"), [(0, 0), (100, 6)])
def test_a_run_stops_when_too_much_is_refused(total, refused):
    with pytest.raises(rules.TooManyRefusedError):
        rules.check(total, refused)
