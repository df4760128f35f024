/* Nghị Sự: sealing a secret ballot and making a teller's key, in the browser alone.
   A ballot is sealed as internal/committee/ballot does: HPKE (RFC 9180) in base mode
   with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, to the first teller
   and, around that, to the second. */
(() => {
  "use strict";
  const utf8 = new TextEncoder();
  const bytes = (...parts) => {
    const list = parts.map((p) => (typeof p === "string" ? utf8.encode(p) : new Uint8Array(p)));
    const out = new Uint8Array(list.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of list) { out.set(p, at); at += p.length; }
    return out;
  };
  const hex = (data) => [...data].map((b) => b.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => new Uint8Array((text.match(/../g) || []).map((b) => parseInt(b, 16)));
  const curve = { name: "ECDH", namedCurve: "P-256" };

  /* RFC 9180, section 4 and 5 */
  const hmac = async (key, data) => {
    const k = await crypto.subtle.importKey("raw", key.length ? key : new Uint8Array(32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", k, data));
  };
  const KEM = bytes("KEM", [0, 0x10]);
  const SUITE = bytes("HPKE", [0, 0x10, 0, 1, 0, 2]);
  const NONE = new Uint8Array(0);
  const extract = (suite, salt, label, ikm) => hmac(salt, bytes("HPKE-v1", suite, label, ikm));
  const expand = async (suite, prk, label, info, length) => /* at most one block of SHA-256 */
    (await hmac(prk, bytes([0, length], "HPKE-v1", suite, label, info, [1]))).slice(0, length);

  /* what one ballot is encrypted with: the sender's point, the key and the first nonce */
  const schedule = async (point, info, ephemeral) => {
    const to = await crypto.subtle.importKey("raw", point, curve, false, []);
    const own = ephemeral || await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const enc = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
    const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: to }, own.privateKey, 256));
    const shared = await expand(KEM, await extract(KEM, NONE, "eae_prk", dh), "shared_secret", bytes(enc, point), 32);
    const context = bytes([0], await extract(SUITE, NONE, "psk_id_hash", NONE), await extract(SUITE, NONE, "info_hash", info));
    const secret = await extract(SUITE, shared, "secret", NONE);
    const key = await crypto.subtle.importKey("raw", await expand(SUITE, secret, "key", context, 32), "AES-GCM", false, ["encrypt"]);
    return { enc, key, iv: await expand(SUITE, secret, "base_nonce", context, 12) };
  };
  const sealTo = async (point, info, plain) => {
    const { enc, key, iv } = await schedule(point, info);
    return bytes(enc, await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  };

  /* Crockford's letters: none is taken for another */
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const base32 = (data) => {
    let out = "", bits = 0, value = 0;
    for (const b of data) {
      value = ((value << 8) | b) & 0xffff; bits += 8;
      while (bits >= 5) { out += letters[(value >> (bits - 5)) & 31]; bits -= 5; }
    }
    return bits ? out + letters[(value << (5 - bits)) & 31] : out;
  };
  const fours = (text) => text.match(/.{1,4}/g).join(" ");

  const ballot = async (q, choice, word) => {
    const info = utf8.encode(["nghi-su ballot/1", q.office, q.round, q.question, q.seat].join("\0"));
    let data = new Uint8Array(32);
    data[0] = 1; data[1] = choice; data.set(utf8.encode(word), 2);
    for (const point of [q.first, q.second]) data = await sealTo(unhex(point), info, data);
    return hex(data);
  };
  const half = async () => {
    const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
    const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
    const secret = Uint8Array.from(atob(jwk.d.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", secret)).slice(0, 3);
    return { text: fours(base32(bytes(secret, sum))), public: hex(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))) };
  };

  /* the voter: choose, look again at the motion and the own word, seal and send */
  const votes = (box) => {
    const form = box.querySelector("form"), again = box.querySelector("[data-check]"), choices = box.querySelector("[data-choices]");
    let chosen = -1, word = "";
    const back = () => { again.hidden = true; choices.hidden = false; chosen = -1; word = ""; form.elements.sealed.value = ""; };
    choices.addEventListener("click", (e) => {
      const button = e.target.closest("button[data-choice]");
      if (!button) return;
      chosen = Number(button.dataset.choice);
      word = base32(crypto.getRandomValues(new Uint8Array(5)));
      again.querySelector("[data-chosen]").textContent = button.dataset.word;
      again.querySelector("[data-word]").textContent = fours(word);
      choices.hidden = true; again.hidden = false;
      again.querySelector("h2").focus();
    });
    box.querySelector("[data-back]").addEventListener("click", () => { back(); choices.querySelector("button").focus(); });
    form.addEventListener("submit", async (e) => {
      if (form.elements.sealed.value) return;
      e.preventDefault();
      if (chosen < 0) return;
      form.elements.sealed.value = await ballot({ ...box.dataset, seat: form.elements.seat.value }, chosen, word);
      /* never within the event that is being handled: there it would be passed over */
      setTimeout(() => form.requestSubmit(), 0);
    });
    window.addEventListener("pageshow", (e) => { if (e.persisted) back(); });
    choices.hidden = false;
  };

  /* the teller: one half, written on paper before its public part is sent */
  const tells = (box) => {
    const form = box.querySelector("form"), slip = box.querySelector("[data-slip]"), make = box.querySelector("[data-make]");
    make.addEventListener("click", async () => {
      const h = await half();
      slip.textContent = h.text;
      form.elements.public.value = h.public;
      box.querySelector("[data-made]").hidden = false;
      make.hidden = true;
      slip.focus();
    });
    make.hidden = false;
  };

  document.querySelectorAll("[data-vote], [data-teller]").forEach((box) => {
    if (!window.crypto || !crypto.subtle) { box.querySelector("[data-insecure]").hidden = false; return; }
    if ("vote" in box.dataset) votes(box); else tells(box);
  });
  /* for the tests, which hold them against RFC 9180 and the server's own opening */
  window.nghisuVote = { ballot, half, schedule, hex, unhex };
})();
