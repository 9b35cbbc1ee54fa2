"""Content that knows how to show itself: text, tables and charts of an edition, as trees of nodes."""
