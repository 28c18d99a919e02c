from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"


@pytest.mark.usefixtures("ready")
def test_every_other_page_is_one_link_away_and_the_open_one_is_no_link():
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not app.exception
    assert [link.label for link in app.get("page_link")] == ["Calculators", "Regimen", "Study", "Safety", "About"]
    here = [part.proto.body for part in app.get("html") if 'aria-current="page"' in part.proto.body]
    assert len(here) == 1
    assert ">Ask<" in here[0]
