/* Saves a long form by itself while somebody writes. The form works without it.
   <form data-bewaren="key" data-mislukt data-uitgelogd data-bezig data-terug> with a field `version` and [data-stand].
   What is not stored yet is kept in this tab only, and wiped as soon as it is stored; logging out wipes the tab. */
"use strict";
(() => {
  const PAUSE = 1500, AGAIN = 30000;
  const store = window.sessionStorage;

  document.querySelectorAll("form[data-bewaren]").forEach((form) => {
    const key = `regiekamer.bewaren.${document.body.dataset.person}.${form.dataset.bewaren}`;
    const stand = form.querySelector("[data-stand]");
    const version = form.elements.version;
    let timer = 0, isBusy = false, isDirty = false, isStuck = false;

    const say = (sentence) => { if (stand.textContent !== sentence) stand.textContent = sentence; };
    const fields = () => Array.from(form.elements).filter((field) => field.name && !["hidden", "submit", "file"].includes(field.type));
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };

    function remember() {
      store.setItem(key, JSON.stringify({
        version: version.value,
        values: fields().map((field) => [field.name, field.value, Boolean(field.checked)]),
      }));
    }

    function takeBack() {
      const kept = JSON.parse(store.getItem(key) || "null");
      if (!kept) return;
      const seen = {};
      let isDifferent = false;
      fields().forEach((field) => {
        const same = kept.values.filter(([name]) => name === field.name);
        const isTick = ["checkbox", "radio"].includes(field.type);
        const old = isTick ? same.find(([, value]) => value === field.value) : same[seen[field.name] = (seen[field.name] ?? -1) + 1];
        if (!old) return;
        if (isTick ? field.checked !== old[2] : field.value !== old[1]) isDifferent = true;
        if (isTick) field.checked = old[2]; else field.value = old[1];
      });
      if (!isDifferent) { store.removeItem(key); return; }
      version.value = kept.version;
      isDirty = true;
      say(form.dataset.terug);
      later(PAUSE);
    }

    async function send() {
      if (isBusy || !isDirty || isStuck) return;
      isBusy = true;
      isDirty = false;
      say(form.dataset.bezig);
      try {
        const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Bewaren": "1" }, redirect: "error" });
        const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
        if (!isOurs) throw new Error(answer.status === 401 ? "uitgelogd" : "mislukt");
        const told = await answer.json();
        say(told.melding);
        if (answer.ok) {
          version.value = told.version;
          if (!isDirty) store.removeItem(key);
        } else if (answer.status === 409) {
          isStuck = true;
        }
      } catch (error) {
        isDirty = true;
        say(error.message === "uitgelogd" ? form.dataset.uitgelogd : form.dataset.mislukt);
        later(AGAIN);
      }
      isBusy = false;
      if (isDirty && !isStuck) later(stand.textContent === form.dataset.mislukt ? AGAIN : PAUSE);
    }

    form.addEventListener("input", () => { isDirty = true; remember(); later(PAUSE); });
    form.addEventListener("change", () => { isDirty = true; remember(); later(PAUSE); });
    form.addEventListener("submit", () => { clearTimeout(timer); isDirty = false; });
    window.addEventListener("online", () => { if (isDirty) later(0); });
    document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty) later(0); });
    window.addEventListener("beforeunload", (event) => { if (isDirty || isBusy) event.preventDefault(); });
    takeBack();
  });
})();
