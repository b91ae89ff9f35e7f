"""The facts of one family: people, places, carers, moments, prices, and the household file they are written in."""
