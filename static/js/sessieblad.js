/* Sheets of a live session, saved by themselves while somebody writes, also those of a step that is long over.
   <form data-blad="seat.step.round" data-titel> with a field `version`, [data-stand] and [data-beide], on a page with
   [data-woorden]; sessie.js brings these forms and takes them away. What was not stored yet is kept in this tab only,
   and sent as soon as there is a connection. Without this file each sheet has a button that saves it. */
"use strict";
window.sessiebladen = (() => {
  const page = document.querySelector("[data-woorden]");
  if (!page) return null;
  const PAUSE = 1200, AGAIN = 4000, LONGEST = 30000, MOST_LOST = 10;
  const FIXED = ["csrfmiddlewaretoken", "eenmalig", "version", "blad"];
  const words = page.dataset, store = window.sessionStorage;
  const prefix = `regiekamer.bewaren.${document.body.dataset.person}.${words.woorden}.`;
  const sheets = new Map();
  const events = new EventTarget();

  const formsOf = (sheet) => Array.from(page.querySelectorAll("form[data-blad]")).filter((form) => form.dataset.blad === sheet.key);
  const valuesOf = (form) => Array.from(new FormData(form)).filter(([name]) => !FIXED.includes(name));
  const isWaiting = (sheet) => sheet.isDirty || sheet.isBusy || Boolean(sheet.other) || Boolean(sheet.refusal);
  const tell = (what) => events.dispatchEvent(new Event(what));

  function fill(form, values) {
    Array.from(form.elements).filter((field) => field.name && !FIXED.includes(field.name)).forEach((field) => {
      const own = values.filter(([name]) => name === field.name);
      if (["checkbox", "radio"].includes(field.type)) field.checked = own.some(([, value]) => value === field.value);
      else if (own.length) field.value = own[0][1];
    });
  }

  /* One text for what was filled in, so that two sheets are compared whatever their order. */
  function inOne(values) {
    const filled = values.map(([name, value]) => [name, value.replaceAll("\r\n", "\n").trim()]).filter(([, value]) => value);
    return JSON.stringify(filled.sort());
  }

  function say(sheet, sentence) {
    sheet.said = sentence;
    formsOf(sheet).forEach((form) => {
      const stand = form.querySelector("[data-stand]");
      if (stand && stand.textContent !== sentence) stand.textContent = sentence;
    });
    tell("veranderd");
  }

  function keep(sheet) {
    const { key, title, version, values } = sheet;
    store.setItem(prefix + key, JSON.stringify({ key, title, version, values }));
  }

  function opened(form) {
    const key = form.dataset.blad;
    if (!sheets.has(key)) {
      sheets.set(key, { key, title: form.dataset.titel, version: form.elements.version.value, values: valuesOf(form),
        action: words.bladUrl, tries: 0, lost: [], said: "" });
    }
    return sheets.get(key);
  }

  function later(sheet, wait) { clearTimeout(sheet.timer); sheet.timer = setTimeout(() => send(sheet), wait); }

  function changed(form) {
    const sheet = opened(form);
    Object.assign(sheet, { values: valuesOf(form), isDirty: true, refusal: "" });
    // Its step ended while somebody writes: the same sheet stands further down as well.
    formsOf(sheet).filter((other) => other !== form).forEach((other) => fill(other, sheet.values));
    keep(sheet);
    later(sheet, PAUSE);
  }

  function saveNow(form, action) {
    const sheet = opened(form);
    Object.assign(sheet, { values: valuesOf(form), isDirty: true, refusal: "", action: action || words.bladUrl });
    keep(sheet);
    later(sheet, 0);
  }

  async function send(sheet) {
    if (sheet.isBusy || !sheet.isDirty || sheet.other) return;
    const values = sheet.values, body = new URLSearchParams(values);
    Object.assign(sheet, { isBusy: true, isDirty: false });
    body.set("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("blad", sheet.key);
    body.set("version", sheet.version);
    say(sheet, words.bezig);
    try {
      const answer = await fetch(sheet.action, { method: "POST", body, headers: { "X-Bewaren": "1" }, redirect: "manual", keepalive: document.hidden });
      const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (answer.status === 404) { refused(sheet, words.geweigerd); tell("vernieuw"); }
      else if (!isOurs) throw new Error(answer.type === "opaqueredirect" || answer.status === 401 ? "uitgelogd" : "mislukt");
      else answered(sheet, answer.status, await answer.json());
    } catch (error) {
      const why = { uitgelogd: words.uitgelogd, mislukt: words.mislukt }[error.message] || words.offline;
      Object.assign(sheet, { isDirty: true, lost: [...sheet.lost, values].slice(-MOST_LOST), tries: sheet.tries + 1 });
      say(sheet, why);
      if (why === words.mislukt) tell("vernieuw");  // perhaps the token of this page grew old
    }
    sheet.isBusy = false;
    if (sheet.isDirty) later(sheet, sheet.tries ? Math.min(AGAIN * 2 ** (sheet.tries - 1), LONGEST) : PAUSE);
    tell("veranderd");
  }

  function answered(sheet, status, told) {
    sheet.tries = 0;
    if (status === 409) return differs(sheet, told);
    if (status >= 400) return refused(sheet, told.melding);
    Object.assign(sheet, { version: String(told.version), lost: [], action: words.bladUrl });
    if (!sheet.isDirty) store.removeItem(prefix + sheet.key); else keep(sheet);
    formsOf(sheet).forEach((form) => { form.elements.version.value = sheet.version; });
    say(sheet, told.melding);
    tell("bewaard");
  }

  function refused(sheet, sentence) {
    Object.assign(sheet, { refusal: sentence, tries: 0, action: words.bladUrl });
    say(sheet, sentence);
  }

  /* Stored elsewhere meanwhile. When that is what this page sent itself, and only the answer got lost, it goes on. */
  function differs(sheet, told) {
    if ([...sheet.lost, sheet.values].some((values) => inOne(values) === inOne(told.waarden))) {
      Object.assign(sheet, { version: String(told.version), lost: [], isDirty: true });
      keep(sheet);
      return;
    }
    sheet.other = told;
    say(sheet, told.melding);
    formsOf(sheet).forEach((form) => beside(form, sheet));
  }

  /* Both versions; the person chooses. */
  function beside(form, sheet) {
    const place = form.querySelector("[data-beide]");
    const part = document.getElementById("beide-versies").content.cloneNode(true);
    const list = part.querySelector("dl");
    sheet.other.velden.forEach(({ label, tekst }) => {
      const term = document.createElement("dt"), text = document.createElement("dd");
      term.textContent = label;
      text.textContent = tekst || "–";
      list.append(term, text);
    });
    part.querySelector("[data-houd]").addEventListener("click", () => choose(sheet, false));
    part.querySelector("[data-neem]").addEventListener("click", () => choose(sheet, true));
    place.replaceChildren(part);
    const fold = form.closest("details");
    if (fold) fold.open = true;
  }

  function choose(sheet, isTheirs) {
    const { version, waarden } = sheet.other;
    Object.assign(sheet, { version: String(version), other: null, lost: [], isDirty: !isTheirs });
    formsOf(sheet).forEach((form) => {
      form.querySelector("[data-beide]").replaceChildren();
      form.elements.version.value = sheet.version;
      if (isTheirs) fill(form, waarden);
      form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    });
    if (isTheirs) { sheet.values = waarden; store.removeItem(prefix + sheet.key); say(sheet, ""); } else { keep(sheet); later(sheet, 0); }
  }

  /* A form that comes from the server keeps what was written here and is not there yet. */
  function adopt(form) {
    const sheet = sheets.get(form.dataset.blad);
    if (!sheet) return;
    const theirs = Number(form.elements.version.value), ours = Number(sheet.version);
    if (!isWaiting(sheet) && theirs > ours) { sheets.delete(sheet.key); return; }
    if (isWaiting(sheet) || theirs < ours) { fill(form, sheet.values); form.elements.version.value = sheet.version; }
    const stand = form.querySelector("[data-stand]");
    if (stand && sheet.said) stand.textContent = sheet.said;
    if (sheet.other) beside(form, sheet);
  }

  /* After a reload: what this tab still kept. A page that came back with what was sent already has it. */
  function takeBack() {
    Object.keys(store).filter((name) => name.startsWith(prefix)).forEach((name) => {
      const kept = JSON.parse(store.getItem(name));
      const sheet = { ...kept, action: words.bladUrl, tries: 0, lost: [kept.values], said: words.terug, isDirty: true };
      const form = formsOf(sheet)[0];
      if (form && ("gestuurd" in form.dataset || inOne(valuesOf(form)) === inOne(kept.values))) { store.removeItem(name); return; }
      sheets.set(kept.key, sheet);
      formsOf(sheet).forEach(adopt);
      later(sheet, PAUSE);
    });
  }

  function forget() {
    sheets.clear();
    Object.keys(store).filter((name) => name.startsWith(prefix)).forEach((name) => store.removeItem(name));
  }

  function atOnceAll() { sheets.forEach((sheet) => { if (sheet.isDirty) { sheet.tries = 0; later(sheet, 0); } }); }

  const formOf = (event) => event.target.closest("form[data-blad]");
  ["input", "change"].forEach((kind) => page.addEventListener(kind, (event) => { const form = formOf(event); if (form) changed(form); }));
  page.addEventListener("click", (event) => {
    const button = event.target.closest("form[data-blad] button[type=submit]");
    if (!button) return;
    event.preventDefault();
    saveNow(button.form, button.getAttribute("formaction"));
  });
  window.addEventListener("online", atOnceAll);
  document.addEventListener("visibilitychange", atOnceAll);
  window.addEventListener("beforeunload", (event) => {
    if (Array.from(sheets.values()).some((sheet) => sheet.isDirty || sheet.isBusy)) event.preventDefault();
  });
  takeBack();

  return { events, adopt, forget, formsOf, waiting: () => Array.from(sheets.values()).filter(isWaiting) };
})();
