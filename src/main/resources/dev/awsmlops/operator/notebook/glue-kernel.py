# Starts the Glue kernel whose module is the first argument, and gives its sessions the data lake as arguments.
#
# aws-glue-sessions 1.0.9 takes a session's own arguments from %%configure only (BaseKernel.configure), not from its
# environment. DATA_LAKE_BUCKET becomes --datalake_bucket, and so on: names that Glue's getResolvedOptions reads, of which
# none begins another. What a notebook configures wins, since it is set later.
import importlib
import os
import sys

from ipykernel.kernelapp import IPKernelApp

PREFIX = "DATA_LAKE_"

module = importlib.import_module(sys.argv.pop(1))


class Kernel(module.GlueKernel):
    def _set_default_arguments(self):
        super()._set_default_arguments()
        for name, value in os.environ.items():
            if name.startswith(PREFIX) and value:
                self.add_default_argument("datalake_" + name[len(PREFIX):].lower(), value)


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=Kernel)
