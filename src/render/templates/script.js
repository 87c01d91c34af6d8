// Adds a field above long tables and lists that shows only what holds a word. Without it the page is whole.
(function () {
  "use strict";
  var LINES = 8;
  var ROWS = 20;

  function make(name, properties, parts) {
    var made = Object.assign(document.createElement(name), properties);
    (parts || []).forEach(function (part) { made.append(part); });
    return made;
  }

  function sift(over, rows, what, columns) {
    var words = make("input", { type: "search", autocomplete: "off" });
    var said = make("span", { className: "said" });
    said.setAttribute("role", "status");
    var line = make("div", { className: "sift" }, [make("label", {}, ["Show " + what + " with ", words])]);
    var choice = null;
    if (columns) {
      choice = make("select", {}, [make("option", { value: "0" }, ["all"])]);
      columns.forEach(function (name, at) { choice.append(make("option", { value: String(at + 1) }, [name])); });
      line.append(make("label", {}, ["Column ", choice]));
    }
    line.append(said);

    function show() {
      var wanted = words.value.trim().toLowerCase();
      var at = choice ? Number(choice.value) : 0;
      var shown = 0;
      rows.forEach(function (row) {
        var holds = row.textContent.toLowerCase().indexOf(wanted) >= 0;
        if (holds && at > 0) { holds = row.cells[at].textContent.trim() !== "·"; }
        row.hidden = !holds;
        if (holds) { shown += 1; }
      });
      if (choice) {
        over.querySelectorAll("tr").forEach(function (row) {
          for (var i = 1; i < row.cells.length; i += 1) { row.cells[i].hidden = at > 0 && i !== at; }
        });
      }
      said.textContent = wanted || at > 0 ? shown + " of " + rows.length + " shown" : "";
    }
    words.addEventListener("input", show);
    if (choice) { choice.addEventListener("change", show); }
    over.before(line);
  }

  document.querySelectorAll(".scroll").forEach(function (scroll) {
    var table = scroll.querySelector("table");
    var rows = Array.from(table.tBodies[0].rows);
    var matrix = table.classList.contains("matrix");
    if (rows.length < (matrix ? LINES : ROWS)) { return; }
    var heads = Array.from(table.tHead.rows[0].cells).slice(1).map(function (cell) { return cell.textContent.trim(); });
    sift(scroll, rows, "rows", matrix ? heads : null);
  });
  document.querySelectorAll("main > ul.points").forEach(function (list) {
    var points = Array.from(list.children);
    if (points.length >= LINES) { sift(list, points, "lines", null); }
  });
})();
