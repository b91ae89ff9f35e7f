"""A career beside a family: what has grown, where work ends, money, seasons, the look back, what would change if."""
