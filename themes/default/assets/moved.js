// A former address: leads on to the new one, and takes the part of the page that was asked for along.
const link = document.querySelector("a[href]");
if (link) {
  const to = new URL(link.href);
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to);
}
