/* What the tests ask of a page: things are found as people find them, by what
   they are called. Evaluated in the page; gives an object of functions. */
(() => {
  "use strict";
  const squeeze = (s) => (s || "").replace(/[\s\u00a0\u202f]+/g, " ").trim();
  const byIds = (ids) => (ids || "").split(/\s+/).map((i) => document.getElementById(i)).filter(Boolean).map((e) => e.innerText).join(" ");
  const nameOf = (el) => {
    let s = byIds(el.getAttribute("aria-labelledby")) || el.getAttribute("aria-label");
    if (!s && el.labels && el.labels.length) s = [...el.labels].map((l) => l.innerText).join(" ");
    if (!s && el.closest("label")) s = el.closest("label").innerText;
    if (!s && /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) s = el.title || el.placeholder || (el.type === "submit" ? el.value : "");
    if (!s) s = el.innerText || el.textContent || el.title;
    return squeeze(s);
  };
  /* what is there for ears alone is drawn and cut away: nobody presses it */
  const seen = (el) => el.checkVisibility({ checkVisibilityCSS: true }) && !el.closest(".sr") && [...el.getClientRects()].some((r) => r.width > 2 && r.height > 2);
  const containers = "li, tr, fieldset, form, section, article, details, nav, aside, header, footer, main, body";
  /* the smallest part of the page that holds the words and the thing */
  const within = (el, words) => {
    for (let up = el.parentElement && el.parentElement.closest(containers); up; up = up.parentElement && up.parentElement.closest(containers)) {
      const label = byIds(up.getAttribute("aria-labelledby")) || up.getAttribute("aria-label") || "";
      if (squeeze(label + " " + up.innerText).includes(words)) return up;
    }
    return null;
  };
  const depth = (el) => { let n = 0; for (; el; el = el.parentElement) n++; return n; };
  const kinds = {
    press: "a[href], button, summary, [role=button], input[type=submit]",
    tick: "input[type=checkbox], input[type=radio]",
    field: "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea, select",
    head: "h1, h2, h3",
  };
  const rank = (name, want) => (name === want ? 0 : name.startsWith(want) ? 1 : name.includes(want) ? 2 : 9);
  const find = (kind, want, place) => {
    let best = null, bestRank = 9, bestDepth = -1;
    for (const el of document.querySelectorAll(kinds[kind])) {
      const r = rank(nameOf(el), want);
      if (r > 2 || r > bestRank) continue;
      const shown = kind === "tick" ? (el.labels && el.labels[0] && seen(el.labels[0])) || seen(el) : seen(el);
      if (!shown || el.disabled) continue;
      let d = 0;
      if (place) { const box = within(el, place); if (!box) continue; d = depth(box); }
      if (r < bestRank || d > bestDepth) { best = el; bestRank = r; bestDepth = d; }
    }
    return best;
  };
  const names = (kind) => [...document.querySelectorAll(kinds[kind])].filter(seen).map(nameOf);
  /* whether a press on it, or Enter in it, asks the server for something */
  const goes = (el) => {
    const a = el.closest("a[href]");
    if (a) return !a.getAttribute("href").startsWith("#") && !a.target;
    if (el.matches("button, input[type=submit]")) return !!el.form && el.type === "submit";
    return false;
  };
  /* whether a choice in it is asked about at once */
  const asks = (el) => !!(el.form && (el.form.matches("[data-auto]") || (el.form.getAttribute("hx-trigger") || "").includes("change")));
  const spot = (el) => {
    let at = el;
    if (!seen(el) || el.matches("input[type=checkbox], input[type=radio]")) at = (el.labels && el.labels[0]) || el;
    at.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const r = [...at.getClientRects()].find((b) => b.width > 0 && b.height > 0) || at.getBoundingClientRect();
    const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 2), y = r.top + r.height / 2;
    const hit = document.elementFromPoint(x, y);
    const ok = hit && (at.contains(hit) || hit.contains(at) || el.contains(hit) || (hit.closest("label") && hit.closest("label").control === el));
    return { x, y, covered: ok ? "" : hit ? hit.outerHTML.slice(0, 120) : "nothing", tag: el.tagName, type: el.type || "", multiple: !!el.multiple, goes: goes(el), asks: asks(el) };
  };
  return {
    spot: (kind, want, place) => { const el = find(kind, want, place); if (!el) return null; const s = spot(el); s.name = nameOf(el); s.value = el.value || ""; s.checked = !!el.checked; return s; },
    names,
    text: () => squeeze(document.body.innerText),
    heads: () => [...document.querySelectorAll("h1")].map((h) => squeeze(h.innerText)).join(" | "),
    /* chooses from a list as a press on it and on the choice does */
    choose: (want, option, place) => {
      const el = find("field", want, place);
      if (!el || el.tagName !== "SELECT") return "no list";
      let best = null, bestRank = 9;
      for (const o of el.options) {
        const r = rank(squeeze(o.text).replace(/^[—\s]+/, ""), option);
        if (r < bestRank && o.value !== "") { best = o; bestRank = r; }
      }
      if (!best) return "no choice among: " + [...el.options].map((o) => squeeze(o.text)).join(" | ");
      if (el.multiple) { best.selected = !best.selected; } else el.value = best.value;
      el.dispatchEvent(new Event("input", { bubbles: true }));
      el.dispatchEvent(new Event("change", { bubbles: true }));
      return "";
    },
    options: (want, place) => { const el = find("field", want, place); return el && el.options ? [...el.options].map((o) => squeeze(o.text)) : null; },
    chosen: (want, place) => { const el = find("field", want, place); return el && el.options && el.selectedIndex >= 0 ? squeeze(el.options[el.selectedIndex].text) : null; },
    active: () => {
      const el = document.activeElement;
      if (!el || el === document.body) return { tag: "", name: "", ring: true };
      const s = getComputedStyle(el), host = el.matches("input[type=checkbox], input[type=radio]") && el.labels && el.labels[0] ? getComputedStyle(el.labels[0]) : s;
      const drawn = (c) => c.outlineStyle !== "none" && parseFloat(c.outlineWidth) > 0;
      const r = el.getBoundingClientRect();
      return { tag: el.tagName, type: el.type || "", name: nameOf(el), ring: drawn(s) || drawn(host), goes: goes(el) || (el.tagName === "INPUT" && !!el.form && /^(text|search|password)$/.test(el.type)), asks: asks(el), shown: seen(el), top: r.top, bottom: r.bottom };
    },
    ready: () => document.readyState,
    /* things that stand out of the page sideways, the widest first */
    wide: () => {
      const root = document.scrollingElement, over = root.scrollWidth - root.clientWidth;
      if (over <= 0) return "";
      let worst = null, most = 0;
      for (const el of document.body.querySelectorAll("*")) {
        const out = el.getBoundingClientRect().right - root.clientWidth;
        if (out <= most + 0.5) continue;
        let clipped = false;
        for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) if (/(auto|scroll|hidden|clip)/.test(getComputedStyle(up).overflowX)) clipped = true;
        if (!clipped) { worst = el; most = out; }
      }
      return "page is " + over + " px too wide, at " + (worst ? worst.outerHTML.slice(0, 160) : "?");
    },
    submit: (action, pairs) => {
      const f = document.createElement("form");
      f.method = "post"; f.action = action; f.hidden = true;
      for (const [n, v] of pairs) { const i = document.createElement("input"); i.type = "hidden"; i.name = n; i.value = v; f.append(i); }
      document.body.append(f);
      f.submit();
    },
  };
})()
