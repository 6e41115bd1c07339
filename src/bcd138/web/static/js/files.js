/* The chosen files by name and size under the field; while they are read the button says so. */
"use strict";

(() => {
  const input = document.getElementById("files");
  const names = document.getElementById("file-names");
  const megabytes = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  input.closest(".file-drop").classList.add("file-drop-live");

  function tell() {
    names.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} · ${megabytes.format(Math.max(file.size / 1048576, 0.1))} MB`;
        return line;
      }),
    );
  }

  input.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);

  input.form.addEventListener("submit", () => {
    const button = input.form.querySelector("[data-busy]");
    button.setAttribute("aria-disabled", "true");
    button.lastChild.textContent = button.dataset.busy;
  });

  /* Pressing twice sends once. */
  input.form.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled=true]")) {
      event.preventDefault();
    }
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload();
    }
  });
})();
