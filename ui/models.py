"""Owns the plain values that state variables shared by every page hold."""

from dataclasses import dataclass, field

from ui.charts.models import LyricLine


@dataclass
class Notice:
    """What the toaster says.

    Attributes:
        number: Grows with every notice, so that an equal text is announced again.
        kind: ``"good"``, ``"bad"`` or a quadrant, which chooses the mark beside the text.
        text: One short sentence.
        detail: A second, quieter line; may be empty.
        can_undo: Whether the notice offers *Undo*.
    """

    number: int = 0
    kind: str = "good"
    text: str = ""
    detail: str = ""
    can_undo: bool = False


@dataclass
class Share:
    """One mood's part of a mood vector, ready to be shown.

    Attributes:
        mood: The quadrant: ``"angry"``, ``"happy"``, ``"sad"`` or ``"relaxed"``.
        label: Its name in the interface's language.
        percent: 0 to 100, whole.
    """

    mood: str = ""
    label: str = ""
    percent: int = 0


@dataclass
class Contribution:
    """One part of a song's score.

    Attributes:
        kind: ``"mood"`` (drawn in the song's mood colour), ``"other"`` or ``"minus"``.
        label: The part's name.
        value: As printed, such as ``".43"``.
        percent: Width of its segment in per cent of a full bar, 0 to 100.
        rank: 1 to 7, the step of the ink ramp for ``"other"``.
    """

    kind: str = "other"
    label: str = ""
    value: str = ""
    percent: float = 0.0
    rank: int = 4


@dataclass
class NowPlaying:
    """The strip at the foot of the page; nothing is drawn while `title` is empty.

    Attributes:
        track_id: The song's id.
        title: The song.
        artist: Its artist.
        cover_url: Address of its cover.
        mood: Its quadrant, or empty when unknown.
        mood_label: The quadrant's name.
        percent: That mood's share, 0 to 100.
        place: Where the queue stands, such as ``"3 of 8"``.
    """

    track_id: str = ""
    title: str = ""
    artist: str = ""
    cover_url: str = ""
    mood: str = ""
    mood_label: str = ""
    percent: int = 0
    place: str = ""


@dataclass
class Failure:
    """Something that went wrong and stays on the page; nothing is drawn while `title` is empty.

    Attributes:
        where: Where it happened, such as ``"Queue, sending stopped"``.
        title: What happened, in plain words.
        body: What is safe and what to do.
        code: The raw answer and the request's id, for those who look it up.
    """

    where: str = ""
    title: str = ""
    body: str = ""
    code: str = ""


@dataclass
class Progress:
    """Long work as shown.

    Attributes:
        job_id: The job's id; empty when there is none.
        title: What is done, such as ``"Reading your lyrics"``.
        note: Counts and time left, such as ``"694 of 1,102, about 3 min"``.
        percent: 0 to 100.
        is_running: Whether it can still be stopped.
    """

    job_id: str = ""
    title: str = ""
    note: str = ""
    percent: int = 0
    is_running: bool = False


@dataclass
class PadEntry:
    """One logged mood on the pad's trail.

    Attributes:
        id: The entry's id.
        v: Valence, -1 to 1.
        a: Arousal, -1 to 1.
        mood: Its quadrant.
        time: As printed, such as ``"13:45"``.
        weight: How strongly it still lights the dots, 0 (faded) to 1.
    """

    id: str = ""
    v: float = 0.0
    a: float = 0.0
    mood: str = "happy"
    time: str = ""
    weight: float = 1.0


@dataclass
class PadNow:
    """The mood now, as the needle shows it.

    Attributes:
        known: Whether there is anything to go by.
        v: Valence, -1 to 1.
        a: Arousal, -1 to 1.
        rv: Half width of the 80% uncertainty in valence.
        ra: Half height of the 80% uncertainty in arousal.
        say: The mood in words, for those who listen.
    """

    known: bool = False
    v: float = 0.0
    a: float = 0.0
    rv: float = 0.2
    ra: float = 0.2
    say: str = ""


@dataclass
class PadDraft:
    """A position chosen but not logged yet; `active` while there is one."""

    active: bool = False
    v: float = 0.0
    a: float = 0.0


@dataclass
class Choice:
    """One thing that can be picked: a word, an activity, an intent."""

    key: str = ""
    label: str = ""
    on: bool = False


@dataclass
class CurvePoint:
    """One point of a journey's curve: share of its minutes (0 to 1), valence, arousal."""

    t: float = 0.0
    v: float = 0.0
    a: float = 0.0


@dataclass
class ScoredLyrics:
    """What the words of lyrics just given say; nothing is shown while `title` is empty.

    Attributes:
        title: The song.
        artist: Its artist.
        href: Address of its page.
        mood: The strongest mood, or empty when unknown.
        percent: That mood's share.
        reason: Why the mood is unknown, in one sentence.
        shares: All four, largest first.
        sentence: Valence, energy and how sure, in words.
        quote: The line that speaks most for the mood.
        lines: The words line by line, each with what it speaks for.
    """

    title: str = ""
    artist: str = ""
    href: str = ""
    mood: str = ""
    percent: int = 0
    reason: str = ""
    shares: list[Share] = field(default_factory=list)
    sentence: str = ""
    quote: str = ""
    lines: list[LyricLine] = field(default_factory=list)


@dataclass
class RibbonSong:
    """A song as a stop on the journey.

    Attributes:
        id: The queue item's id.
        title: The song, spoken with its stop.
        start: Where it begins, as a share of the whole time, 0 to 1.
        end: Where it ends.
        v: The song's own valence (not the curve's), -1 to 1.
        a: The song's own arousal.
        mood: Its quadrant; empty when unknown, which draws no stop.
        cover: Address of its cover.
        played: Whether it was played.
        now: Whether the queue stands at it.
        locked: Whether it is locked in its place.
    """

    id: str = ""
    title: str = ""
    start: float = 0.0
    end: float = 0.0
    v: float = 0.0
    a: float = 0.0
    mood: str = ""
    cover: str = ""
    played: bool = False
    now: bool = False
    locked: bool = False


@dataclass
class QueueRow:
    """A song in the queue.

    Attributes:
        id: The queue item's id.
        track_id: The song's id, for its page.
        title: The song.
        artist: Its artist.
        reason: Why it is here; says never more than the numbers.
        line: The lyric line that speaks most for it; may be empty.
        mood: Its quadrant; empty when unknown.
        mood_label: The quadrant's name.
        percent: That mood's share, 0 to 100; 0 leaves it out.
        parts: Parts of its score.
        score: The sum, as printed.
        duration: As printed, such as ``"4:05"``.
        cover: Address of its cover.
        locked: Whether it is locked in its place.
        now: Whether the queue stands at it.
        yours: Whether the listener corrected its mood.
        by_tags: Whether tags alone say its mood: a guess.
        sample: Whether it belongs to the sample library.
        explicit: Whether its words are marked explicit.
    """

    id: str = ""
    track_id: str = ""
    title: str = ""
    artist: str = ""
    reason: str = ""
    line: str = ""
    mood: str = ""
    mood_label: str = ""
    percent: int = 0
    parts: list[Contribution] = field(default_factory=list)
    score: str = ""
    duration: str = ""
    cover: str = ""
    locked: bool = False
    now: bool = False
    yours: bool = False
    by_tags: bool = False
    sample: bool = False
    explicit: bool = False
