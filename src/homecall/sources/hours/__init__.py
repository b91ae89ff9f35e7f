"""Logs of hours, as MedHub and New Innovations keep them: what was really worked, never what will be."""
