// Says so where a tablet cannot play a note.
"use strict";
for (const player of document.querySelectorAll("audio, video")) {
  player.addEventListener("error", () => { document.querySelector(".trouble").hidden = false; });
}
