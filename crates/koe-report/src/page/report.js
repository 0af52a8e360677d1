// Sorting and the attribute picker. Without this script the page is whole: it
// only reorders rows and hides tables on screen, and makes its own controls.
(() => {
  "use strict";
  const status = document.getElementById("status");
  const other = { ascending: "descending", descending: "ascending" };

  // What a row sorts by: a number, a text in the first column, or nothing where
  // the figure is withheld or there is none.
  function key(row, index, columns) {
    const cell = row.cells[index];
    if (!cell || row.cells.length < columns) return null;
    if (cell.tagName === "TH") return cell.textContent.trim();
    const text = cell.dataset.key || cell.textContent;
    const number = parseFloat(text.replace(/\u2212/g, "-").replace(/,/g, ""));
    return Number.isNaN(number) ? null : number;
  }

  // Rows without a figure stay last both ways; equal rows keep their printed order.
  function compare(a, b, direction) {
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === "string" ? a.localeCompare(b, undefined, { numeric: true }) : a - b;
    return direction === "ascending" ? order : -order;
  }

  function makeSortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const sortable = heads.filter((head) => head.dataset.sort);
    if (sortable.length === 0) return;
    // Each body is a group with its heading first; groups stay where they are.
    const groups = [...table.tBodies].map((body) => [...body.rows]);
    // The order that the line under the headline names is then that before the arrow.
    const order = document.createElement("span");
    table.closest("figure").querySelector(".sub").append(order);

    function sort(head, direction) {
      const index = heads.indexOf(head);
      for (const rows of groups) {
        const moving = rows.filter((row) => !("fixed" in row.dataset));
        if (direction !== "none") {
          const keys = new Map(moving.map((row) => [row, key(row, index, heads.length)]));
          moving.sort((a, b) => compare(keys.get(a), keys.get(b), direction));
        }
        if (moving.length > 0) moving[0].parentNode.append(...moving);
      }
      for (const one of sortable) one.setAttribute("aria-sort", one === head ? direction : "none");
      table.toggleAttribute("data-sorted", direction !== "none");
      const words = head.querySelector("button").textContent + " " + status.dataset[direction];
      status.textContent = words;
      order.textContent = direction === "none" ? "" : " \u2192 " + words;
    }

    for (const head of sortable) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = head.textContent;
      // Browsers do not repeat a button in the head of the next printed page.
      const plain = document.createElement("span");
      plain.className = "plain";
      plain.textContent = head.textContent;
      head.replaceChildren(button, plain);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const first = head.dataset.sort;
        sort(head, now === "none" ? first : now === first ? other[first] : "none");
      });
    }
  }

  function makePicker(place, parts) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.autocomplete = "off";
    parts.forEach((part, index) => select.append(new Option(part.querySelector("h3").textContent, String(index))));
    select.append(new Option(place.dataset.all, "all"));
    const show = () => parts.forEach((part, index) => {
      part.classList.toggle("off", select.value !== "all" && select.value !== String(index));
    });
    select.addEventListener("change", () => {
      show();
      status.textContent = select.selectedOptions[0].textContent;
    });
    select.id = "attribute";
    label.htmlFor = select.id;
    label.textContent = place.dataset.label;
    place.append(label, select);
    show();
  }

  document.querySelectorAll("table").forEach(makeSortable);
  const place = document.getElementById("picker");
  const parts = [...document.querySelectorAll(".attribute")];
  if (place && parts.length > 1) makePicker(place, parts);
})();
