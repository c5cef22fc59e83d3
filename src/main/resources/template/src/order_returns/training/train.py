"""Trains the model and says how good it is.

``python -m order_returns.training.train`` reads data/processed and writes models/. In SageMaker's
script mode the same program gets its paths from the environment and the hyperparameters as
arguments.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path

import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline

from order_returns import paths
from order_returns.preparation import dataset
from order_returns.preparation.encoding import encoder

MODEL_FILE = "model.joblib"
METRICS_FILE = "metrics.json"


def fit(train: pd.DataFrame, c: float = 1.0, max_iter: int = 1000) -> Pipeline:
    """The encoding and the model as one, so that whoever predicts can't encode otherwise."""
    model = make_pipeline(
        encoder(), LogisticRegression(C=c, max_iter=max_iter, class_weight="balanced")
    )
    return model.fit(dataset.inputs(train), dataset.labels(train))


def evaluate(model: Pipeline, test: pd.DataFrame) -> dict[str, float]:
    truth = dataset.labels(test)
    told = model.predict_proba(dataset.inputs(test))[:, 1]
    return {
        "roc_auc": float(roc_auc_score(truth, told)),
        "average_precision": float(average_precision_score(truth, told)),
        "orders": len(test),
        "returned": int(truth.sum()),
    }


def parser(environment: Mapping[str, str] = os.environ) -> argparse.ArgumentParser:
    """The variables are those that SageMaker's training toolkit sets in its containers."""
    made = argparse.ArgumentParser(description=__doc__)

    def path(name: str, variable: str, default: Path) -> None:
        made.add_argument(name, type=Path, default=Path(environment.get(variable, default)))

    path("--train", "SM_CHANNEL_TRAIN", paths.PROCESSED / dataset.TRAIN)
    path("--test", "SM_CHANNEL_TEST", paths.PROCESSED / dataset.TEST)
    path("--model-dir", "SM_MODEL_DIR", paths.MODELS)
    path("--output-data-dir", "SM_OUTPUT_DATA_DIR", paths.REPORTS)
    made.add_argument("--c", type=float, default=1.0, help="the inverse of the regularisation")
    made.add_argument("--max-iter", type=int, default=1000)
    return made


def main() -> None:
    arguments = parser().parse_args()
    model = fit(dataset.read(arguments.train), arguments.c, arguments.max_iter)
    metrics = evaluate(model, dataset.read(arguments.test))

    for directory in (arguments.model_dir, arguments.output_data_dir):
        directory.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, arguments.model_dir / MODEL_FILE)
    (arguments.output_data_dir / METRICS_FILE).write_text(json.dumps(metrics, indent=2) + "\n")
    # One a line, which is how job.py tells SageMaker to find them.
    for name, value in metrics.items():
        print(f"{name}={value:.4f};")


if __name__ == "__main__":
    main()
