#!/bin/bash
# A workspace's notebook instance: Git, the data lake, Glue session kernels, idle stop. Filled in by mlops-operator.
set -euo pipefail
# What is written below is read by ec2-user.
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# Empty where the instance is not to stop by itself.
IDLE_SECONDS=@@IDLE_SECONDS@@

if [[ -n $IDLE_SECONDS ]]; then
@@INSTALL_IDLE_STOP@@
fi

# At each start, since of /home/ec2-user only SageMaker/ outlives a stop.
@@CONFIGURE_GIT@@

@@INSTALL_GLUE_KERNELS@@
