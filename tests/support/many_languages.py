"""Lyrics in many languages, written for these tests; the language decision is measured on them."""

# ruff: noqa: RUF001

FOREIGN = {
    "de": (
        """Die Nacht ist lang und ich geh allein nach Haus
Der Regen fällt, die Lichter gehen aus
Ich denk an dich und an den letzten Tag am Meer
Dein Lachen fehlt mir heute noch so sehr""",
        """Komm, wir tanzen durch die Straßen
Keiner kann uns heute sagen
was wir tun und was wir lassen
Alle Fenster stehen offen
und wir singen laut und hoffen, dass der Sommer ewig bleibt""",
    ),
    "fr": (
        """La pluie tombe sur les toits de la ville endormie
Je cherche encore ton ombre au coin de la rue
Tu m'avais dit toujours, et puis tu es partie
Mon cœur est une valise que personne n'attend plus""",
        """Danse avec moi jusqu'au matin
Oublie tes soucis, donne-moi la main
Le soleil se lève, on n'a pas sommeil
On chante encore la même chanson, toi et moi""",
    ),
    "es": (
        """Camino solo por la calle y no te encuentro
La luna sabe lo que llevo aquí por dentro
Dime por qué te fuiste sin decirme adiós
Si la canción que canto era para los dos""",
        """Baila conmigo, mi amor, que la noche es joven
Mueve tu cuerpo al ritmo de los tambores
Oye mamita, no me dejes así
Que yo sin tu boca no puedo vivir""",
    ),
    "it": (
        """Cammino piano sotto il cielo di settembre
E penso a te che non ritorni mai
La tua voce è rimasta nella stanza
Come una luce che non si spegne più""",
        """Dammi la mano e vieni con me al mare
Stanotte il mondo non ci può fermare
Cantiamo forte finché viene il giorno
E poi balliamo ancora, tutto intorno""",
    ),
    "pt": (
        """A saudade bate quando a noite vem
Eu não consigo esquecer o meu bem
O mar levou o barco e as canções
Deixou na areia os nossos corações""",
        """Vem dançar comigo, meu amor, vem cá
Que a festa só acaba quando o sol raiar
Deixa essa tristeza lá fora, menina
A vida é bonita quando a gente ensina""",
    ),
    "pl": (
        """Deszcz pada cicho na puste ulice
A ja wciąż czekam na jeden twój list
Mówiłaś kiedyś, że wrócisz przed zimą
Lecz śnieg już leży i nie ma cię dziś""",
        """Tańcz ze mną, tańcz, aż wzejdzie słońce
Niech cały świat usłyszy nas
Nie mamy nic, a mamy wszystko
I jeszcze mamy dużo czas""",
    ),
    "tr": (
        """Gece çöktü şehrin üstüne yine
Seni düşünüyorum pencerenin önünde
Gittiğin günden beri gülmedi yüzüm
Bu şarkı sana, duy sesimi iki gözüm""",
        """Gel dans edelim sabaha kadar
Unut dertleri, yüreğin ne kadar dar
Elimi tut ve bırakma beni
Bu gece bizim, yıldızlar gibi parlar""",
    ),
    "ru": (
        """Ночь опустилась на город большой
Я у окна и ты не со мной
Дождь по стеклу говорит до утра
Что не вернуть нам уже вчера""",
        """Танцуй со мной, пока горят огни
Сегодня в мире мы с тобой одни
Забудь печаль и руку дай скорей
Мы будем петь на площади своей""",
    ),
    "ja": (
        """夜の街をひとりで歩く
君の声がまだ聞こえる
雨が降ってきたけれど
傘もささずに待っている
もう一度だけ会いたい""",
        """踊ろう朝が来るまで
手をつないで笑おう
涙はもういらないよ
空はこんなに青いから
一緒に歌おう""",
    ),
    "ko": (
        """밤하늘에 별이 지고 나는 혼자 걷고 있어
너의 목소리가 아직도 들려와
비가 내리는 이 거리에서
다시 돌아올 너를 기다려""",
        """오늘 밤은 춤을 추자 아침이 올 때까지
내 손을 잡고 크게 웃어봐
걱정은 모두 잊어버리고
우리 함께 노래하자""",
    ),
    "zh": (
        """夜已深了城市还亮着灯
我一个人走在下雨的街上
想起你说过的那些话
如今只剩下我的影子""",
        """跟我一起跳舞到天亮
忘记所有的烦恼和忧伤
握紧我的手不要放
让我们大声地歌唱""",
    ),
    "ar": (
        """الليل طويل وأنا وحدي في الطريق
أبحث عنك بين النجوم والحريق
قلت لي إنك ستعود مع المطر
ومر الشتاء ولم يأت منك خبر""",
        """تعال نرقص حتى طلوع الصباح
وننسى الهموم وكل الجراح
يدك في يدي والقلب سعيد
نغني معا للحب من جديد""",
    ),
    "he": (
        """הלילה יורד על העיר הישנה
ואני עדיין מחכה לך בפינה
אמרת שתשוב לפני החורף
אבל הגשם בא ואין לך סוף""",
        """בוא נרקוד עד אור הבוקר
נשכח את כל מה שכואב
תן לי יד ונשיר ביחד
שיר ישן מתוך הלב""",
    ),
    "hi": (
        """रात आई है और मैं अकेला चल रहा हूँ
तेरी आवाज़ अब भी सुनाई देती है
बारिश में भीगता है यह शहर
और मैं तेरा इंतज़ार करता हूँ""",
        """आओ मेरे साथ नाचो सुबह तक
सारे ग़म भूल जाओ आज
हाथ मेरा थाम लो और हँस दो
हम मिलकर गीत गाएँगे""",
    ),
    "el": (
        """Η νύχτα πέφτει πάνω στην πόλη
κι εγώ περπατάω μόνος μου πάλι
Μου είπες πως θα γυρίσεις μια μέρα
μα η βροχή σε πήρε μακριά""",
    ),
    "nl": (
        """De regen valt zachtjes op het dak van ons huis
Ik wacht al de hele nacht, maar jij komt niet thuis
Zeg me waarom je toen weg bent gegaan
Ik zie nog je jas aan de kapstok staan""",
    ),
    "sv": (
        """Natten är lång och jag går genom stan
Regnet det faller på gatan igen
Jag tänker på dig och på sommaren vår
Säg mig när kommer du hem, min vän""",
    ),
    "th": (
        """คืนนี้ฉันเดินคนเดียวบนถนนที่ว่างเปล่า
เสียงของเธอยังอยู่ในใจ
ฝนตกลงมาแต่ฉันยังรอ
อยากให้เธอกลับมาหากัน""",
    ),
    "id": (
        """Malam ini aku berjalan sendiri di bawah hujan
Mengingat semua janji yang pernah kau ucapkan
Kau bilang akan kembali sebelum pagi
Tapi sampai kini aku masih di sini""",
    ),
    "vi": (
        """Đêm nay anh đi một mình trên con đường vắng
Nhớ tiếng em cười dưới ánh trăng
Mưa rơi rơi mãi không ngừng
Em ơi sao nỡ quên người ta""",
    ),
    "sw": (
        """Usiku huu natembea peke yangu njiani
Nakukumbuka wewe mpenzi wangu wa zamani
Uliniambia utarudi kabla ya mvua
Lakini sasa mvua imenyesha na wewe hujaja""",
    ),
}

