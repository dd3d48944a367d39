/* Small helps on top of pages that work without them. No library, no inline code, nothing kept after logging out. */
"use strict";
(() => {
  const page = document.body.dataset;
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  /* --- menu: the sheet opens by its address; here it becomes a button ------------------------------------------- */

  const sheet = document.getElementById("hoofdmenu");
  const opener = document.querySelector("[data-menu]");

  function toggleMenu(open) {
    sheet.classList.toggle("is-open", open);
    sheet.classList.toggle("is-shut", !open);
    opener.setAttribute("aria-expanded", String(open));
    (open ? sheet.querySelector("a") : opener).focus();
  }

  if (sheet && opener) {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-expanded", "false");
    opener.setAttribute("aria-controls", sheet.id);
    opener.addEventListener("click", (event) => { event.preventDefault(); toggleMenu(!sheet.classList.contains("is-open")); });
    opener.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); opener.click(); } });
    sheet.querySelector("[data-close-menu]").addEventListener("click", (event) => { event.preventDefault(); toggleMenu(false); });
  }

  // On a phone the results come first; an open filter that nobody used would stand before them.
  if (matchMedia("(max-width: 40rem)").matches) all("details[data-shut-small]").forEach((part) => { part.open = false; });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (sheet && sheet.classList.contains("is-open")) toggleMenu(false);
    all("details[data-pop][open]").forEach((pop) => { pop.open = false; pop.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    all("details[data-pop][open]").forEach((pop) => { if (!pop.contains(event.target)) pop.open = false; });
  });

  /* --- error summary: it has the focus by itself; a link puts the focus in the question -------------------------- */

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-summary] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    (field.closest(".field") || field).scrollIntoView({ block: "center" });
  });

  document.addEventListener("allauth.error", (event) => {
    const sentence = document.getElementById("passkey-fout");
    if (!sentence) return;
    event.preventDefault();
    sentence.hidden = false;
  });

  // One row that scrolls: what is open comes first into sight.
  all(".tabs [aria-current]").forEach((tab) => { const row = tab.closest("ul"); row.scrollLeft = tab.offsetLeft - row.offsetLeft - 48; });

  /* --- print and copy ---------------------------------------------------------------------------------------------- */

  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("main details:not([open])");
    opened.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => { opened.forEach((part) => { part.open = false; }); opened = []; });

  if (navigator.clipboard) {
    all("[data-copy]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const source = document.getElementById(button.dataset.copy);
        await navigator.clipboard.writeText("value" in source ? source.value : source.textContent.trim());
        note(button.dataset.done);
        button.lastElementChild.textContent = button.dataset.done;
      });
    });
  }

  /* --- messages -------------------------------------------------------------------------------------------------- */

  function note(sentence, link) {
    const area = document.getElementById("berichten");
    if (!area) return;
    const box = document.createElement("div");
    const text = document.createElement("p");
    box.className = "alert alert-plain";
    text.textContent = sentence;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = page.keptLink;
      text.append(" ", anchor);
    }
    box.append(text);
    area.replaceChildren(box);
  }

  /* --- typed text survives an expired session ------------------------------------------------------------------- */
  /* Kept in this tab only, from sending until the answer. The login page and the failure page mark it as waiting; the
     page of the form takes it back; another person, logging out, a normal answer or a day wipes it. The page that is
     not there, or not for her any more, shows it; the server says the same to everybody. */

  const KEY = "regiekamer.text";
  const DAY = 24 * 3600 * 1000;
  const store = window.sessionStorage;
  let lastField = "";

  function controls(form) {
    return Array.from(form.elements).filter((field) => field.name && !field.disabled
      && !["password", "file", "submit", "button", "reset", "fieldset"].includes(field.type)
      && (field.type !== "hidden" || field.name === "version") && field.autocomplete !== "one-time-code");
  }

  function isText(field) { return !["hidden", "checkbox", "radio"].includes(field.type) && !field.type.startsWith("select"); }

  function labelOf(field) { return isText(field) && field.labels?.length ? field.labels[0].textContent.trim() : ""; }

  function show(kept) {
    const place = document.querySelector("[data-typed]");
    const texts = kept.fields.filter((field) => field.label && field.value.trim());
    if (!place || !texts.length) return;
    texts.forEach((field) => {
      const label = document.createElement("label");
      const box = document.createElement("textarea");
      label.textContent = field.label;
      box.value = field.value;
      box.readOnly = true;
      box.rows = Math.min(12, field.value.split("\n").length + Math.ceil(field.value.length / 70));
      label.append(box);
      place.append(label);
    });
    place.hidden = false;
  }

  function keep(form) {
    const fields = controls(form);
    if (page.page === "entrance" || !fields.some((field) => isText(field) && field.value.trim())) return;
    store.setItem(KEY, JSON.stringify({
      page: location.pathname + location.search, action: form.getAttribute("action") || "", person: page.person,
      at: Date.now(), isWaiting: false, lastField,
      fields: fields.map((field) => ({
        name: field.name, value: field.value, isChosen: Boolean(field.checked), label: labelOf(field),
        values: Array.from(field.selectedOptions || [], (option) => option.value),
      })),
    }));
  }

  function fill(kept) {
    const form = all("main form").find((each) => each.method === "post" && (each.getAttribute("action") || "") === kept.action
      && kept.fields.every((old) => old.name === "version" || each.elements[old.name]));
    if (!form) return false;
    const seen = {};
    controls(form).forEach((field) => {
      const olds = kept.fields.filter((old) => old.name === field.name);
      if (!olds.length) return;
      if (["checkbox", "radio"].includes(field.type)) {
        field.checked = olds.some((old) => old.value === field.value && old.isChosen);
      } else if (field.type === "select-multiple") {
        Array.from(field.options).forEach((option) => { option.selected = (olds[0].values || []).includes(option.value); });
      } else {
        seen[field.name] = (seen[field.name] || 0) + 1;
        field.value = (olds[seen[field.name] - 1] || olds[0]).value;
      }
    });
    const back = controls(form).find((field) => field.name === kept.lastField);
    if (back) back.focus();
    form.dispatchEvent(new Event("input"));
    return true;
  }

  /* What a page that saves by itself keeps in this tab (bewaren.js), of somebody who was here before. */
  function wipeOfOthers() {
    const everybody = "regiekamer.bewaren.", own = `${everybody}${page.person}.`;
    if (!page.person) return;
    Object.keys(store).filter((name) => name.startsWith(everybody) && !name.startsWith(own)).forEach((name) => store.removeItem(name));
  }

  function answerArrived() {
    const kept = JSON.parse(store.getItem(KEY) || "null");
    if (!kept) return;
    const isEntrance = page.page === "entrance";
    // Back, without an answer of ours in between: the connection broke.
    const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    const isOther = page.person && kept.person && page.person !== kept.person;
    const isWaiting = kept.isWaiting || isEntrance || isBack;
    const isMissing = page.page === "missing";
    if (!(isWaiting || isMissing) || isOther || Date.now() - kept.at > DAY) {
      store.removeItem(KEY);
      return;
    }
    store.setItem(KEY, JSON.stringify({ ...kept, isWaiting }));
    if (isMissing) {
      show(kept);
    } else if (isEntrance) {
      all("form input[name=next]").forEach((field) => { field.value = kept.page; });
    } else if (location.pathname + location.search === kept.page) {
      if (fill(kept)) note(page.kept);
      store.removeItem(KEY);
    } else if (page.person === kept.person) {
      note(page.kept, kept.page);
    }
  }

  document.addEventListener("focusin", (event) => { if (event.target.form) lastField = event.target.name || lastField; });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      note(page.offline);
      return;
    }
    form.removeAttribute("data-changed");
    if (form.closest("main") && !form.hasAttribute("data-wipe")) keep(form);
  }, true);
  all("form[data-wipe]").forEach((form) => form.addEventListener("submit", () => store.removeItem(KEY)));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && !event.detail.xhr.getResponseHeader("HX-Redirect")) store.removeItem(KEY);
  });

  /* --- leaving with typed text ------------------------------------------------------------------------------------ */

  all("form[data-unsaved]").forEach((form) => {
    form.addEventListener("input", () => {
      if (form.hasAttribute("data-changed")) return;
      form.setAttribute("data-changed", "");
      const place = form.querySelector(".actions");
      if (!place || place.querySelector(".unsaved")) return;
      const hint = document.createElement("span");
      hint.className = "unsaved";
      hint.setAttribute("role", "status");
      place.append(hint);
      hint.textContent = form.dataset.unsaved;
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-changed]")) event.preventDefault();
  });

  /* --- copies of visits on this device (bezoek.js) ------------------------------------------------------------------- */
  /* Wiped when somebody logs out, on the page that says she is, and as soon as another person is here. */

  async function wipeCopies(own) {
    if (!window.caches) return;
    const others = (await caches.keys()).filter((name) => name.startsWith("regiekamer.bezoek.") && !(own && name.startsWith(own)));
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  all("form[data-wipe]").forEach((form) => form.addEventListener("submit", () => { wipeCopies(""); }));
  if (page.page === "uitgelogd") wipeCopies("");
  if (page.person) wipeCopies(`regiekamer.bezoek.${page.person}.`);

  wipeOfOthers();
  answerArrived();
})();
