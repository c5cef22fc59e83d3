"""What is started is ended, whatever happens in between."""

import datetime
import io

import pytest
from botocore.response import StreamingBody

from order_returns import names
from order_returns.deployment import batch, endpoint, teardown
from order_returns.training.job import TrainedModel

TRAINED = TrainedModel("churn-train", "s3://lake/model.tar.gz", "s3://lake/source.tar.gz")
ARN = "arn:aws:sagemaker:eu-central-1:123456789012:endpoint/churn"
WHEN = datetime.datetime(2026, 6, 30)


@pytest.fixture
def sagemaker(aws):
    client, stub = aws("sagemaker")
    get_waiter = client.get_waiter

    def without_delay(name):
        waiter = get_waiter(name)
        waiter.config.delay = 0
        return waiter

    client.get_waiter = without_delay
    return client, stub


def endpoint_is(status):
    return {
        "EndpointName": "churn",
        "EndpointArn": ARN,
        "EndpointStatus": status,
        "CreationTime": WHEN,
        "LastModifiedTime": WHEN,
    }


def add_creation(stub):
    stub.add_response("create_model", {"ModelArn": ARN})
    stub.add_response("create_endpoint_config", {"EndpointConfigArn": ARN})
    stub.add_response("create_endpoint", {"EndpointArn": ARN})


def add_removal(stub):
    for operation in ("delete_endpoint", "delete_endpoint_config", "delete_model"):
        stub.add_response(operation, {})


def test_an_endpoint_answers_and_is_gone_after_the_block(settings, sagemaker, aws):
    client, stub = sagemaker
    add_creation(stub)
    stub.add_response("describe_endpoint", endpoint_is("Creating"))
    stub.add_response("describe_endpoint", endpoint_is("InService"))
    add_removal(stub)
    runtime, asked = aws("sagemaker-runtime")
    answer = b'{"order_id": "O1", "return_probability": 0.5}\n'
    body = StreamingBody(io.BytesIO(answer), len(answer))
    asked.add_response("invoke_endpoint", {"Body": body})

    with endpoint.serving(settings, client, runtime, TRAINED) as ask:
        assert ask('{"order_id": "O1"}\n') == [{"order_id": "O1", "return_probability": 0.5}]


def test_an_endpoint_is_gone_when_the_block_fails(settings, sagemaker):
    client, stub = sagemaker
    add_creation(stub)
    stub.add_response("describe_endpoint", endpoint_is("InService"))
    add_removal(stub)

    with pytest.raises(KeyError), endpoint.serving(settings, client, None, TRAINED):
        raise KeyError


def test_what_was_made_is_gone_when_the_endpoint_could_not_be(settings, sagemaker):
    client, stub = sagemaker
    stub.add_response("create_model", {"ModelArn": ARN})
    stub.add_client_error("create_endpoint_config", "ResourceLimitExceeded")
    stub.add_client_error("delete_endpoint", "ValidationException", "Could not find endpoint")
    stub.add_client_error(
        "delete_endpoint_config", "ValidationException", "Could not find endpoint configuration"
    )
    stub.add_response("delete_model", {})

    with (
        pytest.raises(client.exceptions.ClientError, match="ResourceLimitExceeded"),
        endpoint.serving(settings, client, None, TRAINED),
    ):
        pytest.fail("there is no endpoint to use")


def test_an_endpoint_that_is_still_being_made_is_waited_for_and_then_gone(sagemaker):
    client, stub = sagemaker
    stub.add_client_error(
        "delete_endpoint", "ValidationException", "Cannot update in-progress endpoint"
    )
    stub.add_response("describe_endpoint", endpoint_is("Failed"))
    add_removal(stub)

    teardown.remove(client, "churn")


def test_a_removal_that_is_denied_is_told(sagemaker):
    client, stub = sagemaker
    stub.add_client_error("delete_endpoint", "AccessDeniedException", "not authorized")

    with pytest.raises(client.exceptions.ClientError, match="AccessDenied"):
        teardown.remove(client, "churn")


def test_a_batch_leaves_its_predictions_and_no_model(
    settings, sagemaker, aws, tmp_path, monkeypatch
):
    client, stub = sagemaker
    stub.add_response("create_model", {"ModelArn": ARN})
    stub.add_response("create_transform_job", {"TransformJobArn": ARN})
    stub.add_response("describe_transform_job", transform_job("Completed"))
    stub.add_response("delete_model", {})
    s3, _ = aws("s3")
    s3.upload_file = lambda file, bucket, key: None
    monkeypatch.setattr(batch.s3, "download", lambda client, uri, directory: [directory, uri])

    _, predictions = batch.run(settings, client, s3, TRAINED, tmp_path / "new.jsonl")

    assert predictions.startswith(
        f"s3://lake/workspaces/team-a/churn/batch/{names.prefix(settings)}"
    )


def test_a_batch_that_fails_leaves_no_model(settings, sagemaker, aws, tmp_path):
    client, stub = sagemaker
    stub.add_response("create_model", {"ModelArn": ARN})
    stub.add_client_error("create_transform_job", "ResourceLimitExceeded")
    stub.add_response("delete_model", {})
    s3, _ = aws("s3")
    s3.upload_file = lambda file, bucket, key: None

    with pytest.raises(client.exceptions.ClientError, match="ResourceLimitExceeded"):
        batch.run(settings, client, s3, TRAINED, tmp_path / "new.jsonl")


def test_teardown_finds_what_this_workspace_has_and_nothing_else(settings, sagemaker, aws):
    client, stub = sagemaker
    mine = names.unique(settings, "serve")
    times = {"CreationTime": WHEN, "LastModifiedTime": WHEN}
    endpoints = [
        {"EndpointName": name, "EndpointArn": ARN, "EndpointStatus": "InService", **times}
        for name in (mine, f"other-{mine}")
    ]
    stub.add_response("list_endpoints", {"Endpoints": endpoints})
    stub.add_response("list_training_jobs", {"TrainingJobSummaries": []})
    stub.add_response("list_transform_jobs", {"TransformJobSummaries": []})
    stub.add_response("list_endpoint_configs", {"EndpointConfigs": []})
    stub.add_response("list_models", {"Models": []})
    stub.add_response("delete_endpoint", {}, {"EndpointName": mine})
    glue, listed = aws("glue")
    sessions = [
        {"Id": names.prefix(settings) + "-etl-1", "Status": "READY"},
        {"Id": names.prefix(settings) + "-etl-0", "Status": "STOPPED"},
    ]
    listed.add_response("list_sessions", {"Sessions": sessions[:1], "NextToken": "more"})
    listed.add_response("list_sessions", {"Sessions": sessions[1:]})
    listed.add_response("stop_session", {}, {"Id": sessions[0]["Id"]})

    found = teardown.leftovers(settings, client, glue)

    assert [(left.kind, left.name) for left in found] == [
        ("endpoint", mine),
        ("session", sessions[0]["Id"]),
    ]
    for left in found:
        left.end()


def transform_job(status):
    return {
        "TransformJobName": "churn",
        "TransformJobArn": ARN,
        "TransformJobStatus": status,
        "ModelName": "churn",
        "TransformInput": {
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://x"}}
        },
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
        "CreationTime": WHEN,
    }
