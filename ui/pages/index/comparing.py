"""Owns how two generations side by side become what the page draws."""

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.index import schemas
from assistant.index import service as index
from ui.dates import moment_words
from ui.pages.index.models import Comparison, Found, Measure, Probe
from ui.text.en import common
from ui.text.en import index as words

_TOP = 10


def comparison_of(
    uow: UnitOfWork, actor: Actor, status: schemas.IndexStatus, zone: str, shown: int
) -> Comparison:
    """The comparison of a generation; by default of the newest that waits to be switched to."""
    compared = [g for g in status.generations if g.compared and g.state != "active"]
    chosen = next((g for g in compared if g.number == shown), None)
    chosen = chosen or next((g for g in compared if g.state == "verified"), None)
    if chosen is None:
        return Comparison()
    found = index.comparison(uow, actor, chosen.id)
    return Comparison(
        old=found.old,
        new=found.new,
        title=words.COMPARED.format(n=len(found.probes)),
        at=words.COMPARED_AT.format(at=moment_words(found.made_at, zone, uow.now)),
        can_switch=chosen.state in ("verified", "retired"),
        measures=_measures(found),
        probes=[_probe(probe) for probe in found.probes],
    )


def _measures(found: schemas.Comparison) -> list[Measure]:
    def ms(value: float) -> str:
        return words.MILLISECONDS.format(n=f"{value:.1f}")

    same = words.OF_TEN.format(n=f"{found.overlap_at_10 * _TOP:.1f}")
    return [
        Measure(words.FIT, _fit(found.fit_old), _fit(found.fit_new)),
        Measure(words.OVERLAP, words.OF_TEN.format(n=_TOP), same),
        Measure(words.SPEED, ms(found.p95_ms_old), ms(found.p95_ms_new)),
        Measure(words.SIZE, f"{found.old_count:,}", f"{found.new_count:,}"),
    ]


def _probe(probe: schemas.Probe) -> Probe:
    if probe.kind == "mood":
        title = words.PROBE_MOOD.format(mood=common.MOODS[probe.subject].lower())
    else:
        title = words.PROBE_SONG.format(song=probe.subject)
    same = words.PROBE_NOTE.format(n=round(probe.overlap * _TOP))
    fit = words.PROBE_FIT.format(old=_fit(probe.fit_old), new=_fit(probe.fit_new))
    return Probe(title, f"{same}, {fit}", _songs(probe.old), _songs(probe.new))


def _songs(songs: list[schemas.ProbeSong]) -> list[Found]:
    return [Found(song.title, song.artist, song.kept) for song in songs]


def _fit(value: float | None) -> str:
    return words.NOTHING if value is None else f"{value:.2f}"
