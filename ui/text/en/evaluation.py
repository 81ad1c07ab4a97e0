"""Words of the Evaluation page."""

SUBHEADING = "How good the mood model was when it was measured, on lyrics with known moods."

MODEL = "The model"
NAME = "Encoder"
PRECISION = "Arithmetic"
PRECISION_UNKNOWN = "known while the worker runs"
PRECISIONS = {"fp32": "fp32, exact", "bf16": "bf16, checked against fp32", "fp16": "fp16"}
HEADS = "Trained heads"
TEMPERATURE = "Temperature"
STAMP = "Stamp"
KILOBYTES = "{n} KB"
IN_USE = "This model reads the songs here."
NOT_IN_USE = "Another model reads the songs here. These figures are those of the one that comes with Attune; measure yours with the command below."

LIMITS_TITLE = "What it is not good at"
LIMITS = {
    "words_only": "It reads words and hears no music: irony, stories and cheerful tunes with sad words mislead it.",
    "energy": "Words say little about energy. Trust pleasant against unpleasant more than calm against lively.",
    "sad_relaxed": "Sad and relaxed songs are its weakest border.",
    "opinions": "People disagree too: two published labellings of the same songs agree on 41% of the four moods.",
    "english": "It reads English. Songs in other languages stay unknown.",
    "short": "Fewer than 20 different words are too few; such songs stay unknown.",
}

OWN = "Measure it on your own songs"
OWN_BODY = "One JSON object a line, with the lyrics and one of happy, sad, angry or relaxed, or with valence and arousal from -1 to 1. Nothing leaves this machine."
OWN_COMMAND = "Command"
OWN_LINE = '{"text": "…", "label": "sad"}'
OWN_LINE_NAME = "A line of the file"

SETS = {
    "nju": ("NJU", "Lyrics labelled by hand as happy, sad, angry or relaxed."),
    "musicmood": ("musicmood", "Lyrics labelled as happy or sad, judged between those two."),
    "originals (stress test)": (
        "Original songs, a stress test",
        "Written for Attune so that words and mood disagree. Training reads no label of theirs.",
    ),
    "emobank": (
        "EmoBank",
        "Single sentences, no lyrics, rated for valence and arousal by many people. A head of its own reads such prose; songs are read by their moods.",
    ),
}
SONGS = {"emobank": "{n} sentences"}
SONGS_ELSE = "{n} songs"
KNOWN = "{percent} known"

METHODS = {
    "model": "Attune",
    "four shares": "Attune's song moods",
    "word counts, own labels": "Word counts, fitted on this set",
    "word counts": "Word counts, general text",
    "zero-shot": "Sentences that name a mood",
    "majority": "Always the same mood",
}
FIGURES = {
    "accuracy": "Accuracy",
    "macro_f1": "Macro-F1",
    "auc_valence": "AUC of valence",
    "auc_arousal": "AUC of energy",
    "auc_sad_relaxed": "AUC of sad against relaxed",
    "calibration_error": "Calibration error",
    "r_valence": "r of valence",
    "r_arousal": "r of energy",
}
LOWER_IS_BETTER = ("calibration_error",)
IN_PERCENT = ("accuracy", "macro_f1", "calibration_error")

FIGURE = "Figure"
VALUE = "Attune"
INTERVAL = "95% interval"
BEST_OTHER = "Best other"
NONE = "–"
SPAN = "{low} – {high}"
BAR_SPOKEN = "{method}: {value}"
BAR_SPOKEN_SPAN = "{method}: {value}, 95% interval {low} to {high}"
HEADLINE = "{figure}. The thin line is the 95% interval."
HEADLINE_PLAIN = "{figure}."

CONFUSION = "What songs of each label are taken for"
CONFUSION_OF = "{title}: what songs of each label are taken for"
LABEL = "Label"
UNKNOWN = "Unknown"

ONLY_ADMINS = "This page is for admins."
ONLY_ADMINS_BODY = "It shows how good the mood model is. Nothing of yours is missing."
EMPTY_TITLE = "No figures lie beside this model."
EMPTY_BODY = "Whoever trains the heads writes them with python -m analysis.evaluation --save. You can measure the model on your own songs."
