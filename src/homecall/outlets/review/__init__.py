"""The review outlet: a quarter or a year looked back on, as a page to lay on the table."""
