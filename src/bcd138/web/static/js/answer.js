/* The answer to a saving is put in its places; the field one stands in keeps its focus and its place in the window. */
"use strict";

(() => {
  const summary = document.getElementById("summary");
  let sent = new Map(); // what the answer is about
  let waiting = new Map(); // what was typed since
  let fieldOf = () => null;

  function apply(page) {
    const held = document.activeElement;
    const top = held.getBoundingClientRect().top;
    const fresh = page.getElementById("summary");
    summary.replaceChildren(...fresh.childNodes);
    document.querySelectorAll("[data-version]").forEach((input) => { input.value = fresh.dataset.versionNow; });
    page.querySelectorAll("output").forEach((output) => {
      const place = document.getElementById(output.id);
      if (place && place.textContent !== output.textContent) {
        place.textContent = output.textContent;
      }
    });
    if (page.getElementById("found-now")) {
      document.querySelectorAll("tr.found-row").forEach((row) => applyFound(row, page.getElementById(row.id), held));
      waiting.forEach(typeAgain);
    }
    page.querySelectorAll(".cell-mark[id]").forEach(applyMark);
    if (held !== document.body && held.isConnected) {
      window.scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
    }
  }

  function applyFound(row, fresh, held) {
    if (row.contains(held)) {
      row.querySelectorAll(".found-cell > ul").forEach((list) => {
        const now = fresh && [...fresh.querySelectorAll("ul")].find((other) => other.id === list.id);
        if (now) {
          list.replaceWith(now);
        }
      });
      return;
    }
    row.hidden = !fresh;
    row.replaceChildren(...(fresh ? fresh.children : []));
    if (fresh) {
      row.firstElementChild.colSpan = Number(row.dataset.width);
    }
  }

  function typeAgain(value, name) {
    const field = fieldOf(name);
    if (field && field.value !== value) {
      field.value = value;
    }
  }

  function applyMark(fresh) {
    const name = fresh.id.slice(2);
    const field = fieldOf(name);
    if (!field) {
      return;
    }
    field.dataset.sentAs = sent.get(name) ?? field.value;
    field.dataset.saved = fresh.dataset.shown ?? field.dataset.sentAs;
    if (waiting.has(name)) {
      return;
    }
    document.getElementById(fresh.id)?.replaceWith(fresh);
    const isBad = fresh.matches(".mark-bad");
    field.closest(".cell")?.classList.toggle("cell-bad", isBad);
    if (isBad) {
      field.setAttribute("aria-invalid", "true");
    } else {
      field.removeAttribute("aria-invalid");
    }
    if (document.activeElement !== field) {
      settle(field);
    }
  }

  /* "05 vụ" becomes 5 once nobody is typing there. */
  function settle(field) {
    if (field.value === field.dataset.sentAs && field.matches(".cell-input")) {
      field.value = field.dataset.saved;
    }
  }

  document.addEventListener("entry:answer", (event) => {
    ({ sent, waiting, fieldOf } = event.detail);
    apply(event.detail.page);
  });

  document.addEventListener("focusout", (event) => {
    if (event.target.matches(".cell-input[data-sent-as]") && !waiting.has(event.target.name)) {
      settle(event.target);
    }
  });
})();
