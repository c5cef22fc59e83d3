"""Starts a SageMaker training job with the data in data/processed, and waits for it.

``python -m order_returns.training.job``. The job runs train.py, as the local training does.
SageMaker ends it, and what it costs, when it is done or after LONGEST_SECONDS.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from order_returns import names, packaging, paths, s3
from order_returns.preparation import dataset
from order_returns.settings import Settings
from order_returns.training import image

INSTANCE_TYPE = "ml.m5.large"
LONGEST_SECONDS = 3600
METRICS = ("roc_auc", "average_precision")


@dataclass(frozen=True)
class TrainedModel:
    """What deployment needs: the job's name, the model it made and the code that reads it."""

    name: str
    model: str
    code: str


def request(
    settings: Settings,
    name: str,
    code: str,
    channels: Mapping[str, str],
    hyperparameters: Mapping[str, object],
    instance_type: str = INSTANCE_TYPE,
) -> dict:
    """What CreateTrainingJob takes.

    Script mode reads hyperparameters as JSON, its own two among them.
    """
    settings.needs("region", "bucket", "role_arn")
    values = {
        "sagemaker_program": "entry_point.py",
        "sagemaker_submit_directory": code,
        "sagemaker_region": settings.region,
        **hyperparameters,
    }
    return {
        "TrainingJobName": name,
        "RoleArn": settings.role_arn,
        "AlgorithmSpecification": {
            "TrainingImage": image.uri(settings.region),
            "TrainingInputMode": "File",
            "MetricDefinitions": [
                {"Name": metric, "Regex": f"{metric}=([0-9.]+);"} for metric in METRICS
            ],
        },
        "HyperParameters": {key: json.dumps(value) for key, value in values.items()},
        "InputDataConfig": [
            {
                "ChannelName": channel,
                "DataSource": {
                    "S3DataSource": {
                        "S3DataType": "S3Prefix",
                        "S3Uri": uri,
                        "S3DataDistributionType": "FullyReplicated",
                    }
                },
            }
            for channel, uri in channels.items()
        ],
        "OutputDataConfig": {"S3OutputPath": s3.join(settings.work_path, "models")},
        "ResourceConfig": {
            "InstanceType": instance_type,
            "InstanceCount": 1,
            "VolumeSizeInGB": 10,
        },
        "StoppingCondition": {"MaxRuntimeInSeconds": LONGEST_SECONDS},
        "Tags": names.tag_list(settings),
    }


def run(
    settings: Settings,
    sagemaker,
    client,
    hyperparameters: Mapping[str, object],
    processed: Path = paths.PROCESSED,
) -> TrainedModel:
    """Uploads data and code, trains, and returns when the model is there.

    A job that fails is an error.
    """
    name = names.unique(settings, "train")
    code = packaging.publish_for_sagemaker(client, settings, name)
    channels = {}
    for channel in (dataset.TRAIN, dataset.TEST):
        folder = s3.join(settings.work_path, "training", name, channel)
        for file in sorted((processed / channel).glob("*.parquet")):
            s3.upload(client, file, s3.join(folder, file.name))
        channels[channel] = folder + "/"

    sagemaker.create_training_job(**request(settings, name, code, channels, hyperparameters))
    try:
        sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=name)
    except KeyboardInterrupt:
        sagemaker.stop_training_job(TrainingJobName=name)
        raise
    return describe(sagemaker, name)


def describe(sagemaker, name: str) -> TrainedModel:
    """A job that has trained a model."""
    found = sagemaker.describe_training_job(TrainingJobName=name)
    if found["TrainingJobStatus"] != "Completed":
        why = found.get("FailureReason", "no reason given")
        raise RuntimeError(f"{name} is {found['TrainingJobStatus']}: {why}")
    code = json.loads(found["HyperParameters"]["sagemaker_submit_directory"])
    return TrainedModel(name, found["ModelArtifacts"]["S3ModelArtifacts"], code)


def latest(settings: Settings, sagemaker) -> TrainedModel:
    """What this workspace's newest completed training job has made."""
    found = sagemaker.list_training_jobs(
        NameContains=names.prefix(settings) + "-train-",
        StatusEquals="Completed",
        SortBy="CreationTime",
        SortOrder="Descending",
        MaxResults=1,
    )["TrainingJobSummaries"]
    if not found:
        raise LookupError("no training job has completed yet: run order_returns.training.job")
    return describe(sagemaker, found[0]["TrainingJobName"])


def main() -> None:
    import boto3

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--c", type=float, default=1.0)
    arguments = parser.parse_args()
    settings = Settings.load().needs("region", "bucket", "role_arn")
    clients = (boto3.client(name, region_name=settings.region) for name in ("sagemaker", "s3"))
    print(run(settings, *clients, {"c": arguments.c}))


if __name__ == "__main__":
    main()
