"""What is told to whom: an outbox, the ways in which people are reached, and the roads by which they answer."""
