"""What waits to be done: a durable queue in the same database as all else."""
