"""Runs the ETL in a Glue interactive session of its own, which is stopped whatever happens.

``python -m order_returns.etl.session --dt 2026-06-30`` from the notebook's terminal, or ``run``
from a notebook. Should this process die, AWS ends the session when it has been idle for
IDLE_MINUTES.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import time
from collections.abc import Callable, Mapping

from order_returns import names, packaging
from order_returns.settings import GLUE_ARGUMENTS, Settings

GLUE_VERSION = "5.0"
WORKER_TYPE = "G.1X"
WORKERS = 2
IDLE_MINUTES = 10
LONGEST_MINUTES = 60

_SECONDS_BETWEEN_LOOKS = 5


class EtlFailedError(Exception):
    """The session or the code in it failed; the message is what Glue says."""


def session_request(
    settings: Settings, session: str, code: str, environment: Mapping[str, str] = os.environ
) -> dict:
    """What CreateSession takes.

    GLUE_SESSION_TAGS has the tags of the sessions that the notebook's Glue kernels start. Whoever
    looks after those sees this one too.
    """
    settings.needs("role_arn")
    lake = {f"--{key}": getattr(settings, name) for name, key in GLUE_ARGUMENTS.items()}
    return {
        "Id": session,
        "Role": settings.role_arn,
        "Command": {"Name": "glueetl", "PythonVersion": "3"},
        "GlueVersion": GLUE_VERSION,
        "WorkerType": WORKER_TYPE,
        "NumberOfWorkers": WORKERS,
        "IdleTimeout": IDLE_MINUTES,
        "Timeout": LONGEST_MINUTES,
        "DefaultArguments": {
            "--enable-glue-datacatalog": "true",
            "--extra-py-files": code,
            **{name: value for name, value in lake.items() if value},
        },
        "Tags": {**names.tags(settings), **json.loads(environment.get("GLUE_SESSION_TAGS", "{}"))},
    }


def statement(settings: Settings, day: datetime.date) -> str:
    """The code that is sent.

    The settings go with it, so that it reads and writes what is known here.
    """
    return "\n".join(
        [
            "import datetime",
            "from order_returns.etl import job",
            "from order_returns.settings import Settings",
            f"print('written:', job.run({settings!r}, {day!r}))",
        ]
    )


def run(
    settings: Settings, day: datetime.date, glue, s3, sleep: Callable[[float], None] = time.sleep
) -> str:
    """Makes the day's partition and returns what the code printed."""
    session = names.unique(settings, "etl")
    code = packaging.publish_for_glue(s3, settings)
    glue.create_session(**session_request(settings, session, code))
    try:
        _await_ready(glue, session, sleep)
        number = glue.run_statement(SessionId=session, Code=statement(settings, day))["Id"]
        return _await_output(glue, session, number, sleep)
    finally:
        _stop(glue, session)


def _await_ready(glue, session: str, sleep: Callable[[float], None]) -> None:
    while True:
        found = glue.get_session(Id=session)["Session"]
        if found["Status"] == "READY":
            return
        if found["Status"] != "PROVISIONING":
            raise EtlFailedError(f"{session} is {found['Status']}: {found.get('ErrorMessage', '')}")
        sleep(_SECONDS_BETWEEN_LOOKS)


def _await_output(glue, session: str, number: int, sleep: Callable[[float], None]) -> str:
    while True:
        found = glue.get_statement(SessionId=session, Id=number)["Statement"]
        if found["State"] not in ("WAITING", "RUNNING"):
            break
        sleep(_SECONDS_BETWEEN_LOOKS)
    output = found.get("Output", {})
    if found["State"] != "AVAILABLE" or output.get("Status") == "error":
        told = [output.get("ErrorName", ""), output.get("ErrorValue", "")]
        raise EtlFailedError("\n".join([" ".join(told), *output.get("Traceback", [])]))
    return output.get("Data", {}).get("TextPlain", "").strip()


def _stop(glue, session: str) -> None:
    try:
        glue.stop_session(Id=session)
    except glue.exceptions.IllegalSessionStateException as stopped:
        print(f"{session} had ended already: {stopped}")


def main() -> None:
    import boto3

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dt", type=datetime.date.fromisoformat, required=True, help="2026-06-30")
    arguments = parser.parse_args()
    settings = Settings.load().needs("region", "bucket", "database", "features_path", "role_arn")
    clients = (boto3.client(name, region_name=settings.region) for name in ("glue", "s3"))
    print(run(settings, arguments.dt, *clients))


if __name__ == "__main__":
    main()
