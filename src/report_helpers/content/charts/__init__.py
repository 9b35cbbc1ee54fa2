"""Charts of the report, each drawn from an edition's data."""
