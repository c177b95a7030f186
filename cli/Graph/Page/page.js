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
    route(lines);
    for (const { points, style } of lines) {
      const tip = 6, [q, before] = [points.at(-1), points.at(-2)];
      const [dx, dy] = [Math.sign(q[0] - before[0]), Math.sign(q[1] - before[1])];
      points[points.length - 1] = [q[0] - tip * dx, q[1] - tip * dy];
      make(parent, rounded(points), style);
      make(parent, `M${q[0]} ${q[1]}l${-tip * dx - 3.5 * dy} ${-tip * dy - 3.5 * dx}l${7 * dy} ${7 * dx}z`, "tip " + (style || ""));
    }
  };

  // Lines run in the gaps between cards, never behind one: a line that disappears leads nowhere. Each finds the shortest way along the gaps,
  // with few corners; those that share a gap run side by side.
  const clearance = 8, cornerCost = 40, lane = 3.5;
  const route = lines => {
    const cards = [...map.querySelectorAll(".ns, .place, .fact, .box")].map(boxOf);
    const unique = values => [...new Set(values.map(Math.round))].sort((l, r) => l - r);
    const xs = unique(cards.flatMap(card => [card.left - clearance - 1, card.right + clearance + 1]));
    const ys = unique(cards.flatMap(card => [card.top - clearance, card.bottom + clearance]));
    const free = (x, y, u, v) => !cards.some(card =>
      Math.max(x, u) > card.left - 2 && Math.min(x, u) < card.right + 2 && Math.max(y, v) > card.top - 2 && Math.min(y, v) < card.bottom + 2);
    const nearest = (values, value) => values.reduce((best, each, at) => Math.abs(each - value) < Math.abs(values[best] - value) ? at : best, 0);
    const width = xs.length, open = new Map();
    const isOpen = (a, b) => {
      const key = a < b ? a * 1e6 + b : b * 1e6 + a;
      if (!open.has(key)) open.set(key, free(xs[a % width], ys[Math.floor(a / width)], xs[b % width], ys[Math.floor(b / width)]));
      return open.get(key);
    };
    // From a side of a card into the gap before it, and from there to the crossings on either hand.
    const entries = (point, side) => {
      const out = side === "bottom" || side === "right" ? 1 : -1, found = [];
      if (vertical(side)) {
        const row = nearest(ys, point[1] + clearance * out), gate = [point[0], ys[row]];
        for (let column = 0; column < width; column++) if (free(gate[0], gate[1], xs[column], ys[row])) found.push({ node: row * width + column, gate, way: "h" });
      } else {
        const column = nearest(xs, point[0] + (clearance + 1) * out), gate = [xs[column], point[1]];
        for (let row = 0; row < ys.length; row++) if (free(gate[0], gate[1], xs[column], ys[row])) found.push({ node: row * width + column, gate, way: "v" });
      }
      return found;
    };
    const at = node => [xs[node % width], ys[Math.floor(node / width)]];
    const length = (a, b) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
    const find = line => {
      const starts = entries(line.p, line.side), goals = new Map(entries(line.q, opposite[line.side]).map(entry => [entry.node, entry]));
      const cost = new Map(), from = new Map(), queue = [];
      const offer = (state, value, before) => {
        if (value >= (cost.get(state) ?? Infinity)) return;
        cost.set(state, value);
        from.set(state, before);
        queue.push([value, state]);
      };
      for (const start of starts) offer(start.node * 2 + (start.way === "h" ? 0 : 1), length(start.gate, at(start.node)), start.gate);
      let best = Infinity, end = null;
      while (queue.length) {
        let least = 0;
        for (let i = 1; i < queue.length; i++) if (queue[i][0] < queue[least][0]) least = i;
        const [value, state] = queue.splice(least, 1)[0];
        if (value >= best) break;
        if (value > cost.get(state)) continue;
        const node = state >> 1, way = state & 1, goal = goals.get(node);
        if (goal) {
          const total = value + length(goal.gate, at(node)) + ((goal.way === "h" ? 0 : 1) === way ? 0 : cornerCost);
          if (total < best) [best, end] = [total, state];
        }
        const column = node % width;
        for (const [next, turn] of [[column > 0 ? node - 1 : -1, 0], [column < width - 1 ? node + 1 : -1, 0], [node - width, 1], [node + width, 1]])
          if (next >= 0 && next < width * ys.length && isOpen(node, next))
            offer(next * 2 + turn, value + length(at(node), at(next)) + (turn === way ? 0 : cornerCost), state);
      }
      if (end === null) return null;
      const points = [goals.get(end >> 1).gate, line.q];
      for (let state = end; typeof state === "number"; state = from.get(state)) {
        points.unshift(at(state >> 1));
        if (typeof from.get(state) !== "number") points.unshift(line.p, from.get(state));
      }
      return points;
    };
    // Only corners are left, and each stretch runs the other way than the one before.
    const corners = points => points.filter((point, i) => i === 0 || i === points.length - 1 ||
      (points[i - 1][0] === point[0]) !== (point[0] === points[i + 1][0]) || (points[i - 1][1] === point[1]) !== (point[1] === points[i + 1][1]));
    const distinct = points => points.filter((point, i) => i === 0 || length(point, points[i - 1]) > .01);
    const gaps = new Map();
    for (const line of lines) {
      line.points = corners(distinct(find(line) ?? [line.p, line.q]));
      for (let i = 1; i < line.points.length - 2; i++) {
        const [a, b] = [line.points[i], line.points[i + 1]], way = a[0] === b[0] ? "x" : "y";
        const key = way + (way === "x" ? a[0] : a[1]);
        if (!gaps.has(key)) gaps.set(key, []);
        gaps.get(key).push({ line, i, way });
      }
    }
    for (const stretches of gaps.values()) {
      const users = [...new Set(stretches.map(stretch => stretch.line))], step = Math.min(lane, 2 * (clearance - 3) / users.length);
      for (const { line, i, way } of stretches) {
        const shift = (users.indexOf(line) - (users.length - 1) / 2) * step, axis = way === "x" ? 0 : 1;
        line.moved ??= line.points.map(point => [...point]);
        line.moved[i][axis] += shift;
        line.moved[i + 1][axis] += shift;
      }
    }
    for (const line of lines) [line.points, line.moved] = [line.moved ?? line.points, undefined];
  };
  const rounded = points => {
    let d = `M${points[0][0]} ${points[0][1]}`;
    for (let i = 1; i < points.length - 1; i++) {
      const [a, b, c] = [points[i - 1], points[i], points[i + 1]];
      const r = Math.min(6, Math.hypot(b[0] - a[0], b[1] - a[1]) / 2, Math.hypot(c[0] - b[0], c[1] - b[1]) / 2);
      const toward = other => { const l = Math.hypot(other[0] - b[0], other[1] - b[1]) || 1; return [b[0] + (other[0] - b[0]) / l * r, b[1] + (other[1] - b[1]) / l * r]; };
      const [before, after] = [toward(a), toward(c)];
      d += `L${before[0]} ${before[1]}Q${b[0]} ${b[1]} ${after[0]} ${after[1]}`;
    }
    return d + `L${points.at(-1)[0]} ${points.at(-1)[1]}`;
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
      for (const service of chip.dataset.services?.split("\n") ?? []) detail.append(element("p", "mono", "Service " + service));
      if (chip.dataset.origin) detail.append(element("p", "quiet", chip.dataset.origin));
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
