"""Nothing is left running: ends what this workspace has in SageMaker and Glue.

``python -m order_returns.deployment.teardown`` shows what there is, and with ``--yes`` ends it. It
is for what a lost connection or a killed kernel has left behind; what training, batch and endpoint
start they end themselves.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from botocore.exceptions import ClientError, WaiterError

from order_returns import names
from order_returns.settings import Settings

_GONE = ("Could not find", "does not exist")


@dataclass(frozen=True)
class Leftover:
    kind: str
    name: str
    end: Callable[[], object]


def remove(sagemaker, name: str) -> None:
    """An endpoint with its configuration and model.

    What is missing is fine; the endpoint goes first, since it costs.
    """
    _unless_gone(lambda: end_endpoint(sagemaker, name))
    _unless_gone(lambda: sagemaker.delete_endpoint_config(EndpointConfigName=name))
    _unless_gone(lambda: sagemaker.delete_model(ModelName=name))


def end_endpoint(sagemaker, name: str) -> None:
    """One that is still being made can't be deleted, so it is waited for."""
    try:
        sagemaker.delete_endpoint(EndpointName=name)
    except ClientError as error:
        if "in-progress" not in error.response["Error"]["Message"]:
            raise
        with suppress(WaiterError):
            sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=name)
        sagemaker.delete_endpoint(EndpointName=name)


def leftovers(settings: Settings, sagemaker, glue) -> list[Leftover]:
    """What this workspace has, known by its names, with what costs most first."""
    mine = names.prefix(settings) + "-"

    def found(operation: str, result: str, name: str, **arguments) -> list[str]:
        pages = sagemaker.get_paginator(operation).paginate(NameContains=mine, **arguments)
        listed = [entry[name] for page in pages for entry in page[result]]
        return [entry for entry in listed if entry.startswith(mine)]

    def all_of(kind: str, listed: list[str], argument: str, end) -> list[Leftover]:
        return [
            Leftover(kind, entry, lambda entry=entry: end(**{argument: entry})) for entry in listed
        ]

    running = {"StatusEquals": "InProgress"}
    return [
        *all_of(
            "endpoint",
            found("list_endpoints", "Endpoints", "EndpointName"),
            "name",
            lambda name: end_endpoint(sagemaker, name),
        ),
        *all_of(
            "training job",
            found("list_training_jobs", "TrainingJobSummaries", "TrainingJobName", **running),
            "TrainingJobName",
            sagemaker.stop_training_job,
        ),
        *all_of(
            "transform job",
            found("list_transform_jobs", "TransformJobSummaries", "TransformJobName", **running),
            "TransformJobName",
            sagemaker.stop_transform_job,
        ),
        *all_of("session", _live_sessions(glue, settings, mine), "Id", glue.stop_session),
        *all_of(
            "endpoint configuration",
            found("list_endpoint_configs", "EndpointConfigs", "EndpointConfigName"),
            "EndpointConfigName",
            sagemaker.delete_endpoint_config,
        ),
        *all_of(
            "model",
            found("list_models", "Models", "ModelName"),
            "ModelName",
            sagemaker.delete_model,
        ),
    ]


def _live_sessions(glue, settings: Settings, mine: str) -> list[str]:
    live, more = [], {}
    while True:
        page = glue.list_sessions(Tags=names.tags(settings), **more)
        live += [
            entry["Id"]
            for entry in page.get("Sessions", [])
            if entry["Id"].startswith(mine) and entry["Status"] in ("PROVISIONING", "READY")
        ]
        if not page.get("NextToken"):
            return live
        more = {"NextToken": page["NextToken"]}


def _unless_gone(end: Callable[[], object]) -> None:
    try:
        end()
    except ClientError as error:
        told = error.response["Error"]
        if told["Code"] != "ValidationException" or not told["Message"].startswith(_GONE):
            raise


def main() -> None:
    import boto3

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--yes", action="store_true", help="end it")
    arguments = parser.parse_args()
    settings = Settings.load().needs("region")
    clients = (boto3.client(name, region_name=settings.region) for name in ("sagemaker", "glue"))
    found = leftovers(settings, *clients)
    for left in found:
        print(f"{'ending' if arguments.yes else 'there is'} {left.kind} {left.name}")
        if arguments.yes:
            left.end()
    if not found:
        print("nothing is left")
    elif not arguments.yes:
        print("end it with --yes")


if __name__ == "__main__":
    main()
