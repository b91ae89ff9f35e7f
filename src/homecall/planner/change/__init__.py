"""Change while a plan runs: what happened, what it means, and the plan that moves as little as it must."""
