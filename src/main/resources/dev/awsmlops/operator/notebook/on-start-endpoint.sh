#!/bin/bash
# Connects this notebook instance's Sparkmagic kernels to a Glue development endpoint, and stops it when it is idle.
# Filled in by mlops-operator.
set -euo pipefail
# What is written below is read by ec2-user.
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

IDLE_SECONDS=@@IDLE_SECONDS@@
ENDPOINT_NAME=@@ENDPOINT_NAME@@
REGION=@@REGION@@

@@INSTALL_IDLE_STOP@@

@@DATA_LAKE_VARIABLES@@

# The platform brings the Sparkmagic kernels. Keys and values as in sparkmagic/utils/configuration.py (0.23.0): the first
# Spark session on an endpoint takes longer than the default minute, and an endpoint's Livy may be too old to know
# heartbeats, which 0 turns off.
install -d -o ec2-user /home/ec2-user/.sparkmagic
cat >/home/ec2-user/.sparkmagic/config.json <<'JSON'
{
  "kernel_python_credentials": {"username": "", "password": "", "url": "http://localhost:8998", "auth": "None"},
  "kernel_scala_credentials": {"username": "", "password": "", "url": "http://localhost:8998", "auth": "None"},
  "livy_session_startup_timeout_seconds": 300,
  "livy_server_heartbeat_timeout_seconds": 0
}
JSON

printf 'ENDPOINT_NAME=%q\nREGION=%q\n' "$ENDPOINT_NAME" "$REGION" >/opt/aws-mlops/endpoint.conf
cat >/opt/aws-mlops/endpoint-tunnel.sh <<'SH'
#!/bin/bash
# One attempt; systemd makes the next. The endpoint may be ready long after the notebook, or go away and come back.
set -euo pipefail
. /opt/aws-mlops/endpoint.conf
# On the volume that outlives a stop, since an endpoint takes five keys at most.
key=/home/ec2-user/SageMaker/.aws-mlops/endpoint-key

read -r status address known_keys < <(aws glue get-dev-endpoint --region "$REGION" --endpoint-name "$ENDPOINT_NAME" \
  --output text \
  --query 'DevEndpoint.[Status, PublicAddress || PrivateAddress, to_string([PublicKey, PublicKeys])]')
if [[ $status != READY || $address == None ]]; then
  echo "endpoint $ENDPOINT_NAME is $status"
  exit 1
fi

mkdir -p "${key%/*}"
chmod 700 "${key%/*}"
[[ -f $key ]] || ssh-keygen -q -t rsa -b 4096 -N '' -C aws-mlops -f "$key"
public_key=$(ssh-keygen -y -f "$key")
if [[ $known_keys != *"$(cut -d' ' -f2 <<<"$public_key")"* ]]; then
  aws glue update-dev-endpoint --region "$REGION" --endpoint-name "$ENDPOINT_NAME" --add-public-keys "$public_key"
fi

# Until the key has arrived at the endpoint the login fails, and that attempt with it. The endpoint's own key is
# published nowhere: it is taken at first sight, and must stay the same until this instance stops.
exec ssh -F /dev/null -N -T -i "$key" -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=20 \
  -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile="$RUNTIME_DIRECTORY/known_hosts" \
  -o ExitOnForwardFailure=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=4 \
  -L 127.0.0.1:8998:169.254.76.1:8998 "glue@$address"
SH
chmod 755 /opt/aws-mlops/endpoint-tunnel.sh

cat >/etc/systemd/system/aws-mlops-endpoint-tunnel.service <<'UNIT'
[Unit]
Description=Tunnel to the Livy server of the Glue development endpoint
Wants=network-online.target
After=network-online.target
# Never give up: the operator ends the endpoint and this instance together.
StartLimitIntervalSec=0
[Service]
User=ec2-user
EnvironmentFile=/opt/aws-mlops/aws.env
RuntimeDirectory=aws-mlops-endpoint-tunnel
RuntimeDirectoryPreserve=yes
ExecStart=/opt/aws-mlops/endpoint-tunnel.sh
Restart=always
RestartSec=30
UNIT
systemctl daemon-reload
systemctl start --no-block aws-mlops-endpoint-tunnel.service
