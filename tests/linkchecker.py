"""Runs LinkChecker as the user who starts it, and stops where a plugin that it needs is missing.

Started by root, LinkChecker becomes the user nobody, who cannot read the plugins in a folder that
only root may read. It would then check no fragment, and say nothing.
"""

import sys

from linkcheck import plugins
from linkcheck.command import linkchecker
from linkcheck.configuration import confparse
from linkcheck.logger import LoggerNames

OWN_SECTIONS = {"authentication", "blacklist", "checking", "filtering", "output", *LoggerNames}
"""Sections of a configuration that are LinkChecker's own; each other names a plugin."""


class ConfigParser(confparse.LCConfigParser):
    """LinkChecker's own, which passes over a section that names no plugin it can read."""

    def read_plugin_config(self) -> None:
        """Enable the plugin of each section, found or not."""
        super().read_plugin_config()
        enabled = self.config["enabledplugins"]
        enabled += sorted(set(self.sections()) - OWN_SECTIONS - set(enabled))


class PluginManager(plugins.PluginManager):
    """LinkChecker's own, which goes on without a plugin that it does not find."""

    def load_modules(self, modules, config) -> None:
        """Load the plugins; exit with 2 and one line where one is missing: 1 is a broken link."""
        super().load_modules(modules, config)
        loaded = (*self.connection_plugins, *self.content_plugins, *self.parser_plugins)
        missing = set(config["enabledplugins"]) - {type(plugin).__name__ for plugin in loaded}
        if missing:
            names = ", ".join(sorted(missing))
            print(
                f"LinkChecker: {names}: expected a plugin that can be read; got none; do correct"
                " its name in the configuration, or delete .venv and run make again",
                file=sys.stderr,
            )
            raise SystemExit(2)


if __name__ == "__main__":
    confparse.LCConfigParser = ConfigParser
    plugins.PluginManager = PluginManager
    linkchecker.drop_privileges = lambda: None
    linkchecker.linkchecker()
