"""Workflow for initiatives on which a body has to decide."""
