"use strict";
// Where an address leads nowhere, the search field has the words of its last part.
{
  const form = document.querySelector("[data-address]");
  if (form) {
    const parts = location.pathname.split("/").filter((part) => part && !/^index\.\w+$/.test(part));
    const part = parts.at(-1) ?? "";
    let name = part;
    try {
      name = decodeURIComponent(part);
    } catch {
      // It is no encoded text and stays as it is.
    }
    const words = name.replace(/\.\w{2,5}$/, "").split(/[^\p{L}\p{N}]+/u);
    form.elements.q.value = words.filter(Boolean).join(" ");
    form.hidden = false;
  }
}
