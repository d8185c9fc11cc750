"""The model answers what it has learnt."""

from module_name import model
from module_name.examples import LABELS


def test_what_is_wide_is_flat_and_what_is_high_is_upright():
    flat, upright = model.load().predict([[10.0, 1.0], [1.0, 10.0]])
    assert (flat["label"], upright["label"]) == LABELS


def test_it_says_how_sure_it_is():
    (one,) = model.load().predict([[10.0, 1.0]])
    assert 0.5 < one["probability"] <= 1


def test_it_answers_for_what_is_far_from_all_that_it_knows():
    (one,) = model.load().predict([[1000.0, 1.0]])
    assert one["label"] == LABELS[0]
