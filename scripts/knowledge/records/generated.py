"""What the site has besides the pages that people write, and a link may therefore lead to."""

GENERATED_PAGES = {
    "treat/remedies-index.md": (),
    "treat/by-day.md": ("stages",),
    "search.md": (),
    "downloads.md": (),
    "h.md": (),
    "about/for-clinics/make-a-handout.md": (),
    "easy.md": (),
    "connect.md": ("codes",),
}
"""Pages that the creators write, and the kinds of record whose ids are anchors on them. The rows of
the A to Z are those of knowledge.asked."""

GENERATED_HEADINGS = {"treat/by-day.md": {"no-day", "your-dates"}}
"""Places on those pages that are no record's."""

GENERATED_MOVED = {
    "calendar": "treat/by-day.md",
    "treat/by-cause": "treat/remedies-index.md",
    "treat/by-kind": "treat/remedies-index.md",
    "treat/leave-alone": "treat/remedies-index.md",
}
"""Old addresses of generated pages, which cannot say moved_from themselves, each with the page that
took its place."""

GENERATED_DATA = (
    "data/scorecard.json",
    "data/downloads.json",
    "data/v1/index.json",
    "data/v1/claims.json",
)
"""Files of data that the creators write."""
