// Copies words and says so; where the browser doesn't allow it, says what to do instead.
function copyWords(words, button, done, failed) {
  const written = navigator.clipboard ? navigator.clipboard.writeText(words) : Promise.reject(new Error("no clipboard"));
  written.then(
    () => {
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
      announce(say(done));
    },
    () => announce(say(failed)),
  );
}

function copyAddress(address, button) {
  copyWords(address, button, "copied", "address");
}

function startCiting() {
  const section = document.querySelector(".cite");
  if (!section) return;
  section.querySelector(".copies").hidden = false;
  section.querySelectorAll("[data-copy]").forEach((button) => {
    button.addEventListener("click", () => {
      copyWords(section.querySelector(`.${button.dataset.copy}`).textContent.trim(), button, "copiedText", "notCopied");
    });
  });
}
