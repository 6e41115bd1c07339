/* On a phone one row at a time: the card of the row, and buttons to the next and the one before. */
"use strict";

(() => {
  const phone = window.matchMedia("(max-width: 760px)");
  const main = document.getElementById("main");
  const bar = document.querySelector("[data-one-row]");
  const place = document.querySelector("[data-place-words]");
  const whole = document.querySelector("[data-whole]");
  const rows = [...document.querySelectorAll(".entry-row")];
  let here = 0;

  const wants = () => phone.matches && whole.getAttribute("aria-pressed") === "false";

  function stand(index) {
    here = Math.min(Math.max(index, 0), rows.length - 1);
    document.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
    rows[here].closest("[data-section]").classList.add("here");
    for (let row = rows[here]; row && (row === rows[here] || !row.matches(".entry-row")); row = row.nextElementSibling) {
      row.classList.add("here");
    }
    place.textContent = `${here + 1}/${rows.length}`;
  }

  function show() {
    main.classList.toggle("one-row", wants());
    bar.hidden = !phone.matches;
    if (phone.matches) {
      stand(here);
    }
  }

  function follow(event) {
    const row = phone.matches && event.target.closest(".entry-row");
    if (row) {
      stand(rows.indexOf(row));
    }
  }

  document.addEventListener("entry:go", follow);
  document.addEventListener("focusin", follow);

  bar.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) {
      stand(here + Number(step.dataset.step));
      const input = rows[here].querySelector(".cell-input");
      if (wants()) {
        input?.focus({ preventScroll: true });
        rows[here].scrollIntoView({ block: "nearest" });
      } else {
        input?.focus();
      }
    } else if (event.target.closest("[data-whole]")) {
      whole.setAttribute("aria-pressed", whole.getAttribute("aria-pressed") === "true" ? "false" : "true");
      show();
      rows[here].scrollIntoView({ block: "center" });
    }
  });

  const empty = rows.findIndex((row) => [...row.querySelectorAll(".cell-input")].some((input) => !input.value));
  here = Math.max(empty, 0);
  phone.addEventListener("change", show);
  show();
})();
