"""What a caller of the API sees."""

import pickle

import pytest

from module_name import api
from module_name.errors import BadInputError


def test_the_module_says_what_it_is():
    described = api.get_metadata()
    assert described["name"] == "project-name"
    assert all(described.values())


def test_a_prediction_is_made_of_the_arguments_that_are_listed():
    api.warm()
    arguments = dict.fromkeys(api.get_predict_args(), 1.0) | {"width": 9.0}
    answer = api.predict(**arguments)
    assert set(answer) == set(api.schema)
    assert answer["predictions"][0]["label"] == "flat"


def test_what_cannot_be_is_refused_with_its_cause():
    with pytest.raises(BadInputError) as caught:
        api.predict(width=-1, height=1)
    # DEEPaaS hands it from one process to another.
    again = pickle.loads(pickle.dumps(caught.value))
    assert "greater than 0" in again.text
