"""Owns the charts as components of Reflex; all files in one folder, since they share `kit.jsx`.

Every chart takes plain data, a spoken `summary` (made by `ui.charts.spoken`) and `words`
(`ui.text.en.charts.WORDS`), and draws "not enough yet" itself below five points.
"""

import reflex as rx

_KIT = rx.asset("kit.jsx", shared=True)  # imported by the others, so it must be beside them


class _Chart(rx.Component):
    """What all charts take."""

    summary: rx.Var[str]
    words: rx.Var[dict[str, str]]


class MoodOverTime(_Chart):
    """Line of `ui.charts.models.TrendPoint`; a point is one `step` (``"day"``, ``"week"``…)."""

    library = rx.asset("over_time.jsx", shared=True).importable_path
    tag = "MoodOverTime"
    points: rx.Var[list[object]]
    step: rx.Var[str]


class Calendar(_Chart):
    """Shapes of `ui.charts.models.Day`, from `first` to `last`, as ISO dates.

    The entries of the chosen day are a link to ``path?day=``, followed by ``on_day(date)``.
    """

    library = rx.asset("calendar.jsx", shared=True).importable_path
    tag = "Calendar"
    first: rx.Var[str]
    last: rx.Var[str]
    today: rx.Var[str]
    days: rx.Var[list[object]]
    path: rx.Var[str]
    on_day: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class QuadrantField(_Chart):
    """Grille of `ui.charts.models.Place`."""

    library = rx.asset("field.jsx", shared=True).importable_path
    tag = "QuadrantField"
    points: rx.Var[list[object]]


class HoursWeekdays(_Chart):
    """Grid of `ui.charts.models.HourCell`; `weekdays` are seven short names from Monday."""

    library = rx.asset("hours.jsx", shared=True).importable_path
    tag = "HoursWeekdays"
    cells: rx.Var[list[object]]
    weekdays: rx.Var[list[str]]


class MoodListening(_Chart):
    """Bars of `ui.charts.models.MoodListeningRow`."""

    library = rx.asset("listening.jsx", shared=True).importable_path
    tag = "MoodListening"
    rows: rx.Var[list[object]]


class MoodMap(_Chart):
    """Shapes of `ui.charts.models.MapPoint`, with a frame that filters."""

    library = rx.asset("mood_map.jsx", shared=True).importable_path
    tag = "MoodMap"
    points: rx.Var[list[object]]
    framed: rx.Var[bool]
    on_frame: rx.EventHandler[rx.event.passthrough_event_spec(float, float, float, float)]
    on_clear: rx.EventHandler[rx.event.no_args_event_spec]


class IndexBuild(_Chart):
    """Shapes of songs being scored; `marks` holds one letter a slot (a, h, s, r or ``?``)."""

    library = rx.asset("index_build.jsx", shared=True).importable_path
    tag = "IndexBuild"
    marks: rx.Var[str]
    slots: rx.Var[int]


class LyricsStrip(rx.Component):
    """Lines of `ui.charts.models.LyricLine`, coloured by mood or plain."""

    library = rx.asset("lyrics.jsx", shared=True).importable_path
    tag = "LyricsStrip"
    lines: rx.Var[list[object]]
    plain: rx.Var[bool]
    words: rx.Var[dict[str, str]]


mood_over_time = MoodOverTime.create
calendar = Calendar.create
quadrant_field = QuadrantField.create
hours_weekdays = HoursWeekdays.create
mood_listening = MoodListening.create
mood_map = MoodMap.create
index_build = IndexBuild.create
lyrics_strip = LyricsStrip.create
