"use strict";
(() => {
  const root = document.documentElement, byId = (id) => document.getElementById(id);
  const live = byId("live"), note = byId("note");
  root.classList.add("js");

  // What a reader chose is kept in this browser, where it lets pages keep anything.
  const prefix = "fr-en:" + root.dataset.document + ":";
  const keep = (name, value) => { try { localStorage.setItem(prefix + name, value); } catch { /* private window */ } };
  const kept = (name) => { try { return localStorage.getItem(prefix + name); } catch { return null; } };
  const part = Number(root.dataset.part ?? 0), parts = Number(root.dataset.parts ?? 0);
  const nameOf = (number) => `part-${String(number).padStart(2, "0")}.html`;

  // The page of contents leads on to where its reader was, and to what is found in the parts.
  if (!byId("view")) {
    if (kept("place") && Number(kept("part"))) {
      byId("continue").href = `copy/${nameOf(Number(kept("part")))}#${kept("place")}`;
      byId("continue").hidden = false;
    }
    byId("find").addEventListener("keydown", (event) => {
      const wanted = byId("find").value.trim();
      if (event.key === "Enter" && wanted) location.href = `copy/${nameOf(1)}#${new URLSearchParams({ find: wanted, left: parts - 1 })}`;
    });
    return;
  }

  // Rows get their true heights only when they come near the window: a target moves, and is sought again until it rests.
  let goal = null;
  const go = (target, block = "start", times = 12) => {
    goal = target;
    const seek = (left) => {
      if (goal !== target) return;
      target.scrollIntoView({ block, behavior: "instant" });
      if (left) requestAnimationFrame(() => seek(left - 1)); else goal = null;
    };
    seek(times);
  };
  for (const kind of ["wheel", "touchmove", "keydown"]) addEventListener(kind, () => { goal = null; }, { passive: true, capture: true });
  const bar = document.querySelector(".bar");
  new ResizeObserver(() => root.style.setProperty("--bar", bar.offsetHeight + "px")).observe(bar);

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

  const keepPlace = (id) => { keep("place", id); keep("part", String(part)); };

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
    if (focus) { span.focus({ preventScroll: true }); go(span, "nearest"); }
    const partners = mates(span);
    live.lang = partners[0]?.closest("[lang]").lang ?? "";
    live.textContent = partners.map((one) => one.textContent).join(" ") + (note.hidden ? "" : ". " + note.textContent);
    keepPlace(span.id);
  };

  // Walk from row to row: asking the whole page for its sentences would lay out all of it.
  const language = () => root.dataset.view === "en" || current?.id.match(/-e\d/) && root.dataset.view !== "fr" ? "e" : "f";
  const spansOf = (row, letter) => row ? [...row.querySelectorAll(`.s[id*="-${letter}"]`)] : [];
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
    let spans = spansOf(row, where);
    let at = current ? spans.indexOf(current) + step : 0;
    while (row) {
      for (; isShown(row) && at >= 0 && at < spans.length; at += step) if (accept(spans[at])) return choose(spans[at]);
      row = rowAfter(row, step);
      spans = spansOf(row, where);
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

  // What a sentence says in the other language, put right behind it as a copy, or taken away again.
  const here = (span) => {
    const last = same(span).at(-1), old = last.nextElementSibling;
    if (old?.matches(".here")) return old.matches(".copy") && old.remove();
    const box = document.createElement("span");
    box.className = "here copy";
    box.lang = mates(span)[0]?.closest("[lang]").lang ?? "";
    for (const mate of mates(span)) {
      if (box.childNodes.length) box.append(" ");
      for (const node of mate.cloneNode(true).childNodes) box.append(node.cloneNode(true));
    }
    for (const one of box.querySelectorAll("[id]")) one.removeAttribute("id");
    if (box.textContent.trim()) last.after(box);
  };
  // Sentence by sentence: the English itself moves behind its French, and back when another view is chosen.
  const weave = (row) => {
    for (const one of row.querySelectorAll(".here.copy")) one.remove();
    const french = new Map(), moved = [];
    for (const span of spansOf(row, "f")) french.set(parse(span)[3], span);
    let box = null;
    for (const span of spansOf(row, "e")) {
      const after = french.get(parse(span)[3]);
      if (after && after !== box?.previousElementSibling) {
        box = document.createElement("span");
        box.className = "here";
        box.lang = span.closest("[lang]").lang;
        after.after(box);
      }
      if (!box) continue;
      const place = document.createComment("");
      span.before(place);
      if (box.childNodes.length) box.append(" ");
      box.append(span);
      moved.push([place, span]);
    }
    row.classList.toggle("woven", spansOf(row, "e").every((span) => span.closest(".here")));
    row.unweave = () => {
      for (const [place, span] of moved) place.replaceWith(span);
      for (const one of row.querySelectorAll(".here")) one.remove();
      row.classList.remove("woven");
      row.unweave = null;
    };
  };
  const weaveAll = (on) => {
    for (const row of document.querySelectorAll(".row:not(.table,.heading)")) if (!on) row.unweave?.(); else if (!row.unweave) weave(row);
  };

  let finger = false;
  document.addEventListener("pointerdown", (event) => { finger = event.pointerType === "touch"; }, true);
  document.addEventListener("pointerover", (event) => {
    const span = sentence(event.target);
    if (event.pointerType !== "touch") light(span ?? current);
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".reveal");
    if (button) return open(button.closest(".row"));
    const span = sentence(event.target);
    if (!span || String(getSelection()) || event.target.closest("a")) return;
    if (root.dataset.view === "reveal") open(span.closest(".row"), true);
    // The first tap lights a sentence and the word under the finger, the second shows what it says in place.
    if (finger && current && same(span).includes(current)) here(span);
    choose(span, false);
    if (finger) paint(event, span);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,button,summary,a")) return;
    if (event.key.length === 1 && !byId("keys").checked) return;
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
  const paint = (event, span) => {
    if (!window.CSS?.highlights) return;
    CSS.highlights.delete("words");
    if (!span) return;
    const [, section, letter, number] = parse(span), french = side(section, "f", number), english = side(section, "e", number);
    const places = (french[0]?.dataset.l ?? "").split(" ").map(Number), at = caret(event);
    if (places.length < 4 || !at) return;
    const here = offset(letter === "f" ? french : english, ...at), shift = letter === "f" ? 0 : 2, ranges = [];
    for (let i = 0; i < places.length; i += 4)
      if (places[i + shift] <= here && here < places[i + shift + 1]) ranges.push(range(french, places[i], places[i + 1]), range(english, places[i + 2], places[i + 3]));
    if (ranges.length) CSS.highlights.set("words", new Highlight(...ranges.filter(Boolean)));
  };
  document.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") paint(event, sentence(event.target)); });

  // Finding ignores case, accents, ligatures, and the kind of space, apostrophe and dash.
  const letters = { œ: "oe", æ: "ae", ß: "ss", "’": "'", "‘": "'", ʼ: "'", "‑": "-", "–": "-", "—": "-", "\u00ad": "" };
  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[œæß’‘ʼ‑–—\u00ad]/g, (one) => letters[one]).replace(/[\s\u00a0\u202f]+/g, " ").trim();
  let matches = [], match = -1, sought = "", sentences = null;
  const search = () => {
    sought = folded(byId("find").value);
    sentences ??= [...document.querySelectorAll(".s")].map((one) => [one, folded(one.textContent)]);
    for (const one of matches) one.classList.remove("found");
    matches = sought ? sentences.filter(([, text]) => text.includes(sought)).map(([one]) => one) : [];
    match = -1;
    tell();
  };
  const tell = () => {
    const count = matches.length ? (match < 0 ? String(matches.length) : `${match + 1}/${matches.length}`) : "none";
    byId("found").textContent = sought ? count : "";
    if (!sought || !parts) return;
    const where = document.createElement("span");
    where.className = "word";
    where.textContent = ` in part ${part} of ${parts}`;
    byId("found").append(where);
  };
  // Behind the last place found on this page, finding goes on in the next part, at most once around the book.
  const elsewhere = (step, left) => {
    const next = (part - 1 + step + parts) % parts + 1;
    location.href = `${nameOf(next)}#${new URLSearchParams({ find: byId("find").value, step, left })}`;
  };
  const find = (step, left = parts - 1) => {
    if (folded(byId("find").value) !== sought) search();
    if (!sought) return;
    const next = match < 0 && step < 0 ? matches.length - 1 : match + step;
    if (parts > 1 && left > 0 && !(next in matches)) return elsewhere(step, matches.length ? parts - 1 : left - 1);
    matches[match]?.classList.remove("found");
    match = matches.length ? (next + matches.length) % matches.length : -1;
    tell();
    if (match < 0 && parts && !left) byId("found").textContent = "nowhere";
    if (match < 0) return;
    const found = matches[match];
    if (!isShown(found.closest(".row"))) setShow("all");
    if (!found.offsetParent && root.dataset.view !== "reveal") setView("side");
    found.classList.add("found");
    open(found.closest(".row"), true);
    go(found, "center");
  };
  byId("find").addEventListener("keydown", (event) => { if (event.key === "Enter") find(event.shiftKey ? -1 : 1); });
  byId("find").addEventListener("input", search);
  byId("next").addEventListener("click", () => find(1));
  byId("previous").addEventListener("click", () => find(-1));

  const setView = (view) => {
    root.dataset.view = view;
    byId("view").value = view;
    weaveAll(view === "sentences");
    keep("view", view);
  };
  const top = () => document.elementFromPoint(innerWidth / 2, bar.getBoundingClientRect().bottom + 24)?.closest(".row");
  byId("view").addEventListener("change", () => {
    const row = top();
    setView(byId("view").value);
    if (current?.offsetParent) go(current, "center"); else if (row) go(row);
  });
  // What is shown is not kept: who opens the page again has all of the text.
  const setShow = (what) => { if (byId("show")) { root.dataset.show = what; byId("show").value = what; } };
  byId("show")?.addEventListener("change", () => {
    setShow(byId("show").value);
    if (current && isShown(current.closest(".row"))) go(current, "center"); else choose(null);
    live.textContent = byId("show").selectedOptions[0].textContent;
  });
  const follow = () => {
    const target = byId(location.hash.slice(1));
    if (!target) return;
    setShow("all");
    go(target);
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) setTimeout(follow);
  });
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
      const row = top();
      if (row && !row.contains(current)) keepPlace(row.id);
    }, 300);
  }, { passive: true });
  const setMore = (on) => { bar.classList.toggle("open", on); byId("more").setAttribute("aria-expanded", String(on)); };
  byId("more").addEventListener("click", () => setMore(!bar.classList.contains("open")));
  document.addEventListener("click", (event) => { if (!bar.contains(event.target)) setMore(false); });
  byId("keys").addEventListener("change", () => keep("keys", byId("keys").checked ? "" : "off"));
  document.querySelector('.bar a[href="#contents"]')?.addEventListener("click", () => { byId("contents").open = true; });

  if (kept("view")) setView(kept("view"));
  if (kept("theme")) setTheme(kept("theme"));
  if (kept("size")) setSize(Number(kept("size")));
  if (kept("spacing")) setSpacing(true);
  byId("keys").checked = kept("keys") !== "off";
  const asked = new URLSearchParams(location.hash.slice(1));
  const place = byId(location.hash.slice(1)) ?? (Number(kept("part") ?? part) === part ? byId(kept("place") ?? "") : null);
  if (asked.has("find")) {
    byId("find").value = asked.get("find");
    find(Number(asked.get("step") ?? 1), Number(asked.get("left") ?? 0));
  } else if (place) {
    if (place.classList.contains("s")) choose(place, false);
    go(place, place.classList.contains("s") ? "center" : "start");
  }
})();
