"""The mixed-integer model, one module a part of it; nothing here knows which solver will read it."""
