"""The only SELECTs. Each list is read in a number of statements that does not depend on how many rows there are.

Queries take the person: what you may not see does not exist. They never write.
"""
