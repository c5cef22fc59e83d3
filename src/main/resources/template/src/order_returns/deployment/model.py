"""A trained model as SageMaker knows it, which costs nothing by itself."""

from __future__ import annotations

from order_returns import names
from order_returns.settings import Settings
from order_returns.training import image
from order_returns.training.job import TrainedModel


def request(settings: Settings, name: str, trained: TrainedModel) -> dict:
    """What CreateModel takes. The container fetches the code that the model was trained with."""
    settings.needs("region", "role_arn")
    return {
        "ModelName": name,
        "ExecutionRoleArn": settings.role_arn,
        "PrimaryContainer": {
            "Image": image.uri(settings.region),
            "ModelDataUrl": trained.model,
            "Environment": {
                "SAGEMAKER_PROGRAM": "entry_point.py",
                "SAGEMAKER_SUBMIT_DIRECTORY": trained.code,
                "SAGEMAKER_REGION": settings.region,
            },
        },
        "Tags": names.tag_list(settings),
    }
