/* One text by keyboard: J K move, A E R decide, Z takes back, Shift+A all certain, U the unit, ? the keys. */
"use strict";

(() => {
  const decided = []; // ids in the order decided here, for Z
  let current = null; // id of the row the keys act on
  let stateThen = null; // its state before the answer comes

  const rows = () => [...document.querySelectorAll(".suggestion")];
  const rowOf = (id) => document.getElementById(`s-${id}`);
  const isPending = (row) => row.dataset.state === "pending";

  /* Light the row and its sentence; the words under the pointer stay where they are. */
  function stand(row, { focus = true, scroll = true } = {}) {
    if (!row) {
      return;
    }
    current = row.dataset.id;
    stateThen = row.dataset.state;
    document.querySelectorAll(".suggestion.current").forEach((other) => other.classList.remove("current"));
    document.querySelectorAll(".lit").forEach((other) => other.classList.remove("lit"));
    row.classList.add("current");
    document.querySelectorAll("#thumb-bar [data-press]").forEach((thumb) => {
      const act = thumb.dataset.press;
      thumb.disabled = !["previous", "next"].includes(act) && !row.querySelector(`[data-act="${act}"]`);
    });
    const pieces = document.querySelectorAll(`[data-for~="${current}"]`);
    pieces.forEach((piece) => piece.classList.add("lit"));
    if (focus) {
      row.focus({ preventScroll: true });
    }
    if (scroll) {
      row.scrollIntoView({ block: "nearest" });
      if (window.matchMedia("(min-width: 1001px)").matches && pieces[0]) {
        inPane(pieces[0]);
      }
    }
  }

  function inPane(piece) {
    const pane = piece.closest(".pane");
    const [inside, outside] = [piece.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (inside.top < outside.top + 24 || inside.bottom > outside.bottom - 24) {
      pane.scrollTop += inside.top - outside.top - pane.clientHeight / 3;
    }
    if (piece.getBoundingClientRect().bottom > window.innerHeight - 24) {
      pane.closest(".reading").scrollIntoView({ block: "start" });
    }
  }

  function move(step) {
    const all = rows();
    const here = all.findIndex((row) => row.dataset.id === current);
    stand(all[Math.min(Math.max(here + step, 0), all.length - 1)]);
  }

  function press(act, id = current) {
    const row = rowOf(id);
    const button = row && row.querySelector(`[data-act="${act}"]`);
    if (button) {
      button.click();
    }
  }

  function takeBack() {
    const here = rowOf(current);
    const id = here && !isPending(here) ? current : decided.pop();
    if (id && rowOf(id)) {
      stand(rowOf(id));
      press("reopen", id);
    }
  }

  function toPlace() {
    const query = document.getElementById("unit-query");
    if (query) {
      query.closest("details").open = true;
      query.focus();
      query.scrollIntoView({ block: "center" });
    }
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press("accept"),
    e: () => press("correct"),
    r: () => press("reject"),
    z: takeBack,
    u: toPlace,
    A: () => document.getElementById("accept-certain")?.requestSubmit(),
    "?": () => document.getElementById("keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (event.key === "Escape" && typing && typing.closest(".correct")) {
      press("cancel", typing.closest(".suggestion").dataset.id);
      return;
    }
    const act = keys[event.shiftKey || event.key === "?" ? event.key : event.key.toLowerCase()];
    if (!act || typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
      return;
    }
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    const piece = event.target.closest(".original [data-for]");
    const row = event.target.closest(".suggestion");
    const thumb = event.target.closest("[data-press]");
    if (thumb) {
      ({ previous: () => move(-1), next: () => move(1) }[thumb.dataset.press] || (() => press(thumb.dataset.press)))();
    } else if (piece && piece.dataset.for) {
      stand(rowOf(piece.dataset.for.split(" ").pop()));
    } else if (row) {
      const quote = event.target.closest(".s-quote");
      if (quote) {
        event.preventDefault();
      }
      stand(row, { focus: Boolean(quote), scroll: Boolean(quote) });
      if (quote && !window.matchMedia("(min-width: 1001px)").matches) {
        document.querySelector(`[data-for~="${row.dataset.id}"]`)?.scrollIntoView({ block: "center" });
      }
    }
  });

  /* Enter in the search leads to the first unit found; one more Enter chooses it. */
  document.addEventListener("submit", (event) => {
    const first = event.target.id === "unit-search" && document.querySelector("#unit-choices button");
    if (first) {
      event.preventDefault();
      first.focus();
    }
  });

  /* A row came back: its marks take its state; after a decision the next waiting row is next. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = rowOf(current);
    if (!row || !event.target.closest(".suggestion")) {
      return;
    }
    document.querySelectorAll(`mark[data-for~="${current}"]`).forEach((mark) => { mark.dataset.state = row.dataset.state; });
    if (row.querySelector(".correct")) {
      stand(row, { focus: false });
      row.querySelector("[autofocus]")?.focus();
      return;
    }
    if (stateThen !== row.dataset.state && !isPending(row)) {
      decided.push(current);
      const all = rows();
      const after = all.slice(all.indexOf(row) + 1).find(isPending) || all.find(isPending);
      stand(after || row);
    } else {
      stand(row);
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.classList.add("js");
    const place = document.getElementById(location.hash.slice(1));
    const piece = place?.matches(".anchor") && [...place.parentElement.querySelectorAll("[data-for]")].find(
      (one) => place.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && one.dataset.for,
    );
    const named = place?.closest(".suggestion") || (piece && rowOf(piece.dataset.for.split(" ").pop()));
    const opened = document.querySelector(".correct")?.closest(".suggestion");
    stand(opened || named || rows().find(isPending) || rows()[0], { focus: Boolean(named), scroll: Boolean(named || opened) });
  });
})();
