# First of all: an instance on which anything below goes wrong has to stop by itself too.
install -d /opt/aws-mlops
cat >/opt/aws-mlops/idle-stop.py <<'IDLE_STOP_PY'
@@IDLE_STOP@@
IDLE_STOP_PY
printf 'IDLE_SECONDS=%d\nSTARTED=%d\n' "$IDLE_SECONDS" "$(date +%s)" >/opt/aws-mlops/idle-stop.env
# What the user configures for the AWS CLI must not decide whether the instance can stop itself.
cat >/opt/aws-mlops/aws.env <<'ENV'
PATH=/usr/local/bin:/usr/bin:/bin:/home/ec2-user/anaconda3/bin:/home/ec2-user/anaconda3/envs/JupyterSystemEnv/bin
AWS_CONFIG_FILE=/dev/null
AWS_SHARED_CREDENTIALS_FILE=/dev/null
ENV
cat >/etc/systemd/system/aws-mlops-idle-stop.service <<'UNIT'
[Unit]
Description=Stop this notebook instance when it is idle
[Service]
Type=oneshot
User=ec2-user
EnvironmentFile=/opt/aws-mlops/aws.env
EnvironmentFile=/opt/aws-mlops/idle-stop.env
RuntimeDirectory=aws-mlops-idle-stop
RuntimeDirectoryPreserve=yes
ExecStart=/usr/bin/python3 -I /opt/aws-mlops/idle-stop.py --idle-seconds ${IDLE_SECONDS} --started ${STARTED} --state-file %t/aws-mlops-idle-stop/state.json
TimeoutStartSec=5min
UNIT
cat >/etc/systemd/system/aws-mlops-idle-stop.timer <<'UNIT'
[Unit]
Description=Look every minute whether this notebook instance is idle
[Timer]
OnCalendar=minutely
AccuracySec=1s
[Install]
WantedBy=timers.target
UNIT
systemctl daemon-reload
systemctl enable --now aws-mlops-idle-stop.timer
