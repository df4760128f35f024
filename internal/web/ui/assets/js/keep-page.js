/* Nghị Sự: keeping pages on this device, and reading them there. Pages work without it. */
(() => {
  "use strict";
  if (!("serviceWorker" in navigator) || !self.caches || !self.indexedDB || !navigator.locks) return;
  const K = nghisuKept, root = document.documentElement, main = document.getElementById("main") || document.body;
  const app = document.querySelector("[data-who]"), who = app ? app.dataset.who : "";
  const keptAt = Number(root.dataset.kept) || 0;
  const FLAG = "nghisu:kept"; /* whose pages are kept: spares other pages the database */
  const flag = (v) => { try { if (v === undefined) return localStorage.getItem(FLAG); if (v) localStorage.setItem(FLAG, v); else localStorage.removeItem(FLAG); } catch { /* forbidden */ } return ""; };
  const two = (n) => String(n).padStart(2, "0");
  const stamp = (ms) => { const d = new Date(ms); return two(d.getHours()) + ":" + two(d.getMinutes()) + " " + d.getDate() + "/" + (d.getMonth() + 1) + "/" + d.getFullYear(); };
  const mega = (n) => (n < 1e5 ? Math.ceil(n / 1e3) + " kB" : (n / 1e6).toFixed(1).replace(".", root.lang === "vi" ? "," : ".") + " MB");
  const el = (tag, cls, ...inner) => { const e = document.createElement(tag); if (cls) e.className = cls; e.append(...inner); return e; };
  let words = {};
  const say = (k, ...args) => args.reduce((s, a, i) => s.replace("#" + i, a), words[k] || "");
  const tell = (kind, text, ...more) => {
    const box = el("div", "notice " + kind, el("div", "stack g2", el("p", "", text), ...more));
    box.setAttribute("role", "status");
    main.prepend(box);
    return box;
  };
  const link = (text, href) => { const a = el("a", "", text); a.href = href; return a; };
  const button = (text, press, cls = "btn") => { const b = el("button", cls, text); b.type = "button"; b.addEventListener("click", press); return b; };

  /* ---- keeping ---- */
  const keepAll = async (path, report) => {
    const mine = await K.get("meta", "who"), from = Date.now();
    const r = await fetch(path, { method: "POST", headers: { "X-Queue": who }, body: new URLSearchParams({ may: mine && mine.person === who ? mine.token : "" }), redirect: "error" });
    const told = await r.json();
    if (!r.ok) throw Object.assign(new Error("told"), { words: told.fault.text });
    const skew = Math.round((from + Date.now()) / 2 - told.now), until = Date.now() + told.days * 24 * 3600 * 1000;
    await K.put("meta", { person: told.person, token: told.token, skew }, "who");
    await K.put("meta", told.words, "words");
    flag(told.person);
    const box = await K.cache();
    const have = new Set((await box.keys()).map((x) => { const u = new URL(x.url); return u.pathname + u.search; }));
    const jobs = [
      ...told.assets.map((url) => ({ url, key: url })), ...told.files, ...told.pages.map((p) => ({ ...p, key: p.url, page: true })),
    ].filter((x) => x.page || !have.has(x.key) && have.add(x.key));
    const need = jobs.reduce((n, x) => n + (x.size || 0), 0), room = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : null;
    const full = () => Object.assign(new Error("full"), { words: say("quota", mega(need), room ? mega(room.quota - room.usage) : "?") });
    if (room && room.quota - room.usage < need * 1.1) throw full();
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist().catch(() => false);
    let done = 0, size = told.files.reduce((n, f) => n + f.size, 0);
    for (const x of jobs) {
      report(done, jobs.length);
      const got = await fetch(x.from || x.url, { redirect: "error" });
      if (!got.ok) throw Object.assign(new Error("told"), { words: say("partly", x.title || x.url) });
      if (x.page) size += (await got.clone().arrayBuffer()).byteLength;
      try { await box.put(x.key, got); } catch (e) { if (e.name === "QuotaExceededError") throw full(); throw e; }
      done++;
    }
    report(done, jobs.length);
    const at = Date.now();
    for (const x of [...told.files, ...told.pages.map((p) => ({ ...p, key: p.url }))]) await K.put("pages", { ...x, at, until });
    await K.put("sets", { path, title: told.title, line: told.line, href: told.href, at, until, size, papers: told.papers, packs: told.packs, urls: [...told.files, ...told.pages].map((x) => x.url), assets: told.assets });
    await K.tidy();
    await navigator.serviceWorker.register("/ngoai-tuyen.js");
    await navigator.serviceWorker.ready;
  };

  const panel = async (box) => {
    const status = box.querySelector("[data-status]"), bar = box.querySelector("progress"), press = box.querySelector("[data-keep-now]");
    const show = async () => {
      const set = flag() && await K.get("sets", box.dataset.keepHere);
      press.querySelector("span").textContent = say(set ? "update" : "save");
      box.querySelector("[data-kept-list]").hidden = !flag();
      status.textContent = set ? say("saved", stamp(set.at), mega(set.size), stamp(set.until)) : "";
    };
    await show();
    press.addEventListener("click", async () => {
      press.disabled = bar.hidden = true;
      try {
        await keepAll(box.dataset.keepHere, (n, of) => { bar.hidden = false; bar.max = of || 1; bar.value = n; status.textContent = say("saving", n, of); });
        await show();
      } catch (e) { status.textContent = e.words || say("failed"); }
      press.disabled = false;
      bar.hidden = true;
    });
    box.hidden = !!keptAt;
  };

  /* ---- a page that is shown from the device ---- */
  const reason = (b) => {
    const icon = b.querySelector(".sr"); /* where the picture stands alone its name says so */
    b.disabled = true;
    b.title = say("needs-net");
    if (icon && b.innerText.trim() === icon.innerText.trim()) icon.append(", " + say("needs-net"));
    else b.append(el("span", "small", " · " + say("needs-net")));
  };
  const remarkMore = (b) => { /* the server draws a line for a comment; here the last one is copied */
    const last = [...b.closest("section").querySelectorAll("fieldset.remark")].pop();
    if (!last) { reason(b); return; }
    b.type = "button";
    b.addEventListener("click", () => {
      const from = [...b.closest("section").querySelectorAll("fieldset.remark")].pop(), next = from.cloneNode(true);
      const k = Number(/comments\.(\d+)\./.exec(from.querySelector("[name]").name)[1]);
      for (const x of next.querySelectorAll("*")) {
        for (const a of ["name", "id", "for", "aria-describedby"]) {
          if (x.hasAttribute(a)) x.setAttribute(a, x.getAttribute(a).replace("comments." + k + ".", "comments." + (k + 1) + ".").replace("comments-" + k + "-", "comments-" + (k + 1) + "-"));
        }
        if (x.matches("input, textarea, select")) x.value = "";
      }
      next.querySelector("legend").textContent = next.querySelector("legend").textContent.replace(k, k + 1);
      from.after(next);
      next.querySelector("input, select, textarea").focus();
    });
  };
  const refill = (form, item) => {
    for (const [name, v] of item.pairs) {
      if (["khoa", "revision", "version"].includes(name) || name.endsWith(".revision")) continue;
      let f = form.elements.namedItem(name);
      if (!f && /\.comments\.\d+\./.test(name)) { const more = form.querySelector(`[value="gop-y:${/^slips\.(\d+)/.exec(name)[1]}"]`); if (more) more.click(); f = form.elements.namedItem(name); }
      if (!f) continue;
      if (f instanceof RadioNodeList) f.value = v;
      else if (f.type === "radio" || f.type === "checkbox") f.checked = f.value === v;
      else if (f.type !== "hidden") f.value = v;
    }
    form.prepend(el("p", "small strong", say("refilled", stamp(item.at))));
  };
  const offline = async () => {
    const box = tell("warn", say("shown", stamp(keptAt)), el("p", "bar", button(say("retry"), () => location.reload()), link(say("list"), "/tren-may")));
    box.classList.add("no-print", "kept-line");
    const why = root.dataset.why;
    if (why) box.firstChild.prepend(el("p", "strong", say(why)));
    const waiting = (await K.all("queue")).filter((x) => x.state === "waiting");
    for (const form of document.querySelectorAll("form")) {
      const path = new URL(form.action, location).pathname, kind = form.method === "post" && K.kindOf(path);
      if (form.closest("[data-kept-own]") || path === "/dang-xuat") continue;
      if (!kind) { form.querySelectorAll("button:not([type=button]), input[type=submit]").forEach(reason); continue; }
      form.querySelectorAll("button[name=hang]").forEach((b) => (b.value.startsWith("gop-y:") ? remarkMore(b) : reason(b)));
      const own = form.elements.namedItem("khoa");
      if (own) own.value = K.key();
      const pairs = [...new FormData(form)];
      const item = kind !== "note" && kind !== "prior" && waiting.find((x) => K.same(x, { action: path, kind, pairs }));
      if (item) refill(form, item);
    }
    /* downloads do not pass the worker everywhere */
    document.addEventListener("click", async (e) => {
      const a = e.target.closest && e.target.closest("a[download]");
      if (!a || a.href.startsWith("blob:")) return;
      e.preventDefault();
      const k = await K.find(a.href);
      if (!k) { location.href = a.href; return; }
      await save(k);
    });
    addEventListener("online", () => { box.classList.replace("warn", "ok"); box.querySelector("p:not(.strong)").textContent = say("back"); });
  };
  const save = async ({ page, response }) => {
    const a = el("a");
    a.href = URL.createObjectURL(await response.blob());
    a.download = page.name || page.url.split("/").pop();
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
  };

  /* ---- the list of what is kept, and of what waits ---- */
  const lines = (x) => {
    const v = (n) => K.value(x.pairs, n), l = (k) => x.labels[k] || k, out = [];
    if (x.kind === "answer") out.push(l(v("answer")), v("reason"), v("people"));
    if (x.kind === "prior") out.push(l(v("item")) + ": " + l(v("say") || "none"));
    if (x.kind === "note") out.push(v("quote"), v("words"));
    if (x.kind === "slip") for (const [n, s] of x.pairs) {
      const at = /^slips\.(\d+)\.(position|reason|comments\.\d+\.text)$/.exec(n);
      if (at && s) out.push(at[2] === "position" ? l(at[1] + "." + s) : s);
    }
    return out.filter(Boolean);
  };
  const again = (x) => { /* the words go to the form as it is now */
    if (keptAt || x.kind === "prior" || x.kind === "note") { location.href = x.back || x.action.replace(/\/(y-kien-truoc|ghi-chu)$/, (m, p) => (p === "ghi-chu" ? "/doc" : "/phong")); return; }
    const f = el("form");
    f.method = "post"; f.action = x.action; f.hidden = true;
    const own = x.pairs.filter(([n]) => n !== "khoa" && n !== "version" && n !== "revision" && !n.endsWith(".revision"));
    for (const [n, v] of [...own, ["buoc", "sua"]]) { const i = el("input"); i.type = "hidden"; i.name = n; i.value = v; f.append(i); }
    document.body.append(f);
    f.submit();
  };
  const listing = async (host) => {
    const sets = host.querySelector("[data-sets]"), queue = host.querySelector("[data-queue]");
    const draw = async () => {
      const kept = flag() ? await K.all("sets") : [], items = flag() ? await K.all("queue") : [];
      sets.replaceChildren(...kept.map((s) => el("li", "stack g1",
        el("p", "strong", link(s.title, s.href)), el("p", "small quiet", s.line),
        el("p", "small quiet", say("saved", stamp(s.at), mega(s.size), stamp(s.until))),
        ...(s.papers.length ? [el("details", "fold", el("summary", "", say("papers", s.papers.length)), el("ul", "small stack g1", ...s.papers.map((p) => el("li", "", link(p.title, p.href)))))] : []),
        el("p", "bar", ...s.packs.map((p) => button(p.title, async () => { const k = await K.find(new URL(p.href, location).href); if (k) await save(k); })),
          button(say("remove-set"), async () => { await K.drop("sets", s.path); await K.tidy(); await draw(); })))));
      queue.replaceChildren(...items.map((x) => {
        const state = el("p", "small strong", say("kind-" + x.kind) + " · " + say("state-" + x.state));
        const row = el("li", "stack g1 queue-" + x.state, state, el("p", "", x.title), ...lines(x).map((t) => { const p = el("p", "law pre", t); p.lang = "vi"; return p; }),
          el("p", "small quiet", say("filled", stamp(x.at)) + (x.state === "sent" ? " " + say("received", stamp(x.received)) : "")));
        if (x.state === "waiting" && x.held) row.append(el("p", "small", say("sign-in")));
        if ((x.done || "").endsWith("#phieu-muon")) row.append(el("p", "small", say("late")));
        if (x.fault) row.append(el("p", "small fault", x.fault));
        const bar = el("p", "bar");
        if (x.state !== "sent") bar.append(button(say("open"), () => again(x)));
        bar.append(button(say(x.state === "sent" ? "hide" : "remove"), async () => { await K.drop("queue", x.id); await draw(); }, "btn bare"));
        row.append(bar);
        return row;
      }));
      host.querySelector("[data-no-sets]").hidden = kept.length > 0;
      host.querySelector("[data-no-queue]").hidden = items.length > 0;
      host.querySelector("[data-wipe]").hidden = !flag();
      host.hidden = false;
    };
    host.querySelector("[data-wipe]").addEventListener("click", async (e) => {
      const left = (await K.all("queue")).filter((x) => x.state !== "sent").length;
      if (left && !e.currentTarget.dataset.sure) { e.currentTarget.dataset.sure = "1"; tell("warn", say("wipe-ask", left)); return; }
      await release();
      await draw();
    });
    const mine = flag() && await K.get("meta", "who");
    if (mine) {
      const sum = [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(mine.token)))].map((b) => b.toString(16).padStart(2, "0")).join("");
      document.querySelectorAll("[data-device]").forEach((d) => { if (d.dataset.device === sum) d.append(" (" + say("this-one") + ")"); });
    }
    await draw();
    return draw;
  };
  const release = async (out) => {
    const mine = await K.get("meta", "who");
    let told = true;
    if (mine) await fetch("/tren-may/tra-may", { method: "POST", body: new URLSearchParams({ may: mine.token }), keepalive: true }).catch(() => { told = false; });
    if (!out || told || !navigator.serviceWorker.controller) await K.wipe(); /* else the worker wipes, and ends the session later */
    flag("");
  };

  /* ---- signing out takes along what was kept ---- */
  const leaving = (form) => form.addEventListener("submit", async (e) => {
    if (form.dataset.wiped || !flag()) return;
    e.preventDefault();
    delete form.dataset.sent;
    const left = (await K.all("queue")).filter((x) => x.state !== "sent").length;
    if (left && !form.dataset.sure) { form.dataset.sure = "1"; tell("warn", say("out-ask", left), el("p", "", link(say("list"), "/tren-may"))).scrollIntoView(); return; }
    await release(true);
    form.dataset.wiped = "1";
    form.requestSubmit();
  });

  const begin = async () => {
    const drawn = document.querySelector("[data-kept-words]");
    if (drawn) words = JSON.parse(drawn.dataset.keptWords);
    if (flag()) {
      if (!keptAt && who && who !== flag()) { await K.wipe(); flag(""); } /* another person has signed in */
      else if (!drawn) words = (await K.get("meta", "words")) || {};
    }
    let redraw = () => {};
    for (const box of document.querySelectorAll("[data-keep-here]")) await panel(box);
    if (keptAt) await offline();
    const host = document.querySelector("[data-kept-own]");
    if (host) redraw = await listing(host);
    if (!flag()) return;
    document.querySelectorAll("form[action='/dang-xuat']").forEach(leaving);
    const send = async () => {
      const { ended } = await K.flush(), news = await K.news();
      if (ended) { flag(""); tell("warn", say("wiped")); }
      if (news.sent) tell("ok", say("sent", news.sent), link(say("list"), "/tren-may"));
      if (news.stuck) tell("warn", say("stuck", news.stuck), link(say("list"), "/tren-may"));
      if (news.sent || news.stuck || ended) await redraw();
    };
    addEventListener("online", send);
    if (!keptAt) { await K.tidy(); await send(); }
  };
  begin();
})();
