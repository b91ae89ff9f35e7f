// One button ticks every line that the reader is sure of. Without script the boxes are ticked one by one.
function ready(root) {
  const button = root.querySelector("[data-tick-plain]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of root.querySelectorAll("[data-plain] input[type=checkbox]")) box.checked = true;
  });
}
ready(document);
document.addEventListener("htmx:afterSwap", () => ready(document));
