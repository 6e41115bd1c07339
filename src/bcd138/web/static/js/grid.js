/* The cells by keyboard, as in Excel: arrows, Enter, Tab, Home, End, Esc; a block pasted over rows and columns. */
"use strict";

(() => {
  const rows = [...document.querySelectorAll(".entry-row")].map((row) => {
    const line = [];
    row.querySelectorAll("[data-place]").forEach((cell) => { line[Number(cell.dataset.place)] = cell; });
    return line;
  });
  const where = new Map();
  rows.forEach((line, row) => line.forEach((cell, column) => where.set(cell, [row, column])));
  const isInput = (cell) => cell?.matches(".cell-input");
  const inputs = rows.flat().filter(isInput);

  function go(cell) {
    if (cell) {
      cell.dispatchEvent(new CustomEvent("entry:go", { bubbles: true }));
      cell.focus();
      cell.select();
    }
  }

  /* The cell above or below in this column, or in the nearest one to its left. */
  function vertical(cell, step) {
    const [row, column] = where.get(cell);
    for (let next = row + step; next >= 0 && next < rows.length; next += step) {
      for (let place = column; place >= 0; place -= 1) {
        if (isInput(rows[next][place])) {
          return rows[next][place];
        }
      }
    }
    return null;
  }

  function beside(cell, step) {
    const [row, column] = where.get(cell);
    const line = step > 0 ? rows[row].slice(column + 1) : rows[row].slice(0, column).reverse();
    return line.find(isInput);
  }

  const inOrder = (cell, step) => inputs[inputs.indexOf(cell) + step];
  const inRow = (cell) => rows[where.get(cell)[0]].filter(isInput);

  /* An arrow leaves the cell only where the caret can go no further. */
  function atEdge(cell, step) {
    const { selectionStart: from, selectionEnd: to, value } = cell;
    const all = from === 0 && to === value.length;
    return all || (from === to && from === (step > 0 ? value.length : 0));
  }

  function set(cell, words) {
    cell.value = words;
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function restore(cell) {
    set(cell, cell.dataset.saved);
    cell.select();
  }

  function target(cell, event) {
    const back = event.shiftKey ? -1 : 1;
    switch (event.key) {
      case "ArrowUp": return vertical(cell, -1) || cell;
      case "ArrowDown": return vertical(cell, 1) || cell;
      case "Enter": return vertical(cell, back) || cell;
      case "Tab": return inOrder(cell, back);
      case "ArrowLeft": return atEdge(cell, -1) ? beside(cell, -1) || cell : null;
      case "ArrowRight": return atEdge(cell, 1) ? beside(cell, 1) || cell : null;
      case "Home": return event.ctrlKey ? inputs[0] : inRow(cell)[0];
      case "End": return event.ctrlKey ? inputs.at(-1) : inRow(cell).at(-1);
      default: return null;
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.isComposing || event.target.closest("dialog")) {
      return;
    }
    const typing = event.target.closest("textarea, input:not(.cell-input), select");
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      document.querySelector("[data-waits-for-saving]").click();
    } else if (event.key === "?" && !typing) {
      event.preventDefault();
      document.getElementById("keys").showModal();
    } else if (isInput(event.target)) {
      onCell(event.target, event);
    }
  });

  function onCell(cell, event) {
    if (event.key === "Escape") {
      restore(cell);
    } else if (event.key === "F2") {
      event.preventDefault();
      cell.closest(".cell-box").querySelector("[data-cell-sheet]").click();
    } else {
      const next = target(cell, event);
      if (next) {
        event.preventDefault();
        go(next);
      }
    }
  }

  document.addEventListener("focusin", (event) => {
    if (isInput(event.target)) {
      event.target.select();
    }
  });

  /* Excel copies lines and tabs; a cell with a line's end inside stands in quotes. */
  function blockOf(text) {
    const lines = [[]];
    const pieces = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g;
    const whole = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let found = pieces.exec(whole); found; found = pieces.exec(whole)) {
      lines.at(-1).push((found[1] === undefined ? found[2] : found[1].replace(/""/g, '"')).trim());
      if (found[3] === "\n") {
        lines.push([]);
      } else if (found[3] === "") {
        break;
      }
    }
    return lines;
  }

  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!isInput(event.target) || !/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""))) {
      return;
    }
    event.preventDefault();
    land(event.target, blockOf(text));
  });

  function land(start, block) {
    const [row, column] = where.get(start);
    const before = [];
    let skipped = 0;
    block.forEach((line, down) => line.forEach((words, right) => {
      const cell = rows[row + down]?.[column + right];
      if (words && isInput(cell)) {
        before.push([cell, cell.value]);
        set(cell, words);
      } else if (words) {
        skipped += 1;
      }
    }));
    tell(before, skipped);
    start.select();
  }

  function tell(before, skipped) {
    const place = document.querySelector("[data-pasted]");
    const words = [place.dataset.words.replace("{n}", before.length)];
    if (skipped) {
      words.push(place.dataset.skipped.replace("{n}", skipped));
    }
    const undo = Object.assign(document.createElement("button"), { type: "button", className: "bar-button", textContent: place.dataset.undo });
    undo.addEventListener("click", () => {
      before.forEach(([cell, value]) => set(cell, value));
      place.replaceChildren();
      go(before[0]?.[0]);
    });
    place.replaceChildren(`${words.join(" ")} `, undo);
    document.querySelectorAll(".landed").forEach((cell) => cell.classList.remove("landed"));
    before.forEach(([cell]) => cell.closest(".cell").classList.add("landed"));
  }

  function goToNamed() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    go(isInput(named) ? named : null);
  }

  document.addEventListener("DOMContentLoaded", goToNamed);
  window.addEventListener("hashchange", goToNamed);
})();
