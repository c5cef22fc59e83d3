"""A partition of features, split for training and testing, in data/processed.

``python -m order_returns.preparation.dataset`` takes the latest partition of the lake, ``--dt``
another one, and ``--sample`` made-up data that needs no lake.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from order_returns import lake, paths, s3, sample
from order_returns.etl import local
from order_returns.preparation.encoding import INPUTS, LABEL, NUMBERS
from order_returns.schema import FEATURES, FEATURES_TABLE
from order_returns.settings import Settings

TRAIN = "train"
TEST = "test"
NEW = "new"


def fetch(glue, client, settings: Settings, day: str | None = None) -> pd.DataFrame:
    """A partition of the lake's features, by way of data/interim."""
    found = lake.partitions(glue, settings.database, FEATURES_TABLE)
    if not found:
        raise FileNotFoundError(f"{FEATURES_TABLE} has no partition yet: run the ETL first")
    chosen = day or list(found)[-1]
    if chosen not in found:
        raise FileNotFoundError(f"{FEATURES_TABLE} has no partition {chosen}, only {list(found)}")
    copies = paths.INTERIM / FEATURES_TABLE
    s3.download(client, found[chosen], copies)
    return read(copies)


def made_up() -> pd.DataFrame:
    orders, customers = pd.DataFrame(sample.orders()), pd.DataFrame(sample.customers())
    return local.features(orders, customers, sample.LAST_DAY)


def read(path: Path) -> pd.DataFrame:
    """A Parquet file, or all those in a directory."""
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise FileNotFoundError(f"there is no Parquet file in {path}")
    return pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)


def split(features: pd.DataFrame, test_share: float = 0.2) -> dict[str, pd.DataFrame]:
    """By time, as the model will be used.

    It is tested on the latest orders whose end is known. The rest is new.
    """
    absent = set(FEATURES) - set(features.columns)
    if absent:
        raise ValueError(f"these columns are missing: {sorted(absent)}")
    ordered = features.sort_values(["order_date", "order_id"], ignore_index=True)
    known = ordered[ordered[LABEL].notna()]
    cut = round(len(known) * (1 - test_share))
    if not 0 < cut < len(known):
        raise ValueError(f"{len(known)} orders with a known end are too few to train and test")
    return {TRAIN: known[:cut], TEST: known[cut:], NEW: ordered[ordered[LABEL].isna()]}


def inputs(features: pd.DataFrame) -> pd.DataFrame:
    """What the model reads, with the types it was trained on, however the rows have come here."""
    return features[INPUTS].astype(dict.fromkeys(NUMBERS, "float64"))


def labels(features: pd.DataFrame) -> pd.Series:
    return features[LABEL].astype(bool)


def write(parts: Mapping[str, pd.DataFrame], directory: Path = paths.PROCESSED) -> dict[str, Path]:
    """Each part in a directory of its own, which is what a SageMaker channel is.

    New orders as JSON lines, to be sent.
    """
    files = {
        name: directory / name / ("new.jsonl" if name == NEW else f"{name}.parquet")
        for name in parts
    }
    for name, file in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        if name == NEW:
            file.write_text(as_json_lines(parts[name]))
        else:
            parts[name].to_parquet(file, index=False)
    return files


def as_json_lines(features: pd.DataFrame) -> str:
    """One order a line: what the model reads, and by what the order is known again."""
    rows = features[["order_id", *INPUTS]].to_dict("records")
    plain = [{key: None if pd.isna(value) else value for key, value in row.items()} for row in rows]
    return "".join(json.dumps(row) + "\n" for row in plain)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dt", help="the partition; the latest where it is missing")
    parser.add_argument("--sample", action="store_true", help="made-up data, without a lake")
    arguments = parser.parse_args()
    if arguments.sample:
        features = made_up()
    else:
        import boto3

        settings = Settings.load().needs("region", "database")
        clients = (boto3.client(name, region_name=settings.region) for name in ("glue", "s3"))
        features = fetch(*clients, settings, arguments.dt)
    parts = split(features)
    for name, file in write(parts).items():
        print(f"{file}: {len(parts[name])} orders")


if __name__ == "__main__":
    main()
