"""What changed between two editions, as sentences, tables and charts."""
