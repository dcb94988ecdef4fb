"""The card of a trained model: what it is, what it learned from, how well it does, and what it cannot do."""

from string import Template
from typing import Any

from training.config import Config, Schedule

_CARD = Template(
    """# French to English, MarianMT

A MarianMT model trained from scratch: encoder $encoder_layers layers, decoder $decoder_layers, width $width, inner
width $inner, $heads heads, one SentencePiece vocabulary for both languages, float16 safetensors. `MarianMTModel`,
`MarianTokenizer` and CTranslate2's converter load the folder unchanged.

## Use

Normalise the text first, as for training: ’ to ', “” to ", … to ..., – and — to -, no-break spaces to spaces, invisible
characters dropped; « » stay. One sentence at a time, at most 512 pieces. Decode with a beam of 4.

## Scores

sacrebleu on detokenised text, CTranslate2, beam 4. A loop is a word, or two to four words, four times in a row.

$scores

## Data

Public and openly licensed pairs. None of them shares eight words in a row, or a whole sentence of four words or more,
with a held-out set. Shares by file name, everything else whole:

$shares$closest

| kind | sources | licences |
|---|---|---|
| parliament | Europarl v7 | no known restrictions |
| law | Canadian acts, statutes and regulations | Open Government Licence - Canada |
| everyday sentences | Tatoeba | CC BY 2.0 FR |
| titles, labels, everyday words and sayings | written for this project | CC0 |
| literature | Hugo, Rolland, Maupassant, Poe, Gaboriau, Leblanc, Flaubert; ELTeC | public domain, CC BY 4.0 |
| news | WMT development sets of 2008 to 2012, News Commentary | WMT shared task data |
| children's stories | African Storybook | CC BY |
| game texts | Pathfinder 2 | OGL |
| blogs and government guides | Government of Canada, CNIL, Open Contracting | MIT, OGL - Canada, GPL-3.0, Apache-2.0 |
| project news | Debian | MIT and GPL-2 web pages |
| web and privacy | Mozilla, Privacy Guides, OWASP, Open Source Guides | MPL-2.0, CC BY-SA, CC BY 4.0 |
| manuals | PHP, Python, MDN, Django, React, Vue | CC BY, PSF, CC BY-SA, BSD-3 |
| manuals | Git, LilyPond, GNOME, Tails, YunoHost | GPL, GFDL, CC BY, CC BY-SA |
| books and courses | Rust, Debian handbook, W3C | Apache-2.0, MIT, CC BY-SA, W3C document licence |
| books and courses | Hugging Face, Programming Historian, Django Girls | Apache-2.0, CC BY, CC BY-SA |

Besides, by chance a pair: $variants.

## Settings

Muon on the layers' matrices at $muon_ratio times AdamW's rate, AdamW on the rest at $rate, $fall, about $step_tokens
padded pieces a step, label smoothing $smoothing, dropout $dropout; weights averaged $average.

## Known weaknesses

Names and rare words are bent, long sentences lose clauses, literary idiom and slang are poor, and now and then a
sentence ends in a loop: check for loops and try again, as this project does. The model repeats what its sources hold,
their biases included; do not rely on it unread for anything that matters.
"""
)


def score_table(scores: dict[str, Any]) -> str:
    """Scores as a Markdown table, signatures below.

    >>> print(score_table({}))
    Not measured.
    """
    if not scores:
        return "Not measured."
    columns = ("sentences", "BLEU", "chrF2", "loops", "loops in references", "empty")
    lines = ["| set | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(str(row[column]) for column in columns) + " |" for name, row in scores.items()
    ]
    first = next(iter(scores.values()))
    return "\n".join([*lines, "", f"`{first['BLEU signature']}`, `{first['chrF signature']}`"])


def closest(config: Config) -> str:
    """Which files were not drawn by chance alone, as the end of a list; "" where all were."""
    times = ", ".join(f"{name} the 1 in {number:g}" for name, number in config.corpus.closest.items())
    return f". Of what was drawn from {times} most like {', '.join(config.corpus.wanted)}" if times else ""


def fall(schedule: Schedule) -> str:
    """Tell in words how the rate goes after the warm-up.

    >>> fall(Schedule(hold=0.8, fall="linear")), fall(Schedule()), fall(Schedule(hold=1.0))
    ('held for 80%, then linear to 3% of that', 'cosine to 3% of that', 'held')
    """
    if schedule.hold == 1:
        return "held"
    held = f"held for {schedule.hold:.0%}, then " if schedule.hold else ""
    return f"{held}{schedule.fall} to {schedule.floor:.0%} of that"


def averaged(config: Config) -> str:
    """Tell in words what the weights were averaged over."""
    over = [f"over the last {config.evaluate.average} checkpoints"] if config.evaluate.average > 1 else []
    if config.evaluate.weights == "ema" and config.train.ema is not None:
        over.append(f"exponentially over about {1 / (1 - config.train.ema):.0f} steps")
    return " and ".join(over) or "over nothing"


def write(config: Config, scores: dict[str, Any]) -> str:
    """The card as Markdown."""
    shape, schedule = config.shape, config.train
    return _CARD.substitute(
        shape.model_dump(),
        scores=score_table(scores),
        shares=", ".join(f"{name} {share:g}" for name, share in config.corpus.shares.items()) or "none",
        closest=closest(config),
        variants=", ".join(f"{n.replace('_', ' ')} {s:.1%}" for n, s in config.corpus.variants.items()) or "nothing",
        muon_ratio=schedule.muon_ratio,
        rate=schedule.rate,
        fall=fall(schedule),
        step_tokens=schedule.tokens * schedule.accumulate,
        smoothing=schedule.smoothing,
        average=averaged(config),
    )
