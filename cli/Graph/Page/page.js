(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const [map, wires, threads, detail, legend, status, panel] =
    ["map", "wires", "threads", "detail", "legend", "status", "panel"].map(id => document.getElementById(id));
  const chips = [];
  for (const chip of map.querySelectorAll(".chip")) chips[Number(chip.dataset.i)] = chip;
  const sent = chips.map(() => []), received = chips.map(() => []);
  for (const [from, to, ports] of data.paths) {
    sent[from].push([to, ports]);
    received[to].push([from, ports]);
  }
  const cards = new Map();
  for (const card of map.querySelectorAll(".ns")) cards.set(card.dataset.ns, card);
  for (const place of map.querySelectorAll(".place")) cards.set(place.dataset.place, place);
  const chipsOf = card => [...card.querySelectorAll(".chip")].map(chip => Number(chip.dataset.i));
  const nameOf = i => {
    const chip = chips[i], card = chip.closest(".ns"), name = chip.querySelector("span").textContent;
    return card ? card.dataset.ns + "/" + name : name;
  };
  const titleOf = (set, origin) => origin.classList.contains("chip") ? nameOf(set[0]) : origin.closest(".ns").dataset.ns;
  let pinned = null;

  // Geometry, relative to the map.
  const boxOf = element => {
    const a = element.getBoundingClientRect(), b = map.getBoundingClientRect();
    return { left: a.left - b.left, right: a.right - b.left, top: a.top - b.top, bottom: a.bottom - b.top, x: (a.left + a.right) / 2 - b.left, y: (a.top + a.bottom) / 2 - b.top };
  };
  const sideOf = (from, to) => to.bottom <= from.top + 4 ? "top" : to.top >= from.bottom - 4 ? "bottom" : to.x > from.x ? "right" : "left";
  const opposite = { top: "bottom", bottom: "top", left: "right", right: "left" };
  const vertical = side => side === "top" || side === "bottom";
  const make = (parent, d, style) => {
    const path = document.createElementNS("http" + "://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    if (style) path.setAttribute("class", style);
    parent.append(path);
  };

  // Lines leave a card spread along its side, in the order of where they go, so that they do not cross at once.
  const draw = (parent, lines) => {
    parent.replaceChildren();
    const ends = [];
    for (const line of lines) {
      line.a = boxOf(line.from);
      line.b = boxOf(line.to);
      line.side = sideOf(line.a, line.b);
      ends.push({ line, key: "p", element: line.from, box: line.a, side: line.side, other: line.b });
      ends.push({ line, key: "q", element: line.to, box: line.b, side: opposite[line.side], other: line.a });
    }
    const groups = new Map();
    for (const end of ends) {
      if (!groups.has(end.element)) groups.set(end.element, {});
      const sides = groups.get(end.element);
      (sides[end.side] ??= []).push(end);
    }
    for (const sides of groups.values()) {
      for (const [side, list] of Object.entries(sides)) {
        list.sort((l, r) => vertical(side) ? l.other.x - r.other.x : l.other.y - r.other.y);
        list.forEach((end, index) => {
          const at = (index + 1) / (list.length + 1), box = end.box;
          end.line[end.key] = vertical(side)
            ? [box.left + (box.right - box.left) * at, box[side]]
            : [box[side], box.top + (box.bottom - box.top) * at];
        });
      }
    }
    for (const { p, q, side, style } of lines) {
      const [dx, dy] = [q[0] - p[0], q[1] - p[1]], tip = 6;
      const sign = side === "bottom" || side === "right" ? 1 : -1;
      const bend = Math.min(90, (vertical(side) ? Math.abs(dy) : Math.abs(dx)) * .55) * sign;
      const end = vertical(side) ? [q[0], q[1] - tip * sign] : [q[0] - tip * sign, q[1]];
      make(parent, vertical(side)
        ? `M${p[0]} ${p[1]}C${p[0]} ${p[1] + bend} ${end[0]} ${end[1] - bend} ${end[0]} ${end[1]}`
        : `M${p[0]} ${p[1]}C${p[0] + bend} ${p[1]} ${end[0] - bend} ${end[1]} ${end[0]} ${end[1]}`, style);
      make(parent, vertical(side)
        ? `M${q[0]} ${q[1]}l-3.5 ${-tip * sign}h7z`
        : `M${q[0]} ${q[1]}l${-tip * sign} -3.5v7z`, "tip " + (style || ""));
    }
  };

  const overview = () => draw(wires, data.lines
    .map(([from, to]) => ({ from: cards.get(from), to: cards.get(to) }))
    .filter(line => line.from && line.to)
    .map(line => ({ ...line, style: "tone-" + line.from.closest(".stratum").classList[1] })));

  // Who is lit for a set of workloads: the set, those it reaches and those that reach it, with ports.
  const neighbours = set => {
    const to = new Map(), from = new Map();
    for (const i of set) {
      for (const [j, ports] of sent[i]) if (set.length === 1 || !set.includes(j)) to.set(j, to.has(j) && to.get(j) !== ports ? to.get(j) + ", " + ports : ports);
      for (const [j, ports] of received[i]) if (set.length === 1 || !set.includes(j)) from.set(j, from.has(j) && from.get(j) !== ports ? from.get(j) + ", " + ports : ports);
    }
    for (const list of [to, from]) for (const [j, ports] of list) list.set(j, [...new Set(ports.split(", "))].join(", "));
    return { to, from };
  };

  const light = set => {
    document.body.classList.toggle("focus", set !== null);
    for (const chip of chips) chip.classList.remove("lit", "self", "to", "from");
    for (const card of map.querySelectorAll(".ns")) card.classList.remove("lit");
    threads.replaceChildren();
    if (set === null) return;
    const { to, from } = neighbours(set), lines = [];
    const lit = i => { chips[i].classList.add("lit"); chips[i].closest(".ns")?.classList.add("lit"); };
    for (const i of set) { lit(i); chips[i].classList.add("self"); }
    // Lines go from card to card, below all cards: workloads themselves are marked.
    const cardOf = i => chips[i].closest(".ns") ?? chips[i], home = cardOf(set[0]);
    const connect = (found, style, ends) => {
      for (const card of new Set([...found.keys()].map(cardOf))) if (card !== home) lines.push({ ...ends(card), style });
    };
    for (const j of to.keys()) { lit(j); if (!set.includes(j)) chips[j].classList.add("to"); }
    for (const j of from.keys()) { lit(j); if (!set.includes(j)) chips[j].classList.add("from"); }
    connect(to, "out", card => ({ from: home, to: card }));
    connect(from, "in", card => ({ from: card, to: home }));
    draw(threads, lines);
  };

  const element = (tag, style, text) => {
    const made = document.createElement(tag);
    if (style) made.className = style;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const peers = (title, style, map) => {
    const parts = [element("h3", style, `${title} (${map.size})`)];
    if (map.size === 0) return [...parts, element("p", "quiet", "Nobody.")];
    const list = element("ul", "peers");
    for (const [j, ports] of [...map].sort((l, r) => nameOf(l[0]) < nameOf(r[0]) ? -1 : 1)) {
      const item = element("li"), button = element("button");
      button.type = "button";
      button.append(element("span", "", nameOf(j)), element("span", "mono quiet", ports));
      button.addEventListener("click", () => pin([j], chips[j]));
      item.append(button);
      list.append(item);
    }
    return [...parts, list];
  };
  const describe = (set, origin) => {
    const { to, from } = neighbours(set), chip = origin.classList.contains("chip") ? origin : null;
    const title = titleOf(set, origin);
    const top = element("div", "top"), close = element("button", "close", "Close");
    close.type = "button";
    close.addEventListener("click", () => { clear(); origin.focus(); });
    top.append(element("h2", "", title), close);
    detail.replaceChildren(top);
    if (chip?.dataset.kind) {
      const pods = chip.querySelector(".pods")?.textContent;
      detail.append(element("p", "quiet", chip.dataset.kind + (pods ? " " + pods : "")));
      detail.append(element("p", "mono", chip.dataset.ports ? "listens on " + chip.dataset.ports : "listens on no port"));
    } else if (!chip) detail.append(element("p", "quiet", `namespace, ${set.length} workload${set.length === 1 ? "" : "s"}`));
    detail.append(...peers("May reach", "out", to), ...peers("May be reached by", "in", from));
    status.textContent = `${title}: may reach ${to.size}, may be reached by ${from.size}.`;
  };
  const pin = (set, origin) => {
    for (const pressed of map.querySelectorAll("[aria-pressed=true]")) pressed.setAttribute("aria-pressed", "false");
    origin.setAttribute("aria-pressed", "true");
    pinned = { set, origin };
    document.body.classList.add("pinned");
    light(set);
    describe(set, origin);
    detail.hidden = false;
    legend.hidden = true;
    panel.scrollTop = 0;
    origin.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", "#" + encodeURI(titleOf(set, origin)));
  };
  const clear = () => {
    if (pinned) pinned.origin.setAttribute("aria-pressed", "false");
    pinned = null;
    document.body.classList.remove("pinned");
    light(null);
    detail.hidden = true;
    legend.hidden = false;
    status.textContent = "";
    history.replaceState(null, "", "#");
  };

  const targets = [...chips.map((chip, i) => [chip, [i]])];
  for (const card of map.querySelectorAll(".ns")) if (chipsOf(card).length) targets.push([card.querySelector("h3 button"), chipsOf(card)]);
  for (const [target, set] of targets) {
    target.setAttribute("aria-pressed", "false");
    target.addEventListener("click", () => pinned?.origin === target ? clear() : pin(set, target));
    target.addEventListener("pointerenter", event => { if (!pinned && event.pointerType === "mouse") light(set); });
    target.addEventListener("pointerleave", () => { if (!pinned) light(null); });
  }
  map.addEventListener("click", event => { if (pinned && !event.target.closest("button")) clear(); });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && pinned) { const { origin } = pinned; clear(); origin.focus(); } });

  const redraw = () => { overview(); if (pinned) light(pinned.set); };
  // A link may name what to select, e.g. #shop/api.
  const wanted = targets.find(([target, set]) => "#" + encodeURI(titleOf(set, target)) === location.hash);
  if (wanted) pin(wanted[1], wanted[0]);
  new ResizeObserver(redraw).observe(map);
  addEventListener("beforeprint", redraw);
  addEventListener("afterprint", redraw);
})();
