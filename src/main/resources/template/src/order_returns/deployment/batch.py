"""Predicts for many orders at once, in a batch transform job, which ends by itself.

``python -m order_returns.deployment.batch`` predicts for data/processed/new.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from order_returns import names, paths, s3
from order_returns.deployment import model
from order_returns.deployment.inference import CONTENT_TYPE
from order_returns.preparation import dataset
from order_returns.settings import Settings
from order_returns.training import job
from order_returns.training.job import TrainedModel

INSTANCE_TYPE = "ml.m5.large"


def request(settings: Settings, name: str, orders: str, predictions: str) -> dict:
    """What CreateTransformJob takes.

    It cuts the input between lines and puts the answers together again.
    """
    return {
        "TransformJobName": name,
        "ModelName": name,
        "BatchStrategy": "MultiRecord",
        "TransformInput": {
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": orders}},
            "ContentType": CONTENT_TYPE,
            "SplitType": "Line",
        },
        "TransformOutput": {
            "S3OutputPath": predictions,
            "Accept": CONTENT_TYPE,
            "AssembleWith": "Line",
        },
        "TransformResources": {"InstanceType": INSTANCE_TYPE, "InstanceCount": 1},
        "Tags": names.tag_list(settings),
    }


def run(settings: Settings, sagemaker, client, trained: TrainedModel, orders: Path) -> list[Path]:
    """Predicts for a file of JSON lines.

    The answers are in data/interim when it returns, and the model is gone.
    """
    name = names.unique(settings, "batch")
    folder = s3.join(settings.work_path, "batch", name)
    source = s3.upload(client, orders, s3.join(folder, "orders", orders.name))
    predictions = s3.join(folder, "predictions")
    sagemaker.create_model(**model.request(settings, name, trained))
    try:
        sagemaker.create_transform_job(**request(settings, name, source, predictions))
        try:
            sagemaker.get_waiter("transform_job_completed_or_stopped").wait(TransformJobName=name)
        except KeyboardInterrupt:
            sagemaker.stop_transform_job(TransformJobName=name)
            raise
    finally:
        sagemaker.delete_model(ModelName=name)
    return s3.download(client, predictions, paths.INTERIM / "predictions")


def main() -> None:
    import boto3

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training-job", help="the newest where it is missing")
    arguments = parser.parse_args()
    settings = Settings.load().needs("region", "bucket", "role_arn")
    sagemaker, client = (
        boto3.client(name, region_name=settings.region) for name in ("sagemaker", "s3")
    )
    chosen = arguments.training_job
    trained = job.describe(sagemaker, chosen) if chosen else job.latest(settings, sagemaker)
    orders = paths.PROCESSED / dataset.NEW / "new.jsonl"
    print(*run(settings, sagemaker, client, trained, orders), sep="\n")


if __name__ == "__main__":
    main()
