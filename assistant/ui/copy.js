// The copy button: puts its text on the clipboard and says so.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  button.textContent = data.label;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
      status.textContent = data.done;
    } catch {
      status.textContent = data.failed;
    }
    setTimeout(() => (status.textContent = ""), 2500);
  };
}
