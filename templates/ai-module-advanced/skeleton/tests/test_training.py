"""Training keeps a model, and says how good it is."""

from module_name import training
from module_name.examples import EXAMPLES, LABELS


def test_a_model_is_trained_and_kept(models):
    before = training.stamp()
    report = training.train(test_share=0.25, seed=1)
    assert report["examples"] + report["tested_on"] == len(EXAMPLES)
    assert report["accuracy"] == 1
    assert training.stamp() != before
    assert (models / "report.json").exists()
    # Again, over the one that is there.
    training.train(test_share=0.5, seed=2)
    assert [each.name for each in models.parent.iterdir()] == ["models"]


def test_a_first_model_is_trained_when_there_is_none():
    (one,) = training.load().predict([[10.0, 1.0]])
    assert one["label"] == LABELS[0]


def test_each_label_is_learnt_and_tested():
    known, unknown = training.split(EXAMPLES, test_share=0.1, seed=0)
    for part in (known, unknown):
        assert {label for _, label in part} == set(range(len(LABELS)))
