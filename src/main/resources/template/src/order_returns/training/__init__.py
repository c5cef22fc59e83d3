"""Training, on this machine and as a SageMaker training job."""
