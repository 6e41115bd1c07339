/* Comment, explanation and files of one cell in a dialog over the form. */
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-cell-sheet]");
  if (!link || event.ctrlKey || event.metaKey) {
    return;
  }
  event.preventDefault();
  const sheet = document.getElementById("cell-sheet");
  const cell = link.closest(".cell-box").querySelector("[id^='o-']");
  htmx.ajax("GET", link.getAttribute("href"), { target: sheet, swap: "innerHTML" }).then(() => {
    if (!sheet.open) {
      sheet.showModal();
      sheet.addEventListener("close", () => cell.focus(), { once: true });
    }
    (sheet.querySelector("textarea") || sheet.querySelector("button")).focus();
  });
});
