"""Names in SageMaker and Glue by which this workspace knows its own again."""

from __future__ import annotations

import datetime
import hashlib

from order_returns.settings import Settings

_LONGEST_STEM = 24


def prefix(settings: Settings) -> str:
    """What the names of this workspace begin with, and of no other.

    It has a hash of the full name.
    """
    stem = settings.workspace[:_LONGEST_STEM].replace(".", "-").strip("-")
    full = f"{settings.namespace}/{settings.workspace}"
    return f"{stem}-{hashlib.sha256(full.encode()).hexdigest()[:8]}"


def unique(settings: Settings, purpose: str, now: datetime.datetime | None = None) -> str:
    """A new name, within the 63 characters that SageMaker takes."""
    moment = now or datetime.datetime.now(datetime.timezone.utc)
    return f"{prefix(settings)}-{purpose}-{moment:%Y%m%d%H%M%S}"


def tags(settings: Settings) -> dict[str, str]:
    return {"aws-mlops.dev/workspace": f"{settings.namespace}/{settings.workspace}"}


def tag_list(settings: Settings) -> list[dict[str, str]]:
    """The tags as SageMaker takes them."""
    return [{"Key": key, "Value": value} for key, value in tags(settings).items()]
