
// Adds a field that finds pages by their names and words. The list of pages is a script beside this one, which is
// read when somebody begins to search: a page that was opened from a folder may read no other kind of file.
(function () {
  "use strict";
  var MOST = 30;
  var room = document.querySelector(".find");
  if (!room) { return; }
  var root = document.body.getAttribute("data-root") || "";
  var pages = null;
  var asked = false;

  var field = document.createElement("input");
  field.type = "search";
  field.autocomplete = "off";
  field.spellcheck = false;
  var label = document.createElement("label");
  label.append("Search", field);
  var found = document.createElement("div");
  found.className = "found";
  found.hidden = true;
  var said = document.createElement("p");
  said.setAttribute("role", "status");
  var list = document.createElement("ol");
  found.append(said, list);
  room.setAttribute("role", "search");
  room.append(label, found);

  function read() {
    if (asked) { return; }
    asked = true;
    var script = document.createElement("script");
    script.src = root + "assets/search-index.js";
    script.onload = function () {
      pages = (window.rolewrightPages || []).map(function (page) {
        return { title: page[0], kind: page[1], file: page[2], name: page[0].toLowerCase(), all: page.join(" ").toLowerCase() };
      });
      script.remove();
      show();
    };
    script.onerror = function () { script.remove(); asked = false; say("The list of pages could not be read."); };
    document.body.append(script);
  }

  function say(words) {
    said.textContent = words;
    found.hidden = false;
  }

  // What is called so comes before what begins so, and that before what only holds the words.
  function rank(page, wanted) {
    if (page.name === wanted) { return 0; }
    if (page.name.indexOf(wanted) === 0) { return 1; }
    if (page.name.indexOf(" " + wanted) >= 0) { return 2; }
    return page.name.indexOf(wanted) >= 0 ? 3 : 4;
  }

  function show() {
    var wanted = field.value.trim().toLowerCase().replace(/\s+/g, " ");
    list.textContent = "";
    if (!wanted) { found.hidden = true; return; }
    if (!pages) { read(); return; }
    var words = wanted.split(" ");
    var hits = pages.filter(function (page) { return words.every(function (word) { return page.all.indexOf(word) >= 0; }); });
    hits = hits.map(function (page) { return { page: page, rank: rank(page, wanted) }; });
    hits.sort(function (a, b) { return a.rank - b.rank || (a.page.name < b.page.name ? -1 : a.page.name > b.page.name ? 1 : 0); });
    hits.slice(0, MOST).forEach(function (hit) {
      var link = document.createElement("a");
      link.href = root + hit.page.file;
      link.textContent = hit.page.title;
      var kind = document.createElement("span");
      kind.textContent = hit.page.kind;
      link.append(kind);
      var line = document.createElement("li");
      line.append(link);
      list.append(line);
    });
    say(hits.length === 0 ? "Nothing holds these words." : hits.length > MOST ? "The first " + MOST + " of " + hits.length : hits.length + " found");
  }

  function links() { return Array.from(list.querySelectorAll("a")); }

  field.addEventListener("focus", read);
  field.addEventListener("input", show);
  room.addEventListener("keydown", function (event) {
    var all = links();
    var at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { found.hidden = true; field.focus(); }
    if (event.key === "Enter" && event.target === field && all.length > 0) { all[0].click(); }
    if (event.key === "ArrowDown" && at + 1 < all.length) { event.preventDefault(); all[at + 1].focus(); }
    if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at === 0 ? field : all[at - 1]).focus(); }
  });
  document.addEventListener("click", function (event) { if (!room.contains(event.target)) { found.hidden = true; } });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); field.focus(); }
  });
})();
