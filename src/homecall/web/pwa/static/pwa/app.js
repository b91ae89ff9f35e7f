// Registers the service worker, forgets what was kept for somebody else, and lets this browser be told something.
const seat = document.querySelector('meta[name="homecall-seat"]')?.content ?? "";

async function forget() { // nobody, or somebody else, sits here now
  const before = localStorage.getItem("homecall-seat") ?? "";
  if (seat === "?" || before === seat) return; // the page without a network may stand in for any other
  await caches.delete("homecall-pages-1");
  localStorage.setItem("homecall-seat", seat);
}

if ("serviceWorker" in navigator) {
  forget().finally(() => navigator.serviceWorker.register("/sw.js", { scope: "/" })).catch(() => {});
}

window.addEventListener("online", () => { if (document.querySelector(".as-of:not([hidden])")) location.reload(); });

const box = document.querySelector("[data-push-key]");
if (box && "serviceWorker" in navigator && "PushManager" in window) notices();

async function notices() {
  const there = await navigator.serviceWorker.ready;
  const show = (said, on, off) => {
    for (const one of box.querySelectorAll("[data-push-said]")) one.hidden = one.dataset.pushSaid !== said;
    box.querySelector('[data-push="on"]').hidden = !on;
    box.querySelector('[data-push="off"]').hidden = !off;
  };
  const old = await there.pushManager.getSubscription();
  show(old ? "on" : "", !old, Boolean(old));
  box.querySelector('[data-push="on"]').addEventListener("click", async () => {
    try {
      const made = await there.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: box.dataset.pushKey });
      const done = await send("/notices/subscribe/", made.toJSON());
      show(done.ok ? "on" : "no", !done.ok, done.ok);
    } catch { show("no", true, false); }
  });
  box.querySelector('[data-push="off"]').addEventListener("click", async () => {
    const one = await there.pushManager.getSubscription();
    if (one) { await send("/notices/unsubscribe/", { endpoint: one.endpoint }); await one.unsubscribe(); }
    show("", true, false);
  });
}

function send(to, what) {
  const mark = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  return fetch(to, { method: "POST", headers: { ...mark, "Content-Type": "application/json" }, body: JSON.stringify(what) });
}
