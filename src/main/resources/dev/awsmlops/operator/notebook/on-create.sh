#!/bin/bash
# A workspace's notebook instance, once: Git, and the first commit of an empty repository. Filled in by mlops-operator.
set -euo pipefail
# What is written below is read by ec2-user.
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

REPOSITORY=@@REPOSITORY@@
BRANCH=@@BRANCH@@
PUSH_TEMPLATE=@@PUSH_TEMPLATE@@
TEMPLATE_ARCHIVE=@@TEMPLATE_ARCHIVE@@

@@CONFIGURE_GIT@@

if [[ $PUSH_TEMPLATE != true ]]; then
  echo "$REPOSITORY is not to be seeded from here"
  exit 0
fi
if [[ -z $TEMPLATE_ARCHIVE ]]; then
  echo "$REPOSITORY is not seeded: there is no bucket from which the template could be read"
  exit 0
fi

install -d /opt/aws-mlops
printf 'REPOSITORY=%q\nBRANCH=%q\nTEMPLATE_ARCHIVE=%q\n' "$REPOSITORY" "$BRANCH" "$TEMPLATE_ARCHIVE" \
  >/opt/aws-mlops/seed.conf
cat >/opt/aws-mlops/seed-repository.sh <<'SH'
#!/bin/bash
# One attempt; systemd makes the next. Whether SageMaker clones before or after this hook it does not say.
set -euo pipefail
. /opt/aws-mlops/seed.conf
subject='Lay down the standard layout and an example that runs'
clone=/home/ec2-user/SageMaker/$REPOSITORY
# A question for a password would wait for ever.
export GIT_TERMINAL_PROMPT=0

if [[ ! -d $clone/.git ]]; then
  echo "SageMaker has not cloned $REPOSITORY yet"
  exit 1
fi
cd "$clone"
heads=$(git ls-remote --heads origin)
if [[ -n $heads ]]; then
  echo "$REPOSITORY has commits and is left as it is"
  exit 0
fi

if ! git rev-parse --quiet --verify HEAD >/dev/null; then
  archive=$(mktemp)
  trap 'rm -f "$archive"' EXIT
  aws s3 cp --only-show-errors "$TEMPLATE_ARCHIVE" "$archive"
  git symbolic-ref HEAD "refs/heads/$BRANCH"
  python3 - "$archive" <<'PY' | git add --force --pathspec-from-file=- --pathspec-file-nul
import os, sys, zipfile

with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        # What is there already, by an earlier attempt or by the user, stays as it is.
        if not os.path.exists(name):
            archive.extract(name)
        print(name, end="\0")
PY
  git commit --quiet -m "$subject"
elif [[ $(git log --format=%s) != "$subject" ]]; then
  echo "someone has begun to work in $REPOSITORY: it is left as it is"
  exit 0
fi
git push --quiet origin "HEAD:refs/heads/$BRANCH"
echo "$REPOSITORY is seeded"
SH
chmod 755 /opt/aws-mlops/seed-repository.sh

cat >/etc/systemd/system/aws-mlops-seed.service <<'UNIT'
[Unit]
Description=Seed the empty Git repository of this workspace
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=1d
StartLimitBurst=30
[Service]
Type=oneshot
User=ec2-user
Environment=PATH=/usr/local/bin:/usr/bin:/bin:/home/ec2-user/anaconda3/bin:/home/ec2-user/anaconda3/envs/JupyterSystemEnv/bin
ExecStart=/opt/aws-mlops/seed-repository.sh
Restart=on-failure
RestartSec=60
UNIT
systemctl daemon-reload
# Waiting for the clone, and a slow server, must not use up the five minutes that this script has.
systemctl start --no-block aws-mlops-seed.service
echo "$REPOSITORY is being seeded: journalctl -u aws-mlops-seed"
