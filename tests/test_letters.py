"""Ledgers: whatever is dropped or read twice is seen, and what is left out is summed up by its reason."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Account, LeftOut, Paragraph, Text
from pipeline.letters import NO_TEXT, REASONS, SIGNS, Ledger, count_letters, tell_left_out

TEXTS = st.lists(st.text(max_size=6), max_size=5)


def account(held: str, read: str, *left_out: tuple[str, str, str]) -> Account:
    """The account of a file that holds one text, of which another is read and some more are left out."""
    ledger = Ledger()
    ledger.hold(held)
    for reason, text, place in left_out:
        ledger.leave_out(reason, text, place)
    found = ledger.balance(Text("fr", (Paragraph(read),))).account
    assert found
    return found


@given(TEXTS)
def test_letters_are_counted_wherever_a_text_is_cut(texts: list[str]) -> None:
    apart = sum((count_letters(text) for text in texts), start=count_letters(""))
    assert count_letters("".join(texts)) == apart
    plain = [one for text in texts for one in text if unicodedata.normalize("NFKC", one) == one]
    assert count_letters("".join(plain)).total() == sum(map(str.isalnum, plain))


@given(st.text(), st.text(), st.text(min_size=1, alphabet="aé1"))
def test_what_is_dropped_and_what_is_read_twice_is_seen(read: str, hidden: str, more: str) -> None:
    hidden_so = ("hidden", hidden, "#1")
    whole = account(read + hidden, read, hidden_so)
    assert (whole.unread, whole.added) == (0, 0)
    assert whole.letters == whole.paragraphs + sum(one.letters for one in whole.left_out)
    dropped = account(read + hidden + more, read, hidden_so)
    assert (dropped.unread, dropped.added) == (len(more), 0)
    twice = account(read + hidden, read + more, hidden_so)
    assert (twice.unread, twice.added) == (0, len(more))


def test_letters_inside_of_signs_count() -> None:
    assert account("Il fait 20 ℃", "Il fait 20", ("hidden", "℃", "#1")).left_out == (LeftOut("hidden", 1, 1, ("#1",)),)


def test_a_loss_and_a_gain_do_not_cancel_out() -> None:
    found = account("Il pleut. Il neige.", "Il pleut. Il pleut.")
    assert (found.unread, found.added) == (4, 4)  # n, i, g, e; p, l, u, t


def test_what_is_left_out_is_summed_up_by_reason() -> None:
    pages = [("page_number", str(number), f"page {number}") for number in range(9, 14)]
    found = account("Le mot 910111213 x", "Le mot", *pages, ("script", "x", ""), ("hidden", "…", "#4"))
    assert found.left_out == (
        LeftOut("script", 1, 1),
        LeftOut("page_number", 9, 5, ("page 9", "page 10", "page 11")),
    )


def test_markup_is_what_the_file_has_more_than_its_text() -> None:
    ledger = Ledger()
    ledger.hold("été", written="[&eacute;t&eacute;](a.html)")
    found = ledger.balance(Text("fr", (Paragraph("été"),))).account
    assert found == Account(20, 3, (LeftOut("markup", 17, 1),))


def test_reasons_are_a_closed_list() -> None:
    with pytest.raises(KeyError):
        Ledger().leave_out("nothing", "a")
    assert set(REASONS) > NO_TEXT


def test_signs_count_without_letters() -> None:
    ledger = Ledger()
    for place in ("#1", "#2"):
        ledger.leave_out("unknown_sign", "□", place)
    found = ledger.balance(Text("fr", ())).account
    assert found == Account(0, 0, (LeftOut("unknown_sign", 0, 2, ("#1", "#2")),))
    assert tell_left_out(found.left_out[0]).endswith("shown as □: 2 times (#1, #2)")
    assert set(REASONS) > SIGNS


def test_what_is_left_out_is_told_with_its_place() -> None:
    assert tell_left_out(LeftOut("hidden", 1, 1, ("#2",))) == "hidden text: 1 letter (#2)"
    assert (
        tell_left_out(LeftOut("markup", 4, 2)) == "signs, names and addresses of the file's format: 4 letters, 2 times"
    )
