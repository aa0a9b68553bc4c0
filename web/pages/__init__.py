"""One module for each address that a person sees: find, call one verb, show or go. No rule lives here."""
