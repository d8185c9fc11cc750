"""The module: `api` is what DEEPaaS calls, `model` is what it knows."""
