/* Nghị Sự: small helps. Every page works without them. */
(() => {
  "use strict";
  const each = (root, sel, fn) => root.querySelectorAll(sel).forEach(fn);

  /* what a form is drawn with goes to the reader first: faults, clashes */
  const focus = (root) => {
    const box = root.querySelector("[data-focus]");
    if (box) box.focus();
  };

  /* a form is sent once: the second press does nothing for ten seconds */
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post" || e.defaultPrevented) return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 10000);
    forget(form);
  });
  window.addEventListener("pageshow", () => each(document, "form[data-sent]", (f) => { delete f.dataset.sent; }));

  /* long forms keep what was typed in this tab, in case the line drops */
  const key = (form) => "nghisu:" + location.pathname + ":" + form.getAttribute("action");
  const fields = (form) => [...form.elements].filter((el) =>
    el.name && !["hidden", "password", "file", "submit", "button"].includes(el.type));
  const keep = (form) => {
    const all = fields(form).map((el) => [el.name, el.value, el.checked === true]);
    try { sessionStorage.setItem(key(form), JSON.stringify(all)); } catch { /* full or forbidden */ }
  };
  const forget = (form) => {
    /* kept until the next page has loaded, so that a lost answer loses nothing */
    try { sessionStorage.setItem("nghisu:sent", key(form)); } catch { /* forbidden */ }
  };
  const restore = (form) => {
    if (document.querySelector(".error-box")) return; /* the server sent the words back */
    let all;
    try { all = JSON.parse(sessionStorage.getItem(key(form)) || "null"); } catch { return; }
    if (!all) return;
    fields(form).forEach((el, i) => {
      const kept = all[i];
      if (!kept || kept[0] !== el.name) return;
      if (el.type === "checkbox" || el.type === "radio") { if (kept[1] === el.value) el.checked = kept[2]; }
      else if (!el.value) el.value = kept[1];
    });
  };
  const cleanSent = () => {
    try {
      const sent = sessionStorage.getItem("nghisu:sent");
      if (sent) { sessionStorage.removeItem(sent); sessionStorage.removeItem("nghisu:sent"); }
    } catch { /* forbidden */ }
  };

  /* slips are typed one digit after another: a digit leads on to the next */
  document.addEventListener("input", (e) => {
    if (!e.target.matches("[data-digit]") || !/^\d$/.test(e.target.value)) return;
    const all = [...e.target.closest("ol").querySelectorAll("[data-digit]")];
    const next = all[all.indexOf(e.target) + 1];
    if (next) { next.focus(); next.select(); }
  });

  /* the slider of days jumps between the days on which something changed */
  const slider = (box) => {
    const range = box.querySelector("input[type=range]");
    const form = box.closest("form");
    const day = form && form.querySelector("[name=ngay]");
    if (!range || !day) return;
    const days = range.dataset.days.split("|"), words = range.dataset.words.split("|");
    box.hidden = false;
    range.addEventListener("input", () => {
      range.setAttribute("aria-valuetext", words[range.value]);
      const [y, m, d] = days[range.value].split("-");
      day.value = d + "/" + m + "/" + y;
    });
    range.addEventListener("change", () => form.requestSubmit());
  };

  /* the tab in hand is in sight where the row of tabs is longer than the window */
  const shownTab = (tab) => {
    const row = tab.parentElement, box = tab.getBoundingClientRect();
    if (box.right > row.getBoundingClientRect().right) row.scrollLeft += box.right - row.getBoundingClientRect().right + 48;
  };

  /* a text is taken to the clipboard where the browser lets it; else it is marked */
  const copies = (button) => {
    const text = document.getElementById(button.dataset.copy);
    if (!text) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      text.select();
      try { await navigator.clipboard.writeText(text.value); } catch { return; }
      button.nextElementSibling.textContent = button.dataset.done;
    });
  };

  /* rows of a list are dragged into another order by mouse, pen or finger; their buttons
     do the same without a script. The fields of a row carry its number, so numbers follow
     the order. The rows around the held one move, never the held one itself: a node that
     leaves its place loses the pointer. */
  const drags = (list) => {
    const rows = () => [...list.querySelectorAll(":scope > [data-row]")];
    const prefix = list.dataset.drag;
    const renumber = () => rows().forEach((row, i) => each(row, "[name]", (el) => {
      el.name = el.name.replace(new RegExp("^" + prefix + "\\.\\d+\\."), prefix + "." + (i + 1) + ".");
    }));
    const put = (row, order) => {
      const at = order.indexOf(row);
      order.slice(0, at).forEach((x) => list.insertBefore(x, row));
      order.slice(at + 1).reverse().forEach((x) => row.after(x));
    };
    const hold = (row, grip, pointer, start) => {
      const before = rows();
      let y = start;
      const settle = () => {
        for (let x = row.previousElementSibling; x && y < middle(x); x = row.previousElementSibling) row.after(x);
        for (let x = row.nextElementSibling; x && y > middle(x); x = row.nextElementSibling) list.insertBefore(x, row);
      };
      const middle = (x) => { const box = x.getBoundingClientRect(); return box.top + box.height / 2; };
      /* near the edge of the window the page runs on under the pointer */
      let frame = requestAnimationFrame(function roll() {
        const edge = 56, by = y < edge ? y - edge : Math.max(0, y - (innerHeight - edge));
        if (by && y !== start) { window.scrollBy({top: by / 4, behavior: "instant"}); settle(); }
        frame = requestAnimationFrame(roll);
      });
      const ends = new AbortController();
      const release = (back) => {
        ends.abort();
        cancelAnimationFrame(frame);
        row.classList.remove("held");
        if (back) put(row, before);
        if (rows().every((x, i) => x === before[i])) return;
        renumber();
        /* the server draws the rows anew, with their numbers in words */
        const again = document.getElementById(list.dataset.again);
        if (again) again.click();
      };
      const on = (name, fn) => window.addEventListener(name, fn, {signal: ends.signal});
      const own = (fn) => (e) => { if (e.pointerId === pointer) fn(e); };
      row.classList.add("held");
      on("pointermove", own((e) => { y = e.clientY; settle(); }));
      on("pointerup", own(() => release(false)));
      on("pointercancel", own(() => release(true)));
      on("keydown", (e) => { if (e.key === "Escape") { e.preventDefault(); release(true); } });
      try { grip.setPointerCapture(pointer); } catch { /* the pointer is gone already */ }
    };
    rows().forEach((row) => {
      const grip = row.querySelector("[data-grip]");
      if (!grip) return;
      grip.hidden = false;
      grip.addEventListener("pointerdown", (e) => {
        if (!e.isPrimary || e.button !== 0 || list.querySelector(":scope > .held")) return;
        e.preventDefault(); /* no text is marked on the way */
        hold(row, grip, e.pointerId, e.clientY);
      });
    });
  };

  /* several names are typed into one field, parted by semicolons: the list offers the
     next one behind those that stand there */
  const joins = (input) => {
    const list = document.getElementById(input.dataset.joins);
    if (!list) return;
    const names = [...list.options].map((o) => o.value);
    input.addEventListener("input", () => {
      const at = input.value.lastIndexOf(";");
      const before = at < 0 ? "" : input.value.slice(0, at + 1).trimEnd() + " ";
      if (before === (list.dataset.before || "")) return;
      list.dataset.before = before;
      [...list.options].forEach((o, i) => { o.value = before + names[i]; });
    });
  };

  const ready = (root) => {
    focus(root);
    each(root, "[data-slider]", slider);
    each(root, "form[data-keep]", (form) => {
      restore(form);
      form.addEventListener("input", () => keep(form));
    });
    each(root, "[data-print]", (b) => { b.hidden = false; b.addEventListener("click", () => window.print()); });
    each(root, "[data-copy]", copies);
    each(root, ".tabs [aria-current]", shownTab);
    each(root, "[data-drag]", drags);
    each(root, "[data-joins]", joins);
    each(root, "form[data-auto] select", (s) => s.addEventListener("change", () => s.form.requestSubmit()));
  };
  cleanSent();
  window.addEventListener("resize", () => each(document, ".tabs [aria-current]", shownTab));
  ready(document);
})();
