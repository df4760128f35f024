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

  /* rows of a list are dragged into another order; their buttons do the same without a
     script. The fields of a row carry its number, so numbers follow the order. */
  const drags = (list) => {
    const rows = () => [...list.querySelectorAll(":scope > [data-row]")];
    const prefix = list.dataset.drag;
    let held = null;
    const renumber = () => rows().forEach((row, i) => each(row, "[name]", (el) => {
      el.name = el.name.replace(new RegExp("^" + prefix + "\\.\\d+\\."), prefix + "." + (i + 1) + ".");
    }));
    rows().forEach((row) => {
      const grip = row.querySelector("[data-grip]");
      if (!grip) return;
      grip.hidden = false;
      grip.addEventListener("pointerdown", () => { row.draggable = true; });
      grip.addEventListener("pointerup", () => { row.draggable = false; });
      row.addEventListener("dragstart", (e) => { held = row; e.dataTransfer.effectAllowed = "move"; row.classList.add("held"); });
      row.addEventListener("dragover", (e) => {
        if (!held || held === row) return;
        e.preventDefault();
        const box = row.getBoundingClientRect();
        list.insertBefore(held, e.clientY > box.top + box.height / 2 ? row.nextSibling : row);
      });
      row.addEventListener("dragend", () => {
        row.draggable = false;
        row.classList.remove("held");
        held = null;
        renumber();
        /* the server draws the rows anew, with their numbers in words */
        const again = document.getElementById(list.dataset.again);
        if (again) again.click();
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
    each(root, "[data-drag]", drags);
    each(root, "[data-joins]", joins);
    each(root, "form[data-auto] select", (s) => s.addEventListener("change", () => s.form.requestSubmit()));
  };
  cleanSent();
  ready(document);
})();
