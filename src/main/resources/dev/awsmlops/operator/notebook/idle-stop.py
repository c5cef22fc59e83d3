# Stops this SageMaker notebook instance when nothing has been active in Jupyter for --idle-seconds.
#
# Run every minute. All it keeps is the time of the last activity it has seen, so that a kernel which was shut down since
# still counts; the start counts as activity too. A Jupyter that does not answer shows none: an instance that nobody can
# reach is stopped like one that nobody uses.
import argparse
import json
import os
import ssl
import subprocess
import sys
import time
import urllib.request
from datetime import datetime, timezone

TAG = "aws-mlops.dev/idle-stopped-at"


def log(message):
    print(message, file=sys.stderr, flush=True)


def fetch(url):
    # The certificate is self-signed and the request stays on this machine; a proxy could only get in the way.
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=ssl._create_unverified_context()))
    with opener.open(url, timeout=10) as response:
        return json.load(response)


def epoch(timestamp):
    # Python 3.9, which Amazon Linux 2023 has, does not read the Z.
    return datetime.fromisoformat(timestamp.replace("Z", "+00:00")).timestamp() if timestamp else 0


def last_activity(jupyter_url, now):
    latest = 0
    for kind in ("sessions", "kernels", "terminals"):
        try:
            for item in fetch(f"{jupyter_url}/api/{kind}"):
                item = item.get("kernel") or item
                busy = item.get("execution_state") == "busy"
                latest = max(latest, now if busy else epoch(item.get("last_activity")))
        except Exception as error:  # an answer we can't read must not keep the instance running
            log(f"no {kind} from Jupyter: {error!r}")
    return latest


def remembered(state_file):
    try:
        with open(state_file) as file:
            return float(json.load(file)["active"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def remember(state_file, active):
    try:
        with open(state_file + ".new", "w") as file:
            json.dump({"active": active}, file)
        os.replace(state_file + ".new", state_file)
    except OSError as error:
        log(f"state not kept: {error!r}")


def stop(metadata, now):
    with open(metadata) as file:
        instance = json.load(file)
    name, arn = instance["ResourceName"], instance["ResourceArn"]
    region = arn.split(":")[3]

    # The CLI and not boto3: which Python has boto3 has changed with every platform version.
    def sagemaker(*arguments):
        subprocess.run(["aws", "sagemaker", *arguments, "--region", region], check=True, timeout=120)

    stopped_at = datetime.fromtimestamp(now, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        # First, or the operator could see a stop that it can't tell from one by hand.
        sagemaker("add-tags", "--resource-arn", arn, "--tags", f"Key={TAG},Value={stopped_at}")
    except (OSError, subprocess.SubprocessError) as error:
        log(f"not tagged, stopping all the same: {error}")
    sagemaker("stop-notebook-instance", "--notebook-instance-name", name)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--idle-seconds", type=int, required=True)
    parser.add_argument("--started", type=float, required=True, help="when the instance started, in epoch seconds")
    parser.add_argument("--state-file", required=True)
    parser.add_argument("--jupyter-url", default="https://localhost:8443")
    parser.add_argument("--metadata", default="/opt/ml/metadata/resource-metadata.json")
    parser.add_argument("--now", type=float, default=time.time(), help="for tests")
    args = parser.parse_args()

    active = max(args.started, remembered(args.state_file), last_activity(args.jupyter_url, args.now))
    # A time ahead of ours, from before the clock was set, would hold the instance up until then.
    active = min(active, args.now)
    remember(args.state_file, active)
    idle = args.now - active
    if idle >= args.idle_seconds:
        log(f"idle for {idle:.0f}s of {args.idle_seconds}s: stopping")
        stop(args.metadata, args.now)


if __name__ == "__main__":
    main()
