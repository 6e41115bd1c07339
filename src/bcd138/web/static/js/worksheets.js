/* After a row is placed or a cell put right, stand at the next one that waits. */
"use strict";

(() => {
  let handled = 0; // number of the line that was sent
  let left = 0; // how far the table was scrolled to the right

  const box = () => document.querySelector(".sheet-scroll");

  function next() {
    const waiting = [...document.querySelectorAll(".line-open")];
    return waiting.find((line) => Number(line.dataset.line) >= handled) ?? waiting[0];
  }

  function stand(line) {
    const control = line.querySelector(".ask button, .ask input:not([type=hidden])");
    if (!control) {
      return;
    }
    control.focus({ preventScroll: true });
    line.scrollIntoView({ block: "center", inline: "nearest" });
    const table = box();
    if (table) {
      table.scrollLeft = left;
    }
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    const line = event.target.closest("[data-line]");
    if (line) {
      handled = Number(line.dataset.line);
      left = box()?.scrollLeft ?? 0;
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (!handled) {
      return;
    }
    const line = next();
    if (line) {
      stand(line);
    } else {
      document.querySelector(".page-actions .btn-primary")?.focus();
    }
    handled = 0;
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#to-next")) {
      event.preventDefault();
      const line = next();
      if (line) {
        stand(line);
      }
    }
  });
})();
