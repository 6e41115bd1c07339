/* Reasons written at cells are counted on the buttons and kept on this machine until the report is returned. */
"use strict";

(() => {
  const form = document.getElementById("return-form");
  const nameOf = (report) => `bcd138-reasons-${report}`;
  const forgotten = document.querySelector("[data-forget-reasons]");
  if (forgotten) {
    localStorage.removeItem(nameOf(forgotten.dataset.forgetReasons));
  }
  if (!form) {
    return;
  }
  const kept = nameOf(form.dataset.reasons);
  const fields = [...document.querySelectorAll("[data-reason]"), document.getElementById("return-note")];
  const plain = new Map();

  function count() {
    const cells = fields.filter((field) => field.matches("[data-reason]") && field.value.trim()).length;
    document.querySelectorAll("[data-some]").forEach((place) => {
      if (!plain.has(place)) {
        plain.set(place, place.textContent);
      }
      place.textContent = cells ? place.dataset.some.replace("{n}", cells) : plain.get(place);
    });
  }

  function keep() {
    const written = fields.filter((field) => field.value.trim()).map((field) => [field.name, field.value]);
    if (written.length) {
      localStorage.setItem(kept, JSON.stringify(written));
    } else {
      localStorage.removeItem(kept);
    }
    count();
  }

  const written = new Map(JSON.parse(localStorage.getItem(kept) || "[]"));
  fields.forEach((field) => {
    if (!field.value && written.has(field.name)) {
      field.value = written.get(field.name);
    }
    field.addEventListener("input", keep);
  });
  window.addEventListener("pageshow", count);
  count();
})();
