/* Says on the button how many reports are ticked, and ticks all that nothing keeps back. */
"use strict";

function tell(form) {
  const button = form.querySelector("[data-words]");
  const count = form.querySelectorAll('input[name="bao-cao"]:checked').length;
  const words = count ? button.dataset.words.replace("{n}", count) : button.dataset.none;
  button.querySelector("[data-ticks-words]").textContent = words;
}

for (const form of document.querySelectorAll("[data-ticks]")) {
  tell(form);
  form.addEventListener("change", () => tell(form));
  form.querySelector("[data-ticks-all]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const box of form.querySelectorAll("[data-passes]")) {
      box.checked = true;
    }
    tell(form);
  });
}
