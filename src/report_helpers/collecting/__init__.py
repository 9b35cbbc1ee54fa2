"""The yearly cycle up to a complete edition: open it, ask the bodies, take in their replies, edit it as a workbook."""
