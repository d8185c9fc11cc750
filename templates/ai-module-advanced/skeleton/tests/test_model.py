"""The model answers what it has learnt."""

from module_name import model
from module_name.examples import EXAMPLES, LABELS

SIDEWAYS, HIGH = [10.0, 1.0], [1.0, 10.0]


def test_what_is_wide_is_flat_and_what_is_high_is_upright():
    flat, upright = model.fit(EXAMPLES, seed=0).predict([SIDEWAYS, HIGH])
    assert (flat["label"], upright["label"]) == LABELS
    assert 0.5 < flat["probability"] <= 1


def test_it_is_the_same_when_it_is_loaded_again(tmp_path):
    trained = model.fit(EXAMPLES, seed=0)
    trained.save(tmp_path)
    again = model.Model.load(tmp_path)
    assert again.predict([SIDEWAYS]) == trained.predict([SIDEWAYS])
