"""The many ways in which people ask the same thing.

The model answers word for word; all its generality is in understanding the question. So training
never repeats a question for long: a term is put into a fixed frame (:data:`TERM_FRAMES`) or into
one composed of particle, adverb and predicate (:data:`COMPOSED_FRAMES`); a practical question is
reworded by ending (:data:`ENDINGS`); then comes a little noise: a missing question mark, a typing
error, an opening such as "すみません、".

Every function draws from the ``random.Random`` it is given, and *in a fixed order*. The order of
the draws is part of the training recipe: change it and the same seed trains another model.
"""

from random import Random

# The first frame is the canonical question of a term.
TERM_FRAMES = [
    "{}とは何ですか？",
    "{}とは？",
    "{}について教えてください。",
    "{}の意味を教えてください。",
    "{}って何ですか？",
    "{}を説明してください。",
    "{}とはどういう意味ですか？",
    "{}",
    "{}について簡単に説明して",
    "{}ってなに？",
    "{}とはどのようなものですか？",
    "会計でいう{}とは何ですか？",
    "{}の定義は？",
    "{}の意味は？",
    "{}を教えてください。",
    "{}について詳しく教えてください。",
    "{}はどんな意味ですか？",
    "{}とは簡単に言うと何ですか？",
    "{}という言葉の意味は？",
    "{}を簡単に説明してください。",
    "{}はどういうものですか？",
    "{}が分かりません。",
    "{}の意味が分かりません。",
    "{}を知りたいです。",
    "{}について説明をお願いします。",
    "{}とは何のことですか？",
    "{}って何？",
    "{}とは何か教えてください。",
    "{}の説明をしてください。",
    "経理で使う{}とは何ですか？",
    "{}というのは何ですか？",
    "「{}」とは何ですか？",
    "{}の内容を教えてください。",
    "{}について質問があります。",
]

# Held out: never trained on with any term.
EVERYDAY_FRAMES = [
    "{}がよく分かりません。教えてもらえますか？",
    "{}について知りたいです。",
    "{}とは一体どんなものでしょうか？",
    "すみません、{}の意味が分からないのですが。",
]

# Held out, and far from every trained frame.
FAR_FRAMES = [
    "{}がピンとこないんだけど",
    "新人ですが、{}とは何でしょう",
    "{}の解説をお願いできますか",
    "{}を一言でいうと？",
    "{}はどんな時に使う言葉ですか？",
]

# A composed question is the term and one piece of each list of one frame, in order. An empty string
# that stands twice is drawn twice as often.
COMPOSED_FRAMES = [
    (
        ["とは", "って", "というのは", "とは、"],
        ["", "", "", "簡単に言うと", "要するに", "結局", "そもそも", "具体的に"],
        [
            "何ですか？",
            "何でしょうか？",
            "何？",
            "なんですか？",
            "どういうものですか？",
            "どんなものですか？",
            "どういう意味ですか？",
            "どのような意味ですか？",
            "どういうことですか？",
            "どんな意味？",
            "どのようなものでしょうか？",
        ],
    ),
    (
        [
            "について",
            "の意味を",
            "の定義を",
            "のことを",
            "を",
            "という用語を",
            "という言葉の意味を",
            "の概要を",
            "とは何か",
            "の意味について",
        ],
        ["", "", "", "簡単に", "詳しく", "分かりやすく", "一言で", "もう少し", "もう一度"],
        [
            "教えてください。",
            "教えて",
            "教えてください",
            "教えてくれますか？",
            "教えてほしいです。",
            "教えていただけますか？",
            "説明してください。",
            "説明して",
            "説明してもらえますか？",
            "説明をお願いします。",
            "知りたいです。",
            "知りたいのですが。",
            "理解したいです。",
        ],
    ),
    (
        ["が", "の意味が", "のことが", "というものが", "という言葉が"],
        ["", "", "よく", "いまいち", "まったく"],
        [
            "分かりません。",
            "わかりません。",
            "分からないです。",
            "理解できません。",
            "分かりません。教えてください。",
            "分からないので教えてください。",
            "分かりません。説明してください。",
        ],
    ),
    (
        ["", "の意味", "の定義", "の説明", "とは", "の概要"],
        ["", "", "は"],
        ["？", "", "。", "を"],
    ),
]
_COMPOSED_FRAME_DRAW = (0, 0, 1, 1, 2, 3)  # the first two frames are twice as likely

