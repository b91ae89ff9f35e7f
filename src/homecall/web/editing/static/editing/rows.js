// Lists of hours and days: the blank row waits behind a button. Without script there is always one blank row below.
function renumber(row, number) {
  for (const one of row.querySelectorAll("[name]")) {
    const name = one.name.replace(/\.\d+\./, `.${number}.`);
    const label = one.id && row.querySelector(`label[for="${CSS.escape(one.id)}"]`);
    if (one.id) one.id = `id-${name}`;
    if (label) label.htmlFor = one.id;
    one.name = name;
  }
}

for (const rows of document.querySelectorAll("[data-grows]")) {
  const blank = rows.lastElementChild;
  let number = rows.children.length - 1;
  if (number > 0) blank.remove();
  const pattern = blank.cloneNode(true);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet more";
  button.textContent = rows.dataset.grows;
  button.addEventListener("click", () => {
    const row = pattern.cloneNode(true);
    if (rows.contains(blank) || number > 0) renumber(row, rows.contains(blank) ? (number += 1) : number++);
    rows.append(row);
    row.querySelector("input").focus();
  });
  rows.after(button);
}
