/* What is typed is kept on this device until the server has it, and the page says exactly how far it
   got. Bound to the account: a copy is shown and sent only while its own user is signed in. Works
   beside the forms, never instead of them: without this file every button does the same. */
"use strict";
(() => {
  const PREFIX = "ikm-draf:";
  /* How long a page that stays open waits before it tries again, and for one answer. */
  const AGAIN_MS = 30_000, PATIENCE_MS = 60_000;
  const SKIPPED = new Set(["csrfmiddlewaretoken", "step", "seen", "basis", "previous", "revision"]);
  const SAY = {
    kept: "Tersimpan di perangkat, belum terkirim.",
    queued: "Tersimpan di perangkat, belum terkirim. Kami kirim saat tersambung lagi; biarkan halaman ini terbuka, atau buka lagi nanti.",
    gone: "Anda sudah keluar, atau waktunya habis. Isian tersimpan di perangkat, belum terkirim; masuk lagi untuk menyimpannya.",
    asking: "Sedang dikirim, menunggu jawaban server.",
    refused: "Server belum menerima isian ini. Teksnya tetap ada di perangkat; buka untuk memperbaikinya.",
  };

  const key = (user, token) => `${PREFIX}${user}:${token}`;
  const store = (name, item) => { try { localStorage.setItem(name, JSON.stringify(item)); return true; } catch { return false; } };
  const load = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const drop = (name) => { try { localStorage.removeItem(name); } catch { /* a browser without a store */ } };
  const names = () => { try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; } };
  /* Where the server leads after it received something: the receipt, or the lines of a list that came back. */
  const isReceived = (url) => url.includes("/tanda-terima/") || url.includes("/tugas/daftar/?draf=");
  /* Whether the form itself answered. The address of the login page ends with that of the form
     (?next=…), so the paths are compared, not the ends. */
  const pathOf = (url) => new URL(url, location.href).pathname;
  const isOwn = (url) => pathOf(url) === pathOf(form.getAttribute("action"));
  const mine = (user) => names().filter((name) => name.startsWith(`${PREFIX}${user}:`));

  const form = document.querySelector("form.fill");
  const line = document.querySelector("[data-sending]");
  const received = document.querySelector("[data-received]");
  const home = document.querySelector("[data-kept]");
  const user = (form || received || home)?.dataset.user;
  if (!user) return;

  const say = (words, isGood) => { if (line) { line.textContent = words; line.classList.toggle("ok", Boolean(isGood)); } };
  const fields = () => [...new FormData(form).entries()].filter(([, value]) => typeof value === "string");
  const token = () => form.querySelector("[name=token]")?.value || "";
  /* Seconds by the server's clock, so that a copy can be compared with a stored draft. */
  const skew = form ? Date.now() / 1000 - Number(form.dataset.now) : 0;
  const copy = (more) => ({ path: form.getAttribute("action"), title: form.dataset.title, at: Date.now() / 1000 - skew, body: fields(), ...more });
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  /* Logging out: what the server has is cleared for everybody on this device; what it does not have
     stays bound to its own account, unread until that account is back. */
  document.querySelector('form[action$="/logout/"]')?.addEventListener("submit", () => {
    for (const name of names()) if (load(name)?.state === "saved") drop(name);
  });

  async function post(item, step) {
    const body = new URLSearchParams(item.body.filter(([name]) => name !== "step" && name !== "csrfmiddlewaretoken"));
    body.set("csrfmiddlewaretoken", csrf());
    body.set("step", step);
    const answer = await fetch(item.path, { method: "POST", body, credentials: "same-origin", headers: { "X-Requested-With": "fetch" }, signal: AbortSignal.timeout?.(PATIENCE_MS) });
    return answer;
  }

  /* Whether the server has what waits under this name: "received", "refused", or "waiting", which a
     link that is dead, slow, or leads nowhere leaves as it was. Another account, or nobody, is
     answered by the login page or a refusal of the form's own secret: then it waits on. */
  const busy = new Set();
  async function deliver(name) {
    const item = load(name);
    if (item?.state !== "queued" || busy.has(name)) return "waiting";
    busy.add(name);
    say(SAY.asking);
    try {
      const answer = await post(item, "send");
      if (answer.redirected && isReceived(answer.url)) {
        drop(name);
        const number = decodeURIComponent((answer.url.split("/tanda-terima/")[1] || "").split("/")[0]);
        say(number ? `Diterima, nomor ${number}.` : "Diterima; sebagian baris kembali kepada Anda.", true);
        if (form && name === key(user, token())) location.assign(answer.url);
        return "received";
      }
      if (answer.ok && !answer.redirected || [404, 409, 422].includes(answer.status)) {
        store(name, { ...item, state: "refused" });
        say(SAY.refused);
        return "refused";
      }
      say(answer.redirected ? SAY.gone : SAY.queued);
    } catch {
      say(SAY.queued);
    } finally {
      busy.delete(name);
    }
    return "waiting";
  }

  async function flush() {
    for (const name of mine(user)) await deliver(name);
    list();
  }

  /* Sent by hand where the server has something to say: the browser shows its page. The token makes
     it the same form. */
  function sendByHand() {
    const step = document.createElement("input");
    step.type = "hidden";
    step.name = "step";
    step.value = "send";
    form.append(step);
    form.submit();
  }

  /* At home: what this device still holds, each with a way back to its form. */
  function list() {
    if (!home) return;
    const drafts = new Map(home.dataset.drafts.split(" ").filter(Boolean).map((pair) => pair.split("=")));
    for (const name of mine(user)) {
      const item = load(name), saved = Number(drafts.get(name.split(":")[2]) || 0);
      if (item?.state === "kept" && item.at <= saved + 1) drop(name);
    }
    const items = mine(user).map((name) => [name, load(name)]).filter(([, item]) => item && item.state !== "saved");
    home.hidden = items.length === 0;
    home.replaceChildren();
    if (!items.length) return;
    const head = document.createElement("b");
    head.textContent = `${items.length} isian tersimpan di perangkat ini, belum terkirim`;
    const rows = document.createElement("ul");
    for (const [name, item] of items) {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${item.path}${item.path.includes("?") ? "&" : "?"}token=${encodeURIComponent(name.split(":")[2])}`;
      link.textContent = item.title || item.path;
      row.append(link, item.state === "refused" ? ` – ${SAY.refused}` : "");
      rows.append(row);
    }
    home.append(head, rows);
  }

  /* Put a newer local copy back into the form it belongs to. */
  function restore() {
    const item = load(key(user, token()));
    if (!item || item.state === "saved" || form.dataset.screen !== "form" || document.querySelector(".errs")) return;
    const values = new Map(item.body.filter(([name]) => !SKIPPED.has(name) && name !== "token"));
    const shown = new Map(fields());
    /* What the server shows already is no copy any more. */
    if (item.state === "kept" && [...values].every(([name, value]) => shown.get(name) === value)) { drop(key(user, token())); return; }
    for (const field of form.elements) {
      if (!values.has(field.name)) continue;
      if (field.type === "radio") field.checked = field.value === values.get(field.name);
      else if (field.type !== "hidden") field.value = values.get(field.name);
      const row = field.closest("details");
      if (row && field.value !== field.defaultValue && field.type !== "radio") row.open = true;
    }
    /* What stood there when it was typed travels along: somebody who saved meanwhile is not
       overwritten, the server shows both. */
    for (const [name, value] of item.body) {
      const field = name === "seen" || name === "basis" || name.startsWith("b_") ? form.querySelector(`input[name="${name}"]`) : null;
      if (field) field.value = value;
    }
    say(item.state === "refused" ? SAY.refused : SAY.kept);
    saveAgain();
  }

  function saveAgain() {
    const first = [...form.elements].find((field) => field.name && !SKIPPED.has(field.name) && field.type !== "hidden");
    first?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  if (received) { drop(key(user, received.dataset.received)); }
  if (form) {
    if (form.dataset.screen === "check" && load(key(user, token()))?.state !== "queued") drop(key(user, token()));
    restore();
    form.addEventListener("input", () => {
      if (form.dataset.screen !== "form") return;
      if (store(key(user, token()), copy({ state: "kept" }))) say(SAY.kept);
    });
    /* The login page is no answer to a form: it is not put into the page, and nothing is "saved". */
    document.body.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.elt?.id !== "simpanan" || isOwn(event.detail.xhr.responseURL)) return;
      event.detail.shouldSwap = false;
      say(SAY.gone);
    });
    document.body.addEventListener("htmx:afterRequest", (event) => {
      const saved = event.detail.elt?.id === "simpanan" && event.detail.successful && event.detail.xhr.status === 200
        && isOwn(event.detail.xhr.responseURL);
      const said = document.getElementById("simpanan")?.textContent || "";
      if (!saved || !said.includes("tersimpan di server")) return;
      store(key(user, token()), copy({ state: "saved" }));
      say("");
    });
    form.addEventListener("submit", (event) => {
      const step = event.submitter?.value || "check", name = key(user, token());
      if (step === "send") {
        /* A phone may think that it has a link and have none: what is sent is kept first. */
        if (!store(name, copy({ state: "queued" }))) { say(SAY.asking); return; }
        event.preventDefault();
        deliver(name).then((became) => { if (became === "refused") sendByHand(); });
        return;
      }
      if (navigator.onLine) return;
      event.preventDefault();
      if (store(name, copy({ state: "kept" }))) say(SAY.kept);
    });
  }
  window.addEventListener("online", flush);
  setInterval(() => { if (mine(user).some((name) => load(name)?.state === "queued")) flush(); }, AGAIN_MS);
  list();
  flush();
})();
