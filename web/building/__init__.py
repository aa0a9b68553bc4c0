"""From dossiers to view values: what is known becomes words for one reader. No SQL, no HTML, no rule."""
