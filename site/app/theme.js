// Light or dark, as the system has it or as the learner chose.

const KEY = "nn-theme"; // the script in each page's head reads it before the first paint
/** @type {Object<string, string>} */
const CHOICES = { "": "system", light: "light", dark: "dark" };

/** Let the button #theme change between the system's theme, light and dark. */
export function startTheme() {
  const button = document.getElementById("theme");
  if (!button) {
    return;
  }
  const root = document.documentElement;
  const show = () => {
    button.textContent = `Theme: ${CHOICES[root.dataset.theme ?? ""] ?? "system"}`;
  };
  button.hidden = false;
  button.onclick = () => {
    const values = Object.keys(CHOICES);
    const next = values[(values.indexOf(root.dataset.theme ?? "") + 1) % values.length];
    choose(next);
    try {
      if (next) {
        localStorage.setItem(KEY, next);
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // without a store the choice lasts as long as the page
    }
    show();
  };
  addEventListener("storage", (event) => {
    if (event.key === KEY) {
      choose(event.newValue ?? "");
      show();
    }
  });
  show();
}

/** @param {string} value */
function choose(value) {
  if (value) {
    document.documentElement.dataset.theme = value;
  } else {
    delete document.documentElement.dataset.theme;
  }
}
