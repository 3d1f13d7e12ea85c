(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const { words, order, language } = JSON.parse(one("#words").textContent);
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const make = (tag, text = "", className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
  const grid = one(".grid");
  const rows = grid ? [...grid.tBodies[0].rows] : [];
  const reader = one(".reader");
  const desk = one(".desk");
  const panel = one(".panel");
  const query = one(".find input");
  const pair = one(".pair");
  const labels = all('[name="region"]').map((box) => box.parentElement.textContent.trim());

  // What the reader chose for every page; a page from a file may have no storage.
  const memory = {
    get(key) { try { return localStorage.getItem("policydiff." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("policydiff." + key, value); } catch { /* stays for this page only */ } },
  };

  // Words that stand once in the page ----------------------------------------------------------------
  function fill(within) {
    for (const sign of all(".again:last-child", within)) {
      const link = one("a", sign);
      const copy = make("div", "", "words copy");
      copy.append(...document.getElementById(link.getAttribute("href").slice(1)).cloneNode(true).childNodes);
      for (const mark of all("mark, em", copy)) mark.replaceWith(...mark.childNodes);
      copy.normalize();
      link.textContent = say("also", { topic: link.textContent });
      sign.after(copy);
    }
    if (one(".lacking", within)) return;
    const row = rows.find((each) => each.dataset.t === within.dataset.t);
    const lacking = [...row.cells].filter((cell) => cell.matches(".c0"));
    if (!lacking.length) return;
    const line = make("p", words.lacking, "lacking dim");
    for (const cell of lacking) {
      const name = make("span", labels[cell.dataset.m]);
      name.dataset.m = cell.dataset.m;
      line.append(" ", name);
    }
    within.append(line);
  }

  function textOf(element) {
    return all("p, tr", element).map((line) => (line.matches("tr") ? [...line.cells].map((cell) => cell.textContent).join(" ｜ ") : line.textContent)).join("\n");
  }

  function clauseText(member, ids) {
    return ids.map((id) => {
      const parts = all(`.words[data-m="${member}"]`).filter((part) => part.dataset.c === id);
      return parts.sort((a, b) => a.dataset.s - b.dataset.s).map(textOf).join("\n");
    }).filter(Boolean).join("\n");
  }

  // The difference of two texts ------------------------------------------------------------------------
  function lines(parts, tags) {
    const held = make("div", "", "said");
    held.lang = language;
    let line = make("p");
    for (const [op, text] of parts) {
      text.split("\n").forEach((piece, at) => {
        if (at) { held.append(line); line = make("p"); }
        if (piece) line.append(op ? make(tags[op], piece) : piece);
      });
    }
    held.append(line);
    return held;
  }

  function differing(memberOne, textOne, memberOther, textOther) {
    const found = difference(textOne, textOther);
    const held = make("div", "", "found");
    held.append(make("p", found.edits ? words.edits : words.apart, "dim"));
    const legend = make("p", "", "dim");
    legend.append(make("del", say("only_one", { region: labels[memberOne] })), " ", make("ins", say("only_one", { region: labels[memberOther] })));
    held.append(legend);
    if (found.edits) {
      held.append(lines(found.edits, { "-1": "del", 1: "ins" }));
      return held;
    }
    const sides = make("div", "", "two");
    for (const [member, parts, tag] of [[memberOne, found.one, "del"], [memberOther, found.other, "ins"]]) {
      const side = make("div");
      side.append(make("h5", labels[member]), lines(parts, { 1: tag }));
      sides.append(side);
    }
    held.append(sides);
    return held;
  }

  // The reader ---------------------------------------------------------------------------------------
  let open = null;
  let opener = null;

  const article = (number) => document.getElementById(`t${number}`);
  const shownRows = () => rows.filter((row) => !row.hidden);

  function show(number, member = null, { focus = true } = {}) {
    if (open !== null) article(open).classList.remove("open");
    for (const row of all("tr.current, td.current", grid)) row.classList.remove("current");
    open = number;
    const held = article(number);
    fill(held);
    held.classList.add("open");
    desk.dataset.open = "";
    const row = rows.find((each) => Number(each.dataset.t) === number);
    if (row) {
      row.classList.add("current");
      if (member !== null) one(`td[data-m="${member}"]`, row).classList.add("current");
    }
    compare();
    one("#reader-title").textContent = `${words.reader} ${shownRows().indexOf(row) + 1}/${shownRows().length}`;
    const target = member === null ? held : document.getElementById(`t${number}-${member}`) || held;
    reader.scrollTop = 0;
    for (const side of all(".side.here", held)) side.classList.remove("here");
    if (target !== held) { target.classList.add("here"); reach(target); }
    if (focus) target.focus({ preventScroll: true });
  }

  function reach(target) {
    const gap = target.getBoundingClientRect().top - reader.getBoundingClientRect().top - one(".tools").offsetHeight - 12;
    reader.scrollTop += gap;
  }

  function close() {
    if (open === null) return;
    article(open).classList.remove("open");
    for (const each of all(".current", grid)) each.classList.remove("current");
    open = null;
    delete desk.dataset.open;
    one(".difference").hidden = true;
    one("#reader-title").textContent = words.reader;
    if (opener && opener.isConnected) opener.focus();
  }

  function step(by) {
    const shown = shownRows();
    if (!shown.length) return;
    const at = shown.findIndex((row) => Number(row.dataset.t) === open);
    const row = shown[Math.min(shown.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
    settle(row.cells[0], { focus: false });
    row.scrollIntoView({ block: "nearest" });
    opener = row.cells[0];
    show(Number(row.dataset.t));
  }

  function compare() {
    const held = one(".difference");
    const [first, second] = [pair.one.value, pair.other.value];
    held.hidden = open === null || first === "" || second === "" || first === second;
    held.replaceChildren();
    if (held.hidden) return;
    const [textOne, textOther] = [first, second].map((member) => {
      const side = document.getElementById(`t${open}-${member}`);
      return side ? all(".words", side).map(textOf).join("\n") : "";
    });
    held.append(make("h4", `${labels[first]} — ${labels[second]}`));
    if (textOne && textOther) held.append(differing(first, textOne, second, textOther));
    else held.append(make("p", textOne || textOther ? say("only_one", { region: labels[textOne ? first : second] }) : words.none_shown));
  }

  // The grid: one of its cells can be reached by Tab, arrows move from there (ARIA grid pattern) -------------
  let settled = null;

  function settle(cell, { focus = true } = {}) {
    if (settled) settled.tabIndex = -1;
    settled = cell;
    cell.tabIndex = 0;
    if (!focus) return;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  const shownCells = (row) => [...row.cells].filter((cell) => getComputedStyle(cell).display !== "none");

  function move(event) {
    const cell = event.target.closest("td, tbody th");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = cell.parentElement;
    const cells = shownCells(row);
    const at = cells.indexOf(cell);
    const shown = shownRows();
    const down = (by) => shownCells(shown[Math.min(shown.length - 1, Math.max(0, shown.indexOf(row) + by))])[at];
    const goal = {
      ArrowRight: () => cells[at + 1], ArrowLeft: () => cells[at - 1], ArrowDown: () => down(1), ArrowUp: () => down(-1),
      PageDown: () => down(10), PageUp: () => down(-10), Home: () => cells[0], End: () => cells.at(-1),
    }[event.key];
    if (goal) {
      event.preventDefault();
      if (goal()) settle(goal());
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(cell);
    }
  }

  function choose(cell) {
    settle(cell, { focus: false });
    opener = cell;
    const member = cell.dataset.m === undefined ? null : Number(cell.dataset.m);
    show(Number(cell.parentElement.dataset.t), member);
  }

  // Filters ------------------------------------------------------------------------------------------
  const texts = new Map();

  function searchable(row) {
    const number = row.dataset.t;
    if (!texts.has(number)) texts.set(number, article(number).textContent.toLowerCase());
    return texts.get(number);
  }

  function filter() {
    const hidden = all('[name="region"]:not(:checked)', panel).map((box) => box.value);
    one("#filtered").textContent = hidden.map((member) => `main [data-m="${member}"]`).join(",") + (hidden.length ? "{display:none!important}" : "");
    const kind = one('[name="topics"]:checked', panel).value;
    const wanted = query.value.trim().toLowerCase();
    const cellsOf = (row) => [...row.cells].slice(1).filter((cell) => !hidden.includes(cell.dataset.m));
    for (const row of rows) {
      const fits = {
        any: () => true,
        shared_by_all: () => cellsOf(row).every((cell) => !cell.matches(".c0")),
        lacked_by_some: () => cellsOf(row).some((cell) => cell.matches(".c0")),
        with_findings: () => cellsOf(row).some((cell) => one(".flag", cell)),
      }[kind]();
      row.hidden = !fits || Boolean(wanted && !searchable(row).includes(wanted));
    }
    for (const row of all(".facts tbody tr")) row.hidden = Boolean(wanted) && !row.cells[0].textContent.toLowerCase().includes(wanted);
    const shown = shownRows();
    if (one(".sheet > .none")) one(".sheet > .none").hidden = shown.length > 0;
    one(".menu .dot").hidden = !hidden.length && kind === "any";
    one(".panel .shown").textContent = say("hits", { count: shown.length });
    one(".find output").textContent = wanted ? say("hits", { count: shown.length }) : "";
    root.toggleAttribute("data-print", one('[name="print"]', panel).checked);
    if (settled && settled.parentElement.hidden && shown.length) settle(shown[0].cells[0], { focus: false });
  }

  function arrange() {
    const wanted = one('[name="order"]:checked', panel).value === "alike" ? order : labels.map((_, at) => at);
    for (const row of all(".grid tr, .facts tr")) {
      const cells = new Map([...row.cells].slice(1).map((cell) => [Number(cell.dataset.m), cell]));
      row.append(...wanted.map((member) => cells.get(member)));
    }
    for (const sides of all(".sides")) {
      const held = new Map([...sides.children].map((side) => [Number(side.dataset.m), side]));
      sides.append(...wanted.filter((member) => held.has(member)).map((member) => held.get(member)));
    }
  }

  // Going to a place -----------------------------------------------------------------------------------
  function follow(fragment) {
    const target = document.getElementById(decodeURIComponent(fragment.slice(1)));
    if (!target) return false;
    const held = target.closest("article.topic");
    if (held) {
      const side = target.closest(".side");
      show(Number(held.dataset.t), side ? Number(side.dataset.m) : null, { focus: false });
      if (!narrow.matches) one("#matrix").scrollIntoView();
      reach(target === held ? held : target);
    } else {
      for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      target.scrollIntoView({ block: "center" });
    }
    target.focus({ preventScroll: true });
    for (const each of all(".aim")) each.classList.remove("aim");
    if (target.matches(".words")) target.classList.add("aim");
    return true;
  }

  const narrow = matchMedia("(max-width: 1000px)");

  function dark() {
    const set = root.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function turn() {
    root.dataset.theme = dark() ? "light" : "dark";
    memory.set("theme", root.dataset.theme);
  }

  function differ(button) {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) { button.nextElementSibling.remove(); return; }
    const { one: first, other: second, old, new: fresh } = button.dataset;
    button.after(differing(first, clauseText(first, JSON.parse(old)), second, clauseText(second, JSON.parse(fresh))));
  }

  // Wiring -------------------------------------------------------------------------------------------
  const keys = {
    j: () => step(1), k: () => step(-1), "/": () => query.focus(), t: turn, "?": () => one("dialog").showModal(),
    f: () => { one("#filter").open = !one("#filter").open; if (one("#filter").open) one("input", panel).focus(); },
  };

  function press(event) {
    if (event.key === "Escape") {
      if (one("dialog").open) return;
      if (one("#filter").open) { one("#filter").open = false; one("#filter summary").focus(); return; }
      if (event.target === query) { query.value = ""; filter(); query.blur(); return; }
      close();
      return;
    }
    const typing = event.target.matches("input[type=search], select, dialog *");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !one('[name="keys"]').checked) return;
    if (keys[event.key] && (grid || !"jk".includes(event.key))) { event.preventDefault(); keys[event.key](); }
  }

  root.dataset.scripted = "";
  if (memory.get("theme")) root.dataset.theme = memory.get("theme");
  one('[name="keys"]').checked = memory.get("keys") !== "off";
  for (const part of all(".controls, .tools, .differ")) part.hidden = false;

  if (grid) {
    for (const cell of all("td, tbody th", grid)) cell.tabIndex = -1;
    settle(rows[0].cells[0], { focus: false });
    grid.addEventListener("keydown", move);
    grid.addEventListener("click", (event) => {
      const cell = event.target.closest("td, tbody th");
      if (cell) choose(cell);
    });
    one(".reader .previous").addEventListener("click", () => step(-1));
    one(".reader .next").addEventListener("click", () => step(1));
    one(".reader .close").addEventListener("click", close);
    one(".reader .widen").addEventListener("click", () => desk.toggleAttribute("data-wide"));
    pair.addEventListener("change", () => { compare(); reader.scrollTop = 0; });
    pair.addEventListener("submit", (event) => event.preventDefault());
  }
  panel.addEventListener("change", (event) => { if (event.target.name === "order") arrange(); filter(); });
  panel.addEventListener("reset", () => setTimeout(() => { arrange(); filter(); }));
  panel.addEventListener("submit", (event) => event.preventDefault());
  for (const [name, checked] of [["everyone", true], ["nobody", false]]) {
    one(`.${name}`).addEventListener("click", () => { for (const box of all('[name="region"]')) box.checked = checked; filter(); });
  }
  let waiting = 0;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  one(".find").addEventListener("submit", (event) => { event.preventDefault(); filter(); if (shownRows().length) settle(shownRows()[0].cells[0]); });
  one(".theme").addEventListener("click", turn);
  one(".help").addEventListener("click", () => one("dialog").showModal());
  one('[name="keys"]').addEventListener("change", (event) => memory.set("keys", event.target.checked ? "on" : "off"));
  document.addEventListener("keydown", press);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#filter")) one("#filter").open = false;
    const button = event.target.closest(".differ");
    if (button) differ(button);
    const link = event.target.closest('a[href^="#p"], a[href^="#t"]');
    if (link && follow(link.getAttribute("href"))) { event.preventDefault(); opener = link; history.replaceState(null, "", link.href); }
  });
  addEventListener("beforeprint", () => { if (root.hasAttribute("data-print")) for (const each of all(".topic")) fill(each); });
  addEventListener("hashchange", () => follow(location.hash));
  filter();
  if (location.hash) follow(location.hash);
})();
