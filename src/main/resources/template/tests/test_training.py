"""Training here, and that SageMaker's container would do the same with the code that it is sent."""

import datetime
import io
import json
import os
import subprocess
import sys
import tarfile

import joblib
import pytest

from order_returns import names, packaging
from order_returns.deployment import inference
from order_returns.preparation import dataset
from order_returns.training import image, job, train

SUMMARY = ("TrainingJobName", "TrainingJobArn", "CreationTime", "TrainingJobStatus")


@pytest.fixture(scope="module")
def parts(features):
    return dataset.split(features)


@pytest.fixture(scope="module")
def model(parts):
    return train.fit(parts[dataset.TRAIN])


def test_the_model_is_better_than_chance(model, parts):
    assert train.evaluate(model, parts[dataset.TEST])["roc_auc"] > 0.65


def test_paths_come_from_sagemaker_and_hyperparameters_as_arguments():
    environment = {"SM_CHANNEL_TRAIN": "/opt/ml/input/data/train", "SM_MODEL_DIR": "/opt/ml/model"}
    arguments = train.parser(environment).parse_args(["--c", "0.5", "--max-iter", "200"])

    assert str(arguments.train) == "/opt/ml/input/data/train"
    assert str(arguments.model_dir) == "/opt/ml/model"
    assert (arguments.c, arguments.max_iter) == (0.5, 200)


def test_the_code_that_sagemaker_gets_trains_and_serves_by_itself(parts, tmp_path):
    code, data, result = tmp_path / "code", tmp_path / "data", tmp_path / "model"
    with tarfile.open(fileobj=io.BytesIO(packaging.for_sagemaker())) as archive:
        archive.extractall(code, filter="data")
    dataset.write(parts, data)
    environment = {
        **{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ},
        "SM_CHANNEL_TRAIN": str(data / dataset.TRAIN),
        "SM_CHANNEL_TEST": str(data / dataset.TEST),
        "SM_MODEL_DIR": str(result),
        "SM_OUTPUT_DATA_DIR": str(tmp_path / "output"),
    }
    command = [sys.executable, "entry_point.py", "--c", "0.5"]
    done = subprocess.run(
        command, cwd=code, env=environment, check=True, capture_output=True, text=True
    )

    assert "roc_auc=0." in done.stdout
    assert set(json.loads((tmp_path / "output" / "metrics.json").read_text())) >= set(job.METRICS)
    serve = (
        "import sys, entry_point as e; m = e.model_fn(sys.argv[1]);"
        "o = e.input_fn(sys.stdin.read(), 'application/jsonlines');"
        "print(e.output_fn(e.predict_fn(o, m), '*/*')[0])"
    )
    orders = dataset.as_json_lines(parts[dataset.NEW].head(3))
    served = subprocess.run(
        [sys.executable, "-c", serve, str(result)],
        cwd=code,
        env=environment,
        input=orders,
        check=True,
        capture_output=True,
        text=True,
    )
    assert len(served.stdout.split("\n")) == 3 + 2


def test_the_same_code_makes_the_same_archive():
    assert packaging.for_sagemaker() == packaging.for_sagemaker()
    assert packaging.for_glue() == packaging.for_glue()


def test_a_training_job_waits_and_tells_where_the_model_is(aws, settings, parts, tmp_path):
    dataset.write(parts, tmp_path)
    sagemaker, stub = aws("sagemaker")
    s3, _ = aws("s3")
    uploaded = []
    s3.upload_file = lambda file, bucket, key: uploaded.append(key)
    s3.put_object = lambda **put: uploaded.append(put["Key"])
    stub.add_response("create_training_job", {"TrainingJobArn": "arn:aws:sagemaker:::job"})
    for status in ("InProgress", "Completed", "Completed"):
        stub.add_response("describe_training_job", description(status))
    sagemaker.get_waiter = without_delay(sagemaker.get_waiter)

    trained = job.run(settings, sagemaker, s3, {"c": 0.5, "max-iter": 200}, tmp_path)

    assert trained.model == "s3://lake/model.tar.gz"
    assert trained.code == "s3://lake/source.tar.gz"
    assert [key.rpartition("/")[2] for key in uploaded] == [
        "source.tar.gz",
        "train.parquet",
        "test.parquet",
    ]


