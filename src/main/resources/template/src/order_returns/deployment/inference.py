"""How the model answers, in an endpoint and in a batch alike: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
from pathlib import Path

import joblib
import pandas as pd
from sklearn.pipeline import Pipeline

from order_returns.preparation import dataset
from order_returns.preparation.encoding import INPUTS
from order_returns.training.train import MODEL_FILE

CONTENT_TYPE = "application/jsonlines"


def model_fn(model_dir: str) -> Pipeline:
    return joblib.load(Path(model_dir) / MODEL_FILE)


def input_fn(body: str | bytes, content_type: str) -> pd.DataFrame:
    if content_type != CONTENT_TYPE:
        raise ValueError(f"send {CONTENT_TYPE}, one order a line, and not {content_type}")
    text = body.decode() if isinstance(body, bytes) else body
    orders = pd.DataFrame([json.loads(line) for line in text.splitlines() if line.strip()])
    absent = [name for name in INPUTS if name not in orders]
    if absent:
        raise ValueError(f"these columns are missing: {absent}")
    return orders


def predict_fn(orders: pd.DataFrame, model: Pipeline) -> list[dict]:
    told = model.predict_proba(dataset.inputs(orders))[:, 1]
    known_as = orders["order_id"] if "order_id" in orders else [None] * len(orders)
    return [
        {"order_id": order, "return_probability": round(float(chance), 4)}
        for order, chance in zip(known_as, told, strict=True)
    ]


def output_fn(predictions: list[dict], accept: str) -> tuple[str, str]:
    """Always JSON lines, since who calls often accepts anything."""
    return "".join(json.dumps(row) + "\n" for row in predictions), CONTENT_TYPE
