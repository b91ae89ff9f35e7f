"""Messages handed over: by e-mail, to a browser, or to any service that Apprise knows."""
