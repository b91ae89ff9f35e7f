"""The way to a calendar server (CalDAV, RFC 4791), for whoever reads from one and whoever writes to one."""
