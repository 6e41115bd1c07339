"""A line of commendation in words, on the page and on paper."""

from __future__ import annotations

import pytest

from bcd138.domain.document.wording import form_words
from bcd138.domain.extraction.awards import FORMS
from bcd138.web.awards import award_count, award_form


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_is_read_has_a_name_and_no_paper_prints_its_code(form):
    named = form_words(form, ())

    assert "_" not in named
    assert award_form({"form": form}) == named
    assert award_form({"form": "mixed", "forms_mixed": [form]}) == f"{named} (ghi gộp)"


def test_many_are_counted_with_dots():
    details = {"collectives": 1234, "individuals": 12345}

    assert award_count(details) == "1.234 tập thể, 12.345 cá nhân"
    assert award_count({"total_unsplit": 1500}) == "1.500 tập thể, cá nhân"
