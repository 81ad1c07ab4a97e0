"""The recipe: three pieces of evidence about a mood, each linear, folded into one head.

1. *Lines*: a head fitted on `lines.json`, 520 plain lines written for it, 130 of each mood.
2. *General*: a head fitted on emotion texts (GoEmotions, XED), each set centred on its own mean.
3. *Valence*: ridge regression on EmoBank, for the pleasant moods and against the unpleasant ones.

Each is brought to unit spread over the original songs and added with a stated weight. Lyrics are
centred on the mean of those songs (whose labels nothing here reads): emotion texts and lyrics live
in different places of the space. Every step is closed-form or convex: there is no seed to vary.
"""

from dataclasses import asdict, dataclass

import numpy as np

from analysis.heads import Array, MoodHead
from analysis.training.features import SongStates
from analysis.training.fitting import fit

VALENCE_SIGN = np.array([1, -1, -1, 1], dtype=np.float32)  # happy, sad, angry, relaxed


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen; chosen once on lyrics-dev, then fixed.

    Attributes:
        layers: hidden states that make up the features.
        lines_l2: strength of the L2 penalty of the head on plain lines.
        general_l2: the same for the head on emotion texts.
        general_weight: what that head weighs, where the one on lines weighs 1.
        valence_weight: what the valence regression weighs.
        ridge: penalty of the valence regression.
        lift: added to the scores of (happy, sad, angry, relaxed): the words of songs, happy ones
            most, are plainer than feelings in emotion texts.
        temperature: calibration of a song's shares.
        line_temperature: calibration of a line's shares: a line alone says less.
        doubt: part of the shares given to all moods alike: how far labels of songs are noise.
    """

    layers: tuple[int, ...] = (6,)
    lines_l2: float = 0.02
    general_l2: float = 0.01
    general_weight: float = 0.7
    valence_weight: float = 1.3
    ridge: float = 100.0
    lift: tuple[float, float, float, float] = (0.6, 0.0, 0.2, 0.0)
    temperature: float = 1.4
    line_temperature: float = 2.1
    doubt: float = 0.4

    def as_json(self) -> dict[str, object]:
        """Return the choices as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of everything the recipe reads.

    Attributes:
        lines: (features, shares) of the plain lines.
        emotions: one (features, shares) pair per emotion set.
        valence: (features, valence) of EmoBank.
        songs: states of the original songs, for their mean and spread.
    """

    lines: tuple[Array, Array]
    emotions: list[tuple[Array, Array]]
    valence: tuple[Array, Array]
    songs: SongStates


def train(evidence: Evidence, recipe: Recipe) -> MoodHead:
    """Fit the pieces and fold them into one linear head over raw features."""
    songs = evidence.songs.means()
    centre = songs.mean(axis=0)
    pieces = (
        (1.0, _fitted([evidence.lines], recipe.lines_l2)),
        (recipe.general_weight, _fitted(evidence.emotions, recipe.general_l2)),
        (recipe.valence_weight, _valence(evidence.valence, recipe.ridge)),
    )
    weight = np.zeros((songs.shape[1], 4), dtype=np.float32)
    for share, piece in pieces:
        weight += share * piece / ((songs - centre) @ piece).std(axis=0).mean()
    bias = np.array(recipe.lift, dtype=np.float32) - centre @ weight
    return MoodHead(
        layers=recipe.layers,
        weight=weight,
        bias=np.asarray(bias, dtype=np.float32),
        centre=np.asarray(centre, dtype=np.float32),
        temperature=recipe.temperature,
        line_temperature=recipe.line_temperature,
        doubt=recipe.doubt,
    )


def _fitted(sets: list[tuple[Array, Array]], l2: float) -> Array:
    """Return the (features, 4) weights of a head fitted on sets, each centred on its own mean."""
    fitted = fit(
        np.concatenate([x - x.mean(axis=0) for x, _ in sets]),
        np.concatenate([y for _, y in sets]),
        l2=l2,
    )
    return fitted.weight


def _valence(known: tuple[Array, Array], ridge: float) -> Array:
    """Return the (features, 4) weights that give ± the valence a ridge regression predicts."""
    features, valence = known
    x = features - features.mean(axis=0)
    gram = x.T @ x + ridge * np.eye(x.shape[1], dtype=np.float32)
    slope = np.linalg.solve(gram, x.T @ (valence[:, 0] - valence.mean()))
    return np.asarray(np.outer(slope, VALENCE_SIGN), dtype=np.float32)
