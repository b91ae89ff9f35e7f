// Keeps the board from telling what may no longer be true: a tablet that has heard nothing for a quarter of an hour asks for the parents.
"use strict";
const PATIENCE = 15 * 60 * 1000;
let heard = Date.now();

document.addEventListener("htmx:beforeSwap", (event) => {
  const xhr = event.detail.xhr;
  if (!new URL(xhr.responseURL || location.href).pathname.startsWith("/board/")) {
    event.detail.shouldSwap = false; // sent elsewhere: this device is not of the family any more
    location.reload();
  } else if (xhr.status === 200) {
    heard = Date.now();
  }
});

setInterval(() => {
  const board = document.getElementById("board");
  if (Date.now() - heard > PATIENCE && board && !board.dataset.old) {
    board.dataset.old = "1";
    const asking = document.getElementById("old").content.firstElementChild;
    board.className = asking.className;
    board.innerHTML = asking.innerHTML; // the polling stays, so that the board comes back by itself
  }
}, 20000);
