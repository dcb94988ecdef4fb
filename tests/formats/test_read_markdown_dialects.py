"""Markdown's dialects: syntax stays letter for letter, titles and text in it are read."""

import doctest

import pytest

from pipeline.document import Mark, Paragraph
from pipeline.formats.markdown import matter, signs, spans
from pipeline.formats.markdown.read import read_markdown


def read(content: str) -> tuple[Paragraph, ...]:
    return read_markdown(content.encode(), "auto", "fr").paragraphs


def shown(content: str) -> list[tuple[str, bool]]:
    """The blocks of some Markdown: their text, and whether it is to be translated."""
    return [(one.text, one.translate) for one in read(content)]


def marked(content: str, name: str) -> list[str]:
    """What of the first block has a mark."""
    first = read(content)[0]
    return [first.text[mark.start : mark.end] for mark in first.marks if mark.name == name]


@pytest.mark.parametrize("module", [matter, signs, spans])
def test_doctests(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        '{{< figure src="a.png" title="Un quai" >}}',
        "{{% /alerte %}}",
        "{% include entete.html param='x' %}",
        "{% if page.titre %} {% endif %}",
        "{{ content }}",
        ":::",
        ":::warning",
        "::: {.colonne width=50%}",
        "::: {#fig-port} :::",
        "::youtube[Une film]{#abc}",
        "import Tabs from '@theme/Tabs';",
        "import './style.css'",
        "export const duree = 3;",
        '<Onglet valeur="a" objet={{a: 1}}>',
        "</Onglet>",
        "<Carte titre={nom} />",
        "[TOC]",
        '--8<-- "extrait.md"',
        "{: .note #un }",
        "{.grand}",
        "\\newpage",
        "%% une remarque %%",
        "/// details",
        "{/* une remarque */}",
        "\\[ a^2 = b \\]",
        "\\begin{align}\na &= b \\\\\n\nc &= d\n\\end{align}",
        '{{< highlight py >}}\nprint("oui")\n{{< /highlight >}}',
        "{% raw %}\n{{ nom }} de port\n{% endraw %}",
        '{{< figure\n  src="a.png"\n>}}',
        "import {\n  Un,\n} from './un'",
        '<Carte\n  titre="Le port"\n/>',
    ],
)
def test_lines_of_syntax_stay_alone(line: str) -> None:
    assert shown(f"Avant.\n\n{line}\n\nAprès.") == [("Avant.", True), (line, False), ("Après.", True)]


@pytest.mark.parametrize("line", ["{{< note >}}", "{{% note %}}", "{% note %}", ":::note", "{: .note}"])
def test_syntax_ends_a_paragraph(line: str) -> None:
    assert shown(f"Avant\nencore.\n{line}\nDedans.\n") == [("Avant encore.", True), (line, False), ("Dedans.", True)]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ('!!! note "Un titre"\n    Le texte.\n\n    Encore.\n\nAprès.', ["Un titre", "Le texte.", "Encore.", "Après."]),
        ('???+ warning "Un titre"\n\n    - Un\n    - Deux\n', ["Un titre", "Un", "Deux"]),
        ('!!! note inline end "Un titre"\n    Le texte.', ["Un titre", "Le texte."]),
        (
            '=== "Un onglet"\n\n    Le texte.\n\n=== "Un autre"\n\n    Fin.',
            ["Un onglet", "Le texte.", "Un autre", "Fin."],
        ),
        ('!!! a "Un"\n    !!! b "Deux"\n        Trois.\n    Quatre.', ["Un", "Deux", "Trois.", "Quatre."]),
        ("- Point\n\n    !!! tip\n        Le texte.\n", ["Point", "!!! tip", "Le texte."]),
        (":::note Un titre\nLe texte.\n:::", ["Un titre", "Le texte.", ":::"]),
        (":::tip[Un titre]{#a}\nLe texte.\n:::", ["Un titre", "Le texte.", ":::"]),
        ('::: {.callout-tip title="Un titre"}\nLe texte.\n:::', ["Un titre", "Le texte.", ":::"]),
        (":::{admonition} Un titre\nLe texte.\n:::", ["Un titre", "Le texte.", ":::"]),
        ("/// note | Un titre\nLe texte.\n///", ["Un titre", "Le texte.", "///"]),
        ("> [!NOTE]\n> Le texte.", ["[!NOTE]", "Le texte."]),
        ("> [!tip]- Un titre\n> Le texte.", ["Un titre", "Le texte."]),
        ("| Le ciel est,\n| Si bleu.\n", ["Le ciel est,", "Si bleu."]),
        ("Pomme\n:   Un fruit.\n\n    Rond.\n", ["Pomme", "Un fruit.", "Rond."]),
    ],
)
def test_titles_and_what_is_set_in(content: str, wanted: list[str]) -> None:
    found = read(content)
    assert [one.text for one in found] == wanted
    assert [one.text for one in found if not one.translate] == [text for text in wanted if text[0] in ":[!/"]


