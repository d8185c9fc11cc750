"""Asks the validators of the standards themselves what is wrong in descriptions.

`python profiles.py FOLDER` reads FOLDER/<profile>/<asset>/<file> and prints a
line of JSON for each file that has problems, and at the end how many were read.
"""

import contextlib
import io
import json
import logging
import pathlib
import sys

logging.disable(logging.CRITICAL)


def croissant(file):
    import mlcroissant

    try:
        mlcroissant.Dataset(jsonld=str(file))
    except mlcroissant.ValidationError as error:
        return [str(error)]
    return []


def citation(file):
    from cffconvert import Citation

    try:
        Citation(file.read_text()).validate()
    except Exception as error:  # its own, pykwalify's or jsonschema's
        return [str(error)[:2000]]
    return []


def card(file):
    from huggingface_hub import DatasetCard, ModelCard

    kind = DatasetCard if file.parent.name.startswith("dataset-") else ModelCard
    read = kind(file.read_text())
    return [] if read.data.to_dict() else ["It has no head"]


def crate(file):
    from rocrate_validator import models, services

    settings = services.ValidationSettings(
        rocrate_uri=str(file.parent),
        profile_identifier="ro-crate-1.1",
        requirement_severity=models.Severity.REQUIRED,
    )
    issues = services.validate(settings).get_issues()
    return [f"{issue.check.identifier} {issue.message}" for issue in issues]


def without_network():
    """The context of RO-Crate from its Python package, not from its address."""
    import requests
    import rocrate
    from rocrate_validator.utils.http import HttpRequester

    data = pathlib.Path(rocrate.__file__).parent / "data"
    answer = requests.Response()
    answer.status_code = 200
    answer.headers["Content-Type"] = "application/ld+json"
    answer._content = (data / "ro-crate.jsonld").read_bytes()
    HttpRequester.get = lambda _self, _address, **_: answer


validators = {
    "croissant": croissant,
    "citation-cff": citation,
    "hugging-face": card,
    "ro-crate": crate,
}


def main():
    root = pathlib.Path(sys.argv[1])
    without_network()
    read = {}
    for profile, validate in validators.items():
        for file in sorted((root / profile).glob("*/*")):
            with contextlib.redirect_stdout(io.StringIO()):
                problems = validate(file)
            if problems:
                asset = file.parent.name
                print(json.dumps({"profile": profile, "asset": asset, "problems": problems}))
            read[profile] = read.get(profile, 0) + 1
    print(json.dumps({"read": read}))


main()
