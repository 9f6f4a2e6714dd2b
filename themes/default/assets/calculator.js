"use strict";
// The questions on the request page: adds up the answers, says what they mean and carries them into the request.
{
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);

  const paragraph = (text, strong = false) => {
    const element = document.createElement(strong ? "strong" : "span");
    element.textContent = text;
    const line = document.createElement("p");
    line.append(element);
    return line;
  };

  const calculator = () => {
    const rubric = one("[data-calculator]");
    if (!rubric) return;
    const result = one("[data-result]");
    const outcomes = all("[data-min]");
    const links = all("a[data-request]");
    const bare = links.map((link) => link.href);
    const areas = one("[data-areas]", rubric);
    const inputs = all("[data-answer]", rubric);
    const questions = new Set(inputs.map((input) => input.name)).size;

    const update = () => {
      const answers = inputs.filter((input) => input.checked);
      const score = answers.reduce((sum, input) => sum + Number(input.value), 0);
      const left = questions - answers.length;
      const reached = left ? undefined : outcomes.filter((row) => score >= Number(row.dataset.min)).at(-1);
      for (const row of outcomes) row.toggleAttribute("data-reached", row === reached);
      const area = areas && one("input:checked", areas);
      const lines = [paragraph(`${answers.length} of ${questions} answered`)];
      if (reached) {
        lines.splice(0, 1, paragraph(one("[data-name]", reached).textContent, true), paragraph(one("[data-action]", reached).textContent));
        if (area) lines.push(paragraph(`${area.value}: ${area.dataset.who}`));
      }
      result.replaceChildren(...lines);
      const parts = answers.map((input) => `${input.name}: ${input.dataset.answer}`);
      if (area) parts.push(`area: ${area.value}`);
      const text = `${parts.join("; ")}; score: ${score} of ${rubric.dataset.calculator}`;
      links.forEach((link, index) => {
        const [whole, fragment] = bare[index].split("#");
        const [address, query = ""] = whole.split("?");
        const fields = new URLSearchParams(query);
        fields.set(link.dataset.request, text);
        // Mail programs read a plus sign as itself.
        const filled = `${address}?${fields.toString().replaceAll("+", "%20")}`;
        link.href = left ? bare[index] : filled + (fragment ? `#${fragment}` : "");
      });
    };

    for (const input of inputs) {
      input.disabled = false;
      input.hidden = false;
    }
    if (areas) areas.hidden = false;
    rubric.addEventListener("change", update);
    // Whoever sees what the answers mean need not see their points.
    for (const points of all(".points")) points.hidden = true;
    result.hidden = false;
    update();
  };

  calculator();
}
