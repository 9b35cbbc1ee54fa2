// Words as a search compares them: small letters without accents.
function fold(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ς/g, "σ");
}
