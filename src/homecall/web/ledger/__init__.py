"""Who helped when: hours as they were, what is due for them, and whom there is to thank."""
