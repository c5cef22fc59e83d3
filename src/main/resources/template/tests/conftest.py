import os
import shutil
import sys

import boto3
import pandas as pd
import pytest
from botocore.stub import Stubber

from order_returns import packaging, sample
from order_returns.etl import local
from order_returns.settings import Settings


@pytest.fixture
def settings():
    return Settings(
        workspace="churn",
        namespace="team-a",
        region="eu-central-1",
        bucket="lake",
        database="orders",
        raw_path="s3://lake/raw/",
        curated_path="s3://lake/curated/",
        features_path="s3://lake/features/",
        role_arn="arn:aws:iam::123456789012:role/churn-workspace",
    )


@pytest.fixture(scope="session")
def raw_orders():
    return pd.DataFrame(sample.orders())


@pytest.fixture(scope="session")
def raw_customers():
    return pd.DataFrame(sample.customers())


@pytest.fixture(scope="session")
def features(raw_orders, raw_customers):
    return local.features(raw_orders, raw_customers, sample.LAST_DAY)


@pytest.fixture
def aws():
    """Makes clients that check each call against AWS's own model and answer what a test queues."""
    stubbers = []

    def make(service):
        client = boto3.client(
            service,
            region_name="eu-central-1",
            aws_access_key_id="none",
            aws_secret_access_key="none",
        )
        stubber = Stubber(client)
        stubber.activate()
        stubbers.append(stubber)
        return client, stubber

    yield make
    for stubber in stubbers:
        stubber.assert_no_pending_responses()


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """Spark on this machine, with the code given to its workers as Glue gives it."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    code = tmp_path_factory.mktemp("code") / "order_returns.zip"
    code.write_bytes(packaging.for_glue())
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.sql.shuffle.partitions", 1)
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.addPyFile(str(code))
    yield session
    session.stop()
