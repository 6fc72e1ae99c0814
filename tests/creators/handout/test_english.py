"""English inside a sheet in another language: marked where it can be, and never twice."""

from creators.handout.english import CLOSE, OPEN, in_html, in_text, outer
from creators.wording.phrases import END as END_LTR
from creators.wording.phrases import LTR
from knowledge.translate import BEGIN, END

ENGLISH = f"{BEGIN}call {BEGIN}911{END} now{END}"


def test_a_phrase_in_a_phrase_has_one_pair_of_marks():
    assert (
        outer(f"a {ENGLISH} b {ENGLISH}")
        == f"a {BEGIN}call 911 now{END} b {BEGIN}call 911 now{END}"
    )
    assert outer("a") == "a"


def test_html_has_elements_around_english_but_in_titles_attributes_and_scripts():
    page = f'<title>{ENGLISH}</title><p title="{ENGLISH}">{ENGLISH}<script>"{ENGLISH}"</script></p>'
    bare = "call 911 now"
    assert in_html(page) == (
        f'<title>{bare}</title><p title="{bare}">{OPEN}{bare}{CLOSE}<script>"{bare}"</script></p>'
    )
    assert in_html("<p>a</p>") == "<p>a</p>"


def test_text_is_isolated_from_right_to_left_only():
    assert in_text(f"a {ENGLISH}", rtl=False) == "a call 911 now"
    assert in_text(f"a {ENGLISH}", rtl=True) == f"a {LTR}call 911 now{END_LTR}"
