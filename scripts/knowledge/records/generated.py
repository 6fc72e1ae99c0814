"""What the site has besides the pages that people write, and a link may therefore lead to."""

GENERATED_PAGES = {
    "treat/remedies-index.md": ("remedies",),
    "treat/by-cause.md": ("causes",),
    "treat/by-day.md": ("stages",),
    "treat/by-kind.md": (),
    "treat/leave-alone.md": (),
    "search.md": (),
    "downloads.md": (),
    "h.md": (),
    "about/for-clinics/make-a-handout.md": (),
    "calendar.md": (),
    "connect.md": ("codes",),
}
"""Pages that the creators write, and the kinds of record whose ids are anchors on them."""

GENERATED_HEADINGS = {"treat/leave-alone.md": {"until-when", "from-which-day", "not-advised"}}
"""Headings of those pages that are no record's."""

GENERATED_DATA = (
    "data/claims.json",
    "data/scorecard.json",
    "data/downloads.json",
    "data/v1/index.json",
)
"""Files of data that the creators write."""
