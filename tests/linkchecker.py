"""Runs LinkChecker as the user who starts it, and stops where a plugin it needs is missing.

Started by root, LinkChecker becomes the user nobody, who cannot read the plugins in a folder that
only root may read. It would then check no fragment, and say nothing.
"""

from __future__ import annotations

from linkcheck import plugins
from linkcheck.command import linkchecker


class PluginManager(plugins.PluginManager):
    """LinkChecker's own, which leaves out what it cannot find."""

    def load_modules(self, modules, config) -> None:
        """Load the plugins; raises SystemExit with one line where one is not there."""
        super().load_modules(modules, config)
        loaded = (*self.connection_plugins, *self.content_plugins, *self.parser_plugins)
        missing = set(config["enabledplugins"]) - {type(plugin).__name__ for plugin in loaded}
        if missing:
            raise SystemExit(
                f"LinkChecker: expected its plugins {', '.join(sorted(missing))}; got none that"
                " could be read; do delete .venv and run make again"
            )


plugins.PluginManager = PluginManager
linkchecker.drop_privileges = lambda: None
linkchecker.linkchecker()
