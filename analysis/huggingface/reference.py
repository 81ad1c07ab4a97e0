"""Ordinary verses, six of each mood, written for Attune: what lyrics are like before a mood.

Sentences about a mood and lyrics lie in different places of every encoder; likeness to a prompt is
only worth something against the likeness an ordinary verse has to it.
"""

from analysis.affect import Mood

VERSES: dict[Mood, tuple[str, ...]] = {
    "happy": (
        "we got the windows down and the radio on, nobody here is going home till dawn",
        "jump a little higher, spin me round the floor, when the drums come in we shout for more",
        "saturday is ours and the street is a parade, everybody knows the words that we made",
        "you came running with your arms in the air, we won, we won, there is gold everywhere",
        "oh I like the way you move, come on closer, one more song and the roof comes off",
        "tell the whole town, ring every bell, the summer is here and we are doing well",
    ),
    "sad": (
        "there is still your coat on the hook by the door and I set the table for two like before",
        "the phone never rings and the days are all grey, I did not know how to ask you to stay",
        "I walked by the river where we used to meet, only cold rain and leaves at my feet",
        "mother, I wish I had called you that night, now there is only your name on white stone",
        "every train that goes by takes a bit more of me, I have no one to tell and nowhere to be",
        "we said forever and it lasted till fall, your picture left a pale square on the wall",
    ),
    "angry": (
        "you sold us a promise and spat on the floor, now we are coming to kick in your door",
        "do not talk to me, do not turn your back, I have had it with you, I am on the attack",
        "smash every window, let the sirens scream, you killed what we had, you called it a dream",
        "they put up the walls and they lock up the poor, hear the boots marching, this is a war",
        "liar, I see you, you snake in the grass, you can choke on the words, you can kiss my past",
        "come get some if you think you are tough, I run this block and I have had enough",
    ),
    "relaxed": (
        "lay your head on my shoulder and watch the boats, the tide is slow and the evening floats",
        "coffee is warm and the kitchen is bright, you hum while you read in the morning light",
        "there is nowhere to be and there is nothing to do, just clouds going by and me with you",
        "hush now, little one, the moon is your lamp, the crickets sing low and the grass is damp",
        "down a dusty road with a straw in my teeth, blue sky above me and clover beneath",
        "I thank you for staying, for your quiet hand, our footprints fill with water and sand",
    ),
}  # fmt: skip
