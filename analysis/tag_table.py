"""The shares of mood that genres and mood words stand for, in per cent; `analysis.tags` reads them.

Common knowledge about the music, written down by hand: not learnt from anybody's data. A row is
`name as compared: happy sad angry relaxed`; each share is above zero and a row sums to 100.
"""

TABLE = """
acoustic: 20 30 5 45
adult contemporary: 29 32 4 35
afrobeat: 52 8 16 24
afrobeats: 58 8 8 26
afropop: 58 9 6 27
aggressive: 7 7 80 6
alternative: 25 30 25 20
alternative metal: 12 24 54 10
alternative rock: 25 29 29 17
amapiano: 56 9 5 30
ambient: 8 17 4 71
ambient folk: 12 30 3 55
americana: 25 33 9 33
angry: 4 8 84 4
anti war: 8 34 50 8
bachata: 35 40 7 18
ballad: 13 50 4 33
baroque pop: 28 34 8 30
black metal: 5 24 66 5
blackgaze: 7 39 42 12
bluegrass: 43 23 8 26
blues: 16 50 14 20
blues rock: 27 28 28 17
bolero: 26 43 5 26
boogie: 66 6 9 19
boom bap: 26 19 30 25
bossa nova: 29 15 2 54
boy band: 58 23 6 13
breakbeat: 42 8 32 18
breakup: 9 66 19 6
britpop: 38 25 18 19
broadway: 46 22 12 20
bubblegum: 72 8 5 15
calm: 6 9 2 83
celtic: 33 27 8 32
chamber pop: 22 38 6 34
chanson: 24 40 8 28
cheerful: 82 4 3 11
chill: 14 10 3 73
chillout: 14 11 3 72
christmas: 48 13 2 37
city pop: 48 16 5 31
classical: 19 28 8 45
club: 66 6 14 14
contemporary folk: 19 38 7 36
country: 34 32 12 22
country rock: 40 24 15 21
crooner: 32 26 3 39
crunk: 40 5 46 9
cumbia: 63 10 6 21
dance: 68 7 12 13
dance pop: 67 10 9 14
dancehall: 56 8 19 17
dark: 5 43 41 11
dark ambient: 3 36 22 39
darkwave: 10 48 26 16
death metal: 4 15 76 5
deathcore: 4 17 74 5
deep house: 37 15 5 43
depressive: 2 82 10 6
disco: 73 9 6 12
diss track: 8 6 82 4
doo wop: 46 27 3 24
doom: 4 47 40 9
doom metal: 4 48 39 9
downtempo: 12 23 4 61
dream pop: 17 33 3 47
dreamy: 15 24 2 59
drill: 12 14 66 8
drum and bass: 39 11 36 14
dub: 18 12 11 59
dubstep: 28 15 46 11
easy listening: 27 12 2 59
ebm: 25 15 50 10
edm: 66 8 14 12
electro: 48 12 23 17
electroclash: 44 13 28 15
electronic: 38 19 16 27
electronica: 31 21 13 35
electropop: 51 20 12 17
emo: 9 53 31 7
energetic: 62 3 31 4
enka: 11 67 6 16
eurodance: 72 8 10 10
fado: 8 72 5 15
feel good: 73 3 2 22
flamenco: 32 30 24 14
folk: 22 35 9 34
folk rock: 28 31 14 27
forro: 64 11 5 20
funk: 66 7 14 13
fusion: 35 17 13 35
gangsta rap: 17 14 58 11
garage: 34 16 37 13
garage rock: 36 15 38 11
girl group: 56 25 8 11
glam rock: 52 13 24 11
gospel: 52 17 4 27
goth: 6 50 34 10
gothic rock: 9 47 33 11
grime: 22 12 57 9
grindcore: 5 8 83 4
groove metal: 10 11 73 6
grunge: 10 38 44 8
happy: 85 4 3 8
hard rock: 32 15 43 10
hardcore: 12 12 70 6
hardcore punk: 12 12 71 5
hardstyle: 48 5 40 7
heartbreak: 5 76 14 5
heavy metal: 18 16 58 8
highlife: 62 9 4 25
hip hop: 34 18 29 19
hopeful: 46 12 5 37
horrorcore: 8 16 68 8
house: 64 9 9 18
hyperpop: 50 20 22 8
idm: 22 24 19 35
indie: 29 31 15 25
indie folk: 19 38 6 37
indie pop: 38 29 8 25
indie rock: 30 29 22 19
indietronica: 37 27 10 26
industrial: 10 19 63 8
industrial metal: 10 16 67 7
jazz: 27 24 6 43
jazz rap: 32 17 16 35
joyful: 85 3 2 10
jpop: 52 22 10 16
k pop: 57 16 13 14
kizomba: 34 27 3 36
latin: 54 18 9 19
latin pop: 55 20 7 18
lo fi: 15 25 4 56
lo fi hip hop: 14 21 4 61
lounge: 27 12 2 59
love song: 42 25 3 30
lullaby: 9 15 1 75
math rock: 29 22 28 21
mathcore: 7 18 68 7
meditation: 4 7 1 88
melancholic: 4 77 5 14
melancholy: 4 77 5 14
mellow: 14 21 2 63
merengue: 75 7 6 12
metal: 14 17 60 9
metalcore: 8 24 62 6
mpb: 35 25 5 35
musical: 45 22 12 21
neo soul: 29 22 7 42
neofolk: 11 45 14 30
new age: 10 11 1 78
new wave: 42 26 16 16
noise: 8 17 61 14
noise rock: 10 19 61 10
northern soul: 66 16 6 12
nu metal: 9 21 63 7
opera: 22 44 16 18
outlaw country: 29 30 26 15
party: 82 2 10 6
peaceful: 6 6 1 87
phonk: 21 14 52 13
piano: 12 39 4 45
polka: 80 5 4 11
pop: 45 25 10 20
pop punk: 43 22 29 6
pop rock: 41 25 16 18
post hardcore: 9 30 55 6
post metal: 6 38 44 12
post punk: 18 35 34 13
post rock: 15 36 17 32
power ballad: 18 54 12 16
power metal: 42 11 40 7
power pop: 57 20 11 12
progressive metal: 17 23 47 13
progressive rock: 25 27 22 26
protest: 12 17 63 8
psychedelic: 32 22 15 31
psychedelic rock: 32 21 22 25
psytrance: 51 6 27 16
punk: 27 13 54 6
punk rock: 31 13 50 6
quiet storm: 25 20 2 53
r b: 32 28 10 30
rage: 4 5 88 3
ragtime: 66 9 3 22
rap: 29 18 37 16
rap metal: 14 8 73 5
reggae: 40 12 9 39
reggaeton: 61 12 14 13
relaxed: 8 6 1 85
relaxing: 8 6 1 85
rhythm and blues: 38 27 10 25
riot grrrl: 18 11 67 4
rock: 34 21 31 14
rock and roll: 66 10 14 10
rock n roll: 66 10 14 10
rockabilly: 65 11 13 11
rocksteady: 43 15 6 36
romantic: 36 23 2 39
roots reggae: 33 15 17 35
rumba: 53 18 5 24
sad: 3 84 5 8
sadcore: 3 77 6 14
salsa: 70 11 7 12
samba: 69 11 4 16
schlager: 63 17 3 17
screamo: 6 36 54 4
sea shanty: 45 24 14 17
shanty: 45 24 14 17
shoegaze: 15 42 15 28
singer songwriter: 20 43 6 31
ska: 71 6 13 10
ska punk: 62 7 25 6
skiffle: 63 11 5 21
sleep: 4 13 1 82
slow jam: 27 21 2 50
slowcore: 5 60 4 31
sludge metal: 6 26 61 7
smooth jazz: 30 10 1 59
soca: 80 4 6 10
soft rock: 30 27 3 40
soul: 38 29 8 25
spiritual: 24 29 4 43
summer: 65 7 3 25
sunny: 69 3 2 26
surf: 61 8 12 19
surf rock: 61 8 14 17
swing: 66 9 4 21
synth pop: 47 24 11 18
synthwave: 38 22 13 27
tango: 25 42 18 15
techno: 45 12 26 17
thrash: 9 8 78 5
thrash metal: 9 8 78 5
torch song: 9 69 5 17
trance: 53 15 10 22
trap: 26 18 44 12
trip hop: 9 36 12 43
tropical house: 53 11 2 34
trova: 24 37 10 29
uk garage: 55 13 15 17
upbeat: 80 3 8 9
uplifting: 74 6 4 16
vallenato: 46 29 6 19
vaporwave: 18 22 3 57
vocal jazz: 25 33 3 39
waltz: 33 27 3 37
western swing: 65 10 5 20
work song: 27 26 24 23
worship: 45 13 2 40
yacht rock: 43 14 2 41
zydeco: 74 9 4 13
"""
