// Keeps this browser's key in a cookie of this site; a key that is already there is told to the page and stays.
const A_YEAR = 365 * 24 * 60 * 60;

export default function ({ data, setTriggerValue }) {
  const held = document.cookie.split("; ").find((pair) => pair.startsWith(`${data.name}=`))?.slice(data.name.length + 1);
  if (held && held !== data.key) return setTriggerValue("known", held);
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${data.name}=${data.key}; Path=/; Max-Age=${A_YEAR}; SameSite=Strict${secure}`;
}