@pytest.mark.parametrize(
    "sign",
    [
        '{{< infobulle text="Quai" >}}',
        "{{% ref page %}}",
        "{{ site.nom_court }}",
        "{% lien a_b %}",
        "[@doe99, p. 3]",
        "[-@doe99; voir @roe_2001]",
        "[voir @doe99]",
        "@martin_2004",
        "[[Le quai]]",
        "![[carte.png]]",
        ":heavy_check_mark:",
        "{props.nom}",
        "<Badge nombre={2} />",
    ],
)
def test_syntax_in_a_line_stays(sign: str) -> None:
    content = f"Un mot {sign} et *deux*."
    assert read(content)[0].text == f"Un mot {sign} et deux."
    assert marked(content, "notranslate") == [sign]


@pytest.mark.parametrize(
    "formula", ["$a_1 + b$", "$n$", "$2n$", "$f(x)$", "$$a^2$$", "\\(a^2\\)", "\\(n\\)", "$\\alpha$ et $b$"]
)
def test_formulas_stay(formula: str) -> None:
    assert " et ".join(marked(f"Soit {formula} donné.", "formula")) == formula


@pytest.mark.parametrize(
    "text",
    [
        "Il paie 5 $ ou 10 $, parfois $20 ou $30.",
        "Écrire à aide@exemple.fr à 10:30:00.",
        "Un ensemble {a, b} et [entre crochets].",
        "Il dit ::: rien.",
        "La suite !!! Attention",
        "importe tout de même",
        "Un \\[x\\] reste.",
    ],
)
def test_prose_is_prose(text: str) -> None:
    [only] = read(text)
    assert only.translate
    assert not [mark for mark in only.marks if mark.name in {"notranslate", "formula"}]


def test_attributes_are_markup() -> None:
    assert [one.text for one in read("# Titre {#un .a}\n\nUn [lien](a){target=_blank}, `x`{.py} {.b}.")] == [
        "Titre",
        "Un lien, x.",
    ]


def test_a_link_between_pages_has_its_own_text() -> None:
    [only] = read("Voir [[le port|ce grand port]].")
    assert (only.text, only.marks) == ("Voir ce grand port.", (Mark(5, 19 - 1, "a", "le%20port"),))


def test_tasks_and_notes_in_the_text() -> None:
    task, block, note = read("- [x] *Fait*\n\nUn^[Une *note*.] mot[^1].\n\n[^1]: Autre.")[:3]
    assert (task.text, task.marks) == ("Fait", (Mark(0, 0, "number", "[x]"), Mark(0, 4, "em")))
    assert (block.text, block.marks) == ("Un mot.", (Mark(2, 2, "sup", "2"), Mark(6, 6, "sup", "1")))
    assert (note.kind, note.text, note.marks) == ("note", "Une note.", (Mark(0, 0, "sup", "2"), Mark(4, 8, "em")))


