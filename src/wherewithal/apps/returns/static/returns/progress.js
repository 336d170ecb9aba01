// A page that waits for work to end looks again by itself; without this script its link does the same.
const EVERY = 3000;

async function look() {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-waits]");
  if (!answer.ok || !now) {
    window.location.reload();
    return;
  }
  document.querySelector("[data-waits]").replaceChildren(...now.childNodes);
  window.setTimeout(look, EVERY);
}

if (document.querySelector("[data-waits]")) {
  window.setTimeout(look, EVERY);
}
