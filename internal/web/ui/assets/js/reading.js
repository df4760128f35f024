/* Nghị Sự: a paper read in the page, with the reader's own marks. */
const host = document.querySelector("[data-reader]");
const stack = host.querySelector("[data-pages]");
const say = (word, ...args) => args.reduce((s, a, i) => s.replace("#" + i, a), host.dataset[word]);
const at = host.querySelector("[name=trang]");
const status = host.querySelector("[data-status]");
const sheets = []; /* one for each page: {box, page, text, items, shown} */
let doc, lib, scale = 1, fit = true;

/* ---- pages ---- */
const open = async () => {
  lib = await import(host.dataset.lib);
  lib.GlobalWorkerOptions.workerSrc = host.dataset.worker;
  doc = await lib.getDocument({
    url: host.dataset.src, wasmUrl: host.dataset.parts, useWasm: false, isEvalSupported: false, enableXfa: false,
  }).promise;
  const first = (await doc.getPage(1)).getViewport({ scale: 1 });
  for (let n = 1; n <= doc.numPages; n++) {
    const box = document.createElement("section");
    box.className = "leaf";
    box.id = "trang-" + n;
    box.dataset.page = n;
    box.setAttribute("aria-label", say("pageWord", n, doc.numPages));
    stack.append(box);
    sheets.push({ box, n, wide: first.width, high: first.height });
  }
  at.max = doc.numPages;
  host.querySelector("[data-total]").textContent = "/ " + doc.numPages;
  measure();
  const near = new IntersectionObserver((seen) => seen.forEach((e) => {
    const s = sheets[e.target.dataset.page - 1];
    s.near = e.isIntersecting;
    if (s.near) draw(s); else clear(s);
  }), { rootMargin: "1200px 0px" });
  const main = new IntersectionObserver((seen) => seen.forEach((e) => {
    if (e.isIntersecting && document.activeElement !== at) {
      at.value = e.target.dataset.page;
      try { localStorage.setItem(host.dataset.place, at.value); } catch { /* forbidden */ }
    }
  }), { rootMargin: "-45% 0px -54% 0px" });
  sheets.forEach((s) => { near.observe(s.box); main.observe(s.box); });
  status.textContent = "";
  host.dataset.ready = "1";
  const start = Number(location.hash.replace("#trang-", "")) || (at.value > 1 ? Number(at.value) : kept());
  if (start > 1) go(start, false);
  await anchor();
};
const kept = () => { try { return Number(localStorage.getItem(host.dataset.place)); } catch { return 1; } };

const measure = () => {
  if (fit) scale = Math.min(2.2, (stack.clientWidth - 2) / sheets[0].wide);
  sheets.forEach((s) => {
    s.box.style.inlineSize = Math.floor(s.wide * scale) + "px";
    s.box.style.blockSize = Math.floor(s.high * scale) + "px";
  });
};
const redraw = () => { measure(); sheets.forEach((s) => { if (s.shown) { clear(s); if (s.near) draw(s); } }); };
const clear = (s) => { s.box.replaceChildren(); s.shown = false; s.layer = null; };

