"""The lines that `attune index` prints."""

from collections.abc import Iterator

from assistant.index.rules import duration_words
from assistant.index.schemas import BuildView, Comparison, HistoryEntry, Plan, Probe

_MB = 1_000_000


def build_line(build: BuildView) -> str:
    """How far a build is, its rate and what remains."""
    now = next((p.name for p in build.phases if p.state == "now"), "")
    line = (
        f"generation {build.number} {build.state}: {now}, {build.done:,} of {build.total:,} songs"
    )
    if build.per_s:
        line += f", {build.per_s:,.0f} a second"
    if build.remaining_s:
        line += f", {duration_words(build.remaining_s)} left"
    return line


def plan_lines(plan: Plan) -> Iterator[str]:
    """What a rebuild would do."""
    yield f"{plan.songs:,} songs would be written, {plan.own:,} of them one listener's own"
    yield f"{plan.without_words:,} without words read, {plan.unscored:,} not scored yet (left out)"
    yield f"{plan.vector_bytes / _MB:,.1f} MB of vectors, {plan.dims} numbers a song"
    yield f"model {plan.mood_stamp}, {'another than' if plan.new_model else 'as'} now"
    yield estimate(plan)
    if plan.goes_on is not None:
        yield f"it would go on with generation {plan.goes_on}, {plan.done:,} songs are written"
    if plan.drops:
        yield "after switching it would drop generation " + ", ".join(map(str, plan.drops))


def estimate(plan: Plan) -> str:
    """How long it would take, and what that rests on."""
    if plan.seconds is None:
        return "no build was measured here yet, so nobody can say how long it takes"
    songs = sum(b.songs for b in plan.basis)
    rough = ", too few to go by" if plan.rough else ""
    return f"about {duration_words(plan.seconds)}, measured on {songs:,} songs{rough}"


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Old and new side by side."""
    yield f"generation {found.old}, {found.old_count:,} songs; {found.new}, {found.new_count:,}"
    yield f"same songs in the top ten  {found.overlap_at_10:.0%}"
    yield f"fit of the mood            {_share(found.fit_old)} → {_share(found.fit_new)}"
    yield f"search time, p95           {found.p95_ms_old:.1f} ms → {found.p95_ms_new:.1f} ms"
    for probe in found.probes:
        yield ""
        yield from _probe_lines(probe)


def _probe_lines(probe: Probe) -> Iterator[str]:
    yield f"{'mood' if probe.kind == 'mood' else 'like'}: {probe.subject}, same {probe.overlap:.0%}"
    for n in range(max(len(probe.old), len(probe.new))):
        sides = [
            f"{'=' if side[n].kept else ' '} {side[n].title} · {side[n].artist}"
            if n < len(side) else ""
            for side in (probe.old, probe.new)
        ]  # fmt: skip
        yield f"  {sides[0]:40.40}  {sides[1]:40.40}".rstrip()


def history_line(entry: HistoryEntry) -> str:
    """One thing that happened."""
    by = entry.by or {"cli": "command line", "job": "Attune"}.get(entry.via, "somebody")
    details = ", ".join(f"{key} {value}" for key, value in entry.details.items())
    when = entry.at.strftime("%Y-%m-%d %H:%M")
    return f"{when}  {entry.number:3}  {entry.what:10} {by}{f'  ({details})' if details else ''}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
