"use strict";
// The calculator on the request page: adds up the answers and carries them into the request.
{
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);

  const calculator = () => {
    const rubric = one("[data-calculator]");
    if (!rubric) return;
    const result = one("[data-result]");
    const outcomes = all("[data-min]");
    const links = all("a[data-request]");
    const bare = links.map((link) => link.href);
    const questions = all("[role=radiogroup]", rubric).length;
    const inputs = all("input", rubric);

    const update = () => {
      const answers = inputs.filter((input) => input.checked);
      const score = answers.reduce((sum, input) => sum + Number(input.value), 0);
      const left = questions - answers.length;
      const reached = outcomes.filter((row) => score >= Number(row.dataset.min)).at(-1);
      for (const row of outcomes) row.toggleAttribute("data-reached", !left && row === reached);
      const meaning = reached ? `: ${one("[data-name]", reached).textContent}. ${one("[data-action]", reached).textContent}` : "";
      result.textContent = left
        ? `${score} points so far; ${left} ${left === 1 ? "question" : "questions"} to go.`
        : `${score} of ${rubric.dataset.calculator} points${meaning}`;
      const text = `${answers.map((input) => `${input.name}: ${input.dataset.answer}`).join("; ")}; score: ${score}`;
      links.forEach((link, index) => {
        const [address, query = ""] = bare[index].split("?");
        const fields = new URLSearchParams(query);
        fields.set(link.dataset.request, text);
        // Mail programs read a plus sign as itself.
        link.href = left ? bare[index] : `${address}?${fields.toString().replaceAll("+", "%20")}`;
      });
    };

    for (const input of inputs) {
      input.disabled = false;
      input.hidden = false;
      input.addEventListener("change", update);
    }
    result.hidden = false;
    update();
  };

  calculator();
}
