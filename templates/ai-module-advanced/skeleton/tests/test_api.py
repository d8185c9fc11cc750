"""What a caller of the API sees."""

import pickle
from types import SimpleNamespace

import pytest

from module_name import api
from module_name.errors import BadInputError


def sent(tmp_path, text, encoding="utf-8"):
    """Say how DEEPaaS hands over a file."""
    file = tmp_path / "sent.csv"
    file.write_text(text, encoding=encoding)
    return SimpleNamespace(filename=str(file))


def test_the_module_says_what_it_is():
    described = api.get_metadata()
    assert described["name"] == "project-name"
    assert all(described.values())


def test_a_prediction_is_made_of_the_arguments_that_are_listed():
    api.warm()
    arguments = {
        name: field.load_default
        for name, field in api.get_predict_args().items()
        if name != "file"
    }
    answer = api.predict(**arguments)
    assert set(answer) == set(api.schema)
    assert answer["predictions"][0]["label"] == "flat"


def test_all_rows_of_a_file_are_predicted(tmp_path):
    file = sent(tmp_path, "height,width\n1,9\n9,1\n")
    answer = api.predict(file=file, probabilities=False)
    assert answer["predictions"] == [{"label": "flat"}, {"label": "upright"}]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "no column"),
        ("width\n1\n", "no column height"),
        ("width,height\n", "no rows"),
        ("width,height\n1,x\n", "line 2"),
        ("width,height\n1\n", "line 2"),
        ("width,height\n1,nan\n", "without end"),
        ("width,height\n1,-1\n", "greater than 0"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_cause(tmp_path, text, cause):
    with pytest.raises(BadInputError) as caught:
        api.predict(file=sent(tmp_path, text))
    # DEEPaaS hands it from one process to another.
    again = pickle.loads(pickle.dumps(caught.value))
    assert cause in again.text


def test_what_is_no_text_is_refused(tmp_path):
    with pytest.raises(BadInputError):
        api.predict(file=sent(tmp_path, "width,höhe", encoding="latin-1"))


def test_it_predicts_with_what_was_trained_last():
    arguments = {
        name: field.load_default for name, field in api.get_train_args().items()
    }
    report = api.train(**arguments)
    assert report["accuracy"] == 1
    assert api.predict(width=1, height=9)["predictions"][0]["label"] == "upright"
