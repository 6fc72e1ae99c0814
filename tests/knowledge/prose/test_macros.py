"""What a macro takes, and where it may stand."""

from creators.wording.macros import INLINE
from knowledge.prose.macros import BLOCKS, MACROS


def test_a_macro_is_a_block_or_words_in_a_sentence():
    assert MACROS.keys() - BLOCKS == INLINE.keys()


def test_a_macro_of_nothing_takes_nothing():
    assert (MACROS["emergency_numbers"].least, MACROS["emergency_numbers"].most) == (0, 0)
    assert (MACROS["picture"].least, MACROS["picture"].most) == (1, 1)
