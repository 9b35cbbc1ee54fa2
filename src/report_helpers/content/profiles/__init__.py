"""Profiles: what an edition says of one state, one body or one theme, read row by row so that other rows don't matter."""
