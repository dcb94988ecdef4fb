"""Tell names of persons, as authors have them on title pages and below articles: a given name and a surname."""

import re

_GIVEN = frozenset(
    """
    adam adèle adolphe adrien agathe agnès aimé alain albert alexandre alexis alfred alice aline alphonse amélie anatole
    andré anna anne antoine antonin ariane aristide armand arnaud arthur auguste augustin aurélie aurore barbara
    barthélemy baptiste béatrice benjamin benoît bernard berthe blaise boris brigitte bruno camille carole caroline
    catherine cécile céline césar charles charlotte christian christine christophe claire clara claude clément
    clémence colette cyrille daniel danièle david delphine denis denise didier diane dominique édith edgar edmond
    édouard éléonore éliane élisabeth elisabeth élise élodie émile emile émilie emma emmanuel éric ernest estelle étienne
    etienne eugène eugénie évelyne fabien fabrice félix ferdinand fernand florence florian francis franck françois
    françoise frank frédéric gabriel gabrielle gaspard gaston geneviève georges gérard germaine gilbert gilles gisèle
    grégoire guillaume gustave guy hector hélène henri henriette henry hervé hippolyte honoré hubert hugo hugues ida
    ignace irène isabelle isidore ivan jacqueline jacques jean jeanne jeannine jérôme joachim joseph josette judith
    jules julia julie julien juliette karine laure laurence laurent léa léo léon léonard lionel louis louise luc lucas
    lucie lucien lucienne ludovic madeleine marc marcel margot marguerite marianne marie marine marius marthe martin
    martine maryse mathieu mathilde matthieu maurice maxime mélanie michel michèle mireille monique muriel nadine
    nathalie nicolas nicole noël noémie odette odile olga olivier ophélie oscar pascal patrice patrick paul paule
    paulette pauline philippe philomène pierre prosper quentin rachel raoul raphaël raymond rémi rémy renaud rené renée
    richard robert robin roger roland romain rosalie rose sabine samuel sandrine sara sarah sébastien serge simon simone
    solange sophie stanislas stéphane stéphanie suzanne sylvain sylvie théodore théophile thérèse thibault thierry
    thomas tristan valentin valérie véronique victor victoire vincent virginie vivien voltaire xavier yann yves yvette
    yvonne zoé alan amanda andrew angela anthony arnold arthur ben betty brian carol charlotte chris clara daisy dennis
    donald dorothy douglas edgar edith edward eleanor elizabeth ellen emily evelyn florence frances frank fred george
    gerald gordon grace graham hannah harold harriet harry helen herbert howard hugh ian isaac jack jacob james jane
    janet jason jeffrey jennifer jessica jim joan john jonathan joshua joyce kate katherine kevin laura linda lisa lucy
    malcolm margaret mark martha mary matthew michael nancy nathaniel neil nicholas norman oliver patricia paul peter
    philip ralph rebecca ronald ruth sally samuel sarah scott sharon stephen steven stuart susan thomas timothy virginia
    walter washington wilfred william
    """.split()
)
_PARTICLES = "de|du|des|d[’']|la|le|les|l[’']|von|van|der|di|da|del|of"
_WORD = r"[A-ZÀ-ÞŒ](?:[\w’'-]*\w|\.)"
_INITIALS = re.compile(rf"(?:[A-ZÀ-Þ]\.[ -]?){{1,3}}\s*{_WORD}(?:[\s-]+{_WORD})?$")
_MOST_WORDS = 5  # words of a name, particles included; chosen by hand


def is_person(text: str) -> bool:
    """Tell whether a text is just the name of a person: a known given name or initials, then capitalised words.

    >>> [is_person(text) for text in ("Jules Verne", "Comte de Lautréamont", "J.-H. Rosny", "JEAN DE LA FONTAINE", "Rose")]
    [True, False, True, True, False]
    """
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS or any(character.isdigit() for character in text):
        return bool(_INITIALS.match(text))
    if _INITIALS.match(text):
        return True
    given, *middle, last = words
    first = given.split("-")[0].lower()
    fits = all(word[0].isupper() or re.fullmatch(_PARTICLES, word, re.IGNORECASE) for word in middle)
    name = re.sub(r"^[dl][’']", "", last, flags=re.IGNORECASE)
    return first in _GIVEN and given[0].isupper() and fits and re.fullmatch(_WORD, name) is not None
