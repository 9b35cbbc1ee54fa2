"""Tables of the report, each made from an edition's data."""
