"""The tests: unit mirrors src, corpus holds one defect a file, fitness keeps the house in shape."""
