// Adds one more blank row to lists of hours and days. Without it there is always one blank row.
for (const rows of document.querySelectorAll("[data-grows]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet more";
  button.textContent = rows.dataset.grows;
  button.addEventListener("click", () => {
    const all = rows.querySelectorAll(".row");
    const row = all[all.length - 1].cloneNode(true);
    for (const one of row.querySelectorAll("[name]")) {
      const name = one.name.replace(/\.\d+\./, `.${all.length}.`);
      for (const label of row.querySelectorAll(`label[for="${CSS.escape(one.id)}"]`)) label.htmlFor = `id-${name}`;
      if (one.id) one.id = `id-${name}`;
      one.name = name;
      if (one.type === "checkbox") one.checked = false; else if (one.tagName === "SELECT") one.selectedIndex = 0; else one.value = "";
    }
    rows.append(row);
    row.querySelector("input").focus();
  });
  rows.after(button);
}
