// A sheet to draw on, kept as a PNG in the form's file field.
"use strict";
(() => {
  const form = document.querySelector("form.leave");
  const paper = form.querySelector("[data-paper]");
  const canvas = paper.querySelector("canvas");
  const pen = canvas.getContext("2d");
  let at = null;

  function wipe() {
    pen.fillStyle = "#fffdf9";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { lineWidth: 9, lineCap: "round", lineJoin: "round", strokeStyle: "#33429c" });
  }
  function where(event) {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  }
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); at = where(event); });
  canvas.addEventListener("pointermove", (event) => {
    if (!at) return;
    const next = where(event);
    pen.beginPath(); pen.moveTo(...at); pen.lineTo(...next); pen.stroke();
    at = next;
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { at = null; });
  form.querySelector("[data-draw]").addEventListener("click", () => { wipe(); paper.hidden = false; paper.scrollIntoView({ block: "nearest" }); });
  form.querySelector("[data-wipe]").addEventListener("click", wipe);
  form.querySelector("[data-drawn]").addEventListener("click", () => canvas.toBlob((blob) => window.noteFile(blob, "drawing.png")));
})();
