"""The rules for translations: each string against its English and what its language says."""

from knowledge.checks.named import checks_of
from knowledge.checks.translations import files, strings

CHECKS = checks_of(files, strings)
