"""Features as numbers.

One-hot for what has a few values, weights of words for text, a common scale for numbers.
"""

from __future__ import annotations

from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from order_returns.preparation.text import normalise

CATEGORIES = ["channel", "country", "segment"]
NUMBERS = ["amount", "days_since_signup", "previous_orders"]
TEXT = "comment"
INPUTS = [*CATEGORIES, *NUMBERS, TEXT]
LABEL = "returned"


def encoder() -> ColumnTransformer:
    """Fitted on the training data alone.

    A category that was not in there counts as none, and a missing number as the median.
    """
    return ColumnTransformer(
        [
            ("category", OneHotEncoder(handle_unknown="ignore"), CATEGORIES),
            ("number", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMBERS),
            (
                "text",
                TfidfVectorizer(preprocessor=normalise, ngram_range=(1, 2), min_df=2),
                TEXT,
            ),
        ]
    )
