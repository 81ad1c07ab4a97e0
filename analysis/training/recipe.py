"""The recipe: three pieces of evidence about a mood, each linear, folded into one head.

1. A head fitted on emotion texts (GoEmotions, XED), each set centred on its own mean, then refitted
   towards that on the lines of original songs which best support their song's label.
2. Likeness to sentences that say a mood outright.
3. Valence by ridge regression (EmoBank), for the pleasant moods and against the unpleasant ones.

Lyrics are centred on the mean of the original songs: emotion texts and lyrics live in different
places of the space. Every step is closed-form or convex: there is no seed to vary.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.heads import Array, MoodHead
from analysis.training.features import SongStates
from analysis.training.fitting import Linear, fit

VALENCE_SIGN = np.array([1, -1, -1, 1], dtype=np.float32)  # happy, sad, angry, relaxed


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen; chosen once on lyrics-dev, then fixed.

    Attributes:
        layers: hidden states that make up the features.
        prior_l2: strength of the L2 penalty of the general head.
        refit_l2: pull of the refitted head towards the general one.
        kept_lines: share of a song's lines the refit reads.
        prompt_weight: weight of the prompts, in standard deviations of a song's score.
        valence_weight: the same for the valence regression.
        ridge: penalty of the valence regression.
        temperature: calibration of a song's shares.
        line_temperature: calibration of a line's shares: a line alone says less.
    """

    layers: tuple[int, ...] = (3, 6)
    prior_l2: float = 0.01
    refit_l2: float = 0.1
    kept_lines: float = 0.3
    prompt_weight: float = 0.5
    valence_weight: float = 0.5
    ridge: float = 100.0
    temperature: float = 2.0
    line_temperature: float = 3.0

    def as_json(self) -> dict[str, object]:
        """Return the choices as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of everything the recipe reads.

    Attributes:
        emotions: one (features, shares) pair per emotion set.
        valence: (features, valence) of EmoBank.
        songs: states of the original songs.
        labels: (songs, 4) soft labels of their writers.
        prompts: four arrays (sentences, 384), unit length, in the order of the moods.
    """

    emotions: list[tuple[Array, Array]]
    valence: tuple[Array, Array]
    songs: SongStates
    labels: Array
    prompts: list[Array]


def train(evidence: Evidence, recipe: Recipe) -> MoodHead:
    """Fit the pieces and fold them into one linear head over raw features."""
    centre = evidence.songs.means().mean(axis=0)
    general = fit(
        np.concatenate([x - x.mean(axis=0) for x, _ in evidence.emotions]),
        np.concatenate([y for _, y in evidence.emotions]),
        l2=recipe.prior_l2,
    )
    prompts = _prompt_head(evidence, recipe.prompt_weight)
    refitted = _refit(evidence, recipe, centre, general, prompts)
    valence = _valence_head(evidence, recipe, centre)
    head = _add(_add(refitted, prompts), valence)
    return MoodHead(
        layers=recipe.layers,
        weight=head.weight,
        bias=head.bias,
        centre=np.asarray(centre, dtype=np.float32),
        temperature=recipe.temperature,
        line_temperature=recipe.line_temperature,
    )


def _refit(
    evidence: Evidence, recipe: Recipe, centre: Array, general: Linear, prompts: Linear
) -> Linear:
    """Fit towards the general head on the best lines of the songs, and give it unit scale.

    The mean score of each mood over the songs stays the general head's: as written, the songs would
    only teach how often their writers chose a mood.
    """
    songs = evidence.songs
    first = _on_raw(_unit_scale(general, songs.means() - centre), centre)
    kept = supporting_lines(songs, _add(first, prompts), evidence.labels, recipe.kept_lines)
    refitted = fit(songs.means(kept) - centre, evidence.labels, l2=recipe.refit_l2, prior=general)
    second = _on_raw(_unit_scale(refitted, songs.means() - centre), centre)
    shift = first(songs.means()).mean(axis=0) - second(songs.means()).mean(axis=0)
    return Linear(second.weight, np.asarray(second.bias + shift, dtype=np.float32))


def supporting_lines(
    songs: SongStates, head: Linear, labels: Array, share: float
) -> NDArray[np.bool_]:
    """Mark, in every song, the share of its lines (at least two) that best support its label.

    Args:
        songs: states of n songs.
        head: scores lines by their raw features.
        labels: (n, 4) labels; the strongest mood counts.
        share: part of the lines to keep, in (0, 1].

    Returns:
        (lines,) mask.
    """
    scores = head(songs.lines())
    support = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    mine = support[np.arange(len(scores)), labels.argmax(axis=1)[songs.owner]]
    kept = np.zeros(len(scores), dtype=bool)
    for song in range(songs.songs):
        rows = np.flatnonzero(songs.owner == song)
        count = max(2, round(share * len(rows)))
        kept[rows[np.argsort(-mine[rows], kind="stable")[:count]]] = True
    return kept


def _prompt_head(evidence: Evidence, weight: float) -> Linear:
    """Return scores that are the standardised mean likeness to each mood's sentences."""
    last = np.stack([sentences.mean(axis=0) for sentences in evidence.prompts], axis=1)
    padding = np.zeros((evidence.songs.sums.shape[1] - len(last), 4), dtype=np.float32)
    direction = np.concatenate([padding, last])
    scores = evidence.songs.means() @ direction
    scale = weight / scores.std(axis=0)
    return _linear(direction * scale, -scores.mean(axis=0) * scale)


def _valence_head(evidence: Evidence, recipe: Recipe, centre: Array) -> Linear:
    """Return ± the standardised valence a ridge regression predicts."""
    features, valence = evidence.valence
    x = features - features.mean(axis=0)
    gram = x.T @ x + recipe.ridge * np.eye(x.shape[1], dtype=np.float32)
    slope = np.linalg.solve(gram, x.T @ (valence[:, 0] - valence.mean()))
    spread = float(((evidence.songs.means() - centre) @ slope).std())
    weight = np.outer(slope, VALENCE_SIGN) * np.float32(recipe.valence_weight / spread)
    intercept = VALENCE_SIGN * np.float32(valence.mean() * recipe.valence_weight / spread)
    return _on_raw(_linear(weight, intercept), centre)


def _unit_scale(head: Linear, features: Array) -> Linear:
    scale = 1 / float(head(features).std(axis=0).mean())
    return _linear(head.weight * scale, head.bias * scale)


def _on_raw(head: Linear, centre: Array) -> Linear:
    """Return the head that gives for raw features what this one gives for centred ones."""
    return _linear(head.weight, head.bias - centre @ head.weight)


def _add(one: Linear, other: Linear) -> Linear:
    return _linear(one.weight + other.weight, one.bias + other.bias)


def _linear(weight: Array, bias: Array) -> Linear:
    return Linear(np.asarray(weight, dtype=np.float32), np.asarray(bias, dtype=np.float32))
