"""Which orders will be returned: from the data lake to a model that serves."""
