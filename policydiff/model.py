"""Every noun of policydiff: what one stage hands to the next.

bytes ─convert→ Conversion ─normalize→ PolicyText ─record→ Revision ─parse→ Document
      ─align→ Bead … ─diff→ Comparison ─annotate→ Report ─render→ output

All values are frozen; collections are tuples. Offsets count characters (code points), end exclusive.
"""

from __future__ import annotations

from enum import Enum, Flag, IntEnum, auto
from functools import cache, cached_property
from typing import TYPE_CHECKING

from policydiff.values import dataclass, field, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from policydiff.synopsis import Synopsis


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as received. `location` is a path or URL, `media_type` like `text/html` (empty when unknown)."""

    data: bytes
    media_type: str
    location: str
    charset: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in lower-case hex."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the reader could not keep: `kind` (image, merged-cell, footnote …), what it was, how many."""

    kind: str
    detail: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Removal:
    """A line left out on purpose, and why (`page chrome`, `share button`, `table of contents` …)."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Damaged text that was mended: the rule, the text before and after, the evidence, confidence 0–1."""

    rule: str
    before: str
    after: str
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Damaged or doubtful text that was left as it stands, because what it was cannot be decided."""

    rule: str
    text: str
    reason: str


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

    def over(self, weaker: Metadata) -> Metadata:
        """Return these values, and those of `weaker` where these are empty."""
        return Metadata(**{name: getattr(self, name) or getattr(weaker, name) for name in names(Metadata)})


@dataclass(frozen=True, slots=True)
class Conversion:
    """A source as Markdown, with what the file or page says of it and what could not be kept."""

    markdown: str
    metadata: Metadata = Metadata()
    losses: tuple[Loss, ...] = ()
    removed: tuple[Removal, ...] = ()
    site: str = ""


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A normalized document: the body as policy Markdown (without front matter) and its ledger.

    `rules` names each rule that ran, with its version (`lost-brackets@1`).
    """

    markdown: str
    metadata: Metadata = Metadata()
    removed: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    losses: tuple[Loss, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of one policy (FRBR: an expression). `policy` is `region/name`; `commit` its place in the archive."""

    policy: str
    metadata: Metadata
    source: str
    source_digest: str
    normalized_with: tuple[str, ...] = ()
    commit: str = ""

    @property
    def id(self) -> str:
        """The archive name of this revision: `region/policy@2017-09-08`."""
        return f"{self.policy}@{self.ordering_date or 'undated'}"

    @property
    def ordering_date(self) -> date | None:
        """The date that places this revision among the others: issued, else effective, else published."""
        return self.metadata.issued or self.metadata.effective or self.metadata.published


class ClauseKind(Enum):
    """What governs a clause. The Chinese term is the drafting rules' own."""

    BOOK = "编"
    SUBBOOK = "分编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    PARAGRAPH = "款"
    ITEM = "项"
    SUBITEM = "目"
    NUMBERED = "numbered"  # 一、 （一） 1. （1） ① of plans; English 1. / 1.1 / (a)
    HEADING = "heading"  # a heading that carries no number: u1, u2 …
    PLAIN = "plain"  # a paragraph that no number governs: p1, p2 …
    ATTACHMENT = "附件"


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered or headed unit, or a paragraph that no number governs.

    `id` is the path of printed labels; `label` is the label as printed; `heading` excludes its final 。;
    `text` is what follows, children excluded. In `Document.text` the clause's own words stand at
    `body:end` (heading, stop and text as printed) and its markup and label at `start:body`.

        ## 一、总体要求            start → "## 一、", body → "总体要求" ← end
        1.健全制度。各单位应当……   start → "1.",     body → "健全制度。各单位应当……" ← end
    """

    id: str
    label: str
    heading: str
    text: str
    level: int
    kind: ClauseKind
    start: int
    body: int
    end: int
    parent: str | None = None
    children: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Yield this clause and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def last_end(self) -> int:
        """Where the last clause below this one ends."""
        return self.children[-1].last_end if self.children else self.end


@dataclass(frozen=True)
class Document:
    """A parsed policy: metadata, the body as policy Markdown, and the clause tree over it."""

    metadata: Metadata
    text: str
    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Yield every clause in document order."""
        return iter(self._every)

    @cached_property
    def _every(self) -> tuple[Clause, ...]:
        """Every clause in document order; each plugin walks over them all."""
        return tuple(inner for clause in self.clauses for inner in clause.walk())

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """Every clause under its id."""
        return {clause.id: clause for clause in self.walk()}

    def own(self, clause: Clause) -> str:
        """Return the clause's own words as printed: heading, stop and text, without label and children."""
        return self.text[clause.body : clause.end]

    @cached_property
    def units(self) -> tuple[Clause, ...]:
        """The rows of a comparison, in document order.

        An article stands whole (its 款 and 项 inside it); any other clause stands for its own words.
        """
        return tuple(self._units(self.clauses))

    def _units(self, clauses: tuple[Clause, ...]) -> Iterator[Clause]:
        for clause in clauses:
            yield clause
            if clause.kind is not ClauseKind.ARTICLE:
                yield from self._units(clause.children)

    def unit_end(self, unit: Clause) -> int:
        """Where a unit's words end."""
        return unit.last_end if unit.kind is ClauseKind.ARTICLE else unit.end

    def words_of(self, unit: Clause) -> str:
        """Return the words of a unit as printed, its label excluded; an article's 款 and 项 included."""
        return self.text[unit.body : self.unit_end(unit)]

    @cached_property
    def unit_of(self) -> dict[str, str]:
        """The unit (id) that each clause (id) stands in."""
        return {
            inner.id: unit.id
            for unit in self.units
            for inner in (unit.walk() if unit.kind is ClauseKind.ARTICLE else (unit,))
        }


Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bead:
    """Old units and the new units that carry their rule (Gale and Church's bead): 1-1, 1-0, 0-1, 1-n, n-1, n-m.

    `edges` are exact (old id, new id); `parts` are the same below the article, from 款 or 项 to 款, 项 or article;
    `score` is 0–1; `why` is the evidence in words.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    score: float = 0.0
    why: tuple[str, ...] = ()
    parts: tuple[Edge, ...] = ()


class Op(Enum):
    """What an edit does."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of text that stayed, went or came. `old` and `new` name the units it stands in.

    `cosmetic` edits differ in form only (width, quotes, 账/帐); `reference` edits are numbers that only follow
    a renumbering (依照第十二条 → 第十五条, where 12 became 15; the label of an item). The deletes of one `move`,
    joined, are its inserts, joined: a stretch that changed its place inside the bead. What was changed inside
    that stretch stands between them as edits without a move.
    """

    op: Op
    text: str
    old: str | None = None
    new: str | None = None
    cosmetic: bool = False
    move: int | None = None
    reference: bool = False


class ChangeKind(Flag):
    """What happened to a clause; several may hold at once. Nothing set: unchanged."""

    UNCHANGED = 0
    INSERTED = auto()
    REMOVED = auto()
    AMENDED = auto()
    MOVED = auto()
    RENUMBERED = auto()
    SPLIT = auto()
    MERGED = auto()
    COSMETIC = auto()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what holds, in lower case."""
        return _names(self.value)


@cache
def _names(value: int) -> tuple[str, ...]:
    return tuple(str(kind.name).lower() for kind in ChangeKind(value))


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a comparison: a bead, what happened to it, and the edits from its old to its new words.

    The edits of equal and delete, joined per `old` unit, are the old words; equal and insert the new.
    """

    kinds: ChangeKind
    bead: Bead
    edits: tuple[Edit, ...]

    @property
    def old(self) -> tuple[str, ...]:
        """Ids of the old units."""
        return self.bead.old

    @property
    def new(self) -> tuple[str, ...]:
        """Ids of the new units."""
        return self.bead.new


@dataclass(frozen=True, slots=True)
class MetadataChange:
    """A field of the metadata that differs; both values as printed text."""

    field: str
    old: str
    new: str


class Relation(Enum):
    """What two documents are to each other."""

    VERSIONS = "versions"
    SIBLINGS = "siblings"


@dataclass(frozen=True)
class Comparison:
    """Two documents laid side by side: every unit of both stands in exactly one change.

    `alike` is 0–1: the share of both texts that stayed, moved stretches included. Revisions of one law that were
    measured stayed above 0.1 even when written anew, strangers below 0.03.
    """

    old: Document
    new: Document
    changes: tuple[Change, ...]
    metadata_changes: tuple[MetadataChange, ...] = ()
    relation: Relation = Relation.VERSIONS
    alike: float = 1.0

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many changes are of each kind, `unchanged` among them."""
        counts = dict.fromkeys((str(kind.name).lower() for kind in ChangeKind), 0) | {"unchanged": 0}
        for change in self.changes:
            for name in change.kinds.names or ("unchanged",):
                counts[name] += 1
        return counts


Value = str | float | int | bool | tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim that a clause makes. `start:end` is its place in `Document.text`.

    `subject` is what the claim is about (an agency, an indicator): facts of one `kind` and `subject` are
    paired across a bead. `attributes` are what can change, under the names of DESIGN.md §7. A `bound`
    fact belongs to its clause (who is responsible for it) and never moves to another one; of a `sole` one a
    document has only one (its effective date), and it is the same fact wherever it stands.
    """

    clause: str
    kind: str
    subject: str
    text: str
    start: int
    end: int
    attributes: tuple[tuple[str, Value], ...] = ()
    plugin: str = ""
    bound: bool = False
    sole: bool = False

    def __getitem__(self, name: str) -> Value:
        """Return an attribute, None when the fact has none of that name."""
        return dict(self.attributes).get(name)


class FactEvent(Enum):
    """What became of a fact."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that was added, dropped, changed (`differing` names the attributes) or moved to another clause.

    `whole` marks one that came or went with its whole clause: the reader sees that clause anyway. `relation` is what
    the two documents are to each other: of siblings, neither is the later one. `alias` marks subjects that differ in
    name only, as a vocabulary says. `likeness` is 0–1: how much the words around a changed fact are the same.
    """

    event: FactEvent
    old: Fact | None
    new: Fact | None
    differing: tuple[str, ...] = ()
    whole: bool = False
    relation: Relation = Relation.VERSIONS
    alias: bool = False
    likeness: float = 1.0

    @property
    def fact(self) -> Fact:
        """The newer of the two facts there are."""
        fact = self.new or self.old
        assert fact is not None, "a fact change has a fact"
        return fact


class Severity(IntEnum):
    """How much a reader should care."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The name in lower case."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Grade:
    """A rule of a plugin's remarks: the severities that it gives, the usual one first, and what it tells."""

    rule: str
    severities: tuple[Severity, ...]
    meaning: Wording


@dataclass(frozen=True, slots=True)
class Wording:
    """One message in both report languages."""

    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """Return the wording in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Span:
    """A place in one document: the clause, and `start:end` in `Document.text` with the words there."""

    clause: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark on what an edit means. `rule` is `plugin.what_happened`."""

    rule: str
    severity: Severity
    message: Wording
    old: Span | None = None
    new: Span | None = None


@dataclass(frozen=True)
class Report:
    """What a renderer gets: the comparison, the remarks, both ledgers, and the older document as it was received."""

    comparison: Comparison
    annotations: tuple[Annotation, ...] = ()
    old_text: PolicyText = field(default_factory=lambda: PolicyText(""))
    new_text: PolicyText = field(default_factory=lambda: PolicyText(""))
    old_name: str = ""
    new_name: str = ""
    failures: tuple[str, ...] = ()
    old_source: Source | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document on its way through the normalization rules: one paragraph (or table row) a line, and the ledger.

    `lines` keep Markdown's `#` marks of headings and `|` of tables; blank lines are gone. `site` is the
    name of the site that a page says it comes from.
    """

    lines: tuple[str, ...]
    metadata: Metadata = Metadata()
    removed: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    site: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A normalization rule: a named, versioned function from draft to draft. `repairs` marks the ones that mend damage."""

    name: str
    version: str
    apply: Callable[[Draft], Draft]
    repairs: bool = False


def _silent(message: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How a report is to look. `lang` is `zh` or `en`; `width` in terminal cells; `everything` shows unchanged clauses too.

    `convention` is how comparison tables are drawn up (`prc`, `japan`, `taiwan`); `author` and `date` are written on
    tracked changes (without a date they bear that of the newer document). A renderer tells `tell` what it had to do
    otherwise than was asked.
    """

    lang: str = "zh"
    width: int = 100
    everything: bool = False
    color: bool = False
    explain: bool = False
    cosmetic: bool = False
    convention: str = "prc"
    author: str = "policydiff"
    date: datetime | None = None
    tell: Callable[[str], None] = _silent


@dataclass(frozen=True, slots=True)
class Renderer:
    """An output format: its name, its file suffix, and the function that writes a report.

    `synopsis` writes many documents side by side; None: the format shows one pair at a time.
    """

    name: str
    suffix: str
    render: Callable[[Report, RenderOptions], str | bytes]
    synopsis: Callable[[Synopsis, RenderOptions], str | bytes] | None = None
