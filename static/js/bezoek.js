/* Keeps the page of one visit on this device, for who chooses so; without a choice nothing is stored.
   [data-bewaar-bezoek] with data-kopie, data-pagina, data-werker, data-code and the sentences; [data-bewaar],
   [data-verwijder] and [data-stand] in it. Only that page, its styles, script, font and icons are stored, in a cache of
   this person; regiekamer.js wipes it when she logs out or when another person is here. */
"use strict";
(() => {
  const PREFIX = "regiekamer.bezoek.";
  const UNTIL = "X-Bewaar-Tot";
  const TOLD = ["Content-Type", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy"];
  const box = document.querySelector("[data-bewaar-bezoek]");
  if (!box || !window.caches || !navigator.serviceWorker) return;
  const { kopie, pagina, werker, code, mislukt, weg, bezig } = box.dataset;
  const own = `${PREFIX}${document.body.dataset.person}.${code}`;
  const [keepButton, removeButton, stand] = ["bewaar", "verwijder", "stand"].map((name) => box.querySelector(`[data-${name}]`));

  const say = (sentence) => { stand.textContent = sentence; };
  const copies = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

  async function show() {
    const found = await caches.has(own) && await (await caches.open(own)).match(pagina);
    removeButton.hidden = !found;
    if (!found) return;
    const words = new DOMParser().parseFromString(await found.text(), "text/html").querySelector("[data-bewaar-bezoek] strong");
    say(words ? words.textContent : "");
  }

  async function sweep() {
    for (const name of await copies()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const until = (await cache.match(request)).headers.get(UNTIL);
        if (until && Number(until) <= Date.now()) await caches.delete(name);
      }
    }
    await retire();
  }

  /* Without a copy there is nothing for the worker to do. */
  async function retire() {
    if ((await copies()).length) return;
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.filter((one) => one.scope.endsWith("/bezoeken/")).map((one) => one.unregister()));
  }

  function assetsOf(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const named = [...page.querySelectorAll("link[href], script[src], img[src], use[href]")]
      .map((part) => new URL(part.getAttribute("href") || part.getAttribute("src"), location.href))
      .filter((address) => address.origin === location.origin && address.pathname.startsWith("/static/"));
    return [...new Set(named.map((address) => address.origin + address.pathname))];
  }

  async function keep() {
    const answer = await fetch(kopie, { redirect: "error", cache: "no-store" });
    if ([403, 404, 410].includes(answer.status)) await caches.delete(own);
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    const headers = new Headers();
    TOLD.filter((name) => answer.headers.has(name)).forEach((name) => headers.set(name, answer.headers.get(name)));
    headers.set(UNTIL, String(Date.now() + Number(answer.headers.get("X-Bewaar-Seconden")) * 1000));
    await caches.delete(own);
    const cache = await caches.open(own);
    await cache.addAll(assetsOf(text));
    await cache.put(pagina, new Response(text, { headers }));
    await navigator.serviceWorker.register(werker, { scope: "/bezoeken/", updateViaCache: "none" });
    await navigator.serviceWorker.ready;
  }

  async function forget() {
    const names = (await copies()).filter((name) => name.endsWith(`.${code}`));
    await Promise.all(names.map((name) => caches.delete(name)));
    await retire();
    removeButton.hidden = true;
    say(weg);
  }

  async function begin() {
    if (!keepButton) { removeButton.hidden = false; return; }
    box.hidden = false;
    await sweep();
    if (await caches.has(own)) await keep().catch(() => {});
    await show();
  }

  if (keepButton) {
    keepButton.addEventListener("click", async () => {
      say(bezig);
      try {
        await keep();
        await show();
      } catch {
        say(mislukt);
      }
    });
  }
  removeButton.addEventListener("click", forget);
  begin();
})();
