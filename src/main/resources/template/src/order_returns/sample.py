"""Made-up raw data, for a lake that has none yet and for the tests.

Some rows are wrong, as in life.

``python -m order_returns.sample`` writes it into data/external; with ``--upload`` also into the
lake's raw zone, from where the lake's crawler makes the tables raw_orders and raw_customers.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
from collections.abc import Iterable
from pathlib import Path

from order_returns import paths, s3
from order_returns.settings import Settings

LAST_DAY = datetime.date(2026, 6, 30)
DAYS = 180
UNDECIDED_DAYS = 14

_PRAISE = ["fits well", "great quality", "exactly as shown", "arrived early", "lovely colour"]
_COMPLAINTS = ["too small", "wrong size", "colour differs", "arrived broken", "not as described"]


def customers(count: int = 300, seed: int = 7) -> list[dict]:
    chance = random.Random(seed)
    rows = [
        {
            "customer_id": f"C{number:05d}",
            "country": chance.choice(["DE", "FR", "NL", " de", "PL"]),
            "segment": chance.choice(["consumer", "business", "Consumer"]),
            "signup_date": str(LAST_DAY - datetime.timedelta(days=chance.randint(DAYS, 1500))),
        }
        for number in range(count)
    ]
    return [*rows, dict(rows[0])]


def orders(count: int = 3000, customer_count: int = 300, seed: int = 11) -> list[dict]:
    chance = random.Random(seed)
    rows = [_order(chance, number, customer_count) for number in range(count)]
    rows[3]["amount"] = -5
    rows[5]["order_date"] = "soon"
    rows[7]["order_id"] = None
    rows[9]["amount"] = "a lot"
    return [*rows, dict(rows[0])]


def _order(chance: random.Random, number: int, customer_count: int) -> dict:
    ago = chance.randrange(DAYS)
    amount = round(chance.lognormvariate(4, 0.7), 2)
    channel = chance.choice(["web", "app", "store", " Web"])
    odds = 0.1 + 0.25 * (channel.strip().lower() != "store") + 0.2 * (amount > 80)
    returned = chance.random() < odds
    comment = ""
    if chance.random() < 0.7:
        told = returned if chance.random() < 0.8 else not returned
        comment = chance.choice(_COMPLAINTS if told else _PRAISE)
    return {
        "order_id": f"O{number:06d}",
        "customer_id": f"C{chance.randrange(customer_count):05d}",
        "order_date": str(LAST_DAY - datetime.timedelta(days=ago)),
        "amount": amount,
        "channel": channel,
        "comment": comment,
        "returned": None if ago < UNDECIDED_DAYS else returned,
    }


def write(rows: Iterable[dict], file: Path) -> Path:
    """One JSON object a line, which Glue's crawlers read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upload", action="store_true", help="into the lake's raw zone too")
    arguments = parser.parse_args()

    written = {
        "orders": write(orders(), paths.EXTERNAL / "orders.jsonl"),
        "customers": write(customers(), paths.EXTERNAL / "customers.jsonl"),
    }
    print(*written.values(), sep="\n")
    if arguments.upload:
        import boto3

        settings = Settings.load().needs("region", "raw_path")
        client = boto3.client("s3", region_name=settings.region)
        for folder, file in written.items():
            print(s3.upload(client, file, s3.join(settings.raw_path, folder, file.name)))


if __name__ == "__main__":
    main()
