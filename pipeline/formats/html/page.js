"use strict";
(() => {
  const root = document.documentElement, byId = (id) => document.getElementById(id);
  const live = byId("live"), note = byId("note");
  root.classList.add("js");
  if (!byId("view")) return;

  // What a reader chose is kept in this browser, where it lets pages keep anything.
  const prefix = "fr-en:" + root.dataset.document + ":";
  const keep = (name, value) => { try { localStorage.setItem(prefix + name, value); } catch { /* private window */ } };
  const kept = (name) => { try { return localStorage.getItem(prefix + name); } catch { return null; } };

  // A sentence's id is d1-f12 or d1-e12, with -2, -3… for what continues it in a further block.
  const parse = (span) => /^(d\d+)-([fe])(\d+)/.exec(span.id);
  const side = (section, letter, number) => {
    const spans = [];
    for (let part = 1; ; part++) {
      const span = byId(`${section}-${letter}${number}` + (part > 1 ? `-${part}` : ""));
      if (!span) return spans;
      spans.push(span);
    }
  };
  const other = { f: "e", e: "f" };
  const same = (span) => { const [, section, letter, number] = parse(span); return side(section, letter, number); };
  const mates = (span) => { const [, section, letter, number] = parse(span); return side(section, other[letter], number); };
  const sentence = (target) => target instanceof Element ? target.closest(".s") : null;

  let lit = [], current = null;
  const light = (span) => {
    for (const one of lit) one.classList.remove("on");
    lit = span ? [...same(span), ...mates(span)] : [];
    for (const one of lit) one.classList.add("on");
    if (!span && window.CSS?.highlights) CSS.highlights.delete("words");
  };
  const remark = (span) => {
    const lines = span ? [...same(span), ...mates(span)].map((one) => one.title).filter(Boolean) : [];
    note.textContent = lines.join(" · ");
    note.hidden = !lines.length;
  };
  const choose = (span, focus = true) => {
    if (current) current.removeAttribute("tabindex");
    current = span;
    light(span);
    remark(span);
    if (!span) { live.textContent = ""; return; }
    span.tabIndex = 0;
    if (focus) { span.focus({ preventScroll: true }); span.scrollIntoView({ block: "nearest" }); }
    const partners = mates(span);
    live.lang = partners[0]?.closest("[lang]").lang ?? "";
    live.textContent = partners.map((one) => one.textContent).join(" ") + (note.hidden ? "" : ". " + note.textContent);
    keep("place", span.id);
  };

  // Walk from row to row: asking the whole page for its sentences would lay out all of it.
  const language = () => root.dataset.view === "en" || current?.id.match(/-e\d/) && root.dataset.view !== "fr" ? ".en" : ".fr";
  const rowAfter = (row, step) => {
    let next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    if (next?.classList.contains("row")) return next;
    for (let section = row.parentElement; (section = step > 0 ? section.nextElementSibling : section.previousElementSibling);) {
      const rows = section.querySelectorAll(":scope > .row");
      if (rows.length) return rows[step > 0 ? 0 : rows.length - 1];
    }
    return null;
  };
  const isShown = (row) => row.offsetParent !== null;
  const move = (step, accept = () => true) => {
    const where = language();
    let row = current ? current.closest(".row") : document.querySelector(".row");
    let spans = row ? [...row.querySelectorAll(where + " .s")] : [];
    let at = current ? spans.indexOf(current) + step : 0;
    while (row) {
      for (; isShown(row) && at >= 0 && at < spans.length; at += step) if (accept(spans[at])) return choose(spans[at]);
      row = rowAfter(row, step);
      spans = row ? [...row.querySelectorAll(where + " .s")] : [];
      at = step > 0 ? 0 : spans.length - 1;
    }
  };
  const doubtful = () => move(1, (span) => [...same(span), ...mates(span)].some((one) => "why" in one.dataset));
  const open = (row, on) => {
    const is = row.classList.toggle("open", on);
    row.querySelector(".reveal").setAttribute("aria-expanded", String(is));
  };
  const cross = () => {
    const mate = current && mates(current)[0];
    if (!mate) return;
    open(mate.closest(".row"), true);
    if (["fr", "en"].includes(root.dataset.view)) setView(root.dataset.view === "fr" ? "en" : "fr");
    choose(mate);
  };

  document.addEventListener("pointerover", (event) => {
    const span = sentence(event.target);
    if (event.pointerType !== "touch") light(span ?? current);
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".reveal");
    if (button) return open(button.closest(".row"));
    const span = sentence(event.target);
    if (!span || String(getSelection())) return;
    if (root.dataset.view === "reveal") open(span.closest(".row"), true);
    choose(span, false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,button,summary,a")) return;
    const actions = { j: () => move(1), k: () => move(-1), x: cross, n: doubtful, Escape: () => { setShow("all"); choose(null); } };
    if (current) Object.assign(actions, { ArrowDown: actions.j, ArrowUp: actions.k, ArrowRight: cross, ArrowLeft: cross, Enter: () => open(current.closest(".row")) });
    if (actions[event.key]) { actions[event.key](); event.preventDefault(); }
  });
  byId("doubtful").addEventListener("click", doubtful);

  // Word links: places in UTF-16 units in a side's text, painted without touching the page's elements.
  // The calls of notes are not of that text, nor are formulas: their line of text is there, hidden.
  const texts = function* (spans) {
    for (const span of spans) {
      const walker = document.createTreeWalker(span, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode());) if (!node.parentElement.closest(".note-call, math")) yield node;
    }
  };
  const range = (spans, start, end) => {
    const made = new Range();
    let seen = 0, begun = false;
    for (const node of texts(spans)) {
      if (!begun && start < seen + node.length) { made.setStart(node, start - seen); begun = true; }
      if (begun && end <= seen + node.length) { made.setEnd(node, end - seen); return made; }
      seen += node.length;
    }
    return null;
  };
  const offset = (spans, wanted, inside) => {
    let seen = 0;
    for (const node of texts(spans)) {
      if (node === wanted) return seen + inside;
      seen += node.length;
    }
    return -1;
  };
  const caret = (event) => {
    if (document.caretPositionFromPoint) { const at = document.caretPositionFromPoint(event.clientX, event.clientY); return at && [at.offsetNode, at.offset]; }
    const at = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    return at && [at.startContainer, at.startOffset];
  };
  if (window.CSS?.highlights) document.addEventListener("pointermove", (event) => {
    const span = sentence(event.target);
    CSS.highlights.delete("words");
    if (!span) return;
    const [, section, letter, number] = parse(span), french = side(section, "f", number), english = side(section, "e", number);
    const places = (french[0]?.dataset.l ?? "").split(" ").map(Number), at = caret(event);
    if (places.length < 4 || !at) return;
    const here = offset(letter === "f" ? french : english, ...at), shift = letter === "f" ? 0 : 2, ranges = [];
    for (let i = 0; i < places.length; i += 4)
      if (places[i + shift] <= here && here < places[i + shift + 1]) ranges.push(range(french, places[i], places[i + 1]), range(english, places[i + 2], places[i + 3]));
    if (ranges.length) CSS.highlights.set("words", new Highlight(...ranges.filter(Boolean)));
  });

  // Finding ignores case, accents and the kind of space.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'").toLowerCase();
  let matches = [], match = -1;
  const find = (step) => {
    const wanted = folded(byId("find").value).trim();
    for (const one of matches) one.classList.remove("found");
    if (wanted !== find.last) { match = -1; find.last = wanted; }
    matches = wanted ? [...document.querySelectorAll(".s")].filter((one) => folded(one.textContent).includes(wanted)) : [];
    match = matches.length ? (match + step + matches.length) % matches.length : -1;
    byId("found").textContent = wanted ? (matches.length ? `${match + 1}/${matches.length}` : "none") : "";
    if (match < 0) return;
    if (!isShown(matches[match].closest(".row"))) setShow("all");
    matches[match].classList.add("found");
    open(matches[match].closest(".row"), true);
    matches[match].scrollIntoView({ block: "center" });
  };
  byId("find").addEventListener("keydown", (event) => { if (event.key === "Enter") find(event.shiftKey ? -1 : 1); });
  byId("find").addEventListener("input", () => { if (!byId("find").value) find(1); });

  const setView = (view) => { root.dataset.view = view; byId("view").value = view; keep("view", view); };
  byId("view").addEventListener("change", () => { setView(byId("view").value); current?.scrollIntoView({ block: "center" }); });
  // What is shown is not kept: who opens the page again has all of the text.
  const setShow = (what) => { if (byId("show")) { root.dataset.show = what; byId("show").value = what; } };
  byId("show")?.addEventListener("change", () => {
    setShow(byId("show").value);
    if (current && isShown(current.closest(".row"))) current.scrollIntoView({ block: "center" }); else choose(null);
    live.textContent = byId("show").selectedOptions[0].textContent;
  });
  addEventListener("hashchange", () => { setShow("all"); byId(location.hash.slice(1))?.scrollIntoView(); });
  const setTheme = (theme) => { root.dataset.theme = theme; keep("theme", theme); };
  byId("theme").addEventListener("click", () => {
    const now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    setTheme(now === "dark" ? "light" : "dark");
  });
  let size = 1.125;
  const setSize = (rem) => { size = Math.min(2.25, Math.max(0.875, rem)); root.style.setProperty("--size", size + "rem"); keep("size", size); };
  byId("larger").addEventListener("click", () => setSize(size + 0.125));
  byId("smaller").addEventListener("click", () => setSize(size - 0.125));
  const setSpacing = (on) => { root.dataset.spacing = on ? "wide" : ""; byId("spacing").setAttribute("aria-pressed", String(on)); keep("spacing", on ? "1" : ""); };
  byId("spacing").addEventListener("click", () => setSpacing(root.dataset.spacing !== "wide"));

  // The place kept is the sentence chosen last, or the paragraph at the top after scrolling on.
  history.scrollRestoration = "manual";
  let resting;
  addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const row = document.elementFromPoint(innerWidth / 2, 90)?.closest(".row");
      if (row && !row.contains(current)) keep("place", row.id);
    }, 300);
  }, { passive: true });
  document.querySelector('.bar a[href="#contents"]')?.addEventListener("click", () => { byId("contents").open = true; });

  if (kept("view")) setView(kept("view"));
  if (kept("theme")) setTheme(kept("theme"));
  if (kept("size")) setSize(Number(kept("size")));
  if (kept("spacing")) setSpacing(true);
  const place = byId(location.hash.slice(1)) ?? byId(kept("place") ?? "");
  if (place?.classList.contains("s")) choose(place, false);
  // Rows get their true heights only when they come near the window: the place moves, and is sought again.
  const settle = (times) => {
    place.scrollIntoView({ block: place.classList.contains("s") ? "center" : "start", behavior: "instant" });
    if (times) requestAnimationFrame(() => settle(times - 1));
  };
  if (place) settle(5);
})();
