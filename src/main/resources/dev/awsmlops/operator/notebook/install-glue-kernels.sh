# The names are those that aws-glue-sessions 1.0.9 looks up in its environment: each setting in
# glue_kernel_utils/GlueSessionsConstants.py, with glue_ before it unless SystemEnvConfigRetriever.get_config_variable
# says otherwise. The environment wins over ~/.aws/config and loses to magics (BaseKernel._initialize_retrievers), except
# that tags from all of them are merged (BaseKernel.get_tags): a notebook's own %%tags do not lose it ours.
export glue_role_arn=@@ROLE_ARN@@
export region=@@REGION@@
export glue_version=@@GLUE_VERSION@@
export glue_worker_type=@@WORKER_TYPE@@
export glue_number_of_workers=@@NUMBER_OF_WORKERS@@
export glue_idle_timeout=@@SESSION_IDLE_MINUTES@@
export glue_timeout=@@SESSION_TIMEOUT_MINUTES@@
export glue_connections=@@CONNECTIONS@@
export glue_security_config=@@SECURITY_CONFIGURATION@@
export glue_session_id_prefix=@@SESSION_ID_PREFIX@@
export glue_tags=@@TAGS@@

export GLUE_SESSION_TAGS="$glue_tags"
@@DATA_LAKE_VARIABLES@@

install -d /opt/aws-mlops
python3 - <<'PY'
import json, os, pathlib

lake = {k: v for k, v in os.environ.items() if v and k.startswith("DATA_LAKE_")}
glue = {k: v for k, v in os.environ.items() if v and (k == "region" or k.startswith("glue_"))}
json.loads(glue["glue_tags"])
# Jupyter expands $ in a kernel's environment.
kernel = {k: v.replace("$", "$$") for k, v in {**glue, **lake}.items()}
pathlib.Path("/opt/aws-mlops/kernel-env.json").write_text(json.dumps(kernel))
PY

cat >/opt/aws-mlops/glue-kernel.py <<'GLUE_KERNEL_PY'
@@GLUE_KERNEL@@
GLUE_KERNEL_PY

cat >/opt/aws-mlops/install-kernels.sh <<'SH'
#!/bin/bash
set -euo pipefail
venv=/home/ec2-user/.aws-mlops/glue-sessions
# Of the conda environments, python3 is the one that AWS documents, with its version.
for python in /home/ec2-user/anaconda3/envs/python3/bin/python /home/ec2-user/anaconda3/bin/python /usr/bin/python3; do
  [[ -x $python ]] && break
done
# From scratch, since the attempt before may have stopped half-way.
"$python" -m venv --clear "$venv"
# ipykernel 7 came after aws-glue-sessions 1.0.9, which subclasses its kernel.
"$venv/bin/pip" install --quiet --no-input 'aws-glue-sessions==1.0.9' 'ipykernel<7'
"$venv/bin/python" - <<'PY'
import json, pathlib, shutil, sys
import aws_glue_interactive_sessions_kernel as package

environment = json.loads(pathlib.Path("/opt/aws-mlops/kernel-env.json").read_text())
for name in ("glue_pyspark", "glue_spark"):
    source = pathlib.Path(package.__file__).parent / name
    spec = json.loads((source / "kernel.json").read_text())
    # What the package calls "python" is any python that has it, and only ours does.
    spec["argv"][:2] = [sys.executable, "/opt/aws-mlops/glue-kernel.py"]
    spec["env"] = environment
    target = pathlib.Path("/home/ec2-user/.local/share/jupyter/kernels", name)
    target.mkdir(parents=True, exist_ok=True)
    for logo in source.glob("*.png"):
        shutil.copy(logo, target)
    (target / "kernel.json").write_text(json.dumps(spec, indent=1))
PY
SH
chmod 755 /opt/aws-mlops/install-kernels.sh

cat >/etc/systemd/system/aws-mlops-kernels.service <<'UNIT'
[Unit]
Description=Install the Glue session kernels
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=1d
StartLimitBurst=30
[Service]
Type=oneshot
# The environment's python belongs to this user: root must not run it.
User=ec2-user
ExecStart=/opt/aws-mlops/install-kernels.sh
Restart=on-failure
RestartSec=60
UNIT
systemctl daemon-reload
# The installation may well take longer than the five minutes that this script has.
systemctl start --no-block aws-mlops-kernels.service
