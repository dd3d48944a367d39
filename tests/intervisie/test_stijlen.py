"""The choice aid of bemiddeling: every answer counts, the advice says why, nothing answered is no advice."""

from itertools import product

import pytest

from intervisie.models import Stijl
from intervisie.stijlen import BY_CODE, QUESTIONS, STYLES, advise


def test_the_styles_are_those_that_can_be_asked_for() -> None:
    assert [style.code for style in STYLES] == [code for code in Stijl.values if code != Stijl.WEET_NIET]


def test_each_way_of_answering_leads_to_the_style_most_answers_speak_for() -> None:
    reached = set()
    for codes in product(*[[answer.code for answer in question.answers] for question in QUESTIONS]):
        given = dict(zip([question.code for question in QUESTIONS], codes, strict=True))
        found = advise(given)
        assert found is not None
        numbers = [
            answer.style
            for question in QUESTIONS
            for answer in question.answers
            if answer.style and given[question.code] == answer.code
        ]
        most = max(numbers.count(code) for code in BY_CODE)
        assert len(found.reasons) == numbers.count(found.style.code) == most
        assert len(found.reasons) + len(found.others) == len(numbers)
        reached.add(found.style.code)
    assert reached == set(BY_CODE)


@pytest.mark.parametrize("given", [{}, {"oordeel": "weet_niet"}, {"kern": "onzin"}, {"onzin": "zaak"}])
def test_who_says_nothing_gets_no_advice(given: dict[str, str]) -> None:
    assert advise(given) is None
