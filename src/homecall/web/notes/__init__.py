"""Notes left for a child's bedtime: words, a drawing, a voice, a short video."""
