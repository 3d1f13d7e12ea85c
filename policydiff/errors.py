"""What a caller may catch.

PolicydiffError
├── SourceError            a document cannot be read
│   ├── UnreadableSource   missing, a directory, empty, random bytes
│   └── NoConverter        nothing installed reads this kind of file
├── PluginError            a plugin raised, or is built wrongly
├── UnknownName            a name in an archive that means nothing
├── ArchiveError           an archive that cannot be used as it is
│   ├── NotAnArchive       the folder is no Git repository
│   └── ArchiveBusy        another process is writing
├── AmendmentError         a decision that cannot be applied to a law
└── UsageError             arguments that do not fit together

Anything else is a bug and keeps its traceback. Only `policydiff.cli` turns these into text and exit codes.
"""

from __future__ import annotations


class PolicydiffError(Exception):
    """Something that the caller can mend; the message says what, where and the way out."""


class SourceError(PolicydiffError):
    """A document cannot be read."""


class UnreadableSource(SourceError):
    """The bytes are missing, empty or no text."""


class NoConverter(SourceError):
    """No installed plugin reads this kind of file."""


class PluginError(PolicydiffError):
    """A plugin raised or is built wrongly; `plugin` and `hook` name it."""

    def __init__(self, plugin: str, hook: str, reason: str) -> None:
        """Say which plugin failed where, and that it can be left out."""
        super().__init__(
            f"plugin '{plugin}' failed in {hook}: {reason}; run with --without {plugin} to go on without it"
        )
        self.plugin = plugin
        self.hook = hook
        self.reason = reason

    def __reduce__(self) -> tuple[type[PluginError], tuple[str, str, str]]:
        """Say how to make it again: another process may have seen it."""
        return type(self), (self.plugin, self.hook, self.reason)


class UnknownName(PolicydiffError):
    """An archive name (`region/policy@2017`) that matches nothing, or too much."""


class ArchiveError(PolicydiffError):
    """An archive cannot be used as it is."""


class NotAnArchive(ArchiveError):
    """The folder is not a Git repository."""


class ArchiveBusy(ArchiveError):
    """Another process is writing into the archive."""


class UsageError(PolicydiffError):
    """Arguments that do not fit together."""


class AmendmentError(PolicydiffError):
    """A decision cannot be applied to a law: it is about another one, or does not fit its text."""
