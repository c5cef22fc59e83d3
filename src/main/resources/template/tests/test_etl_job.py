"""The job, with stand-ins for AWS's own library, which is on Glue only."""

import argparse
import sys
import types

import pandas as pd
import pytest
from botocore.stub import ANY

from order_returns import sample
from order_returns.etl import job
from order_returns.preparation import dataset

DAY = "2026-06-30"


@pytest.fixture
def options(monkeypatch):
    """getResolvedOptions, as awsglue.utils has it."""

    def resolve(arguments, names):
        parser = argparse.ArgumentParser(allow_abbrev=False)
        for name in names:
            parser.add_argument(f"--{name}", required=True)
        return vars(parser.parse_known_args(arguments[1:])[0])

    stand_in(monkeypatch, "utils", getResolvedOptions=resolve)


def test_the_arguments_that_glue_was_given_are_read_and_all_others_left(options):
    arguments = ["job.py", "--datalake_bucket", "other", f"--dt={DAY}", "--TempDir", "s3://t"]

    assert job.given(arguments) == {"datalake_bucket": "other", "dt": DAY}


def test_no_argument_is_needed(options):
    assert job.given(["job.py", "--JOB_NAME", "etl"]) == {}


@pytest.fixture
def catalog(monkeypatch, spark, raw_orders, raw_customers):
    """The raw tables, as GlueContext reads them."""
    tables = {"raw_orders": raw_orders, "raw_customers": raw_customers}

    class Frame:
        def __init__(self, table):
            self.rows = tables[table]

        def resolveChoice(self, **how):  # noqa: N802
            assert how["choice"] == "match_catalog"
            return self

        def toDF(self):  # noqa: N802
            rows = self.rows.astype("object").where(self.rows.notna(), None)
            columns = ", ".join(f"{name} string" for name in rows.columns)
            text = [[None if cell is None else str(cell) for cell in row] for row in rows.values]
            return spark.createDataFrame(text, columns)

    class Context:
        def __init__(self, spark_context):
            reader = types.SimpleNamespace(from_catalog=lambda database, table: Frame(table))
            self.create_dynamic_frame = reader

    stand_in(monkeypatch, "context", GlueContext=Context)
    return tables


@pytest.mark.spark
def test_a_run_writes_the_partition_registers_it_and_keeps_what_it_refused(
    aws, monkeypatch, settings, catalog, features, tmp_path
):
    glue, stub = aws("glue")
    for _ in range(2):
        stub.add_response("create_table", {}, {"DatabaseName": "orders", "TableInput": ANY})
        stub.add_response("create_partition", {})
    monkeypatch.setattr("boto3.client", lambda service, region_name: glue)
    lake = settings.but(
        {"features_path": f"{tmp_path}/features", "curated_path": f"{tmp_path}/curated"}
    )

    for _ in range(2):
        written = job.run(lake, sample.LAST_DAY)

    partition = tmp_path / "features" / "order_features" / f"dt={DAY}"
    assert written == f"{partition}/"
    assert len(dataset.read(partition)) == len(features)
    refused = pd.read_parquet(tmp_path / "curated" / "refused_orders" / f"dt={DAY}")
    assert refused["refused"].value_counts().to_dict() == {
        "no order_id": 1,
        "order_date is no date": 1,
        "amount is no number": 1,
        "amount is not above zero": 1,
    }


@pytest.mark.spark
def test_a_run_on_nonsense_writes_no_features(settings, catalog, tmp_path):
    catalog["raw_orders"] = catalog["raw_orders"].assign(amount="?")
    lake = settings.but(
        {"features_path": f"{tmp_path}/features", "curated_path": f"{tmp_path}/curated"}
    )

    with pytest.raises(job.rules.TooManyRefusedError):
        job.run(lake, sample.LAST_DAY)

    assert not (tmp_path / "features").exists()


def stand_in(monkeypatch, module, **functions):
    made = types.SimpleNamespace(**functions)
    monkeypatch.setitem(sys.modules, "awsglue", types.SimpleNamespace(**{module: made}))
    monkeypatch.setitem(sys.modules, f"awsglue.{module}", made)
