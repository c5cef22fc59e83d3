"""The ETL on AWS Glue.

Reads the raw tables, cleans and validates them, writes a partition of features and registers it.

It is the script of a Glue job (with this package in ``--extra-py-files``), and what session.py runs
in an interactive session. These arguments of a job win over settings.py:

    --datalake_bucket         --datalake_raw_path
    --datalake_database       --datalake_curated_path
    --datalake_features_path
    --dt                      the day up to which orders count, and the partition's name; or today
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence

from order_returns import s3
from order_returns.etl import catalog, rules, transform
from order_returns.schema import FEATURES, FEATURES_TABLE, RAW_CUSTOMERS_TABLE, RAW_ORDERS_TABLE
from order_returns.settings import GLUE_ARGUMENTS, Settings


def run(settings: Settings, day: datetime.date) -> str:
    """Makes the day's partition, anew if it is there, and returns where it is."""
    import boto3
    from awsglue.context import GlueContext
    from pyspark.context import SparkContext

    settings.needs("region", "database", "curated_path", "features_path")
    context = GlueContext(SparkContext.getOrCreate())

    def read(table: str):
        types = {"choice": "match_catalog", "database": settings.database, "table_name": table}
        frame = context.create_dynamic_frame.from_catalog(settings.database, table)
        rows = frame.resolveChoice(**types).toDF()
        if not rows.columns:
            raise rules.TooManyRefusedError(f"{settings.database}.{table} has no rows")
        return rows

    orders = transform.clean_orders(read(RAW_ORDERS_TABLE)).cache()
    customers = transform.clean_customers(read(RAW_CUSTOMERS_TABLE))

    # Written before they are counted: whoever wants to know why a run has stopped finds them there.
    refused = orders.where("refused is not null")
    refused.write.mode("overwrite").parquet(
        catalog.location(s3.join(settings.curated_path, "refused_orders"), str(day))
    )
    rules.check(orders.count(), refused.count())

    table_location = s3.join(settings.features_path, FEATURES_TABLE)
    written = catalog.location(table_location, str(day))
    transform.features(orders, customers, day).write.mode("overwrite").parquet(written)
    catalog.register(
        boto3.client("glue", region_name=settings.region),
        settings.database,
        FEATURES_TABLE,
        table_location,
        FEATURES,
        str(day),
    )
    return written


def given(arguments: Sequence[str]) -> dict[str, str]:
    """What Glue was given, of the arguments that this job knows."""
    from awsglue.utils import getResolvedOptions

    # It is an error to ask for one that is missing.
    present = [name for name in [*GLUE_ARGUMENTS.values(), "dt"] if _has(arguments, name)]
    found = getResolvedOptions(list(arguments), present)
    return {name: found[name] for name in present}


def _has(arguments: Sequence[str], name: str) -> bool:
    return any(word == f"--{name}" or word.startswith(f"--{name}=") for word in arguments)


def main() -> None:
    values = given(sys.argv)
    lake = {name: values.get(argument, "") for name, argument in GLUE_ARGUMENTS.items()}
    today = datetime.datetime.now(datetime.timezone.utc).date()
    day = datetime.date.fromisoformat(values.get("dt", str(today)))
    print(f"written: {run(Settings.load().but(lake), day)}")


if __name__ == "__main__":
    main()
