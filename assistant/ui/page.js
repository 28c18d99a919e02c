// What the page does with keys and citations: "/" focuses the question, Esc closes the open source, a citation opens its
// source; a new answer is announced once and scrolled to its top; an opened passage is scrolled into view.
const CITATION = 'a[href^="#cite-"]';
const WIDE = "(min-width: 1000px)";

let listening = null;
let shown = { turn: 0, panel: null };
let opener = null;

const question = () => document.querySelector('[data-testid="stChatInputTextArea"]');
const panel = () => document.querySelector(".st-key-panel");
const drawer = () => document.querySelector(".st-key-drawer");
const isCovered = () => Boolean(panel()) && !matchMedia(WIDE).matches;
const isTyping = (node) => node?.closest?.("input, textarea, select, [contenteditable=true]");
// Who already types is not torn away: a key meant for the question would fall on something else.
const focusUnlessTyping = (node) => { if (!isTyping(document.activeElement)) node?.focus({ preventScroll: true }); };

function once(find, then, tries = 60) {
  const found = find();
  if (found) then(found);
  else if (tries) requestAnimationFrame(() => once(find, then, tries - 1));
}

// A field that is drawn anew at this moment loses the focus, and then nobody has it.
function focusQuestion(tries = 15) {
  if (document.activeElement === document.body || tries === 15) question()?.focus();
  if (tries && [document.body, question()].includes(document.activeElement)) requestAnimationFrame(() => focusQuestion(tries - 1));
}

function listen(data, setTriggerValue) {
  listening?.abort();
  listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("click", (event) => {
    if (isCovered() && !event.target.closest?.(".st-key-panel")) setTriggerValue("close", true);
    if (event.target.closest?.('a[href="#print"]')) {
      event.preventDefault();
      print();
    }
    const link = event.target.closest?.(CITATION);
    if (!link) return;
    event.preventDefault();
    opener = link.getAttribute("href");
    setTriggerValue("open", opener.slice("#cite-".length));
  }, { signal, capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      focusQuestion();
    } else if (event.key === "Escape" && panel()) {
      setTriggerValue("close", true);
    } else if (event.key === "Escape" && drawer() && !event.target.closest?.('[data-testid="stPopoverBody"], [role="menu"], [role="listbox"]')) {
      setTriggerValue("away", true);
    }
  }, { signal });
  addEventListener("resize", () => { arrange(); showMark(); }, { signal });
}

// On a narrow screen the source covers the page: it is a dialog, and what it covers cannot be reached.
function arrange() {
  const open = panel();
  const covered = isCovered();
  for (const part of document.querySelectorAll(".st-key-talk, .st-key-head, .st-key-masthead, [data-testid=stBottom]")) {
    part.toggleAttribute("inert", covered);
  }
  open?.setAttribute("role", covered ? "dialog" : "complementary");
  if (covered) open.setAttribute("aria-modal", "true");
  else open?.removeAttribute("aria-modal");
  const name = open?.querySelector(".path")?.textContent ?? "";
  open?.setAttribute("aria-label", name);
  const body = open?.querySelector(".st-key-panel-body");
  body?.setAttribute("tabindex", "0");
  body?.setAttribute("role", "region");
  body?.setAttribute("aria-label", name);
}

function pointAt(name) {
  for (const row of document.querySelectorAll(".source-link")) row.removeAttribute("aria-current");
  if (name) document.querySelector(`.source-link[href="#cite-${CSS.escape(name)}"]`)?.setAttribute("aria-current", "true");
}

function showMark() {
  const body = document.querySelector(".st-key-panel-body");
  const mark = body?.querySelector("mark");
  if (!mark) return;
  body.scrollTop = 0;
  const above = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
  if (above + mark.getBoundingClientRect().height > body.clientHeight * 0.8) body.scrollTop = above - body.clientHeight / 4;
}

function openPanel(name) {
  once(() => document.querySelector(`.st-key-panel .panel-for-${CSS.escape(name)}`), (found) => {
    arrange();
    once(() => panel()?.querySelector("mark"), showMark);
    focusUnlessTyping(found.querySelector(".panel-title"));
  });
}

function closePanel() {
  once(() => !panel(), () => {
    arrange();
    const back = (opener && document.querySelector(`a[href="${CSS.escape(opener)}"]`)) || question();
    focusUnlessTyping(back);
    opener = null;
  });
}

function announce(data, parentElement) {
  parentElement.querySelector("[role=status]").textContent = data.announcement;
  if (data.turn > 1) once(() => document.querySelector(`.st-key-turn-${data.turn}`), (turn) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    turn.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  listen(data, setTriggerValue);
  if (data.turn !== shown.turn && data.turn > 0) announce(data, parentElement);
  if (data.turn === 0) parentElement.querySelector("[role=status]").textContent = "";
  if (data.panel !== shown.panel) {
    pointAt(data.panel);
    if (data.panel) openPanel(data.panel);
    else closePanel();
  }
  shown = { turn: data.turn, panel: data.panel };
  parentElement.querySelector("[role=status]").dataset.listening = "";
}
