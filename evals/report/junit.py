"""The report as JUnit XML, for a build server: one test a case, one suite a file."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.judge import Verdict
from evals.report.content import Content

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(content: Content) -> str:
    """Return the cases as tests, and each missed gate as a failure."""
    root = Element("testsuites", name="reference questions")
    for group in dict.fromkeys(verdict.result.group for verdict in content.verdicts):
        members = [verdict for verdict in content.verdicts if verdict.result.group == group]
        failures = sum(not verdict.right for verdict in members)
        seconds = sum(verdict.result.seconds for verdict in members)
        suite = SubElement(
            root, "testsuite", name=group, tests=str(len(members)), failures=str(failures), time=f"{seconds:.3f}"
        )
        for verdict in members:
            _add(suite, verdict)
    gates = SubElement(
        root, "testsuite", name="gates", tests=str(len(content.missed)), failures=str(len(content.missed))
    )
    for missed in content.missed:
        test = SubElement(gates, "testcase", classname="gates", name=missed.partition(":")[0])
        SubElement(test, "failure", message=_clean(missed))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add(suite: Element, verdict: Verdict) -> None:
    case = verdict.result.case
    name = f"{case.id}: {case.name}"
    test = SubElement(
        suite,
        "testcase",
        classname=f"{verdict.result.group}.{case.half}",
        name=_clean(name),
        time=f"{verdict.result.seconds:.3f}",
    )
    if not verdict.right:
        failure = SubElement(test, "failure", message=_clean("; ".join(verdict.faults)), type=case.severity)
        talk = [f"> {turn.said[-1]}\n{turn.answer['text']}" for turn in verdict.result.turns]
        failure.text = _clean("\n\n".join(talk))


def _clean(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _NO_XML.sub("�", text)
