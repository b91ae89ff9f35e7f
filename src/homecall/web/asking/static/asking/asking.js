// A tap on a part of the week puts its answer below it; a second tap puts it away. Without this, it is a page.
const open = new Map();

function place(link) {
  const day = link.closest(".day");
  const item = link.closest("li");
  return day || item || link.closest("table,p") || link.parentElement;
}

function shut(href) {
  const aside = open.get(href);
  const links = [...document.querySelectorAll(`#week a[href="${href}"]`)]; // one in the ribbon for phones, one in that for desks
  if (aside?.contains(document.activeElement)) links.find((one) => one.getClientRects().length)?.focus();
  aside?.remove();
  open.delete(href);
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || !window.htmx) return;
  const link = event.target.closest("#week a[href*='/week/why/']");
  if (!link) return;
  event.preventDefault();
  const href = link.getAttribute("href");
  const mine = open.get(href);
  if (mine && mine.isConnected) return shut(href);
  for (const other of [...open.keys()]) shut(other);
  const aside = document.createElement("aside");
  aside.className = "because";
  aside.tabIndex = -1;
  const where = place(link);
  if (where.matches("table,p")) where.after(aside);
  else where.append(aside);
  open.set(href, aside);
  window.htmx.ajax("GET", href, { target: aside, swap: "innerHTML" }).then(() => {
    aside.focus({ preventScroll: true });
    aside.scrollIntoView({ block: "nearest" });
  });
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input,textarea,select,[contenteditable]");
  if (typing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "Escape") for (const href of [...open.keys()]) shut(href);
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const link = rel && document.querySelector(`#week a[rel='${rel}']`);
  if (link) link.click();
});
