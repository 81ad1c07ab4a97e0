"""Notes the sample listener might write beside a mood entry, by quadrant."""

from analysis.affect import Mood

NOTES: dict[Mood, tuple[str, ...]] = {
    "happy": (
        "The talk went well. They laughed in the right places.",
        "Sun on the balcony for the first time this month.",
        "Lea called out of nowhere, an hour gone like nothing.",
        "Finished the shelf. It is almost level.",
        "Good coffee, good train, good book.",
        "Danced while the pasta boiled over.",
    ),
    "relaxed": (
        "Rain outside, nowhere to be.",
        "Long walk by the canal, phone at home.",
        "Soup on the stove and the window open.",
        "Slept properly for once.",
        "Half a crossword and a nap.",
        "The house is quiet in the good way.",
    ),
    "sad": (
        "Missed the old flat today, of all things.",
        "Grandpa's birthday would have been today.",
        "Did not sleep. Everything a bit far away.",
        "Nobody was free and I did not ask twice.",
        "Cancelled on Jonas again.",
        "Grey all day, inside and out.",
    ),
    "angry": (
        "Third meeting about the meeting.",
        "The train stood for fifty minutes and nobody said why.",
        "Neighbour's drill since seven.",
        "Said yes when I meant no, again.",
        "Deadline moved forward, of course without asking.",
        "Too much coffee, too many tabs.",
    ),
}