ROMANISED = {
    "ja": """yoru no machi wo hitori de aruku
kimi no koe ga mada kikoeru
ame ga futte kita keredo
kasa mo sasazu ni matte iru
mou ichido dake aitai
namida ga tomaranai no""",
    "hi": """raat aayi hai aur main akela chal raha hoon
teri awaaz ab bhi sunai deti hai
baarish mein bheegta hai yeh shehar
aur main tera intezaar karta hoon
tere bina dil nahi lagta""",
    "ko": """bamhaneure byeori jigo naneun honja geotgo isseo
neoui moksoriga ajikdo deullyeowa
biga naerineun i georieseo
dasi doraol neoreul gidaryeo
saranghae jeongmal saranghae neoreul wonhae""",
    "ru": """noch opustilas na gorod bolshoy
ya u okna i ty ne so mnoy
dozhd po steklu govorit do utra
chto ne vernut nam uzhe vchera
ya tebya lyublyu""",
    "ar": """ya habibi ana bahebak kteer
el leil taweel wa ana lewahdi
inta omri wa inta hayati
erga3 li ya nour el ein
albi ma3ak we rouhi ma3ak""",
    "el": """i nyhta peftei pano stin poli
ki ego perpatao monos mou pali
mou eipes pos tha gyriseis mia mera
ma i vrohi se pire makria
s'agapo s'agapo""",
    "zh": """ye yi shen le cheng shi hai liang zhe deng
wo yi ge ren zou zai xia yu de jie shang
xiang qi ni shuo guo de na xie hua
ru jin zhi sheng xia wo de ying zi""",
}

