// Copies a whole card of a sheet as text, to send to somebody: its heading, every sign, what to do, and where all signs stand.
"use strict";
(() => {
  const { content, dataset } = document.getElementById("copy");
  const text = (part) => part.textContent.trim().replace(/\s+/g, " ");
  if (navigator.clipboard) document.querySelectorAll(".card").forEach((card) => {
    const line = content.firstChild.cloneNode(true);
    const [button, status] = line.children;
    button.setAttribute("aria-describedby", card.getAttribute("aria-labelledby"));
    button.onclick = async () => {
      const lines = [...card.querySelectorAll("h3, li, .action, .pen")].map((part) => (part.localName === "li" ? "- " : "")
        + [...part.childNodes].map((piece) => (piece.className === "tag" ? `(${text(piece)})` : piece.textContent)).join("").trim());
      await navigator.clipboard.writeText([...lines, dataset.end].join("\n"));
      status.textContent = dataset.copied;
    };
    card.append(line);
  });
})();
