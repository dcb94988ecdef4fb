"""Pages: what they are allowed to do, and how their templates are filled in."""

import pytest
from jinja2 import UndefinedError

from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.pages import policy, template, text_of


def test_a_page_may_only_show_itself() -> None:
    digest = (
        "sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y="  # `printf 'p{}' | openssl dgst -sha256 -binary | base64`
    )
    nothing = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    end = "base-uri 'none'; form-action 'none'"
    assert policy("p{}") == f"default-src 'none'; img-src data:; style-src '{digest}'; {end}"
    assert policy("", "p{}", "'self'") == (
        f"default-src 'none'; img-src 'self'; style-src '{nothing}'; script-src '{digest}'; {end}"
    )


def test_templates_escape_what_is_put_in_and_miss_nothing() -> None:
    page = template("pipeline.formats.report", "report.html.jinja")
    with pytest.raises(UndefinedError):
        page.render()
    assert page.environment.from_string("{{ a }}\n  {% if a %}\nb\n  {% endif %}\nc").render(a="<&>") == (
        "&lt;&amp;&gt;\nb\nc"
    )


def test_files_of_a_package_are_utf_8() -> None:
    assert text_of("pipeline.formats.report", "report.html.jinja").count("—") > 1
    with pytest.raises(FileNotFoundError):
        text_of("pipeline.formats.report", "nothing.css")


def test_outputs_have_french_and_english_and_no_more_unless_told() -> None:
    assert (WriteOptions().source_language, WriteOptions().target_language, WriteOptions().title) == ("fr", "en", "")
    made = Provenance("0.1.0")
    assert (made.tool, made.model, made.model_hash, made.engine, made.created) == ("fr-en-pipeline", "", "", "", "")
    assert made.compact_time == ""
