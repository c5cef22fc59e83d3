import json

import numpy as np
import pytest

from order_returns.preparation import dataset
from order_returns.preparation.encoding import encoder
from order_returns.preparation.text import normalise


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("Too small!!", "too small"),
        ("costs 12,50 & more", "costs number more"),
        ("  ", ""),
        ("größer als  gezeigt", "größer als gezeigt"),
    ],
)
def test_comments_become_words(comment, words):
    assert normalise(comment) == words


def test_each_category_becomes_a_column_and_an_unknown_one_none(features):
    train = dataset.inputs(features)
    fitted = encoder().fit(train)
    names = list(fitted.get_feature_names_out())
    web = names.index("category__channel_web")

    rows = train.head(2).assign(channel=["web", "by post"])
    encoded = np.asarray(fitted.transform(rows).todense())

    channels = [i for i, name in enumerate(names) if name.startswith("category__channel_")]
    assert encoded[0, web] == 1
    assert encoded[0, channels].sum() == 1
    assert encoded[1, channels].sum() == 0


def test_words_of_the_comments_become_columns(features):
    fitted = encoder().fit(dataset.inputs(features))

    assert "text__too small" in fitted.get_feature_names_out()


def test_the_test_data_is_later_than_the_training_data(features):
    parts = dataset.split(features)
    train, test, new = (parts[name] for name in (dataset.TRAIN, dataset.TEST, dataset.NEW))

    assert train["order_date"].max() <= test["order_date"].min()
    assert len(train) + len(test) + len(new) == len(features)
    assert new["returned"].isna().all()
    assert len(test) == pytest.approx(0.2 * (len(train) + len(test)), abs=1)


def test_too_few_orders_are_told(features):
    with pytest.raises(ValueError, match="too few"):
        dataset.split(features.head(1))


def test_a_missing_column_is_told(features):
    with pytest.raises(ValueError, match="amount"):
        dataset.split(features.drop(columns="amount"))


def test_what_is_written_is_read_again(features, tmp_path):
    parts = dataset.split(features)
    files = dataset.write(parts, tmp_path)

    read = dataset.read(files[dataset.TRAIN].parent)
    lines = files[dataset.NEW].read_text().splitlines()

    assert len(read) == len(parts[dataset.TRAIN])
    assert len(lines) == len(parts[dataset.NEW])
    assert "returned" not in json.loads(lines[0])
