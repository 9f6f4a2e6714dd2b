// Runs before the first paint: the reader's own choice of light or dark, if there is one.
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch {
  // Storage is closed to this page: the system's preference rules.
}
