/* What is typed is saved by itself: one request at a time, told at the cell, tried again when the network fails. */
"use strict";

(() => {
  const SOON = 600;
  const WHILE_TYPING = 1800;
  const form = document.getElementById("cells");
  const narratives = document.querySelector("#thuyet-minh form");
  const saver = document.getElementById("saver");
  const summary = document.getElementById("summary");
  const waiting = new Map(); // name of a field → its words, not sent yet
  let sent = new Map(); // in the request under way
  let timer = 0;
  let tries = 0;
  let busy = false;
  let stopped = false;
  let leaving = false;
  let afterwards = null;

  const fieldOf = (name) => form.elements.namedItem(name) || narratives?.elements.namedItem(name);
  const isDirty = () => waiting.size > 0 || busy;

  function mark(name, kind, words) {
    const place = document.getElementById(`m-${name}`);
    if (place) {
      place.className = `cell-mark${kind ? ` mark-${kind}` : ""}`;
      place.textContent = words || "";
    }
  }

  function say(kind) {
    const place = summary.querySelector(".saving-words");
    place.className = `saving-words saving-${kind}`;
    place.textContent = place.dataset[kind];
  }

  function note(field, delay) {
    const unchanged = field.value === field.dataset.saved || field.value === field.dataset.sentAs;
    if (unchanged && !sent.has(field.name)) {
      waiting.delete(field.name);
      const place = document.getElementById(`m-${field.name}`);
      if (place?.matches(".mark-waits, .mark-unsaved")) {
        mark(field.name, "");
      }
    } else if (sent.get(field.name) !== field.value) {
      waiting.set(field.name, field.value);
      mark(field.name, "waits", "•");
    }
    if (tries === 0) {
      clearTimeout(timer);
      timer = setTimeout(send, delay);
    }
  }

  function send() {
    clearTimeout(timer);
    if (busy || stopped || !waiting.size) {
      return;
    }
    const cells = [...waiting.keys()].filter((name) => !name.startsWith("n~"));
    const target = cells.length ? form : narratives;
    const names = cells.length ? cells : [...waiting.keys()];
    sent = new Map(names.map((name) => [name, waiting.get(name)]));
    names.forEach((name) => waiting.delete(name));
    const values = Object.fromEntries(sent);
    names.filter((name) => name.startsWith("x~")).forEach((name) => {
      const comment = `c~${name.slice(2)}`;
      values[comment] = fieldOf(comment)?.value || "";
    });
    ["version", "csrfmiddlewaretoken"].forEach((name) => { values[name] = form.elements.namedItem(name).value; });
    busy = true;
    say("saving");
    htmx.ajax("POST", target.getAttribute("action"), { source: saver, target: saver, swap: "none", values });
  }

  function putBack(words) {
    sent.forEach((value, name) => {
      if (!waiting.has(name)) {
        waiting.set(name, value);
      }
    });
    waiting.forEach((_, name) => mark(name, "unsaved", words));
    sent = new Map();
  }

  saver.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = event.detail;
    const isOurs = xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith(new URL(form.action).pathname.replace(/o\/$/, ""));
    busy = false;
    if (xhr.status === 200 && isOurs) {
      const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
      document.dispatchEvent(new CustomEvent("entry:answer", { detail: { page, sent, waiting, fieldOf } }));
      sent = new Map();
      tries = 0;
    } else if (xhr.status === 409 || xhr.status === 404) {
      putBack("!");
      stopped = true;
      say("stopped");
      return;
    } else {
      putBack("!");
      tries += 1;
      say(xhr.status === 200 || xhr.status === 403 ? "signedOut" : "failed");
      timer = setTimeout(send, Math.min(2000 * 2 ** (tries - 1), 30000));
      return;
    }
    if (waiting.size) {
      timer = setTimeout(send, afterwards ? 0 : SOON);
    } else if (afterwards) {
      afterwards();
    }
  });

  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-autosave] [data-saved]");
    if (field) {
      note(field, WHILE_TYPING);
    }
  });

  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-autosave] [data-saved]");
    if (field) {
      note(field, SOON);
    }
  });

  /* Leaving by one of our own buttons waits until everything is saved. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-waits-for-saving]");
    if (event.target.closest("[data-gives-up]")) {
      leaving = true;
    } else if (link && isDirty() && !event.ctrlKey) {
      event.preventDefault();
      afterwards = () => { window.location.assign(link.href); };
      send();
    }
  });

  document.addEventListener("submit", (event) => {
    const { target: other, submitter } = event;
    if (other.matches("[data-conflict]")) {
      waiting.forEach((value, name) => {
        if (!other.elements.namedItem(name) && !name.startsWith("n~")) {
          other.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        }
      });
      leaving = true;
    } else if (isDirty() && !stopped && other.method === "post") {
      event.preventDefault();
      afterwards = () => { afterwards = null; other.requestSubmit(submitter); };
      send();
    }
  });

  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => {
    if (isDirty() && !leaving) {
      event.preventDefault();
    }
  });
})();
