"""Training keeps a model, and says how good it is."""

from module_name import training
from module_name.examples import EXAMPLES, LABELS


def test_a_model_is_trained_and_kept(models):
    before = training.stamp()
    report = training.train(test_share=0.25, seed=1)
    assert report["examples"] + report["tested_on"] == len(EXAMPLES)
    assert report["accuracy"] == 1
    assert training.stamp() != before
    first = (models / "current").read_text()
    assert (models / first / "report.json").exists()
    # The next one takes its place.
    training.train(test_share=0.5, seed=2)
    second = (models / "current").read_text()
    assert {each.name for each in models.iterdir()} == {"current", second}


def test_a_first_model_is_trained_when_there_is_none():
    (one,) = training.load().predict([[10.0, 1.0]])
    assert one["label"] == LABELS[0]


def test_each_label_is_learnt_and_tested():
    known, unknown = training.split(EXAMPLES, test_share=0.1, seed=0)
    for part in (known, unknown):
        assert {label for _, label in part} == set(range(len(LABELS)))


def test_a_model_that_is_replaced_while_it_is_read_is_read_anew(monkeypatch):
    training.train(test_share=0.25, seed=1)
    read = training.model.Model.load
    asked = []

    def load(folder):
        asked.append(folder)
        if len(asked) == 1:
            training.train(test_share=0.25, seed=2)
        return read(folder)

    monkeypatch.setattr(training.model.Model, "load", load)
    assert training.load().predict([[10.0, 1.0]])[0]["label"] == LABELS[0]
    assert len(asked) == 2
