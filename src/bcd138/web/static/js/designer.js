/* The designer: saves before leaving, keeps the keyboard where the work is, shows faults at their place. */
"use strict";

(() => {
  /* A page is left only when everything is saved; a refused saving keeps it open. */
  /* The form may be replaced by then: the request still knows it. */
  const isForm = (event) => event.detail.requestConfig.elt.id === "design-form";
  let unsent = false;
  let underWay = 0;
  let leaving = "";

  function note(event) {
    if (event.target.matches("[data-find], [data-pick]")) {
      event.stopPropagation(); // searching and picking are not yet changes of the design
    } else if (event.target.closest("#design-form")) {
      unsent = true;
    }
  }

  document.addEventListener("change", note, true); // before htmx hears of it
  document.addEventListener("submit", note, true);

  document.addEventListener("htmx:beforeSend", (event) => {
    if (isForm(event)) {
      unsent = false;
      underWay += 1;
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (!isForm(event)) {
      return;
    }
    underWay -= 1;
    leaving = event.detail.successful ? leaving : "";
    if (leaving && !unsent && underWay === 0) {
      window.location.assign(leaving);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (link && !elsewhere && (unsent || underWay > 0)) {
      event.preventDefault();
      leaving = link.href;
    }
  });

  /* Enter in the search takes the first one found. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-find]")) {
      event.preventDefault();
      document.querySelector(`#${event.target.dataset.find} button`)?.click();
    }
  });

  function showFaults() {
    const said = new Map();
    for (const line of document.querySelectorAll("#design-state [data-anchor]")) {
      const words = said.get(line.dataset.anchor) || [];
      said.set(line.dataset.anchor, [...words, line.dataset.words]);
    }
    for (const place of document.querySelectorAll("[data-faults]")) {
      const words = said.get(place.dataset.faults) || [];
      place.replaceChildren(
        ...words.map((each) => {
          const fault = document.createElement("span");
          fault.className = "fault";
          fault.textContent = each;
          return fault;
        }),
      );
    }
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "workbench" || event.target.id === "workbench") {
      const bench = document.getElementById("workbench");
      const next = document.getElementById(bench.dataset.focus || "");
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: "nearest" });
    }
    showFaults();
  });
})();
