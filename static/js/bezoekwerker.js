/* Reads the copy of a visit where there is no network. It stores nothing by itself: that does bezoek.js, for who asks.
   Its address keeps it to the pages below /bezoeken/. A page that the server says is not there loses its copy. */
"use strict";
const PREFIX = "regiekamer.bezoek.";
const VISIT = /^\/bezoeken\/[a-z0-9-]+\/$/;
const UNTIL = "X-Bewaar-Tot";
// So long a network that does not answer is waited for, when there is a copy to read instead.
const PATIENCE = 6000;

async function copies() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

async function kept(path) {
  for (const name of await copies()) {
    const found = await (await caches.open(name)).match(path);
    if (found && Number(found.headers.get(UNTIL)) > Date.now()) return found;
    if (found) await caches.delete(name);
  }
  return undefined;
}

async function forget(path) {
  for (const name of await copies()) {
    if (await (await caches.open(name)).match(path)) await caches.delete(name);
  }
}

async function visit(request, path) {
  const asked = fetch(request).then(async (answer) => {
    if ([403, 404, 410].includes(answer.status)) await forget(path);
    return answer;
  });
  if (!await kept(path)) return asked;
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  try {
    return (await Promise.race([asked, late])) || (await kept(path)) || await asked;
  } catch {
    return (await kept(path)) || Response.error();
  }
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch {
    for (const name of await copies()) {
      const found = await (await caches.open(name)).match(request.url, { ignoreVary: true });
      if (found) return found;
    }
    return Response.error();
  }
}

self.addEventListener("install", (event) => { event.waitUntil(self.skipWaiting()); });
self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && VISIT.test(address.pathname)) {
    event.respondWith(visit(event.request, address.pathname));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(asset(event.request));
  }
});
