/* Nghị Sự: pages that follow a meeting. The stream tells that something changed;
   the page then asks for itself anew. Without this it loads itself now and then. */
(() => {
  "use strict";
  const frame = document.getElementById("dong");
  if (!frame) return;
  const lost = document.getElementById("mat-tin"), news = document.getElementById("tin-moi");
  let asking = false, again = false, told = 0, drawn = performance.now();

  /* times run on from what the server said, whatever the reader's clock shows */
  const two = (n) => String(n).padStart(2, "0");
  const words = (s) => (s >= 3600 ? Math.floor(s / 3600) + ":" + two(Math.floor(s / 60) % 60) : two(Math.floor(s / 60))) + ":" + two(s % 60);
  const tick = () => {
    const passed = Math.floor((performance.now() - drawn) / 1000);
    frame.querySelectorAll("[data-runs]").forEach((el) => {
      const s = Number(el.dataset.runs) + passed, most = Number(el.dataset.most || 0);
      el.textContent = words(s);
      el.classList.toggle("over", most > 0 && s > most);
    });
  };

  /* one question at a time, until the page is as new as what the stream told of: an
     answer that was lost is asked for again */
  const drawnAt = () => Number((document.querySelector("#song [data-seq]") || { dataset: {} }).dataset.seq || 0);
  /* a form that is half written stays as it is, even where the page has none any more */
  const keepHalf = () => {
    const form = frame.querySelector("form[data-half]");
    if (!form) return null;
    const written = [...form.elements].some((el) => el.type === "radio" || el.type === "checkbox" ? el.checked !== el.defaultChecked
      : /^(INPUT|TEXTAREA)$/.test(el.tagName) && el.value !== el.defaultValue);
    form.toggleAttribute("hx-morph-skip", written);
    return written ? form : null;
  };
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const ask = async () => {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      frame.querySelectorAll("[autofocus]").forEach((el) => el.removeAttribute("autofocus")); /* the hands have gone on */
      const half = keepHalf();
      try {
        await htmx.ajax("GET", frame.dataset.live, { source: "#song", target: "#song", select: "#song", swap: "outerMorph" });
      } catch { /* told below */ }
      if (half && !half.isConnected) (document.querySelector("#song main") || frame).append(half);
      if (drawnAt() < told) { show(true); again = true; await wait(1500); continue; }
      show(false);
      drawn = performance.now();
      tick();
      const say = document.querySelector("#song [data-say]");
      if (say && news && news.textContent !== say.dataset.say) news.textContent = say.dataset.say;
    }
    asking = false;
  };

  const show = (on) => { if (lost) lost.hidden = !on; };
  let down = 0;
  frame.addEventListener("doi", (e) => { told = Math.max(told, Number(e.detail && e.detail.id) || 0); ask(); });
  frame.addEventListener("het-quyen", () => location.reload());
  frame.addEventListener("htmx:sse:before:connection", (e) => { if (e.detail.connection.attempt > 0) show(true); });
  frame.addEventListener("htmx:sse:error", () => show(true));
  frame.addEventListener("htmx:sse:after:connection", (e) => {
    show(false);
    if (e.detail.connection.attempt > 0) ask();
  });
  /* a first connection that failed is tried again; later ones are the stream's own care */
  frame.addEventListener("htmx:error", (e) => {
    if (e.target !== frame || down) return;
    show(true);
    down = setTimeout(() => { down = 0; htmx.trigger(frame, "noi-lai"); }, 3000);
  });

  /* the code of presence is good for minutes: it is drawn anew */
  setInterval(() => frame.querySelectorAll("img[data-again]").forEach((img) => { img.src = img.dataset.again + "?" + Date.now(); }), 60000);
  /* the press that comes next has the keys, and the page stays at its head */
  const first = frame.querySelector("[data-first]");
  if (first) first.focus({ preventScroll: true });
  setInterval(tick, 1000);
  tick();
})();
