"""What each page shows, as frozen values. Templates read these and nothing else; nothing here reads a database."""