# Endings of practical questions; those of one group mean the same.
DIFFERENCE_ENDINGS = [
    "の違いは何ですか？",
    "の違いを教えてください。",
    "はどう違いますか？",
    "の違いは？",
    "の違いを説明してください。",
    "は何が違いますか？",
    "の違い",
]
ENDINGS = [
    DIFFERENCE_ENDINGS,
    [
        "の計算式を教えてください。",
        "の計算方法は？",
        "の求め方は？",
        "はどうやって計算しますか？",
        "の計算式は？",
        "はどのように計算しますか？",
        "の計算方法を教えて",
    ],
    [
        "の勘定科目は何ですか？",
        "はどの勘定科目で処理しますか？",
        "の勘定科目は？",
        "の勘定科目を教えてください。",
        "は何費になりますか？",
        "はどの科目を使いますか？",
    ],
    [
        "ときの仕訳は？",
        "ときの仕訳を教えてください。",
        "場合の仕訳は？",
        "場合の仕訳を教えてください。",
        "ときはどう仕訳しますか？",
        "場合はどう仕訳しますか？",
        "際の仕訳は？",
        "仕訳を教えて",
        "仕訳は？",
    ],
    [
        "の仕訳は？",
        "の仕訳を教えてください。",
        "はどう仕訳しますか？",
        "の仕訳を教えて",
        "の仕訳はどうなりますか？",
        "の仕訳",
    ],
    [
        "は何ですか？",
        "は？",
        "を教えてください。",
        "を教えて",
        "が知りたいです。",
        "について教えてください。",
    ],
    ["を教えてください。", "を教えて", "は何ですか？", "を知りたいです。", "は？"],
    ["はいつですか？", "はいつまでですか？", "を教えてください。", "は？"],
    ["はいくらですか？", "を教えてください。", "は？"],
    ["は何年ですか？", "を教えてください。", "は？"],
]

OPENINGS = [
    *[""] * 8,
    "すみません、",
    "質問です。",
    "では、",
    "ところで、",
    "次に、",
    "簿記の質問です。",
]


def ask_for_term(random: Random, term: str) -> str:
    """A question for ``term``, in a fixed frame (35 %) or a composed one."""
    if random.random() < 0.35:
        return random.choice(TERM_FRAMES).format(term)
    frame = COMPOSED_FRAMES[random.choice(_COMPOSED_FRAME_DRAW)]
    ending = "".join(random.choice(pieces) for pieces in frame)
    quoted = random.random() < 0.06
    return (f"「{term}」" if quoted else term) + ending


def reword(random: Random, question: str) -> str:
    """The same question with another ending, and "XとYの違い" at times as "YとXの違い"."""
    groups = [group for group in ENDINGS if any(question.endswith(end) for end in group)]
    if not groups:
        return question
    # The first group that fits is the most specific one.
    group = groups[0] if random.random() < 0.8 else random.choice(groups)
    ending = max((end for end in group if question.endswith(end)), key=len)
    stem = question[: -len(ending)]
    if group is DIFFERENCE_ENDINGS and stem.count("と") == 1 and random.random() < 0.5:
        stem = "と".join(reversed(stem.split("と")))
    return stem + random.choice(group)


def mistype(random: Random, question: str) -> str:
    """Drops (70 %) or doubles one hiragana character."""
    hiragana = [i for i, char in enumerate(question) if 0x3041 <= ord(char) <= 0x3093]
    if not hiragana:
        return question
    i = random.choice(hiragana)
    if random.random() < 0.7:
        return question[:i] + question[i + 1 :]
    return question[:i] + question[i] + question[i:]


def loosen(random: Random, question: str) -> str:
    """At times no final mark, an ASCII question mark, or no "ください。"."""
    draw = random.random()
    if draw < 0.12 and question[-1] in "？。":
        return question[:-1]
    if draw < 0.2:
        return question.replace("？", "?")
    if draw < 0.26 and question.endswith("教えてください。"):
        return question.removesuffix("ください。")
    return question


def open_with(random: Random, question: str) -> str:
    return random.choice(OPENINGS) + question
