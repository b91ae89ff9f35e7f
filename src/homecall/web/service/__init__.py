"""Running the app: what `homecall serve` and `homecall worker` start."""
