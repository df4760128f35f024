/* Nghị Sự: what pages and the worker share of keeping pages on a device. */
const nghisuKept = (() => {
  "use strict";
  const CACHE = "nghisu-1-"; /* and the person */
  const STORES = ["meta", "sets", "pages", "queue"];

  /* ---- the device's own database ---- */
  let opened;
  const open = () => opened || (opened = new Promise((yes, no) => {
    const ask = indexedDB.open("nghisu-kept", 1);
    ask.onupgradeneeded = () => {
      ask.result.createObjectStore("meta");
      ask.result.createObjectStore("sets", { keyPath: "path" });
      ask.result.createObjectStore("pages", { keyPath: "url" });
      ask.result.createObjectStore("queue", { keyPath: "id", autoIncrement: true });
    };
    ask.onsuccess = () => yes(ask.result);
    ask.onerror = () => { opened = null; no(ask.error); };
  }));
  const run = async (store, mode, fn) => {
    const db = await open();
    return new Promise((yes, no) => {
      const t = db.transaction(store, mode), r = fn(t.objectStore(store));
      t.oncomplete = () => yes(r && r.result);
      t.onerror = t.onabort = () => no(t.error);
    });
  };
  const get = (store, key) => run(store, "readonly", (s) => s.get(key));
  const all = (store) => run(store, "readonly", (s) => s.getAll());
  const put = (store, value, key) => run(store, "readwrite", (s) => (key === undefined ? s.put(value) : s.put(value, key)));
  const drop = (store, key) => run(store, "readwrite", (s) => s.delete(key));
  const cache = async () => {
    const who = await get("meta", "who");
    return who && caches.open(CACHE + who.person);
  };

  /* ---- kept pages ---- */
  const find = async (href) => {
    const u = new URL(href);
    let page = await get("pages", u.pathname + u.search);
    if (!page && u.search && !u.searchParams.has("ban")) page = await get("pages", u.pathname);
    if (!page || page.until < Date.now()) return null;
    const box = await cache(), response = box && await box.match(page.key, { ignoreVary: true });
    return response ? { page, response } : null;
  };

  /* what no kept thing needs any more goes, and with it what is too old */
  const tidy = async () => {
    const sets = await all("sets"), live = sets.filter((s) => s.until > Date.now());
    for (const s of sets) if (!live.includes(s)) await drop("sets", s.path);
    const wanted = new Set(live.flatMap((s) => s.urls)), keys = new Set(live.flatMap((s) => s.assets));
    for (const p of await all("pages")) if (wanted.has(p.url)) keys.add(p.key); else await drop("pages", p.url);
    const box = await cache();
    if (box) for (const r of await box.keys()) { const u = new URL(r.url); if (!keys.has(u.pathname + u.search)) await box.delete(r); }
    const old = Date.now() - 3 * 24 * 3600 * 1000; /* what was sent is told of for some days */
    for (const x of await all("queue")) if (x.state === "sent" && x.received < old) await drop("queue", x.id);
  };

  /* stays: the worker is still needed, to end the session once there is a network */
  const wipe = async (stays = false) => {
    for (const s of STORES) await run(s, "readwrite", (x) => x.clear());
    for (const k of await caches.keys()) if (k.startsWith("nghisu-")) await caches.delete(k);
    const r = self.registration || (await navigator.serviceWorker.getRegistration("/"));
    if (r && !stays) await r.unregister();
  };

  /* ---- signing out without a network ---- */
  /* What was kept goes at once. The session can only be ended by the server: until it
     is, the worker lets no page of it through. */
  const leave = async (text) => {
    const who = await get("meta", "who");
    await wipe(true);
    await put("meta", { may: who ? who.token : "", text }, "leaving");
  };
  const leaving = () => get("meta", "leaving");
  const left = () => navigator.locks.request("nghisu-ra", async () => {
    const out = await leaving();
    if (!out) return true;
    try {
      const r = await fetch("/dang-xuat", { method: "POST", redirect: "manual" });
      if (r.status >= 500) return false;
      if (out.may) await fetch("/tren-may/tra-may", { method: "POST", body: new URLSearchParams({ may: out.may }) });
    } catch { return false; }
    await wipe();
    return true;
  });

  /* ---- what waits to be sent ---- */
  /* no secret vote is among them, and none will be: its ballot is sealed where it is cast */
  const KINDS = [
    [/^\/lay-y-kien\/[^/]+\/tra-loi$/, "slip"], [/^\/phien-hop\/[^/]+\/tra-loi$/, "answer"],
    [/^\/phien-hop\/[^/]+\/y-kien-truoc$/, "prior"], [/^\/tai-lieu\/[^/]+\/ghi-chu$/, "note"],
  ];
  const kindOf = (path) => (KINDS.find(([re]) => re.test(path)) || [])[1];
  const value = (pairs, name) => (pairs.find(([n]) => n === name) || [])[1] || "";
  const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  /* the same answer, filled in anew */
  const same = (a, b) => a.action === b.action && a.kind !== "note" && ["by", "item", "seat"].every((n) => value(a.pairs, n) === value(b.pairs, n));

  const queue = async (action, pairs) => {
    const kind = kindOf(action), at = Date.now();
    if (!kind || value(pairs, "hang") || value(pairs, "buoc") || !(await get("meta", "who"))) return null;
    const list = await all("queue");
    if (!value(pairs, "khoa") || list.some((x) => value(x.pairs, "khoa") === value(pairs, "khoa"))) pairs = [...pairs.filter(([n]) => n !== "khoa"), ["khoa", key()]];
    const page = (await all("pages")).find((p) => p.action === action) || {};
    const item = { kind, action, pairs: pairs.filter(([n]) => n !== "ve"), at, state: "waiting", title: page.title || "", labels: page.labels || {}, back: page.url || "" };
    for (const x of list) if (x.state === "waiting" && same(x, item)) await drop("queue", x.id);
    item.id = await put("queue", item);
    return item;
  };

  /* whether the copies may stay, and how far this clock is ahead of the server's; null: not in touch */
  const check = async () => {
    const who = await get("meta", "who"), from = Date.now();
    if (!who) return null;
    let r, told;
    try {
      r = await fetch("/tren-may/kiem-tra", { method: "POST", body: new URLSearchParams({ may: who.token }), redirect: "error" });
      told = await r.json();
    } catch { return null; }
    if (told.ended) { await wipe(); return { ended: true }; }
    return told.now ? { skew: Math.round((from + Date.now()) / 2 - told.now) } : null;
  };

  /* one sender at a time, page or worker */
  const flush = () => navigator.locks.request("nghisu-gui", async () => {
    const out = { ended: false };
    const list = (await all("queue")).filter((x) => x.state === "waiting");
    const now = await check();
    if (!now || now.ended) { out.ended = !!now; return out; }
    const who = await get("meta", "who");
    for (const x of list) {
      if (x.skew === undefined) { x.skew = now.skew; await put("queue", x); } /* what is sent again is sent alike */
      const pairs = [...x.pairs, ["dien-luc", x.at], ["lech-luu", who.skew], ["lech-gui", x.skew]];
      let r, told;
      try {
        r = await fetch(x.action, { method: "POST", headers: { "X-Queue": who.person }, body: new URLSearchParams(pairs), redirect: "error" });
        told = await r.json();
      } catch { break; }
      x.held = r.status === 401;
      if (r.ok) Object.assign(x, { state: "sent", done: told.done, received: Date.now() - now.skew });
      else if ([401, 429, 500, 502, 503, 504].includes(r.status)) { await put("queue", x); break; }
      else Object.assign(x, { state: "stuck", fault: told.fault.text });
      if (await get("queue", x.id)) await put("queue", x);
    }
    return out;
  });

  /* what became of things since a page last told of it, whoever has sent them: the
     worker does it too, and behind the reader's back */
  const news = () => navigator.locks.request("nghisu-gui", async () => {
    const out = { sent: 0, stuck: 0 };
    for (const x of await all("queue")) {
      if (!(x.state in out) || x.told) continue;
      out[x.state]++;
      await put("queue", { ...x, told: true });
    }
    return out;
  });

  return { CACHE, get, all, put, drop, cache, find, tidy, wipe, kindOf, value, key, same, queue, check, flush, news, leave, leaving, left };
})();
