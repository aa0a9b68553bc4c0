"""What one reader is shown of a dossier, a meeting or a decision: values and sentences; no HTML and no request."""
