/* Nghị Sự: reads kept pages where there is no network, and keeps what is filled in meanwhile. */
const K = nghisuKept;
const SLOW = 8000; /* after which a kept page is shown while the network still thinks */

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("sync", (e) => {
  if (e.tag === "gui") e.waitUntil(K.flush());
  if (e.tag === "ra") e.waitUntil(K.left().then((ok) => { if (!ok) throw new Error("no network"); })); /* tried again later */
});

/* a kept answer; a page is marked as such, so that it says so itself */
const serve = async ({ page, response }, nav, why) => {
  const h = new Headers();
  for (const n of ["content-type", "content-disposition", "content-security-policy", "content-language", "x-content-type-options", "referrer-policy"]) {
    if (response.headers.has(n)) h.set(n, response.headers.get(n));
  }
  h.set("cache-control", "no-store");
  if (!nav || !(h.get("content-type") || "").startsWith("text/html")) return new Response(await response.blob(), { headers: h });
  const mark = ` data-kept="${page.at}"` + (why ? ` data-why="${why}"` : "");
  return new Response((await response.text()).replace("<html", "<html" + mark), { headers: h });
};

const kept = (href) => K.find(href).catch(() => null);

/* the list of what is kept stands in for a page that is not */
const list = async (why) => {
  const k = await kept(location.origin + "/tren-may");
  return k ? serve(k, true, why) : Response.error();
};

const read = async (req) => {
  const nav = req.mode === "navigate", net = fetch(req);
  net.catch(() => {});
  const late = new Promise((yes) => setTimeout(yes, SLOW)).then(async () => {
    const k = await kept(req.url);
    return k ? serve(k, nav) : net;
  });
  try {
    const r = await Promise.race([net, late]);
    if (r.status < 502 || r.status > 504) return r;
    const k = await kept(req.url);
    return k ? serve(k, nav) : r;
  } catch {
    const k = await kept(req.url);
    if (k) return serve(k, nav);
    return nav ? list("missing") : Response.error();
  }
};

/* static files are named by their content: a kept one is as good as the server's */
const still = async (req) => (await caches.match(req.url, { ignoreVary: true })) || fetch(req);

const wake = async () => { try { await self.registration.sync.register("gui"); } catch { /* pages send when they open */ } };

/* a form that cannot be sent waits here, where it may */
const form = async (req, path) => {
  const copy = K.kindOf(path) ? req.clone() : null;
  try { return await fetch(req); } catch { /* no network */ }
  const item = copy && await K.queue(path, [...await copy.formData()]).catch(() => null);
  if (!item) return list("unsent");
  await wake();
  return Response.redirect("/tren-may?vua=" + item.id, 303);
};

const note = async (req, path) => {
  const copy = req.clone();
  try { return await fetch(req); } catch { /* no network */ }
  const item = await K.queue(path, [...await copy.formData()]).catch(() => null);
  if (!item) return Response.error();
  await wake();
  return new Response("", { status: 202 });
};

/* who signs out takes along what was kept, with a network or without one */
const leave = async (req) => {
  const words = (await K.get("meta", "words").catch(() => null)) || {};
  let r;
  try { r = await fetch(req); } catch { r = null; }
  if (r && (r.status < 502 || r.status > 504)) { await K.wipe(); return r; }
  await K.leave({ title: words["left-title"] || "", text: words.left || "" });
  try { await self.registration.sync.register("ra"); } catch { /* the next page does it */ }
  return out();
};

/* all that a device shows between signing out and the next network */
const out = async () => {
  const { text: { title, text } } = await K.leaving();
  const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem}</style></head><body><main id="main" data-left><h1>${title}</h1><p>${text}</p></main></body></html>`;
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
};

/* a page, unless somebody has signed out whose session still stands */
const guarded = async (req, go) => {
  if (await K.leaving().catch(() => null)) return (await K.left()) ? fetch(req) : out();
  return go();
};

self.addEventListener("fetch", (e) => {
  const req = e.request, { origin, pathname } = new URL(req.url);
  if (origin !== location.origin) return;
  if (req.method === "POST") {
    if (req.mode === "navigate") e.respondWith(guarded(req, () => (pathname === "/dang-xuat" ? leave(req) : form(req, pathname))));
    else if (K.kindOf(pathname) === "note" && !req.headers.has("X-Queue")) e.respondWith(note(req, pathname));
  } else if (req.method === "GET") {
    if (pathname.startsWith("/static/")) e.respondWith(still(req));
    else if (req.mode === "navigate" || /\/(hinh|tep|bo-tai-lieu)\//.test(pathname)) e.respondWith(guarded(req, () => read(req)));
  }
});
