"""The names and paths of this workspace and of its data lake. No other file of the code has them.

They were filled in when the repository was made. Environment variables win over them, and a Glue
job's arguments over both (see ``etl/job.py``), so that the same code runs against another lake.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

WORKSPACE = "@@WORKSPACE@@"
NAMESPACE = "@@NAMESPACE@@"
REGION = "@@REGION@@"
REPOSITORY = "@@REPOSITORY@@"
BRANCH = "@@BRANCH@@"
BUCKET = "@@BUCKET@@"
DATABASE = "@@DATABASE@@"
RAW_PATH = "@@RAW_PATH@@"
CURATED_PATH = "@@CURATED_PATH@@"
FEATURES_PATH = "@@FEATURES_PATH@@"
ROLE_ARN = "@@ROLE_ARN@@"

ENVIRONMENT = {
    "region": "AWS_REGION",
    "bucket": "DATA_LAKE_BUCKET",
    "database": "DATA_LAKE_DATABASE",
    "raw_path": "DATA_LAKE_RAW_PATH",
    "curated_path": "DATA_LAKE_CURATED_PATH",
    "features_path": "DATA_LAKE_FEATURES_PATH",
    "role_arn": "WORKSPACE_ROLE_ARN",
}

GLUE_ARGUMENTS = {
    name: f"datalake_{name}"
    for name in ("bucket", "database", "raw_path", "curated_path", "features_path")
}

MEANING = {
    "region": "the AWS region",
    "bucket": "the data lake's bucket",
    "database": "the data lake's Glue database",
    "raw_path": "the path of the data lake's raw zone",
    "curated_path": "the path of the data lake's curated zone",
    "features_path": "the path of the data lake's features zone",
    "role_arn": "the ARN of the IAM role that Glue and SageMaker are to assume",
}


class MissingSettingError(Exception):
    """Something was asked for that this workspace does not know.

    The message says what, and where to set it.
    """


@dataclass(frozen=True)
class Settings:
    """Where to read and write, and as whom. An empty value is one that is not known."""

    workspace: str
    namespace: str
    region: str = ""
    bucket: str = ""
    database: str = ""
    raw_path: str = ""
    curated_path: str = ""
    features_path: str = ""
    role_arn: str = ""

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        written = cls(
            workspace=WORKSPACE,
            namespace=NAMESPACE,
            region=REGION,
            bucket=BUCKET,
            database=DATABASE,
            raw_path=RAW_PATH,
            curated_path=CURATED_PATH,
            features_path=FEATURES_PATH,
            role_arn=ROLE_ARN,
        )
        return written.but({name: environment.get(key, "") for name, key in ENVIRONMENT.items()})

    def but(self, values: Mapping[str, str]) -> Settings:
        """The same settings with these values in place of theirs, where they are not empty."""
        return replace(self, **{name: value for name, value in values.items() if value})

    def needs(self, *names: str) -> Settings:
        """These settings, once it is certain that none of the named ones is empty."""
        missing = [name for name in names if not getattr(self, name)]
        if missing:
            raise MissingSettingError(
                "\n".join(
                    f"{MEANING[name]} is not known: set {ENVIRONMENT[name]}, or {name.upper()} in"
                    " src/order_returns/settings.py"
                    for name in missing
                )
            )
        return self

    @property
    def work_path(self) -> str:
        """Where this workspace keeps what is neither raw nor for others.

        Code, training data, models, predictions.
        """
        self.needs("bucket")
        return f"s3://{self.bucket}/workspaces/{self.namespace}/{self.workspace}"
