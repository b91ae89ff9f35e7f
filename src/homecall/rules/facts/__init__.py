"""What follows from a household before anybody decides anything: who is away, who needs cover, what may be asked."""

from homecall.rules.facts.facts import Facts, facts_of, horizon_of

__all__ = ["Facts", "facts_of", "horizon_of"]
