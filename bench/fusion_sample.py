"""Sixty imagined songs as tags name them, with the mood that was meant.

Written before any of them was scored, fifteen of a mood, in the manner of people who tag songs:
broad genres first, moods seldom, and words that say nothing of mood (decades, countries, voices).
A row is `mood: tag, tag, …`, the most fitting tag first.
"""

from analysis.affect import MOODS, Mood

_ROWS = """
happy: pop, dance, 80s
happy: disco, soul, female vocalists
happy: ska, british
happy: indie pop, summer
happy: funk, 70s, groove
happy: reggae, feel good
happy: power pop, rock
happy: country, party
happy: house, club, french
happy: latin, salsa
happy: gospel, choir
happy: rock and roll, 50s
happy: soul, motown
happy: afrobeats, nigerian
happy: synth pop, dance, swedish
sad: singer-songwriter, acoustic, melancholic
sad: country, heartbreak
sad: blues, slow
sad: indie folk, sad
sad: r&b, breakup
sad: soul, ballad
sad: emo, acoustic
sad: gothic rock, dark
sad: slowcore, indie rock
sad: piano, ballad, live
sad: folk, traditional
sad: hip hop, melancholic
sad: fado, portuguese
sad: dream pop, melancholy
sad: doom metal
angry: hardcore punk, straight edge
angry: thrash metal, 80s
angry: hip hop, political, protest
angry: industrial, electronic
angry: punk, riot grrrl
angry: nu metal, rock
angry: grime, british
angry: post-hardcore, screamo
angry: rap metal, 90s
angry: death metal, swedish
angry: trap, diss track
angry: hard rock, breakup
angry: grunge, seattle
angry: metalcore, american
angry: alternative rock, aggressive
relaxed: ambient, instrumental
relaxed: bossa nova, brazilian
relaxed: chillout, downtempo
relaxed: acoustic, folk, mellow
relaxed: lo-fi hip hop, beats
relaxed: reggae, dub
relaxed: smooth jazz, saxophone
relaxed: lullaby, children
relaxed: soft rock, 70s
relaxed: new age, meditation
relaxed: soul, quiet storm
relaxed: indie folk, calm
relaxed: dream pop, chill
relaxed: country, easy listening
relaxed: jazz, lounge
"""


def rows() -> list[tuple[Mood, list[str]]]:
    """The mood meant and the tags of every song, in the order they were written."""
    moods: dict[str, Mood] = {mood: mood for mood in MOODS}
    parts = (line.split(": ", 1) for line in _ROWS.strip().splitlines())
    return [(moods[mood], tags.split(", ")) for mood, tags in parts]
