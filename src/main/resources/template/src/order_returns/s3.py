"""Files in S3, by their URI."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def join(uri: str, *parts: str) -> str:
    return "/".join([uri.rstrip("/"), *parts])


def split(uri: str) -> tuple[str, str]:
    """Bucket and key."""
    scheme, _, rest = uri.partition("://")
    bucket, _, key = rest.partition("/")
    if scheme != "s3" or not bucket:
        raise ValueError(f"not the URI of something in S3: {uri!r}")
    return bucket, key


def files(client, uri: str) -> Iterator[str]:
    """The URIs of the files below a path.

    The marks that consoles and Hadoop leave for folders are none.
    """
    bucket, prefix = split(uri.rstrip("/") + "/")
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for entry in page.get("Contents", []):
            name = entry["Key"].rpartition("/")[2]
            if entry["Size"] > 0 and not name.startswith(("_", ".")):
                yield f"s3://{bucket}/{entry['Key']}"


def upload(client, file: Path, uri: str) -> str:
    client.upload_file(str(file), *split(uri))
    return uri


def download(client, uri: str, directory: Path) -> list[Path]:
    """Copies the files below a path into a directory, which has nothing else afterwards."""
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.iterdir():
        if old.is_file() and old.name != ".gitkeep":
            old.unlink()
    copies = []
    for source in files(client, uri):
        bucket, key = split(source)
        copy = directory / key.rpartition("/")[2]
        client.download_file(bucket, key, str(copy))
        copies.append(copy)
    return copies
