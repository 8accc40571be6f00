// A long trace: only the blocks of lines near the window are in the page, its time axis zooms, steps open in place.
// Without it the same is done by links: every block, every zoom and every jump has an address.
(() => {
  "use strict";
  const part = document.getElementById("task");
  if (!part) return;
  const $ = (selector, root = part) => root.querySelector(selector);
  const all = (selector, root = part) => [...root.querySelectorAll(selector)];
  const isLive = part.hasAttribute("data-live");
  const isLong = () => !!$(".k-trace[data-windowed]");
  const ROW = matchMedia("(max-width: 767.98px)").matches ? 46 : 30; // a guess, until blocks were measured
  const MARGIN = 1500; // kept drawn above and below the window
  let measured = 0, lines = 0;

  const path = (what, more) => {
    const url = new URL(location.href);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/trace/${what}`;
    url.hash = "";
    Object.entries(more).forEach(([name, value]) => url.searchParams.set(name, value));
    return url;
  };
  const fetched = async (url) => {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${url.pathname}`);
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    return holder.content;
  };

  // ---- only what is near is in the page
  const place = (block, height) => {
    const cell = $(".k-gap td", block);
    if (cell) cell.style.height = `${height}px`;
  };
  const guess = (block) => block.dataset.lines * (lines ? measured / lines : ROW);
  const empty = (block) => {
    if (!("drawn" in block.dataset) || block.contains(document.activeElement) || pointed && block.contains(document.getElementById(pointed))) return;
    const height = block.getBoundingClientRect().height, first = +block.id.slice(5);
    delete block.dataset.drawn;
    block.innerHTML = `<tr class="k-gap"><td colspan="4"><a>Lines ${first} to ${first + +block.dataset.lines - 1}</a></td></tr>`;
    $("a", block).href = block.dataset.href;
    place(block, height);
  };
  const wanted = new Set();
  // What an observer says may be a frame old; a block that was moved in a redraw is looked at again before it is let go of.
  const isNear = (block) => { const at = block.getBoundingClientRect(); return at.bottom > -MARGIN && at.top < innerHeight + MARGIN; };
  const watch = new IntersectionObserver((seen) => {
    seen.forEach(({ target, isIntersecting }) => {
      if (isIntersecting || "drawn" in target.dataset && isNear(target)) { wanted.add(target); return; }
      wanted.delete(target);
      empty(target);
    });
    soon();
  }, { rootMargin: `${MARGIN}px 0px` });
  let timer = 0, busy = false, again = null, dragging = false;
  const soon = (wait = 40) => { clearTimeout(timer); timer = setTimeout(() => fill(), wait); };
  const near = () => [...wanted].filter((block) => block.isConnected).sort((a, b) => a.dataset.block - b.dataset.block);
  const swap = (block, fresh) => {
    const open = document.activeElement.closest?.("[data-row]"), held = open && block.contains(open) ? open.closest("tr").id : null;
    wanted.delete(block);
    watch.unobserve(block);
    block.replaceWith(fresh);
    wanted.add(fresh);
    const height = fresh.getBoundingClientRect().height;
    if (height) { measured += height; lines += +fresh.dataset.lines; }
    if (isLong()) watch.observe(fresh);
    if (held) $(`#${held} [data-row]`, fresh)?.focus({ preventScroll: true });
  };
  // Fetches what is near and not drawn; with `redraw` all that is near, and the axis and its links with it.
  const fill = async (redraw = false) => {
    if (busy) { again = { redraw: redraw || !!again?.redraw }; return; }
    const blocks = near().filter((block) => redraw || !("drawn" in block.dataset));
    if (!blocks.length && !redraw) return;
    busy = true;
    try {
      const numbers = blocks.map((block) => +block.dataset.block);
      const got = await fetched(path("blocks", { first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0 }));
      all("tbody[data-block]", got).forEach((fresh) => {
        const old = $(`tbody[data-block="${fresh.dataset.block}"]`);
        if (old && wanted.has(old) && (redraw || !("drawn" in old.dataset))) swap(old, fresh);
      });
      if (redraw && !dragging) {
        $("thead").replaceWith($("thead", got));
        $("[data-scale]").replaceWith($("[data-scale]", got));
        aim();
        if (isLong()) tall();
      }
      select();
      hold();
    } catch (failure) {
      console.warn("a part of the trace did not come", failure);
      soon(2000);
    } finally {
      busy = false;
      const next = again;
      again = null;
      if (next) next.redraw ? fill(true) : soon();
    }
  };
  const select = () => {
    const step = new URL(location.href).searchParams.get("step");
    if (!step) return;
    all("tr.k-s[aria-selected=true]").forEach((row) => row.id !== `step-${step}` && row.setAttribute("aria-selected", "false"));
    document.getElementById(`step-${step}`)?.setAttribute("aria-selected", "true");
  };

  // What the address points at stays in the middle while blocks around it come, until the reader moves.
  let pointed = location.hash.slice(1);
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach((moved) => addEventListener(moved, () => { pointed = ""; }, { capture: true, passive: true }));
  const hold = (focus = false) => {
    const target = isLong() && pointed && document.getElementById(pointed);
    if (!target) return;
    target.scrollIntoView({ block: target.matches("tr") ? "center" : "start" });
    if (focus) $("[data-row]", target)?.focus({ preventScroll: true });
  };
  addEventListener("load", () => requestAnimationFrame(() => hold()));

  // ---- what a redraw of the whole part must not lose: blocks that were fetched, and the end in sight
  let kept = new Map(), heights = new Map(), atEnd = false, refreshed = 0;
  document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
    if (event.target !== part || !isLong()) return;
    kept = new Map(near().filter((block) => "drawn" in block.dataset).map((block) => [block.dataset.block, block]));
    heights = new Map(all("tbody[data-block]").map((block) => [block.dataset.block, block.getBoundingClientRect().height]));
    const last = all("tbody[data-block]").pop();
    atEnd = !!last && last.getBoundingClientRect().bottom <= innerHeight + 40;
  });
  document.body.addEventListener("htmx:sseMessage", (event) => {
    if (event.target !== part) return;
    if (!isLong()) { whole(); return; }
    adopt();
    if (atEnd) all("tbody[data-block]").pop()?.scrollIntoView({ block: "end" });
    if (kept.size && Date.now() - refreshed > 2000) { refreshed = Date.now(); fill(true); }
  });
  const whole = () => { wanted.clear(); all("tbody[data-block]").forEach((block) => wanted.add(block)); if (scale()) aim(); };
  const adopt = () => {
    wanted.clear();
    watch.disconnect();
    all("tbody[data-block]").forEach((block) => {
      const old = kept.get(block.dataset.block);
      if (old && !("drawn" in block.dataset) && old.dataset.lines === block.dataset.lines) { block.replaceWith(old); block = old; }
      if (old) wanted.add(block);
      if (!("drawn" in block.dataset)) place(block, heights.get(block.dataset.block) ?? guess(block));
      watch.observe(block);
    });
    aim();
    tall();
  };
  const tall = () => {
    const bar = $(".k-tracebar");
    $(".k-trace").style.setProperty("--k-barh", `${bar.offsetHeight}px`);
  };

  // ---- the time axis; per cent and moments along its corners, as the server drew it
  const scale = () => $("[data-scale]");
  const total = () => +scale().dataset.total;
  const corners = () => scale().dataset.points.split(",").map((one) => one.split(":").map(Number));
  const between = (value, from, to) => {
    const points = corners();
    let i = 1;
    while (i < points.length - 1 && points[i][from] < value) i++;
    const [a, b] = [points[i - 1], points[i]];
    return b[from] === a[from] ? a[to] : a[to] + (value - a[from]) * (b[to] - a[to]) / (b[from] - a[from]);
  };
  const moment = (percent) => between(percent, 0, 1);
  const percent = (ms) => between(ms, 1, 0);
  const FULL = 92; // per cent of the column that the axis takes
  let pending = null;
  const shown = () => {
    if (pending) return pending;
    const query = new URL(location.href).searchParams;
    return query.has("from") && query.has("to") ? [+query.get("from"), +query.get("to")] : [0, total()];
  };
  let redraw = 0;
  const zoom = (from, to, wait = 120) => {
    const start = Math.round(Math.max(0, Math.min(from, total() - 10))), end = Math.round(Math.min(total(), Math.max(to, start + 10)));
    pending = [start, end];
    const url = new URL(location.href), whole = start <= 0 && end >= total();
    ["from", "to"].forEach((name, i) => (whole ? url.searchParams.delete(name) : url.searchParams.set(name, pending[i])));
    clearTimeout(redraw);
    redraw = setTimeout(() => {
      if (isLive) { location.href = url; return; } // its stream was opened with the address, too
      history.replaceState(null, "", url);
      pending = null;
      fill(true);
    }, wait);
  };
  const about = (middle, factor) => { const [from, to] = shown(); zoom(middle - (middle - from) * factor, middle + (to - middle) * factor); };
  const times = (factor) => { const [from, to] = shown(); about((from + to) / 2, factor); };
  const along = (share) => {
    const [from, to] = shown(), length = to - from, start = Math.max(0, Math.min(total() - length, from + share * length));
    zoom(start, start + length);
  };
  const fit = () => zoom(0, total(), 0);
  const inView = () => {
    const seen = all("tbody[data-drawn]").filter((block) => { const at = block.getBoundingClientRect(); return at.bottom > 0 && at.top < innerHeight; });
    if (seen.length) zoom(Math.min(...seen.map((block) => +block.dataset.from)), Math.max(...seen.map((block) => +block.dataset.to)), 0);
  };
  const column = () => $("thead th.k-tl").getBoundingClientRect();
  const under = (x) => { const at = column(); return Math.max(-1, Math.min(101, (x - at.left) / at.width * 100)); };
  const aim = () => {
    const head = $("thead th.k-tl");
    if (!head) return;
    head.title = "Drag to zoom, double click for the whole run; Ctrl and wheel on the bars";
    head.addEventListener("dblclick", fit);
    head.addEventListener("pointerdown", (down) => {
      if (down.button) return;
      down.preventDefault();
      head.setPointerCapture(down.pointerId);
      const from = under(down.clientX), mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      Object.entries({ class: "k-span", y: 0, height: "100%", x: `${from}%`, width: 0 }).forEach(([name, value]) => mark.setAttribute(name, value));
      $("svg", head).prepend(mark);
      let to = from;
      dragging = true;
      const move = (event) => { to = under(event.clientX); mark.setAttribute("x", `${Math.min(from, to)}%`); mark.setAttribute("width", `${Math.abs(to - from)}%`); };
      head.addEventListener("pointermove", move);
      const end = () => {
        dragging = false;
        head.removeEventListener("pointermove", move);
        mark.remove();
        if (Math.abs(to - from) > 1) zoom(moment(Math.max(0, Math.min(from, to))), moment(Math.min(FULL, Math.max(from, to))), 0);
      };
      head.addEventListener("pointerup", end, { once: true });
      head.addEventListener("pointercancel", () => { dragging = false; head.removeEventListener("pointermove", move); mark.remove(); }, { once: true });
    });
  };
  part.addEventListener("wheel", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !event.target.closest(".k-tl")) return;
    event.preventDefault();
    const at = Math.max(0, Math.min(FULL, under(event.clientX))) / FULL, [from, to] = shown();
    about(pending ? from + at * (to - from) : moment(at * FULL), event.deltaY > 0 ? 1.25 : 0.8);
  }, { passive: false });

  // ---- links that need no new page
  const openStep = async (link) => {
    const row = link.closest("tr"), step = row.id.slice(5), url = new URL(link.href);
    url.hash = "";
    history.replaceState(null, "", url);
    select();
    const got = await fetched(path("step", { step })).catch(() => null);
    if (!got) { location.href = link.href; return; }
    all(".k-inplace").forEach((one) => one.remove());
    const narrow = document.createElement("tr");
    narrow.className = "k-inplace k-only-s";
    narrow.append(Object.assign(document.createElement("td"), { colSpan: 4 }));
    narrow.firstChild.append(got.cloneNode(true));
    row.after(narrow);
    $(".k-side .k-sticky")?.replaceChildren(got);
    all(".k-jumps a").forEach((jump) => { const to = new URL(jump.href); to.searchParams.set("step", step); jump.href = to; });
  };
  part.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[data-zoom],a[data-row],.k-gap a");
    if (!link || !link.href) return;
    if (link.matches("[data-near]")) { event.preventDefault(); inView(); return; }
    if (link.matches("[data-zoom]")) {
      event.preventDefault();
      const query = new URL(link.href).searchParams, was = link.getAttribute("aria-label");
      query.has("from") ? zoom(+query.get("from"), +query.get("to"), 0) : fit();
      setTimeout(() => { if (document.activeElement === document.body) $(`[data-zoom][aria-label="${was}"]`)?.focus(); }, 400);
      return;
    }
    if (link.closest(".k-gap")) { event.preventDefault(); link.closest("tbody").scrollIntoView({ block: "start" }); return; }
    if (!isLive) { event.preventDefault(); openStep(link); }
  });
  const jump = (to, back) => {
    const row = document.activeElement.closest?.("tr.k-s") || $("tr.k-s[aria-selected=true]");
    const step = row ? row.id.slice(5) : new URL(location.href).searchParams.get("step") || 0;
    const url = path("jump", { to_next: to, step });
    if (back) url.searchParams.set("back", "true");
    location.href = url;
  };
  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.keys !== "true" || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (!scale() || event.target.matches("input,textarea,select,[contenteditable]")) return;
    const act = {
      "+": () => times(0.5), "-": () => times(2), 0: fit, "<": () => along(-0.5), ">": () => along(0.5),
      ...(isLong() && { n: () => jump("failure"), N: () => jump("failure", true) }),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }, true);

  // ---- the beginning
  isLong() ? adopt() : whole();
  addEventListener("resize", () => isLong() && tall());
  hold(true);
})();
