"""What known producers get wrong, one module each, named <producer>_<bug>; each leaves sound calendars untouched."""