def test_a_job_that_failed_is_told_with_the_reason(aws):
    sagemaker, stub = aws("sagemaker")
    failed = {**description("Failed"), "FailureReason": "AlgorithmError"}
    stub.add_response("describe_training_job", failed)

    with pytest.raises(RuntimeError, match="Failed: AlgorithmError"):
        job.describe(sagemaker, "churn-train")


def test_the_newest_job_is_the_one_to_deploy(aws, settings):
    sagemaker, stub = aws("sagemaker")
    newest = {**description("Completed"), "TrainingJobName": "churn-train-2"}
    summary = {key: newest[key] for key in SUMMARY}
    stub.add_response("list_training_jobs", {"TrainingJobSummaries": [summary]})
    stub.add_response("describe_training_job", newest, {"TrainingJobName": "churn-train-2"})

    assert job.latest(settings, sagemaker).name == "churn-train-2"


def test_that_there_is_no_job_yet_is_told(aws, settings):
    sagemaker, stub = aws("sagemaker")
    stub.add_response("list_training_jobs", {"TrainingJobSummaries": []})

    with pytest.raises(LookupError, match=r"order_returns\.training\.job"):
        job.latest(settings, sagemaker)


def test_hyperparameters_are_sent_as_script_mode_reads_them(settings):
    made = job.request(settings, "n", "s3://c", {"train": "s3://t/"}, {"c": 0.5})

    assert made["HyperParameters"]["sagemaker_program"] == '"entry_point.py"'
    assert made["HyperParameters"]["c"] == "0.5"


@pytest.mark.parametrize(
    ("region", "domain"), [("eu-central-1", "amazonaws.com"), ("cn-north-1", "amazonaws.com.cn")]
)
def test_the_image_is_that_of_the_region(region, domain):
    assert f".dkr.ecr.{region}.{domain}/sagemaker-scikit-learn:" in image.uri(region)


def test_a_region_without_an_image_is_told():
    with pytest.raises(ValueError, match="mars-north-1"):
        image.uri("mars-north-1")


def test_names_are_short_enough_and_of_one_workspace_only(settings):
    long = settings.but({"workspace": "a.very-long-name-of-a-workspace-" * 5})
    moment = datetime.datetime(2026, 6, 30, 12)

    assert len(names.unique(long, "train", moment)) <= 63
    assert names.prefix(settings) != names.prefix(settings.but({"namespace": "team-b"}))


def test_a_request_without_all_columns_is_told():
    with pytest.raises(ValueError, match="comment"):
        inference.input_fn(b'{"order_id": "O1", "amount": 3}\n', inference.CONTENT_TYPE)


def test_another_content_type_is_told():
    with pytest.raises(ValueError, match="text/csv"):
        inference.input_fn("a,b", "text/csv")


def test_an_order_with_nothing_known_about_its_customer_is_predicted_for(model, tmp_path):
    joblib.dump(model, tmp_path / train.MODEL_FILE)
    order = {"amount": 10, "channel": "web", "country": "unknown", "segment": "unknown"}
    order |= {"days_since_signup": None, "previous_orders": 0, "comment": ""}
    orders = inference.input_fn(json.dumps(order).encode(), inference.CONTENT_TYPE)

    (told,) = inference.predict_fn(orders, inference.model_fn(str(tmp_path)))

    assert 0 < told["return_probability"] < 1


def description(status):
    """What DescribeTrainingJob answers, in as far as it must."""
    return {
        "TrainingJobName": "churn-train",
        "TrainingJobArn": "arn:aws:sagemaker:eu-central-1:123456789012:training-job/churn-train",
        "ModelArtifacts": {"S3ModelArtifacts": "s3://lake/model.tar.gz"},
        "TrainingJobStatus": status,
        "SecondaryStatus": "Completed",
        "AlgorithmSpecification": {"TrainingInputMode": "File"},
        "HyperParameters": {"sagemaker_submit_directory": '"s3://lake/source.tar.gz"'},
        "ResourceConfig": {"VolumeSizeInGB": 10},
        "StoppingCondition": {},
        "CreationTime": datetime.datetime(2026, 6, 30),
    }


def without_delay(get_waiter):
    def get(name):
        waiter = get_waiter(name)
        waiter.config.delay = 0
        return waiter

    return get
