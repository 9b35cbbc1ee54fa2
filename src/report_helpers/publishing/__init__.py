"""From a draft to a published edition: built twice, signed off, kept, frozen; corrected where it has to be."""
