// Keeps the last good Today and board, so that they can be read without a network, with the time they are of on them.
const PAGES = "homecall-pages-1";
const FILES = "homecall-files-1";
const KEPT = ["/today/", "/board/"];
const SINCE = "x-homecall-kept";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((files) => files.add("/offline/")).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name !== PAGES && name !== FILES) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(old());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request, url.pathname));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(event.request));
  else if (url.pathname === "/ribbon.css") event.respondWith(fresh(event.request, FILES));
  else if (url.pathname.startsWith("/board/photo/")) event.respondWith(fresh(event.request, PAGES));
});

async function page(request, path) {
  const pages = await caches.open(PAGES);
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return (await kept(pages, path)) || (await caches.match("/offline/"));
  }
  if (answer.status >= 502) return (await kept(pages, path)) || answer; // the house's own server is down, the proxy is not
  if (KEPT.includes(path)) {
    if (answer.ok && !answer.redirected) await pages.put(path, await stamped(answer.clone()));
    else if (answer.status !== 500) await pages.delete(path); // sent away: no longer this person's
  }
  return answer;
}

async function kept(pages, path) {
  const wanted = path === "/" ? KEPT : [path];
  for (const one of wanted) {
    const found = await pages.match(one);
    if (found) return dated(found);
  }
  return undefined;
}

async function stamped(answer) {
  return new Response(await answer.text(), { headers: plain(answer.headers, new Date().toISOString()) });
}

function plain(old, since) {
  const headers = new Headers(old);
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set(SINCE, since);
  return headers;
}

async function dated(found) {
  const since = found.headers.get(SINCE);
  const html = await found.text();
  const language = (html.match(/<html lang="([\w-]+)"/) || [])[1];
  const said = new Date(since).toLocaleString(language, { weekday: "long", hour: "numeric", minute: "2-digit" });
  const shown = html.replace('class="as-of" role="status" hidden', 'class="as-of" role="status"')
    .replace("<time></time>", `<time datetime="${since}">${said}</time>`);
  const plan = (html.match(/<meta name="homecall-plan" content="([^"]+)"/) || [])[1]; // as the family's clock said it
  const whole = plan ? shown.replace('class="of" hidden', 'class="of"').replace("<b></b>", () => `<b>${plan}</b>`) : shown;
  return new Response(whole, { headers: plain(found.headers, since) });
}

async function file(request) { // static files carry a hash in their names: what is kept is right
  const files = await caches.open(FILES);
  return (await files.match(request)) || fresh(request, FILES);
}

async function fresh(request, name) {
  const cache = await caches.open(name);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (wrong) {
    const found = await cache.match(request);
    if (found) return found;
    throw wrong;
  }
}

self.addEventListener("push", (event) => {
  let said = {};
  try { said = event.data.json(); } catch { return; }
  const buttons = Array.isArray(said.buttons) ? said.buttons : [];
  event.waitUntil(self.registration.showNotification(String(said.title || "homecall"), {
    body: String(said.body || ""), tag: said.tag ? String(said.tag) : undefined, data: { to: String(said.to || "/"), buttons },
    actions: buttons.map((one) => ({ action: String(one.does), title: String(one.said) })),
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { to, buttons = [] } = event.notification.data;
  const button = buttons.find((one) => one.does === event.action);
  event.waitUntil(button?.post ? pressed(button, to) : open(button?.to || to));
});

async function open(to) {
  const url = new URL(to, self.location.origin);
  if (url.origin === self.location.origin) await self.clients.openWindow(url.href);
}

async function pressed(button, to) { // without a page and without a cookie: the address itself says who answers
  const url = new URL(button.post, self.location.origin);
  if (url.origin !== self.location.origin) return;
  const soon = new AbortController(); // a page may only be opened for a short while after the press
  setTimeout(() => soon.abort(), 5000);
  try {
    const answer = await fetch(url, {
      method: "POST", body: new URLSearchParams({ answer: button.does }), credentials: "omit", redirect: "error",
      signal: soon.signal,
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const said = await answer.json();
    await self.registration.showNotification(String(said.title), {
      body: String(said.body || ""), tag: said.tag ? String(said.tag) : undefined, data: { to },
    });
  } catch { // whatever it was, the page says how it stands
    await open(to);
  }
}
