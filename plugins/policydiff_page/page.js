"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = JSON.parse(one("#words").textContent);
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const rows = all("article.changed");
  const links = new Map();
  for (const link of all("[data-row]")) links.set(link.dataset.row, [...(links.get(link.dataset.row) || []), link]);
  const severities = ["info", "low", "medium", "high"];
  const panel = one(".panel");
  const query = one(".find input");
  const narrow = matchMedia("(max-width: 800px)");

  // What the reader chose for every page; a page from a file may have no storage.
  const memory = {
    get(key) { try { return localStorage.getItem("policydiff." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("policydiff." + key, value); } catch { /* stays for this page only */ } },
  };

  let silence = 0;
  function tell(text) {
    clearTimeout(silence);
    one(".toast").textContent = text;
    silence = setTimeout(() => { one(".toast").textContent = ""; }, 2500);
  }

  // Going to a place -----------------------------------------------------------------------------
  let current = null;

  function reveal(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  function go(element, { focus = true } = {}) {
    reveal(element);
    element.scrollIntoView({ block: "start" });
    // Rows above take their true height only once they are near: aim a second time.
    requestAnimationFrame(() => element.scrollIntoView({ block: "start" }));
    if (focus) (element.closest("article, section") || element).focus({ preventScroll: true });
  }

  function settle(row) {
    if (current) current.classList.remove("to");
    current = row;
    if (!row) return;
    row.classList.add("to");
    const open = visible();
    one(".at").textContent = `${open.indexOf(row) + 1}/${open.length}`;
    mark(row.id.slice(1));
  }

  const visible = () => rows.filter((row) => !row.hidden);

  function nearest(step) {
    const line = one(".captions").getBoundingClientRect().bottom + 8;
    const open = visible();
    if (current && !current.hidden) {
      const box = current.getBoundingClientRect();
      if (box.bottom > 0 && box.top < innerHeight) return open[open.indexOf(current) + step];
    }
    return step > 0
      ? open.find((row) => row.getBoundingClientRect().top >= line - 4)
      : open.findLast((row) => row.getBoundingClientRect().top < line - 4);
  }

  function step(by) {
    const row = nearest(by);
    if (!row) return;
    settle(row);
    go(row);
  }

  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const row = target.closest("article");
    if (row && rows.includes(row)) {
      if (row.hidden) resetFilter();
      settle(row);
    }
    go(row || target);
  }

  let marked = null;

  function mark(index) {
    if (marked === index) return;
    marked = index;
    for (const link of all(".contents [aria-current]")) link.removeAttribute("aria-current");
    const entry = (links.get(index) || []).find((link) => link.closest(".contents"));
    if (entry) {
      entry.setAttribute("aria-current", "true");
      const list = one(".contents");
      if (list.scrollHeight > list.clientHeight) {
        const top = entry.getBoundingClientRect().top - list.getBoundingClientRect().top;
        if (top < 0 || top > list.clientHeight - 40) list.scrollTop += top - list.clientHeight / 3;
      }
    }
    const tick = (links.get(index) || []).find((link) => link.closest(".strip"));
    if (tick) one(".strip .here").style.top = tick.style.top;
  }

  // Filters --------------------------------------------------------------------------------------
  const chosen = (name) => new Set(all(`[name="${name}"]:checked`, panel).map((box) => box.value));

  function filter() {
    const kinds = chosen("kind");
    const plugins = chosen("plugin");
    const least = Number(one('[name="severity"]:checked', panel).value);
    for (const item of all("[data-severity]")) {
      const grave = severities.indexOf(item.dataset.severity) + 1 >= least;
      item.hidden = !(grave && plugins.has(item.dataset.plugin));
    }
    const allKinds = all('[name="kind"]', panel).length === kinds.size;
    const active = least > 0 || !allKinds || all('[name="plugin"]:not(:checked)', panel).length > 0;
    for (const row of rows) {
      const ofKind = row.dataset.kinds.split(" ").some((kind) => kinds.has(kind));
      row.hidden = !(ofKind && (least === 0 || one("[data-severity]:not([hidden])", row)));
      for (const link of links.get(row.id.slice(1)) || []) link.classList.toggle("off", row.hidden);
    }
    for (const aside of all(".fold, .departure, .section")) aside.hidden = active;
    one(".menu .dot").hidden = !active;
    tally(active);
    if (query.value) search();
  }

  function tally(active) {
    const shown = visible().length;
    one(".panel .shown").textContent = say("shown", { shown, all: rows.length });
    one(".at").textContent = shown ? `·/${shown}` : "0/0";
    one(".none").hidden = !active || shown > 0;
  }

  function resetFilter() {
    panel.reset();
    cosmetic();
    filter();
  }

  const cosmetic = () => root.toggleAttribute("data-cosmetic", one('[name="cosmetic"]', panel).checked);

  // Views ----------------------------------------------------------------------------------------
  function choose(name, value) {
    root.dataset[name] = value;
    one(`[name="${name}"][value="${value}"]`).checked = true;
    if (name === "extent") for (const fold of all(".fold")) fold.open = value === "all";
    if (query.value) search();
    if (current) go(current, { focus: false });
  }

  const other = (name, a, b) => choose(name, root.dataset[name] === a ? b : a);

  function dark() {
    const set = root.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function turn() {
    root.dataset.theme = dark() ? "light" : "dark";
    memory.set("theme", root.dataset.theme);
  }

  // Search ---------------------------------------------------------------------------------------
  let hits = [];
  let hit = -1;

  function cells() {
    const inline = narrow.matches || root.dataset.layout === "inline";
    const kinds = inline ? ".cell.inline, .cell.same, .section" : ".cell.old, .cell.new, .cell.same, .section";
    return all(kinds, one("#clauses")).filter((cell) => !cell.closest("[hidden]"));
  }

  function* places(text, wanted) {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) yield at;
  }

  function ranges(cell, starts, length) {
    const nodes = [];
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let passed = 0; walker.nextNode(); passed += walker.currentNode.data.length) nodes.push([passed, walker.currentNode]);
    const point = (offset, ends) => {
      const at = nodes.findLast(([passed]) => (ends ? passed < offset : passed <= offset));
      return [at[1], offset - at[0]];
    };
    return starts.map((start) => {
      const range = new Range();
      range.setStart(...point(start, false));
      range.setEnd(...point(start + length, true));
      return range;
    });
  }

  function paint(name, held) {
    if (!CSS.highlights) return;
    if (held.length) CSS.highlights.set(name, new Highlight(...held));
    else CSS.highlights.delete(name);
  }

  function search() {
    const wanted = query.value.trim().toLowerCase();
    hits = [];
    hit = -1;
    if (wanted) {
      for (const cell of cells()) {
        const starts = [...places(cell.textContent.toLowerCase(), wanted)];
        if (starts.length) hits.push(...ranges(cell, starts, wanted.length));
      }
    }
    paint("hit", hits);
    paint("hit-now", []);
    one(".find output").textContent = !wanted ? "" : hits.length ? say("hits", { at: 0, all: hits.length }) : words.no_hits;
  }

  function turnTo(by) {
    if (!hits.length) return;
    hit = (hit + by + hits.length) % hits.length;
    const cell = hits[hit].startContainer.parentElement;
    reveal(cell);
    const centre = () => cell.scrollIntoView({ block: "center" });
    centre();
    requestAnimationFrame(centre);
    paint("hit-now", [hits[hit]]);
    one(".find output").textContent = say("hits", { at: hit + 1, all: hits.length });
  }

  // Wiring ---------------------------------------------------------------------------------------
  const keys = {
    j: () => step(1), k: () => step(-1), n: () => step(1), p: () => step(-1),
    "/": () => query.focus(), v: () => other("layout", "split", "inline"), a: () => other("extent", "changes", "all"),
    f: () => { one("#filter").open = !one("#filter").open; if (one("#filter").open) one("input", panel).focus(); },
    t: turn, "?": () => one("dialog").showModal(),
  };

  function press(event) {
    if (event.key === "Escape") {
      if (one("#filter").open) { one("#filter").open = false; one("#filter summary").focus(); }
      if (event.target === query) { query.value = ""; search(); query.blur(); }
      return;
    }
    const typing = event.target.matches("input[type=search], dialog *");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !one('[name="keys"]').checked) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  }

  if (memory.get("theme")) root.dataset.theme = memory.get("theme");
  one('[name="keys"]').checked = memory.get("keys") !== "off";
  one(".controls").hidden = false;
  if (matchMedia("(max-width: 1180px)").matches) one(".contents details").open = false;

  for (const radio of all(".choice input")) radio.addEventListener("change", () => choose(radio.name, radio.value));
  panel.addEventListener("change", () => { cosmetic(); filter(); });
  panel.addEventListener("reset", () => setTimeout(() => { cosmetic(); filter(); }));
  panel.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#filter")) one("#filter").open = false;
    const link = event.target.closest("a.link");
    if (link && navigator.clipboard) navigator.clipboard.writeText(link.href).then(() => tell(words.copied), () => {});
  });
  let waiting = 0;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  one(".find").addEventListener("submit", (event) => {
    event.preventDefault();
    if (waiting) { clearTimeout(waiting); waiting = 0; if (hit < 0) search(); }
    turnTo(1);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); turnTo(-1); }
  });
  one(".previous").addEventListener("click", () => step(-1));
  one(".next").addEventListener("click", () => step(1));
  one(".theme").addEventListener("click", turn);
  one(".help").addEventListener("click", () => one("dialog").showModal());
  one('[name="keys"]').addEventListener("change", (event) => memory.set("keys", event.target.checked ? "on" : "off"));
  // Paper cannot be unfolded: what is folded away is printed too.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = all("details.more:not([open]), details.ledger:not([open])");
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of unfolded) fold.open = false; });
  document.addEventListener("keydown", press);
  addEventListener("hashchange", follow);

  const inSight = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) inSight[entry.isIntersecting ? "add" : "delete"](entry.target);
    const first = rows.find((row) => inSight.has(row));
    if (first && !(current && inSight.has(current))) mark(first.id.slice(1));
  }, { rootMargin: "-110px 0px -55% 0px" });
  for (const row of rows) watcher.observe(row);

  tally(false);
  if (location.hash) follow();
})();
