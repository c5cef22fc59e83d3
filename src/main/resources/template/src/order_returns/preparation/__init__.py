"""From a partition of features to what a model can be trained on."""
