import datetime
import json

import pytest
from botocore.stub import ANY

from order_returns.etl import session

DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def glue(aws):
    client, stub = aws("glue")
    stub.add_response("create_session", {"Session": {"Status": "PROVISIONING"}}, None)
    return client, stub


@pytest.fixture
def s3(aws):
    client, stub = aws("s3")
    stub.add_response(
        "put_object",
        {},
        {"Bucket": "lake", "Key": "workspaces/team-a/churn/code/order_returns.zip", "Body": ANY},
    )
    return client


def run(settings, glue, s3):
    return session.run(settings, DAY, glue, s3, sleep=lambda seconds: None)


def test_the_session_has_the_lake_as_arguments_and_ends_by_itself_if_it_must(settings):
    made = session.session_request(settings, "etl-1", "s3://lake/code.zip", {})

    assert made["DefaultArguments"]["--datalake_features_path"] == "s3://lake/features/"
    assert made["DefaultArguments"]["--extra-py-files"] == "s3://lake/code.zip"
    assert made["Tags"] == {"aws-mlops.dev/workspace": "team-a/churn"}
    assert 0 < made["IdleTimeout"] < made["Timeout"]


def test_the_session_has_the_tags_of_the_notebooks_own(settings):
    tags = json.dumps({"aws-mlops.dev/uid": "0b1f"})
    made = session.session_request(settings, "etl-1", "s3://c.zip", {"GLUE_SESSION_TAGS": tags})

    assert made["Tags"]["aws-mlops.dev/uid"] == "0b1f"


def test_the_code_that_is_sent_can_be_read(settings):
    compile(session.statement(settings, DAY), "statement", "exec")


def test_the_session_is_stopped_when_the_partition_is_there(settings, glue, s3):
    client, stub = glue
    for status in ("PROVISIONING", "READY"):
        stub.add_response("get_session", {"Session": {"Status": status}})
    stub.add_response("run_statement", {"Id": 1})
    stub.add_response("get_statement", {"Statement": {"State": "RUNNING"}})
    output = {"Status": "ok", "Data": {"TextPlain": "written: s3://lake/features\n"}}
    stub.add_response("get_statement", {"Statement": {"State": "AVAILABLE", "Output": output}})
    stub.add_response("stop_session", {})

    assert run(settings, client, s3) == "written: s3://lake/features"


def test_the_session_is_stopped_when_the_code_fails(settings, glue, s3):
    client, stub = glue
    stub.add_response("get_session", {"Session": {"Status": "READY"}})
    stub.add_response("run_statement", {"Id": 1})
    output = {"Status": "error", "ErrorName": "TooManyRefusedError", "ErrorValue": "9 of 10"}
    stub.add_response("get_statement", {"Statement": {"State": "AVAILABLE", "Output": output}})
    stub.add_response("stop_session", {})

    with pytest.raises(session.EtlFailedError, match="TooManyRefusedError 9 of 10"):
        run(settings, client, s3)


def test_a_session_that_could_not_be_made_is_told_and_need_not_be_stopped(settings, glue, s3):
    client, stub = glue
    failed = {"Session": {"Status": "FAILED", "ErrorMessage": "no such role"}}
    stub.add_response("get_session", failed)
    stub.add_client_error("stop_session", "IllegalSessionStateException")

    with pytest.raises(session.EtlFailedError, match="no such role"):
        run(settings, client, s3)
