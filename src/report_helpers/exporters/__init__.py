"""nbconvert exporters that turn any notebook into one HTML page or one PDF."""
