#!/bin/bash
# Glue session kernels for this notebook instance, and its idle stop. Filled in by mlops-operator.
set -euo pipefail
# What is written below is read by ec2-user.
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

IDLE_SECONDS=@@IDLE_SECONDS@@

@@INSTALL_IDLE_STOP@@

@@INSTALL_GLUE_KERNELS@@
