"""What a document says of itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# A rule may reach back to the beginning of its year. A text that states an older date keeps the one of its first version.
RETROACTIVE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in 《…》, with its 文号 where one follows."""

    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. Empty means: the text does not state it.

    `number` is the 文号, `issued` the 成文日期, `published` the 发布日期, `effective` the 施行日期,
    `carried_title` the title of the plan that a 通知 carries, `history` the 题注 lines of a law
    (adopted, amended), `imprint` the 印发 line, `cc` the 抄送 line, `signature` the 署名, `region_level`
    `province`, `prefecture` or `county`, `region_code` the GB/T 2260 code of the province that `region` shows.
    `first_effective` is the 施行日期 of the first version, which the text of an amended law keeps; `signed` the date below the
    署名 where another one dates the document; `secrecy` the 密级, `urgency` the 紧急程度, `note` the 附注 (此件公开发布).
    """

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    recipients: tuple[str, ...] = ()
    region: str = ""
    carried_title: str = ""
    signature: str = ""
    cc: str = ""
    imprint: str = ""
    history: tuple[str, ...] = ()
    cited: tuple[Citation, ...] = ()
    region_level: str = ""
    region_code: str = ""
    first_effective: date | None = None
    signed: date | None = None
    secrecy: str = ""
    urgency: str = ""
    note: str = ""

    def over(self, weaker: Metadata) -> Metadata:
        """Return these values, and those of `weaker` where these are empty."""
        return Metadata(
            **{
                name: getattr(self, name) or getattr(weaker, name)
                for name in (field.name for field in fields(Metadata))
            }
        )


# A document that says nothing of itself.
NO_METADATA = Metadata()
