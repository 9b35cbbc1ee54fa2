"""From notebooks to documents: which notebooks with which parameters, run, merged, exported and written."""