ENGLISH = {
    "plain": """The rain comes down on the empty street
I count the cracks beneath my feet
You said you would be home by now
I still believe it anyhow""",
    "hip hop": """yo lemme tell ya bout my dawgs up on the block
we was grindin errday, never stop, tickin clock
haters gon hate, homie, that's how they roll
stacks in my jeans but it's cold in my soul
skrrt, ayy""",
    "trap": """ayy ayy whippin in the foreign, skrrt skrrt, i'm gone
diamonds drippin, ice on my neck, no cap
pull up wit da gang, we finna run up a bag
woah, bih, gang gang, yuh""",
    "drawl": """ain't nobody gonna tell me how to live my life no more
i been ridin 'round wit my windows down, kickin' dust off of this floor
y'all don't know nothin' 'bout me""",
    "patois": """mi seh gyal yuh fi wine and go down low tonight
nuh badda wid di argument, everyting alright
bumpin inna di dance till di mawnin light
mi nah leave yuh, baby, mi a hold yuh tight""",
    "scots": """O my lass is bonnie as the braes in bloom
wi' een as blue as bluebells in the gloom
I'd gang a hundred mile tae hear her sing
an' auld lang nights tae a' the joy ye bring""",
    "old": """Thou art the morning that doth wake my heart
Thy gentle eyes do bid the night depart
O wherefore dost thou leave me here alone
Where every flower doth weep upon the stone""",
    "la la": """la la la la la
na na na na hey hey hey
ooh ooh baby I love you
yeah yeah yeah, shake it
doo wop doo wop, come on and dance with me now""",
    "shouted": """TURN IT UP! TURN IT UP! WE GONNA PARTY ALL NIGHT LONG
EVERYBODY CLAP YOUR HANDS
JUMP JUMP JUMP, DON'T STOP TILL THE BREAK OF DAWN
MAKE SOME NOISE""",
    "texting": """u r da 1 4 me n i luv u so much babe
cant w8 2 c u 2nite, plz txt me bak
wen u smile i 4get all da bad stuf
im yrs 4eva n eva, xoxo""",
    "no apostrophes": """dont leave me cuz i cant breathe without you
im so tired of crying and i dont know what to do
its been three weeks and your side of the bed still smells like you""",
    "metal": """Crawling serpents devour the throne of bone
Crimson skies descend on kingdoms of stone
Obliterate, annihilate, eternal hatred
Blackened wings of chaos, desecrated""",
    "names": """Johnny met Maria down in Santa Fe
Rosalita danced with José till the break of day
From San Francisco to the streets of Montréal
Amigos, one more round of tequila for us all""",
    "accents": """Her fiancé left the café at nine, déjà vu
A naïve little cliché, and the coffee was cold too
She wrote her résumé over a crème brûlée
and sang to the waiter until the close of day""",
    "bullets": """• walking on the wire tonight
• nothing left for me to hide
• every star is burning bright
• will you stay here by my side
• oh stay""",
    "few words": """I want you, I need you
I want you to stay
Don't go, don't go away
I need you, oh baby, today""",
    "pidgin": """I no fit shout, I no fit talk
baby wetin dey happen, your body dey make me walk
abeg no leave me for this road
na you dey carry all my load, oh na na na""",
    "vocables": """na na na na
hey hey hey goodbye
da da dum dum
sha la la la
ooh wee ooh baby
uh huh oh yeah
woah woah woah""",
    "Spanish words": """I was walking down to the barrio tonight
mi amor was waiting by the traffic light
She said hola papi, take me dancing somewhere
and we moved all night with the moon in her hair""",
}

_PLAIN, _BARE, _DRAWL = (ENGLISH[kind] for kind in ("plain", "no apostrophes", "drawl"))
_FEW = ENGLISH["few words"]

# Mostly English, with a part in another language: known.
MOSTLY_ENGLISH = {
    "Spanish chorus": f"{_PLAIN}\n{_BARE}\n[Chorus]\nBaila conmigo, mi amor, que la noche es joven\nMueve tu cuerpo al ritmo",
    "French line": f"{_DRAWL}\nVoulez-vous danser avec moi ce soir, mon amour\n{_FEW}",
    "Korean chorus": f"{_PLAIN}\n{_FEW}\n[Chorus]\n오늘 밤은 춤을 추자\n내 손을 잡아",
    "Japanese chorus": f"{_BARE}\n{_PLAIN}\n踊ろう朝が来るまで\n手をつないで笑おう",
    "Russian first": f"Танцуй со мной, пока горят огни\n{_DRAWL}\n{_PLAIN}",
    "German chorus": f"{_FEW}\n{_PLAIN}\nKomm, wir tanzen durch die Straßen, alle Fenster stehen offen",
}

# Mostly another language, with English in between: unknown.
MOSTLY_FOREIGN = {
    "Spanish": "\n".join((*FOREIGN["es"], "Oh baby, I love you, yeah yeah")),
    "Korean": "\n".join((*FOREIGN["ko"], "Oh my baby, love me tonight\nLet's go party")),
    "German": "\n".join((*FOREIGN["de"], "Don't stop, baby, all night long")),
    "Japanese": "\n".join((*FOREIGN["ja"], "I love you forever, baby\nfly high")),
    "French": "\n".join((*FOREIGN["fr"], "I miss you, come back to me")),
    "Hindi romanised": f"{ROMANISED['hi']}\noh baby come on, let's dance tonight",
    "Korean romanised": f"{ROMANISED['ko']}\noh baby come on, let's dance tonight",
    "Arabic romanised": f"{ROMANISED['ar']}\noh baby come on, let's dance tonight",
    "Tagalog": """mahal kita baby, ikaw lang ang nasa puso ko
sana bumalik ka na sa akin, I miss you so
bakit ka umalis, bakit mo ako iniwan
baby please, huwag mo akong kalimutan""",
    "Yoruba": """ololufe mi ife re dun bi oyin
mo ni ife re gan ma fi mi sile o
baby oya wa jo pelu mi ni ale yi
oluwa a so wa ayo lo maa je tiwa""",
}