@pytest.mark.parametrize(
    ("matter_", "title"),
    [
        ('+++\ntitle = "Le port"\nweight = 3\n+++', "Le port"),
        ("+++\ntitle='Le port'\n\n[menu]\nx = 1\n+++", "Le port"),
        ('{\n  "title": "Le port",\n  "tags": ["a"]\n}', "Le port"),
        ("---\ntitle: Le port\n...", "Le port"),
        ("---\n{title: Le port}\n---", ""),
    ],
)
def test_front_matter(matter_: str, title: str) -> None:
    text = read_markdown(f"{matter_}\n\nUn texte.\n".encode(), "auto", "fr")
    assert [one.translate for one in text.paragraphs] == [False, True]
    assert text.title == title


@pytest.mark.parametrize("start", ["+++\ntitre\n", '{"a": \n', "{" * 5000, f'{{"a": {"9" * 5000}}}\n', "---\na\n"])
def test_front_matter_without_an_end_is_text(start: str) -> None:
    assert read_markdown(f"{start}\nUn texte.".encode(), "auto", "fr").paragraphs[-1].text.endswith("Un texte.")


@pytest.mark.parametrize("signs", [">" * 99, "- " * 99, "> 1. " * 50, "* > " * 60])
def test_what_is_nested_too_deep_is_read_line_by_line(signs: str) -> None:
    text = read_markdown(f"{signs}Texte\n\n# Titre\n\nFin.\n".encode(), "auto", "fr")
    assert [(one.text.split()[-1], one.kind == "heading") for one in text.paragraphs] == [
        ("Texte", False), ("Titre", True), ("Fin.", False),
    ]  # fmt: skip
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)


def test_after_lists_of_any_depth_reading_goes_on() -> None:
    lines = [f"{'  ' * level}- niveau {level}" for level in range(60)]
    text = read_markdown("\n".join([*lines, "", "Après."]).encode(), "auto", "fr")
    assert [one.text for one in text.paragraphs] == [*(f"niveau {level}" for level in range(60)), "Après."]


@pytest.mark.parametrize(
    ("content", "text", "name", "inside"),
    [
        ("Un ==mot *très* fort== ici.", "Un mot très fort ici.", "mark", "mot très fort"),
        ("Un ++mot ajouté++ ici.", "Un mot ajouté ici.", "ins", "mot ajouté"),
        ("Tapez ++Ctrl+Maj+T++ ici.", "Tapez Ctrl+Maj+T ici.", "kbd", "Ctrl+Maj+T"),
        ("De l’H~2~O ici.", "De l’H2O ici.", "sub", "2"),
        ("Le 1^er^ mai.", "Le 1er mai.", "sup", "er"),
        (r"Un \textbf{mot \emph{fort}} ici.", "Un mot fort ici.", "strong", "mot fort"),
        (r"Un \textbf{mot \emph{fort}} ici.", "Un mot fort ici.", "em", "fort"),
        (r"Voir \texttt{a_b*c*} ici.", "Voir a_b*c* ici.", "code", "a_b*c*"),
        (r"Voir \citep[p. 3]{a_b} ici.", r"Voir \citep[p. 3]{a_b} ici.", "notranslate", r"\citep[p. 3]{a_b}"),
        ("En [petites *capitales*]{.smallcaps} ici.", "En petites capitales ici.", "em", "capitales"),
    ],
)
def test_signs_around_a_part_become_marks(content: str, text: str, name: str, inside: str) -> None:
    [found] = read(content)
    assert (found.text, marked(content, name)) == (text, [inside])


@pytest.mark.parametrize(
    "text",
    [
        "a == b et c == d",
        "x==1 et y==2",
        "C++ et C++",
        "i++ + j++",
        "~/a ou ~/b",
        "10 ~ 20",
        "2 ^ 3 ^ 4",
        r"C:\emph",
        "[un] mot",
    ],
)
def test_signs_that_mean_nothing_here_stay(text: str) -> None:
    [found] = read(f"Voir {text} ici.")
    assert (found.text, found.marks) == (f"Voir {text} ici.", ())


def test_what_an_abbreviation_stands_for_is_a_text_of_its_own() -> None:
    assert shown("Le HTML.\n\n*[HTML]: Langage de balises\n*[W3C]: Consortium\nSuite.") == [
        ("Le HTML.", True), ("Langage de balises", True), ("Consortium", True), ("Suite.", True),
    ]  # fmt: skip
