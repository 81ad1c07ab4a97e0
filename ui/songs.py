"""Owns how every page says a song: its mood in numbers and words, parts of a score, its length."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from analysis.affect import MOODS, Mood, Six, quadrant
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.lyrics import service as lyrics
from assistant.moods.vocabulary import nearest_words
from assistant.song_moods.schemas import LineView, MoodNumbers, SongMoodDetail
from ui.charts.models import LyricLine
from ui.charts.spoken import signed
from ui.models import Contribution, ScoredLyrics, Share
from ui.text.en import common, mood
from ui.text.en import song_moods as words

_WORTH_DRAWING = 0.005  # prints as .01


def leading(six: Six | None) -> tuple[str, int]:
    """Return a mood's quadrant and that quadrant's share in per cent; nothing when unknown."""
    if six is None:
        return "", 0
    name = quadrant(six.valence, six.arousal)
    return name, round(100 * six.shares[name])


def shares_of(six: Six) -> list[Share]:
    """Return all four shares, largest first; their per cents sum to 100."""
    exact = {name: 100 * share for name, share in six.shares.items()}
    whole = {name: int(value) for name, value in exact.items()}
    short = round(sum(exact.values())) - sum(whole.values())
    for name in sorted(MOODS, key=lambda m: whole[m] - exact[m])[:short]:
        whole[name] += 1
    ordered = sorted(MOODS, key=lambda m: -exact[m])
    return [Share(name, common.MOODS[name], whole[name]) for name in ordered]


def note_of(six: Six, confidence: float | None) -> str:
    """Say a song's mood and how sure that is, in a few words."""
    name, percent = leading(six)
    return words.NOTE.format(
        mood=common.MOODS[name].lower(), percent=percent, certain=certain(confidence)
    )


def certain(confidence: float | None) -> str:
    """Say how sure a mood is, such as ``"a guess"``."""
    return _step(words.CERTAIN, confidence or 0.0)


def sentence_of(six: Six) -> str:
    """Say valence and energy, with how clear each is."""
    return words.SENTENCE.format(
        v=signed(six.valence), a=signed(six.arousal), v_certain=_step(words.SIDE, abs(six.valence))
    )


def feeling_at(valence: float, arousal: float) -> str:
    """Return the word that lies closest to a point, such as ``"at ease"``."""
    word = nearest_words(valence, arousal, 1)[0]
    return mood.FEELINGS[word.mood][word.key].lower()


def reason_of(code: str | None) -> str:
    """Return why a mood is unknown, in a few words for a list."""
    return words.REASONS.get(code or "", words.REASON_OTHER)


def why_unknown(code: str | None) -> str:
    """Return why a mood is unknown, as a sentence."""
    return words.WHY_UNKNOWN.get(code or "", words.WHY_UNKNOWN_OTHER)


def length_of(duration_ms: int | None) -> str:
    """Return a length as printed, such as ``"4:05"``; empty when it is not known."""
    if not duration_ms:
        return ""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return f"{minutes}:{seconds:02}"


def genre_of(genres: Sequence[str]) -> str:
    """Return the first genre as printed; empty when there is none."""
    if not genres:
        return ""
    return words.GENRES.get(genres[0], genres[0][:1].upper() + genres[0][1:])


def point(value: float) -> str:
    """Print a part of a score without its zero, such as ``".43"`` or ``"−.02"``."""
    text = f"{abs(value):.2f}"
    return ("−" if value < 0 else "") + text.removeprefix("0")


def parts_of(parts: Mapping[str, float], names: Mapping[str, str]) -> list[Contribution]:
    """Return the parts of a score in their one order; parts that print as nothing are left out.

    Args:
        parts: each part's number, as the ranker wrote it down.
        names: what to call them; their order is the order of the parts.
    """
    found = []
    for rank, (key, label) in enumerate(names.items()):
        value = parts.get(key, 0.0)
        if abs(value) < _WORTH_DRAWING:
            continue
        kind = "mood" if key == "mood_fit" else "minus" if value < 0 else "other"
        percent = round(100 * abs(value), 1)
        found.append(Contribution(kind, label, point(value), percent, max(1, 6 - rank)))
    return found


def lines_of(text: str, scored: Sequence[LineView], toward: str) -> list[LyricLine]:
    """Return lyrics line by line, each with what it speaks for.

    Args:
        text: the words; empty lines become gaps between verses.
        scored: the lines that the model read, by their number in the text.
        toward: the song's mood; the line that speaks most for it is the peak.
    """
    by_number = {line.number: line for line in scored}
    peak = peak_of(scored, toward)
    found: list[LyricLine] = []
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip()
        if not line:
            if found and found[-1].text:
                found.append(LyricLine())
            continue
        view = by_number.get(number)
        if view is None:
            found.append(LyricLine(line))
            continue
        name, share = _speaks_for(view)
        found.append(LyricLine(line, name, round(share, 3), is_peak=view is peak))
    while found and not found[-1].text:
        found.pop()
    return found


def peak_of(scored: Sequence[LineView], toward: str) -> LineView | None:
    """Return the line that speaks most for a mood, the first of equals; None without lines."""
    if toward not in MOODS:
        return None
    return max(scored, key=lambda line: line.weight * getattr(line, toward), default=None)


def model_says(detail: SongMoodDetail) -> Six | None:
    """Return the words' own mood, whatever tags and the listener say; None when unknown."""
    if detail.words is not None:
        return detail.words.six
    if detail.basis == "tags":
        return None
    said: MoodNumbers = detail
    if detail.corrected:
        said = detail.predicted or MoodNumbers()
    return said.six


def scored_lyrics(
    title: str, artist: str, href: str, text: str, detail: SongMoodDetail
) -> ScoredLyrics:
    """Return what the words of lyrics just given say."""
    six = model_says(detail)
    if six is None:
        return ScoredLyrics(title, artist, href, reason=why_unknown(detail.reason))
    name, percent = leading(six)
    peak = peak_of(detail.lines, name)
    return ScoredLyrics(
        title,
        artist,
        href,
        mood=name,
        percent=percent,
        shares=shares_of(six),
        sentence=sentence_of(six),
        quote=peak.text.strip() if peak else "",
        lines=lines_of(text, detail.lines, name),
    )


def text_of(uow: UnitOfWork, actor: Actor, track_id: UUID) -> str:
    """Return the words of a song as the listener may read them; empty when there are none."""
    return lyrics.get_lyrics(uow, actor, track_id).text or ""


def _speaks_for(line: LineView) -> tuple[Mood, float]:
    shares: dict[Mood, float] = {name: getattr(line, name) for name in MOODS}
    name = max(shares, key=lambda m: shares[m])
    return name, shares[name]


def _step(steps: Sequence[tuple[float, str]], value: float) -> str:
    return next(word for bound, word in steps if value >= bound)
