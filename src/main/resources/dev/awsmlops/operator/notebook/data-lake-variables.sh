# The data lake in the environment of what runs on this instance; empty where there is none.
export DATA_LAKE_BUCKET=@@DATA_LAKE_BUCKET@@
export DATA_LAKE_DATABASE=@@DATA_LAKE_DATABASE@@
export DATA_LAKE_RAW_PATH=@@DATA_LAKE_RAW_PATH@@
export DATA_LAKE_CURATED_PATH=@@DATA_LAKE_CURATED_PATH@@
export DATA_LAKE_FEATURES_PATH=@@DATA_LAKE_FEATURES_PATH@@

install -d -o ec2-user /home/ec2-user/.ipython{,/profile_default{,/startup}}
python3 - <<'PY'
import os, pathlib, shlex

# Python kernels read IPython's startup files, and terminals the profile. Neither needs a restart of Jupyter, whose
# service each platform names otherwise.
local = {k: v for k, v in os.environ.items() if v and (k.startswith("DATA_LAKE_") or k == "GLUE_SESSION_TAGS")}
startup = pathlib.Path("/home/ec2-user/.ipython/profile_default/startup/00-aws-mlops.py")
startup.write_text(f"__import__('os').environ.update({local!r})\n")
exports = "".join(f"export {k}={shlex.quote(v)}\n" for k, v in local.items())
pathlib.Path("/etc/profile.d/aws-mlops.sh").write_text(exports)
PY
