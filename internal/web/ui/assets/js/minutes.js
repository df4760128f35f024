/* Nghị Sự: minutes are kept while they are written, here and on the server. */
const host = document.querySelector("[data-minutes]");
if (host) {
  const store = (k, v) => { try { if (v === null) localStorage.removeItem(k); else localStorage.setItem(k, v); } catch { /* full or forbidden */ } };
  const stored = (k) => { try { return localStorage.getItem(k); } catch { return null; } };
  const parts = [...host.querySelectorAll("[data-part]")].map((form) => {
    const p = {
      form, box: form.elements.text, item: form.elements.namedItem("item").value, key: host.dataset.key + ":" + form.elements.namedItem("item").value,
      status: form.querySelector("[data-status]"), clash: form.querySelector("[data-clash]"), base: form.elements.text.value, busy: false,
    };
    /* what was written here and never reached the server comes back */
    const own = JSON.parse(stored(p.key) || "null");
    if (own && own.text !== p.base) {
      p.box.value = own.text;
      if (own.rev === form.elements.rev.value) soon(p); else show(p, { text: p.base, rev: form.elements.rev.value });
    }
    p.box.addEventListener("input", () => {
      store(p.key, JSON.stringify({ text: p.box.value, rev: form.elements.rev.value }));
      soon(p);
    });
    form.addEventListener("submit", (e) => { e.preventDefault(); delete form.dataset.sent; save(p); });
    form.querySelector("[data-take]").addEventListener("click", () => settle(p, p.clash.theirs.text));
    form.querySelector("[data-keep-own]").addEventListener("click", () => settle(p, p.box.value));
    return p;
  });

  function soon(p) { clearTimeout(p.wait); p.wait = setTimeout(() => save(p), 600); }

  async function save(p) {
    clearTimeout(p.wait);
    if (p.busy) { soon(p); return; }
    p.busy = true;
    const text = p.box.value;
    try {
      const answer = await fetch(p.form.action, { method: "POST", body: new URLSearchParams(new FormData(p.form)), headers: { "X-Part": "1" }, redirect: "error" });
      const part = await answer.json();
      if (answer.ok) {
        p.form.elements.rev.value = part.rev;
        p.base = text;
        if (p.box.value === text) { store(p.key, null); p.status.textContent = host.dataset.kept; }
      } else if (part.rev) show(p, part);
      else p.status.textContent = part.fault;
    } catch {
      p.status.textContent = host.dataset.local; /* offline or signed out: it is kept here */
      clearTimeout(p.wait);
      p.wait = setTimeout(() => save(p), 15000);
    }
    p.busy = false;
  }

  /* two have written on one matter: both texts stay in view until one decides */
  function show(p, theirs) {
    clearTimeout(p.wait);
    p.clash.theirs = theirs;
    p.clash.querySelector("[data-clash-said]").textContent = theirs.fault || host.dataset.by.replace("#0", theirs.who || "");
    p.clash.querySelector("[data-clash-text]").textContent = theirs.text;
    p.clash.hidden = false;
  }
  function settle(p, text) {
    p.box.value = text;
    p.form.elements.rev.value = p.clash.theirs.rev;
    p.clash.hidden = true;
    save(p);
    p.box.focus();
  }

  /* what others write comes in where nothing of one's own is unsaved */
  setInterval(async () => {
    let now;
    try { now = await (await fetch(host.dataset.now, { redirect: "error" })).json(); } catch { return; }
    for (const n of now || []) {
      const p = parts.find((x) => x.item === n.item);
      if (!p || p.busy || !p.clash.hidden || String(n.rev) === p.form.elements.rev.value || n.rev < Number(p.form.elements.rev.value)) continue;
      if (p.box.value !== p.base) { show(p, n); continue; }
      const [from, to] = [p.box.selectionStart, p.box.selectionEnd];
      p.box.value = p.base = n.text;
      if (document.activeElement === p.box) p.box.setSelectionRange(from, to);
      p.form.elements.rev.value = n.rev;
      p.status.textContent = host.dataset.by.replace("#0", n.who || "");
    }
  }, 5000);
}
