"""Sets up Jinja the same way for every kind of template."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def markdown_environment(overrides: Path) -> Environment:
    """Return an environment for the templates of Markdown and of drawings."""
    # {# begins a heading id
    return template_environment(overrides, comment_start_string="<#", comment_end_string="#>")


def template_environment(folder: Path, **more: object) -> Environment:
    """An environment for the templates in `folder`: a name that one misspells raises, and a line
    that holds only a tag leaves no blank line. `more` are Jinja's own options."""
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **more,
    )
