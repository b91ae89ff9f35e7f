"""The family and its household, revision by revision."""
