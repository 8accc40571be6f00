// What the pages do beyond links and forms. Without it every page still shows its state and every form works.
(() => {
  "use strict";
  const body = document.body;
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const skew = Date.parse(body.dataset.now || "") - Date.now() || 0;
  const now = () => Date.now() + skew;

  // A notice is said once: a reload does not say it again.
  const address = new URL(location.href);
  if (address.searchParams.has("done")) {
    address.searchParams.delete("done");
    history.replaceState(null, "", address);
  }

  // ---- dialogs, copying, menus
  const open = (id) => { const dialog = document.getElementById(id); if (dialog && !dialog.open) dialog.showModal(); };
  const toast = (text) => {
    const box = document.getElementById("toasts");
    if (!box) return;
    const one = document.createElement("div");
    one.className = "card k-toast k-new";
    one.textContent = text;
    box.append(one);
    setTimeout(() => one.remove(), 6000);
  };
  const copy = (text) => navigator.clipboard ? navigator.clipboard.writeText(text).then(() => toast("Copied.")) : null;
  document.addEventListener("click", (event) => {
    const at = event.target.closest("[data-dialog],[data-close],[data-copy],[data-copy-from],[data-pause],[aria-disabled=true]");
    if (!at) return;
    if (at.dataset.dialog !== undefined) { event.preventDefault(); at.closest("[popover]")?.hidePopover(); open(at.dataset.dialog); }
    else if (at.dataset.close !== undefined) { at.closest("dialog")?.close(); if (location.hash) history.replaceState(null, "", location.pathname + location.search); }
    else if (at.dataset.copy !== undefined) copy(at.dataset.copy);
    else if (at.dataset.copyFrom) copy(document.getElementById(at.dataset.copyFrom)?.textContent || "");
    else if (at.dataset.pause) pause(at);
    else event.preventDefault();
  });
  document.addEventListener("change", (event) => { if (event.target.matches("[data-submit]")) event.target.form.requestSubmit(); });
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && !event.defaultPrevented && button.getAttribute("aria-disabled") !== "true") setTimeout(() => button.setAttribute("aria-busy", "true"));
  });
  const problem = document.getElementById("problem");
  if (problem) problem.focus();

  all("[data-select]").forEach((one) => { one.focus(); one.select(); });
  const fresh = document.getElementById("fresh");
  if (fresh) fresh.scrollIntoView({ block: "nearest" });

  // ---- times that run
  const length = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000)), two = (n) => String(n).padStart(2, "0");
    return s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
  };
  const clock = document.getElementById("clock");
  const tick = () => {
    if (clock) {
      const text = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: body.dataset.zone || "UTC" }).format(now());
      clock.firstChild.textContent = text + " ";
    }
    all("[data-runs]").forEach((one) => { one.textContent = length(now() - Date.parse(one.dataset.runs)); });
    all("[data-until]").forEach((one) => {
      const left = Math.ceil((Date.parse(one.dataset.until) - now()) / 1000);
      const words = $("[data-words]", one) || one;
      if (left > 0) { words.textContent = `${one.dataset.wait} ${left} s`; return; }
      words.textContent = one.dataset.ready;
      one.removeAttribute("aria-disabled");
      delete one.dataset.until;
    });
  };
  setInterval(tick, 1000);
  tick();

  // ---- live parts
  const mark = (state) => {
    const top = document.getElementById("live-mark");
    if (top) top.hidden = state !== "live";
    all("[data-live-mark]").forEach((one) => {
      const label = [...one.childNodes].find((node) => node.nodeType === 3) || one.appendChild(document.createTextNode(""));
      const use = $("use", one);
      if (use) use.setAttribute("href", `/assets/icons.svg#i-${state === "live" ? "cast" : "wifi-off"}`);
      label.textContent = state === "live" ? "Live" : `Not live since ${new Date(now()).toISOString().slice(11, 19)}`;
    });
    all("[data-live],[data-feed]").forEach((one) => one.classList.toggle("k-stale", state !== "live"));
  };
  body.addEventListener("htmx:sseOpen", () => mark("live"));
  body.addEventListener("htmx:sseError", () => mark("old"));
  body.addEventListener("htmx:sseClose", (event) => { if (event.detail?.type === "message") location.reload(); });
  const held = new Set();
  const pause = (button) => {
    const id = button.dataset.pause, on = !held.has(id);
    on ? held.add(id) : held.delete(id);
    $("span", button).textContent = on ? "Go on" : "Pause";
    button.setAttribute("aria-pressed", String(on));
  };
  body.addEventListener("htmx:sseBeforeMessage", (event) => {
    const part = event.target;
    const busy = $("dialog[open]", part) || part.contains(document.activeElement) && document.activeElement.matches("input,textarea,select");
    if (busy || held.has(part.id) || part.matches("[data-feed]") && part.matches(":hover")) event.preventDefault();
  });
  body.addEventListener("htmx:afterSwap", (event) => {
    if (!event.target.matches("[data-feed]")) return;
    while (event.target.rows && event.target.rows.length > 200) event.target.deleteRow(-1);
  });

  // ---- keys; none of them approves, rejects, cancels or deletes
  const rows = () => all("[data-row]").filter((one) => one.offsetParent);
  const move = (list, step) => {
    if (!list.length) return;
    const here = list.indexOf(document.activeElement.closest?.("[data-row]"));
    const selected = here < 0 ? list.findIndex((one) => one.closest("[aria-selected=true]")) : here;
    const next = list[Math.min(list.length - 1, Math.max(0, selected < 0 ? (step > 0 ? 0 : list.length - 1) : selected + step))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const places = { h: "/", t: "/tasks", a: "/approvals", p: "/providers", o: "/operations", c: "/costs", s: "/settings/general" };
  let went = 0;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "k") { event.preventDefault(); open("jump"); return; }
    if (body.dataset.keys !== "true" || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    if (event.target.matches("input,textarea,select,[contenteditable]")) return;
    if (Date.now() - went < 1500 && places[event.key]) { location.href = places[event.key]; return; }
    const act = {
      g: () => { went = Date.now(); },
      "/": () => { const field = $("[data-search]"); field ? field.focus() : open("jump"); },
      j: () => move(rows(), 1), ArrowDown: () => move(rows(), 1), k: () => move(rows(), -1), ArrowUp: () => move(rows(), -1),
      n: () => move(rows().filter((one) => one.dataset.problem !== undefined), 1),
      N: () => move(rows().filter((one) => one.dataset.problem !== undefined), -1),
      o: () => { const link = document.activeElement.closest?.("[data-row]"); if (link) window.open(link.href, "_blank", "noopener"); },
      "]": () => iteration(1), "[": () => iteration(-1),
      y: () => copy((document.activeElement.closest?.("[data-row]") || location).href),
      "?": () => open("keys"),
    }[event.key];
    const scrolls = event.key.startsWith("Arrow") && !document.activeElement.closest?.("[data-row]");
    if (act && !scrolls) { if (event.key !== "g") event.preventDefault(); act(); }
  });
  const iteration = (step) => {
    const lines = all("tr.k-iter"), top = lines.map((line) => line.getBoundingClientRect().top - 60);
    const next = step > 0 ? lines.find((line, i) => top[i] > 4) : lines.filter((line, i) => top[i] < -4).pop();
    next?.scrollIntoView({ block: "start", behavior: "auto" });
    const first = next?.nextElementSibling && $("[data-row]", next.nextElementSibling);
    first?.focus({ preventScroll: true });
  };
})();