const draw = async (s) => {
  if (s.shown) return;
  s.shown = true;
  const page = await doc.getPage(s.n);
  const own = page.getViewport({ scale: 1 });
  if (own.width !== s.wide || own.height !== s.high) {
    s.wide = own.width; s.high = own.height;
    measure();
  }
  const viewport = page.getViewport({ scale });
  const dense = Math.min(2.5, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(viewport.width * dense);
  canvas.height = Math.floor(viewport.height * dense);
  canvas.setAttribute("aria-hidden", "true");
  const layer = document.createElement("div");
  layer.className = "words";
  layer.style.setProperty("--total-scale-factor", scale);
  const marks = document.createElement("div");
  marks.className = "marks";
  s.box.replaceChildren(canvas, marks, layer);
  try {
    await page.render({ canvas, viewport, transform: [dense, 0, 0, dense, 0, 0] }).promise;
    const text = new lib.TextLayer({ textContentSource: await page.getTextContent(), container: layer, viewport });
    await text.render();
    document.querySelectorAll("body > canvas").forEach((c) => { c.setAttribute("aria-hidden", "true"); host.append(c); }); /* with which letters were measured */
    s.layer = layer; s.marks = marks; s.divs = text.textDivs;
  } catch (e) { if (s.shown) status.textContent = say("failed"); return; }
  paint(s);
};

/* ---- the words of a page as one line, and where each stands ---- */
const words = async (n) => {
  const s = sheets[n - 1];
  if (!s.text) {
    const content = await (await doc.getPage(n)).getTextContent();
    s.items = content.items.filter((i) => i.str !== undefined).map((i) => i.str);
    s.text = s.items.join("");
  }
  return s;
};

/* a text without its spaces, letters composed, and where each letter came from */
const tight = (text) => {
  const from = [], to = [];
  let all = "";
  for (const m of text.matchAll(/\P{M}\p{M}*/gu)) {
    if (/^\s/u.test(m[0])) continue;
    for (const unit of m[0].normalize("NFC").split("")) { all += unit; from.push(m.index); to.push(m.index + m[0].length); }
  }
  return { all, from, to };
};

/* where a passage stands on a page: [from, to] in its text; of like places the one among the like words */
const find = (text, m) => {
  const hay = tight(text), needle = tight(m.quote).all, ahead = tight(m.before).all, behind = tight(m.after).all;
  if (!needle) return null;
  let best = -1, most = -1;
  for (let i = hay.all.indexOf(needle); i >= 0; i = hay.all.indexOf(needle, i + 1)) {
    let like = 0;
    for (let k = 1; k <= ahead.length && hay.all[i - k] === ahead[ahead.length - k]; k++) like++;
    for (let k = 0; k < behind.length && hay.all[i + needle.length + k] === behind[k]; k++) like++;
    if (like > most) { most = like; best = i; }
  }
  return best < 0 ? null : [hay.from[best], hay.to[best + needle.length - 1]];
};

const own = () => [...document.querySelectorAll("[data-mark]")].map((li) => ({ li, ...li.dataset, page: Number(li.dataset.page) }));

/* each mark is looked for where it was made, then on the pages around it */
const anchor = async () => {
  for (const m of own()) {
    m.li.querySelector("[data-lost]").hidden = true;
    if (!m.quote) { m.li.dataset.found = m.page; continue; }
    delete m.li.dataset.found;
    const order = sheets.map((s) => s.n).sort((a, b) => Math.abs(a - m.page) - Math.abs(b - m.page));
    for (const n of order) {
      const s = await words(n), span = find(s.text, m);
      if (span) { m.li.dataset.found = n; break; }
    }
    const link = m.li.querySelector("[data-go]");
    if (m.li.dataset.found) {
      link.href = "#trang-" + m.li.dataset.found;
      link.textContent = say("onPage", m.li.dataset.found);
    } else m.li.querySelector("[data-lost]").hidden = false;
  }
  sheets.forEach((s) => { if (s.layer) paint(s); });
};

const paint = async (s) => {
  await words(s.n);
  if (!s.layer) return;
  s.marks.replaceChildren();
  const base = s.box.getBoundingClientRect();
  own().filter((m) => m.quote && Number(m.li.dataset.found) === s.n).forEach((m) => {
    const span = find(s.text, m);
    if (!span) return;
    const range = rangeOf(s, span);
    if (!range) return;
    for (const r of range.getClientRects()) {
      if (r.width < 1 || r.height > base.height / 4) continue;
      const d = document.createElement("div");
      d.className = m.li.dataset.words ? "noted" : "lit";
      d.title = m.li.dataset.words;
      Object.assign(d.style, { left: r.left - base.left + "px", top: r.top - base.top + "px", width: r.width + "px", height: r.height + "px" });
      s.marks.append(d);
    }
  });
};

const place = (s, i) => {
  let left = i;
  for (let k = 0; k < s.items.length; k++) {
    if (left <= s.items[k].length && s.divs[k] && s.divs[k].firstChild) return [s.divs[k].firstChild, Math.min(left, s.divs[k].firstChild.length)];
    left -= s.items[k].length;
  }
  return null;
};
const rangeOf = (s, [from, to]) => {
  const a = place(s, from + 1), b = place(s, to);
  if (!a || !b) return null;
  const r = document.createRange();
  r.setStart(a[0], Math.max(0, a[1] - 1));
  r.setEnd(b[0], b[1]);
  return r;
};

/* ---- marking ---- */
const form = document.querySelector("[data-note]");
const chosen = host.querySelector("[data-chosen]");
const offset = (s, node, i) => {
  const k = s.divs.findIndex((d) => d.contains(node));
  if (k < 0) return null;
  return s.items.slice(0, k).join("").length + (node.nodeType === Node.TEXT_NODE ? i : 0);
};
const picked = async () => {
  const sel = getSelection();
  if (!sel.rangeCount || sel.isCollapsed) return null;
  const r = sel.getRangeAt(0);
  const box = (r.startContainer.parentElement || host).closest(".leaf");
  if (!box || !host.contains(box)) return null;
  const s = await words(Number(box.dataset.page));
  if (!s.layer) return null;
  const from = offset(s, r.startContainer, r.startOffset);
  let to = offset(s, r.endContainer, r.endOffset);
  if (from === null) return null;
  if (to === null || to <= from) to = Math.min(s.text.length, from + sel.toString().length);
  const quote = s.text.slice(from, to).trim();
  return quote && { page: s.n, quote, before: s.text.slice(Math.max(0, from - 48), from), after: s.text.slice(to, to + 48) };
};
const fill = (m) => {
  form.elements.page.value = m.page;
  for (const k of ["quote", "before", "after"]) form.elements[k].value = m[k] || "";
  const shown = form.querySelector("[data-quoted]");
  shown.textContent = m.quote || "";
  shown.hidden = !m.quote;
};
/* what can be done with a passage is offered right under it */
document.addEventListener("selectionchange", async () => {
  chosen.hidden = !(await picked());
  if (chosen.hidden) return;
  const r = getSelection().getRangeAt(0).getBoundingClientRect(), box = host.getBoundingClientRect();
  chosen.style.top = r.bottom - box.top + 8 + "px";
  chosen.style.left = Math.max(0, Math.min(r.left - box.left, box.width - chosen.offsetWidth)) + "px";
});
chosen.querySelector("[data-light]").addEventListener("click", async () => {
  const m = await picked();
  if (!m) return;
  fill(m);
  form.elements.words.value = "";
  await send();
});
chosen.querySelector("[data-write]").addEventListener("click", async () => {
  const m = await picked();
  if (!m) return;
  fill(m);
  form.elements.words.focus();
});

const refresh = async (action, data) => {
  const answer = await fetch(action, { method: "POST", body: new URLSearchParams(data), headers: { "X-Part": "1" } });
  const part = await answer.text();
  if (data.has("khoa") && (answer.ok || answer.status === 202)) form.elements.khoa.value = nextKey(); /* a key is good for one note */
  if (answer.status === 202) { waits(data); return "waits"; } /* no network: it waits on this device */
  if (!answer.ok) { status.textContent = say("unsaved"); return false; }
  document.getElementById("ghi-chu-ds").innerHTML = part;
  await anchor();
  return true;
};
const nextKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
/* a note that waits to be sent stands in the list, and says so */
const waits = (data) => {
  const list = document.getElementById("ghi-chu-ds"), row = document.createElement("p");
  row.className = "small pre waiting-note";
  row.textContent = [say("waits", data.get("page")), data.get("quote"), data.get("words")].filter(Boolean).join("\n");
  list.prepend(row);
};
const send = async () => {
  let ok = false;
  try { ok = await refresh(form.action, new FormData(form)); } catch { status.textContent = say("unsaved"); }
  if (ok) { form.elements.words.value = ""; fill({ page: at.value }); getSelection().removeAllRanges(); status.textContent = ok === "waits" ? say("waits", at.value) : say("saved"); }
  return ok;
};
document.addEventListener("submit", async (e) => {
  const f = e.target;
  if (f !== form && !f.closest("#ghi-chu-ds")) return;
  e.preventDefault();
  delete f.dataset.sent;
  if (f === form) { await send(); return; }
  try { await refresh(f.action, new FormData(f)); } catch { status.textContent = say("unsaved"); }
});

/* ---- moving about ---- */
const go = (n, smooth = true) => {
  n = Math.min(Math.max(1, n || 1), sheets.length);
  at.value = n;
  if (form && !form.elements.quote.value) form.elements.page.value = n;
  sheets[n - 1].box.scrollIntoView({ block: "start", behavior: smooth ? "auto" : "instant" });
};
at.addEventListener("change", () => go(Number(at.value)));
host.querySelector("[data-prev]").addEventListener("click", () => go(Number(at.value) - 1));
host.querySelector("[data-next]").addEventListener("click", () => go(Number(at.value) + 1));
const zoom = (by) => { const n = Number(at.value); fit = by === 0; scale = Math.min(4, Math.max(0.4, scale * (by || 1))); redraw(); go(n, false); };
host.querySelector("[data-in]").addEventListener("click", () => zoom(1.2));
host.querySelector("[data-out]").addEventListener("click", () => zoom(1 / 1.2));
host.querySelector("[data-fit]").addEventListener("click", () => zoom(0));
let later;
addEventListener("resize", () => { clearTimeout(later); later = setTimeout(() => { if (fit && sheets.length) redraw(); }, 200); });
host.querySelector("[data-bar]").hidden = false;
open().catch(() => { status.textContent = say("failed"); host.querySelector("[data-else]").hidden = false; });
