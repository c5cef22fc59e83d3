import pytest

from order_returns.settings import ENVIRONMENT, MEANING, MissingSettingError, Settings


def test_the_environment_wins_over_what_is_written_but_not_when_it_is_empty():
    settings = Settings.load({"DATA_LAKE_BUCKET": "other", "DATA_LAKE_DATABASE": ""})

    assert settings.bucket == "other"
    assert settings.database == Settings.load({}).database


def test_what_is_missing_is_named_with_where_to_set_it():
    settings = Settings(workspace="churn", namespace="team-a", bucket="lake")

    with pytest.raises(MissingSettingError) as missing:
        settings.needs("bucket", "database", "role_arn")

    assert str(missing.value).splitlines() == [
        "the data lake's Glue database is not known: set DATA_LAKE_DATABASE, or DATABASE in"
        " src/order_returns/settings.py",
        "the ARN of the IAM role that Glue and SageMaker are to assume is not known:"
        " set WORKSPACE_ROLE_ARN, or ROLE_ARN in src/order_returns/settings.py",
    ]


def test_every_setting_that_can_be_missing_is_explained():
    assert set(MEANING) == set(ENVIRONMENT)


def test_without_a_bucket_there_is_no_place_to_work_in():
    with pytest.raises(MissingSettingError):
        _ = Settings(workspace="churn", namespace="team-a").work_path


def test_each_workspace_works_in_a_place_of_its_own(settings):
    assert settings.work_path == "s3://lake/workspaces/team-a/churn"
