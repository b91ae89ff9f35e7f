"""The Schedule Export of QGenda, as CSV."""
