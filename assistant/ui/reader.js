// What the reader does by clicks: a passage or a link to one opens it; a heading of the contents is scrolled to; the passage
// that stands open is scrolled into view once.
let listening = null;
let shown = null;

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const scrollTo = (node) => node?.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });

function once(find, then, tries = 90) {
  const found = find();
  if (found) then(found);
  else if (tries) requestAnimationFrame(() => once(find, then, tries - 1));
}

function listen(setTriggerValue) {
  listening?.abort();
  listening = new AbortController();
  document.addEventListener("click", (event) => {
    const heading = event.target.closest?.('.contents a[href^="#s-"]');
    if (heading) {
      event.preventDefault();
      scrollTo(document.getElementById(heading.getAttribute("href").slice(1)));
      return;
    }
    const link = event.target.closest?.('.st-key-reader a[href^="#p-"]');
    const passage = event.target.closest?.(".document .passage");
    if (!link && (!passage || String(getSelection()))) return;
    event.preventDefault();
    shown = null;
    setTriggerValue("open", link ? link.getAttribute("href").slice("#p-".length) : passage.dataset.passage);
  }, { signal: listening.signal, capture: true });
}

export default function ({ data, parentElement, setTriggerValue }) {
  listen(setTriggerValue);
  parentElement.querySelector(".reader-listens").dataset.listening = "";
  document.querySelector(".contents details")?.toggleAttribute("open", matchMedia("(min-width: 1100px)").matches);
  if (data.passage && data.passage !== shown) {
    once(() => document.getElementById(`p-${data.passage}`)?.querySelector("mark"), (mark) => {
      const box = mark.getBoundingClientRect();
      if (box.top < 80 || box.bottom > innerHeight - 80) mark.scrollIntoView({ block: "center" });
    });
  }
  shown = data.passage;
}
