"""What is cleaned, and what is refused.

Plain pandas: Spark runs these functions on parts of a table, the tests on a few rows.
"""

from __future__ import annotations

import pandas as pd

from order_returns.schema import CUSTOMERS, ORDERS

MOST_REFUSED = 0.05

_TRUE_OR_FALSE = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}

_REFUSALS = {
    "no order_id": lambda orders: orders["order_id"].isna(),
    "no customer_id": lambda orders: orders["customer_id"].isna(),
    "order_date is no date": lambda orders: orders["order_date"].isna(),
    "amount is no number": lambda orders: orders["amount"].isna(),
    "amount is not above zero": lambda orders: orders["amount"] <= 0,
}


class TooManyRefusedError(Exception):
    """So much was refused that the source must have changed; nothing is to be made of the rest."""


def clean_orders(raw: pd.DataFrame) -> pd.DataFrame:
    """A row for each raw row, with ORDERS' columns and types.

    What can't be read is missing; nothing is left out.
    """
    cleaned = {
        "order_id": _text(raw["order_id"]),
        "customer_id": _text(raw["customer_id"]),
        "order_date": _date(raw["order_date"]),
        "amount": pd.to_numeric(raw["amount"], errors="coerce").astype("float64").round(2),
        "channel": _text(raw["channel"]).str.lower().fillna("unknown"),
        "comment": _text(raw["comment"]).str.replace(r"\s+", " ", regex=True).fillna(""),
        "returned": _text(raw["returned"]).str.lower().map(_TRUE_OR_FALSE).astype("object"),
    }
    return pd.DataFrame(cleaned, columns=list(ORDERS))


def clean_customers(raw: pd.DataFrame) -> pd.DataFrame:
    """A row for each raw row, with CUSTOMERS' columns and types."""
    cleaned = {
        "customer_id": _text(raw["customer_id"]),
        "country": _text(raw["country"]).str.upper().fillna("unknown"),
        "segment": _text(raw["segment"]).str.lower().fillna("unknown"),
        "signup_date": _date(raw["signup_date"]),
    }
    return pd.DataFrame(cleaned, columns=list(CUSTOMERS))


def refusals(orders: pd.DataFrame) -> pd.Series:
    """Why each cleaned order is refused; missing where it is not."""
    reasons = pd.Series(None, index=orders.index, dtype="object")
    for reason, applies in _REFUSALS.items():
        reasons = reasons.mask(reasons.isna() & applies(orders), reason)
    return reasons


def clean_and_judge_orders(raw: pd.DataFrame) -> pd.DataFrame:
    """The cleaned orders with a column ``refused``: why, or missing."""
    cleaned = clean_orders(raw)
    return cleaned.assign(refused=refusals(cleaned))


def check(total: int, refused: int) -> None:
    """Stops a run whose input makes no sense."""
    if total == 0:
        raise TooManyRefusedError("there are no orders at all")
    if refused / total > MOST_REFUSED:
        raise TooManyRefusedError(
            f"{refused} of {total} orders were refused, and {MOST_REFUSED:.0%} may be: see the"
            " table's latest files, or the rules in etl/rules.py"
        )


def _text(column: pd.Series) -> pd.Series:
    """Trimmed text; an empty one is a missing one."""
    text = column.astype("string").str.strip()
    return text.mask(text == "").astype("object").where(text.notna(), None)


def _date(column: pd.Series) -> pd.Series:
    """Dates, of which times keep the day."""
    days = _text(column).astype("string").str.slice(0, 10)
    read = pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").dt.date
    return read.astype("object").where(read.notna(), None)
