"""Every sentence: `say` turns a key or a Reason into Dutch or English.

Code holds keys, the catalogues (`nl/*.po`, `en/*.po`) hold sentences; a Dutch sentence of a template is its own key.
Nothing here decides what is said, only how.
"""

from labflow.texts.saying import in_both, say
from labflow.words import LANGUAGES, Euro, Language, Words

__all__ = ["LANGUAGES", "Euro", "Language", "Words", "in_both", "say"]
