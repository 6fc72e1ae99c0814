"""The pages of a sheet in braille, from the cells that another program has found."""

from creators.handout.braille import CELLS, LINES, create_braille


def test_a_page_has_25_lines_of_40_cells_with_its_number_on_the_last():
    parts = [("HEADING", *["CELLS " * 30] * 60), ("NEXT", "ONE " * 3)]
    made = create_braille(parts).decode("ascii")
    pages = made.split("\f")
    assert pages.pop() == "" and len(pages) > 10
    for number, page in zip((*"ABCDEFGHI", "AJ", "AA"), pages):
        lines = page.split("\r\n")
        assert lines.pop() == "" and len(lines) == LINES
        assert all(len(line) <= CELLS for line in lines)
        assert lines[-1] == f"#{number}".rjust(CELLS)
    words = [word for part in parts for text in part for word in text.split()]
    assert [word for word in made.split() if not word.startswith("#")] == words


def test_a_heading_stands_at_the_edge_and_an_empty_line_before_the_next():
    sentence = " ".join(["CELLS"] * 8)
    made = create_braille([("ONE", sentence), ("TWO", "END")]).decode("ascii")
    assert made.split("\r\n")[:6] == [
        "ONE",
        f"  {sentence[:35]}",
        "CELLS CELLS",
        "",
        "TWO",
        "  END",
    ]
