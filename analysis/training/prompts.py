"""Sentences that say each mood outright; their likeness to a text is evidence without labels."""

from analysis.affect import Mood

PROMPTS: dict[Mood, tuple[str, ...]] = {
    "happy": (
        "this song feels happy and full of energy",
        "we are dancing and laughing all night long",
        "a joyful, upbeat celebration of life",
        "I feel so good, everything is bright and exciting",
        "let's have fun and party together",
    ),
    "sad": (
        "this song feels sad and lonely",
        "I am crying because you are gone and I miss you",
        "a slow song about heartbreak, loss and grief",
        "I feel empty, tired and hopeless",
        "everything is over and nothing is left for me",
    ),
    "angry": (
        "this song feels angry and aggressive",
        "I hate you and I will make you pay",
        "a furious, violent song about rage and war",
        "get out of my way, I am sick of your lies",
        "burn it all down, we will fight",
    ),
    "relaxed": (
        "this song feels calm and content",
        "resting quietly by the water on a warm evening",
        "a gentle, tender and peaceful love song",
        "I feel safe and at ease, there is no hurry",
        "the soft breeze and the slow sunset make me dream",
    ),
}
