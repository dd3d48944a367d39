/* A live session: the clock of the server, and the page that follows it. The page works without: its buttons are forms.
   Asks /stand/ every three seconds what changed; nothing changed is a 204. Each [data-deel] is replaced by its new self;
   who pressed a key in it just now finishes first, a cursor that only stands there waits for nothing. Sheets are those of
   sessieblad.js. */
"use strict";
(() => {
  const page = document.querySelector("[data-woorden]");
  if (!page) return;
  const EVERY = 3000, HIDDEN = 15000, LONGEST = 30000, TYPES = 5000;
  const words = page.dataset, bladen = window.sessiebladen;
  const part = (id) => page.querySelector(`[data-deel="${id}"]`);
  const stand = () => page.querySelector("[data-stand-nu]");

  /* --- the clock: the moment of the server, counted on by this device ------------------------------------------------ */
  /* Never the clock of the device: that may be hours off. */

  const opened = performance.getEntriesByType("navigation")[0]?.responseStart || performance.now();
  let anchor = { server: Number(stand().dataset.nu), at: opened, trip: Infinity };
  const now = () => anchor.server + performance.now() - anchor.at;

  function sync(server, asked) {
    const at = performance.now(), trip = at - asked, guess = server + trip / 2;
    const isOld = at - anchor.at > 60000, isOff = Math.abs(guess - now()) > trip / 2 + 250;
    if (server && (trip <= anchor.trip || isOld || isOff)) anchor = { server: guess, at, trip };
  }

  const SPOKEN = [0, 60, 120, 300];
  let before = { key: "", left: 0 };

  function inWords(left) {
    const seconds = Math.ceil(left), minutes = Math.ceil(left / 60);
    if (seconds <= 0) return words.om;
    if (seconds <= 60) return (seconds === 1 ? words.seconde : words.seconden).replace("{n}", seconds);
    return words.minuten.replace("{n}", minutes);
  }

  function speak(sentence) { const place = page.querySelector("[data-gezegd]"); if (sentence) place.textContent = sentence; }

  function tick() {
    const clock = page.querySelector("[data-klok]");
    if (!clock || !clock.dataset.tot) return;
    const isPaused = "pauze" in clock.dataset;
    const left = isPaused ? Number(clock.dataset.over) : (Number(clock.dataset.tot) - now()) / 1000;
    const text = clock.querySelector("[data-over-tekst]"), sentence = inWords(left);
    if (text.textContent !== sentence) text.textContent = sentence;
    clock.classList.toggle("is-over", left <= 0);
    clock.classList.toggle("is-last", left > 0 && left <= 60);
    const bar = clock.querySelector("progress");
    if (bar) bar.value = Math.max(0, Math.min(bar.max, Math.ceil(left)));
    const key = clock.dataset.tot;
    const passed = before.key === key && SPOKEN.find((mark) => before.left > mark && left <= mark);
    if (passed !== undefined && passed !== false) speak(passed === 0 ? words.om : passed === 60 ? words.minuut : words.minuten.replace("{n}", passed / 60));
    before = { key, left };
  }

  /* --- new parts of the page ----------------------------------------------------------------------------------------- */

  const seen = new Map(), held = new Map();
  let position = stand().dataset.positie, typed = -Infinity, left = "";

  /* What a part looks like, without the tokens and versions that differ each time. */
  function looks(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[name=csrfmiddlewaretoken], [name=eenmalig], [name=version]").forEach((field) => field.remove());
    return copy.innerHTML;
  }

  const isField = (element) => element.matches("textarea, select, input:not([type=checkbox], [type=radio])");

  /* Typing is a key within the last seconds; a cursor that stands still in a field holds nobody back. */
  function isTyping(element) {
    const active = document.activeElement;
    return element.contains(active) && isField(active) && performance.now() - typed < TYPES;
  }

  function place(element, fresh) {
    const active = document.activeElement, isInside = element.contains(active), form = active.form?.id;
    const cursor = isInside && active.matches("textarea") ? [active.selectionStart, active.selectionEnd] : null;
    const open = Array.from(element.querySelectorAll("details[open]"), (each) => each.id);
    fresh.querySelectorAll("form[data-blad]").forEach(bladen.adopt);
    fresh.querySelectorAll("details").forEach((each) => { if (each.id && open.includes(each.id)) each.open = true; });
    element.replaceChildren(...fresh.childNodes);
    const find = (id, more = "") => (id ? element.querySelector(`#${CSS.escape(id)}${more}`) : null);
    const again = find(active.id) || find(form, " button");
    if (isInside) focusAgain(element, again, cursor);
    if (isInside && !again && isField(active)) left = active.form?.dataset.blad || "";
    held.delete(element.dataset.deel);
    draw(element);
  }

  /* Her place is where it was; when that is there no more, at the head of what came instead. */
  function focusAgain(element, again, cursor) {
    const head = element.querySelector("h2");
    if (!again && head) head.tabIndex = -1;
    (again || head)?.focus({ preventScroll: true });
    if (cursor && again?.matches("textarea")) again.setSelectionRange(...cursor);
  }

  /* The sheet that she had before her when its step ended stands among the earlier ones, open; she sees what is new. */
  function unfold() {
    if (!left) return;
    const fold = part("eerder").querySelector(`form[data-blad="${CSS.escape(left)}"]`)?.closest("details");
    if (fold) fold.open = true;
    left = "";
    const bar = page.querySelector("[data-balk]").getBoundingClientRect().bottom, top = part("nu").getBoundingClientRect().top;
    if (top < bar) window.scrollBy({ top: top - Math.max(bar, 0), behavior: "instant" });
  }

  function swap(element, fresh) {
    const key = element.dataset.deel, look = looks(fresh);
    if (seen.get(key) === look) {
      element.querySelectorAll("form[data-blad]").forEach((form) => keepUp(form, fresh));
      return;
    }
    seen.set(key, look);
    if (!isTyping(element)) { place(element, fresh); return; }
    held.set(key, fresh);
    const form = document.activeElement.form;
    const isGone = form?.dataset.blad && !fresh.querySelector(`form[data-blad="${CSS.escape(form.dataset.blad)}"]`);
    const note = form?.querySelector("[data-verder]");
    if (note && isGone) note.hidden = false;
  }

  /* The same words at a newer version: stored without a change that shows. */
  function keepUp(form, fresh) {
    const theirs = fresh.querySelector(`form[data-blad="${CSS.escape(form.dataset.blad)}"]`)?.elements.version.value;
    if (Number(theirs) > Number(form.elements.version.value) && !bladen.waiting().some((sheet) => sheet.key === form.dataset.blad)) {
      form.elements.version.value = theirs;
    }
  }

  function letGo(element) {
    const fresh = held.get(element.dataset.deel);
    if (!fresh || isTyping(element)) return;
    still(() => { place(element, fresh); unfold(); });
  }

  const letGoAll = () => page.querySelectorAll("[data-deel]").forEach(letGo);

  /* Whatever changes above: what somebody looks at stays where it is. */
  function still(change) {
    const parts = Array.from(page.querySelectorAll("[data-deel]"));
    const top = page.querySelector("[data-balk]")?.getBoundingClientRect().bottom || 0;
    const mark = document.activeElement.closest?.("[data-deel]") || parts.find((each) => each.getBoundingClientRect().bottom > top + 1);
    const was = mark?.getBoundingClientRect().top;
    change();
    const moved = mark?.isConnected ? mark.getBoundingClientRect().top - was : 0;
    if (moved && window.scrollY) window.scrollBy({ top: moved, behavior: "instant" });
  }

  function apply(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-stand-nu]");
    if (!fresh) throw new Error("mislukt");
    const isOther = fresh.dataset.standNu !== stand().dataset.standNu || "klaar" in fresh.dataset;
    if (isOther && !bladen.waiting().length) { location.reload(); return; }
    Object.assign(stand().dataset, fresh.dataset);
    const token = fresh.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (token) page.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
    still(() => fresh.querySelectorAll("[data-deel]").forEach((each) => { const own = part(each.dataset.deel); if (own) swap(own, each); }));
    unfold();
    if (position !== fresh.dataset.positie) { position = fresh.dataset.positie; speak(fresh.dataset.zeg); }
    tick();
    unsent();
  }

  /* --- asking what changed ------------------------------------------------------------------------------------------- */

  /* A guest has no account to log in with again: sent away is shut out. */
  const isGuest = Boolean(document.getElementById("niet-meer").content.querySelector('a[href="/"]'));
  let timer = 0, failures = 0, isAsking = false, isAgain = false, isGone = false;

  function next(wait) { clearTimeout(timer); if (!isGone) timer = setTimeout(ask, wait); }

  async function ask() {
    if (isGone) return;
    if (isAsking) { isAgain = true; return; }
    isAsking = true;
    clearTimeout(timer);
    const asked = performance.now();
    try {
      const answer = await fetch(`${words.standUrl}?na=${failures ? 0 : stand().dataset.revisie}`, { redirect: "manual", cache: "no-store" });
      if (answer.status === 404 || (answer.type === "opaqueredirect" && isGuest)) { gone(); return; }
      if (answer.type === "opaqueredirect" || answer.status === 401) { failures += 1; connection(words.uitgelogd); } else {
        if (!answer.ok) throw new Error("mislukt");
        sync(Number(answer.headers.get("X-Nu")), asked);
        if (answer.status !== 204) apply(await answer.text());
        failures = 0;
        connection("");
      }
    } catch (error) {
      failures += 1;
      if (failures > 1 || !navigator.onLine) connection(error.message === "mislukt" ? words.mislukt : words.offline);
    } finally { isAsking = false; }
    const wait = document.hidden ? HIDDEN : EVERY;
    next(isAgain ? 0 : failures ? Math.max(wait, Math.min(EVERY * 2 ** failures, LONGEST)) : wait);
    isAgain = false;
  }

  function connection(sentence) {
    const line = page.querySelector("[data-verbinding]");
    if (line.lastElementChild.textContent !== sentence) line.lastElementChild.textContent = sentence;
    line.hidden = !sentence;
  }

  /* Shut out, or the session is there no more: nothing of it stays on this screen or in this tab. */
  function gone() {
    isGone = true;
    const told = document.getElementById("niet-meer").content.cloneNode(true);
    bladen.forget();
    document.querySelector(".crumbs")?.remove();
    document.title = words.titel;
    document.querySelector("main").replaceChildren(told);
    document.querySelector("main h1").focus();
  }

  /* What waits to be sent and has no form on the page any more; what was refused stands there to copy. */
  function unsent() {
    const list = page.querySelector("[data-onverstuurd]");
    const rows = bladen.waiting().filter((sheet) => !bladen.formsOf(sheet).length).map((sheet) => {
      const row = document.createElement("div"), line = document.createElement("p");
      line.textContent = sheet.refusal ? `${sheet.title}: ${sheet.refusal}` : words.nog.replace("{stap}", sheet.title);
      row.append(line);
      if (sheet.refusal) sheet.values.filter(([, text]) => text.trim()).forEach(([, text]) => { const kept = document.createElement("blockquote"); kept.textContent = text; row.append(kept); });
      return row;
    });
    const look = rows.map((row) => row.textContent).join("\n");
    if (look !== list.textContent.trim()) list.replaceChildren(...rows);
    list.hidden = !rows.length;
  }

  /* --- buttons ------------------------------------------------------------------------------------------------------- */

  page.addEventListener("click", async (event) => {
    const button = event.target.closest("form[data-doe] button[type=submit]");
    if (event.target.closest("[data-naar]")) { typed = -Infinity; letGoAll(); }
    if (!button) return;
    event.preventDefault();
    if (button.form.dataset.bezig) return;
    button.form.dataset.bezig = "1";
    try {
      const answer = await fetch(button.form.action, { method: "POST", body: new FormData(button.form, button), headers: { "X-Bewaren": "1" }, redirect: "manual" });
      const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      note(isOurs ? (await answer.json()).melding : words.mislukt);
    } catch { note(words.knopOffline); }
    delete button.form.dataset.bezig;
    ask();
  });

  function note(sentence) {
    const line = page.querySelector("[data-melding]");
    line.textContent = sentence || "";
    line.hidden = !sentence;
  }

  /* --- more of a field than the page itself has ----------------------------------------------------------------------- */

  function draw(root) {
    root.querySelectorAll("input[data-schuif]").forEach((number) => {
      if (number.nextElementSibling?.matches(".schuif")) return;
      const slider = document.createElement("input");
      Object.assign(slider, { type: "range", min: 0, max: 100, value: number.value || 50, className: "schuif" });
      slider.setAttribute("aria-label", number.labels[0]?.textContent.trim() || "");
      slider.addEventListener("input", () => { number.value = slider.value; });
      number.addEventListener("input", () => { if (number.value !== "") slider.value = number.value; });
      number.after(slider);
    });
  }

  page.querySelectorAll("[data-deel]").forEach((each) => { seen.set(each.dataset.deel, looks(each)); draw(each); });
  ["keydown", "input"].forEach((kind) => page.addEventListener(kind, (event) => { if (isField(event.target)) typed = performance.now(); }));
  page.addEventListener("focusout", () => setTimeout(letGoAll, 150));
  bladen.events.addEventListener("bewaard", ask);
  bladen.events.addEventListener("vernieuw", ask);
  bladen.events.addEventListener("veranderd", unsent);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => connection(words.offline));
  window.addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  page.querySelectorAll("[data-vernieuw]").forEach((link) => { link.hidden = true; });
  setInterval(() => { tick(); if (held.size) letGoAll(); }, 250);
  tick();
  unsent();
  next(EVERY);
})();
