/* Puts a slider beside a number from 0 to 100. The number is what is sent; without this file it is all there is. */
"use strict";
document.querySelectorAll("input[data-schuif]").forEach((number) => {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: 0, max: 100, value: number.value, className: "schuif" });
  slider.setAttribute("aria-label", document.querySelector(`label[for="${number.id}"]`)?.firstChild.textContent.trim() ?? "");
  slider.addEventListener("input", () => { number.value = slider.value; });
  number.addEventListener("input", () => { if (number.value !== "") slider.value = number.value; });
  number.after(slider);
});
