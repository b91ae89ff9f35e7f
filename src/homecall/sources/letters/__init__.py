"""Dates out of a school's letters: mail, flyer, photo or calendar becomes proposals, and nothing is believed yet."""
