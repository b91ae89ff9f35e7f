// Keeps the board from telling what may no longer be true: a tablet that has heard nothing new for a quarter of an hour,
// or shows a page that it had kept, asks for the parents. Only a later telling counts as news, so that a wrong clock does no harm.
"use strict";
(() => {
  const PATIENCE = 15 * 60 * 1000;
  const HURRY = 10 * 1000;
  const board = () => document.getElementById("board");
  const told = () => Number(board().dataset.told);
  let last = told();
  let heard = Math.abs(Date.now() - last) < PATIENCE ? Date.now() : Date.now() - PATIENCE + HURRY;

  document.addEventListener("htmx:beforeSwap", (event) => {
    const path = new URL(event.detail.xhr.responseURL || location.href).pathname;
    if (!path.startsWith("/board/")) {
      event.detail.shouldSwap = false; // sent elsewhere: this device is not of the family any more
      location.reload();
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (told() > last) {
      last = told();
      heard = Date.now();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (Date.now() - heard > 0) htmx.trigger("#board", "again"); // a kept page, or a wrong clock: ask at once
  });

  setInterval(() => {
    if (Date.now() - heard < PATIENCE || board().dataset.old) return;
    board().dataset.old = "1";
    board().className = "board asking";
    board().replaceChildren(document.getElementById("old").content.cloneNode(true)); // the polling stays, and brings the board back
  }, 5000);
})();
