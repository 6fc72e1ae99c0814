"""How many words a finished page shows before anything is unfolded, and how many of them stand
before its answer."""

import re

from knowledge.prose.blocks import WORD, Text, parse_blocks, plain

_FOLDED = re.compile(r"^(/{3,4}) (?:details|html \| div\.words).*?^\1$", re.M | re.S)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_FENCE = re.compile(r"^/{3,4}(?: .*)?$", re.M)
_TAG = re.compile(r"\[◇\]\(#open-mark\)|<(?!https?:)[^>]*>|\{(?!\s*#)[^}]*\}")

ANSWERS = ("what-it-looks-like", "when-you-can-use-it", "what-to-do")
"""The sections that answer a page's own question: how a cause looks, when a remedy may be used,
what to do. The first of them that a page has is its answer."""


def article(body: str) -> list[Text]:
    """The blocks of a finished page's body, without tags and attribute lists."""
    return list(parse_blocks(_TAG.sub("", body)))


def shown(body: str) -> list[Text]:
    """The same, without what folds, the words explained at the end, and what pictures say to those
    who do not see them."""
    return article(_FENCE.sub("", _PICTURE.sub("", _FOLDED.sub("", body))))


def count_words(blocks: list[Text]) -> int:
    """How many words blocks have."""
    return sum(len(WORD.findall(plain(block.text))) for block in blocks)


def words_before_answer(blocks: list[Text]) -> int | None:
    """How many words of `blocks`, all that a page shows, stand above the section that answers its
    question, or None where its first sentence does."""
    for name in ANSWERS:
        for number, block in enumerate(blocks):
            if block.anchor == name:
                return count_words(blocks[:number])
    return None
