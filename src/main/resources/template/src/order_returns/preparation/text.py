"""Comments as words that can be counted."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_OTHER = re.compile(r"[^\w\s]+")


def normalise(comment: str) -> str:
    """Lower case, without punctuation.

    All numbers are the same word, since which one it was says nothing.
    """
    words = _OTHER.sub(" ", _NUMBER.sub(" number ", comment.lower()))
    return " ".join(words.split())
