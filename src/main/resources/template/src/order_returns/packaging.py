"""This package as Glue and SageMaker take code: the same sources always make the same bytes."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

from order_returns import paths, s3
from order_returns.settings import Settings

PACKAGE = paths.SOURCE / "order_returns"
_YEAR_1980 = (1980, 1, 1, 0, 0, 0)


def for_glue() -> bytes:
    """A zip file for ``--extra-py-files``."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _sources():
            entry = zipfile.ZipInfo(file.relative_to(paths.SOURCE).as_posix(), _YEAR_1980)
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def for_sagemaker() -> bytes:
    """A tar file for ``sagemaker_submit_directory``, with the entry point at the top."""
    content = io.BytesIO()
    zipped = gzip.GzipFile(fileobj=content, mode="wb", mtime=0)
    with zipped, tarfile.open(fileobj=zipped, mode="w") as archive:
        for file in _sources():
            _add(archive, file.relative_to(paths.SOURCE).as_posix(), file.read_bytes())
        _add(archive, "entry_point.py", (PACKAGE / "entry_point.py").read_bytes())
    return content.getvalue()


def publish_for_glue(client, settings: Settings) -> str:
    return _put(client, for_glue(), s3.join(settings.work_path, "code", "order_returns.zip"))


def publish_for_sagemaker(client, settings: Settings, name: str) -> str:
    """Under a name of its own, since what a job or model was made with must stay as it was."""
    return _put(client, for_sagemaker(), s3.join(settings.work_path, "code", name, "source.tar.gz"))


def _sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _put(client, content: bytes, uri: str) -> str:
    bucket, key = s3.split(uri)
    client.put_object(Bucket=bucket, Key=key, Body=content)
    return uri


def main() -> None:
    import boto3

    settings = Settings.load().needs("region", "bucket")
    print(publish_for_glue(boto3.client("s3", region_name=settings.region), settings))


if __name__ == "__main__":
    main()
