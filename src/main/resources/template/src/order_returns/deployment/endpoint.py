"""Predictions on request.

An endpoint costs money for as long as it exists, so it exists as long as a ``with`` block.

    with endpoint.serving(settings, sagemaker, runtime, trained) as ask:
        ask(dataset.as_json_lines(orders))
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from order_returns import names
from order_returns.deployment import model, teardown
from order_returns.deployment.inference import CONTENT_TYPE
from order_returns.settings import Settings
from order_returns.training.job import TrainedModel

INSTANCE_TYPE = "ml.t2.medium"


def config_request(settings: Settings, name: str) -> dict:
    """What CreateEndpointConfig takes."""
    variant = {
        "VariantName": "all",
        "ModelName": name,
        "InstanceType": INSTANCE_TYPE,
        "InitialInstanceCount": 1,
    }
    return {
        "EndpointConfigName": name,
        "ProductionVariants": [variant],
        "Tags": names.tag_list(settings),
    }


@contextmanager
def serving(
    settings: Settings, sagemaker, runtime, trained: TrainedModel
) -> Iterator[Callable[[str], list[dict]]]:
    """Yields a function that predicts for JSON lines.

    Endpoint, configuration and model are gone afterwards.
    """
    name = names.unique(settings, "serve")
    tags = names.tag_list(settings)
    try:
        sagemaker.create_model(**model.request(settings, name, trained))
        sagemaker.create_endpoint_config(**config_request(settings, name))
        sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=name, Tags=tags)
        sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=name)
        yield lambda orders: _ask(runtime, name, orders)
    finally:
        teardown.remove(sagemaker, name)


def _ask(runtime, name: str, orders: str) -> list[dict]:
    answer = runtime.invoke_endpoint(
        EndpointName=name, ContentType=CONTENT_TYPE, Accept=CONTENT_TYPE, Body=orders.encode()
    )
    return [json.loads(line) for line in answer["Body"].read().decode().splitlines()]
