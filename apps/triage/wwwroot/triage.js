// Three things the pages cannot do without a script: countdowns, pausing the poll, and saying when they are out of date.
// Everything else works without.
(function () {
  "use strict";
  var started = Date.now();
  var lastAnswer = Date.now();
  var failures = 0;
  var nextTry = 0;
  var held = null;
  // The server's clock decides; the browser's is only used to measure what has passed since the page came.
  function seconds(element) {
    if (element.dataset.left === undefined) {
      var parts = /in (?:(\d+) h (\d+) min|(\d+):(\d\d))/.exec(element.textContent);
      if (!parts) return null;
      var left = parts[1] !== undefined ? parts[1] * 3600 + parts[2] * 60 : parts[3] * 60 + Number(parts[4]);
      element.dataset.left = left + Math.floor((Date.now() - started) / 1000);
    }
    return element.dataset.left - Math.floor((Date.now() - started) / 1000);
  }
  function clock(left) {
    if (left <= 0) return "now";
    if (left >= 3600) return "in " + Math.floor(left / 3600) + " h " + String(Math.floor(left / 60) % 60).padStart(2, "0") + " min";
    return "in " + Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
  }
  function tick() {
    document.querySelectorAll("[data-countdown]").forEach(function (element) {
      var left = seconds(element);
      if (left !== null) element.textContent = clock(left);
    });
    var stale = document.getElementById("stale");
    var age = Math.floor((Date.now() - lastAnswer) / 1000);
    if (stale && document.getElementById("live") && !document.hidden) {
      stale.hidden = age <= 15;
      document.getElementById("stale-age").textContent = age + " s";
    }
  }
  setInterval(tick, 1000);

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (document.hidden || Date.now() < nextTry) event.preventDefault();
  });
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) { nextTry = 0; lastAnswer = Date.now(); }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (status === 401) { location.reload(); return; }
    if (status === 200 || status === 204) { failures = 0; lastAnswer = Date.now(); return; }
    failures = Math.min(failures + 1, 3);
    nextTry = Date.now() + Math.min(30000, 5000 * Math.pow(2, failures));
  });

  // A list must not move under a thumb: while it is scrolled, new incidents wait behind a button.
  function ids(root) {
    return Array.prototype.map.call(root.querySelectorAll("[data-id]"), function (card) { return card.dataset.id; });
  }
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target.id !== "live" || window.scrollY < 40) return;
    var incoming = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    var known = ids(document);
    var fresh = ids(incoming).filter(function (id) { return known.indexOf(id) < 0; });
    if (fresh.length === 0) return;
    event.detail.shouldSwap = false;
    held = incoming.getElementById("live");
    var button = document.getElementById("new-above");
    button.textContent = fresh.length + " new ↑";
    button.hidden = false;
  });
  document.addEventListener("click", function (event) {
    if (event.target.id !== "new-above" || !held) return;
    document.getElementById("live").replaceWith(held);
    htmx.process(held);
    held = null;
    window.scrollTo(0, 0);
  });
})();
