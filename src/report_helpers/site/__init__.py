"""The public site: static pages made from the editions and from the documents that the pipeline built."""
