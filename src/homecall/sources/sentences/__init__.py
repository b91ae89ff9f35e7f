"""What people say in one sentence: "running late 40", "Rosa no puede venir mañana"."""
