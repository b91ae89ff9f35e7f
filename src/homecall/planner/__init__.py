"""The search: a household in, the best plan out, with a bound that says how good it is."""
