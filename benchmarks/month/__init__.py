"""A month of many families under one clock, judged from outside: who was alone, and who was told for nothing."""
