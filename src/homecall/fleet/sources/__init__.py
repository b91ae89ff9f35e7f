"""Where the households of a fleet come from: a folder, a Parquet file, a table of PostgreSQL."""
