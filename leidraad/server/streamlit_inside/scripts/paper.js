// On paper nothing opens and nothing scrolls. While a page is printed, what is folded in lies open, but for parts in which there
// is only something to do, and what was typed in a field of more lines stands there whole; afterwards all is as it was.
{
  const TO_DO = "button, input, textarea, select";
  let opened = [], copies = [];
  const back = function () {
    for (const one of opened) one.open = false;
    for (const one of copies) one.remove();
    opened = copies = [];
  };
  window.addEventListener("beforeprint", function () {
    back();
    const folded = Array.from(document.querySelectorAll("[data-testid=stExpander] > details:not([open])"));
    opened = folded.filter(function (one) { return !one.querySelector(TO_DO); });
    for (const one of opened) one.open = true;
    copies = Array.from(document.querySelectorAll("[data-testid=stTextArea]"), function (field) {
      const copy = document.createElement("p");
      copy.className = "op-papier";
      copy.textContent = field.querySelector("textarea").value;
      field.append(copy);
      return copy;
    });
  });
  window.addEventListener("afterprint", back);
}
