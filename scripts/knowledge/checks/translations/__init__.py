"""The rules for translations: each string is held against its English, and each language against
what its own head says of it."""

from knowledge.checks.named import checks_of
from knowledge.checks.translations import files, forms, letters, words

CHECKS = checks_of(files, forms, letters, words)
