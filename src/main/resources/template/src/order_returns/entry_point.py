"""What SageMaker's scikit-learn container runs.

A program when it trains, and four functions when it serves.
"""

from order_returns.deployment.inference import input_fn, model_fn, output_fn, predict_fn
from order_returns.training.train import main

__all__ = ["input_fn", "main", "model_fn", "output_fn", "predict_fn"]

if __name__ == "__main__":
    main()
