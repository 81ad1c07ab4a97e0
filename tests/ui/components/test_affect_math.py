"""The mood pad's arithmetic, run by the Node that builds the dashboard."""

import json
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from assistant.moods.rules import named

SOURCE = Path(__file__).resolve().parents[3] / "ui" / "components" / "affect_math.js"
WORDS = {
    "slightly": "slightly", "very": "very", "pleasant": "pleasant", "unpleasant": "unpleasant",
    "high": "high energy", "low": "low energy", "even": "even",
}  # fmt: skip


def run(expression: str) -> Any:
    """Evaluate an expression over the module `m`."""
    code = f"const m = await import({json.dumps(SOURCE.as_uri())});"
    code += f"console.log(JSON.stringify({expression}))"
    node = Path(sysconfig.get_path("scripts")) / "node"
    # The file has no package of its own that would say it is a module.
    done = subprocess.run(
        [str(node), "--no-warnings", "--input-type=module", "-e", code],
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "valence, arousal, said",
    [
        (0.0, 0.0, "Even"),
        (0.3, -0.3, "Slightly pleasant, slightly low energy"),
        (-0.5, 0.11, "Unpleasant"),
        (0.0, 0.8, "Very high energy"),
        (-1.0, -1.0, "Very unpleasant, very low energy"),
    ],
)
def test_a_place_has_a_sentence(valence: float, arousal: float, said: str) -> None:
    assert run(f"m.sentence({valence}, {arousal}, {json.dumps(WORDS)})") == said


def test_quadrants_and_their_borders() -> None:
    places = [(-0.1, 0.1), (0.1, 0.1), (-0.1, -0.1), (0.1, -0.1), (0, 0), (0, -0.1), (-0.1, 0)]
    found = run(f"{json.dumps(places)}.map(([v, a]) => m.quadrant(v, a))")
    assert found == ["angry", "happy", "sad", "relaxed", "happy", "relaxed", "angry"]


def test_what_is_felt_near_the_middle_is_even() -> None:
    places = [(0, 0), (0.11, -0.11), (0.12, 0), (0, -0.12), (-0.4, 0.1)]
    found = run(f"{json.dumps(places)}.map(([v, a]) => m.felt(v, a))")
    assert found == ["even", "even", "happy", "relaxed", "angry"]
    assert found == [named(v, a) for v, a in places]


def test_values_stay_on_the_plane_and_keep_two_digits() -> None:
    assert run("[m.clamp(3), m.clamp(-3), m.round(0.123456)]") == [1, -1, 0.12]


def test_each_mood_has_its_own_shape() -> None:
    shapes = run("[...m.QUADRANTS, 'even'].map((mood) => m.shapePath(mood, 6, 6, 4))")
    assert len(set(shapes)) == 5


def test_a_trail_goes_through_its_points() -> None:
    trail = run("m.smooth([[0, 0], [10, 5], [20, 0]])")
    assert trail.startswith("M0 0C")
    assert " 10 5C" in trail
    assert trail.endswith(" 20 0")
