"""The pages that `streamlit run app.py` serves: navigation only."""

import streamlit as st

from assistant.ui import about, access, calculators, chat, frame, regimen, safety, study

st.set_page_config(page_title="BLIN", page_icon="💧", layout="centered", initial_sidebar_state="collapsed")

PAGES = {
    "ask": st.Page(chat.page, title="Ask", url_path="ask", default=True),
    "calculators": st.Page(calculators.page, title="Calculators", url_path="calculators"),
    "regimen": st.Page(regimen.page, title="Regimen", url_path="regimen"),
    "study": st.Page(study.page, title="Study", url_path="study"),
    "safety": st.Page(safety.page, title="Safety", url_path="safety"),
    "about": st.Page(about.page, title="About", url_path="about"),
}

page = st.navigation(list(PAGES.values()), position="hidden")
if access.may_serve():
    frame.draw_masthead(PAGES, page)
    page.run()
