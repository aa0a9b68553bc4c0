"""What is wrong with the definitions of a network, all at once, each with a place, a code and a sentence.

Nothing here reads a file or runs anything that a file says; `rules()` is also what the documentation is made of.
"""

from labflow.findings import Finding, in_order
from labflow.soundness import across, gates, graph, kinds, own_rules, reading, time_and_words
from labflow.soundness.rule import Draft, Library, Rule

__all__ = ["Draft", "Library", "judge", "rules"]


def rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    modules = (reading, graph, gates, kinds, across, time_and_words, own_rules)
    return tuple(sorted((rule for module in modules for rule in module.RULES), key=lambda rule: rule.code))


def judge(library: Library) -> tuple[Finding, ...]:
    """Return all that is wrong with the drafts of a library, in the order of the files."""
    judges = [rule.judge for rule in rules() if rule.judge is not None]
    return in_order(finding for draft in library.drafts for each in judges for finding in each(draft, library))
