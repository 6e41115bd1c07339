/* Prints the page when its own button is pressed. */
"use strict";

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) {
    window.print();
  }
});
