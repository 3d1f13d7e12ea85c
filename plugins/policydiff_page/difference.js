"use strict";
// The difference of two texts on one matter, by words: edits where they share wording, else what each has that the
// other lacks. Fifty documents have more than a thousand pairs, so that the page works a pair out when it is asked for.
const difference = (() => {
  // From this share of common words on a reader is helped by edits; below it by two texts.
  const SHARED = 0.4;
  // Longer texts are compared sentence by sentence first: the table below grows with the product of their lengths.
  const LONGEST = 2500;
  const cutter = self.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

  const words = (text) => (cutter ? [...cutter.segment(text)].map((part) => part.segment) : [...text]);
  const sentences = (text) => text.match(/[^。；\n]+[。；\n]*|[。；\n]+/gu) || [];

  // Longest common subsequence of two lists, as runs: [op, items] with op -1 only old, 0 both, 1 only new.
  function runs(old, fresh) {
    let start = 0;
    while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
    let end = 0;
    while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
    const a = old.slice(start, old.length - end);
    const b = fresh.slice(start, fresh.length - end);
    const found = start ? [[0, old.slice(0, start)]] : [];
    found.push(...between(a, b));
    if (end) found.push([0, old.slice(old.length - end)]);
    return found;
  }

  function between(a, b) {
    const width = b.length + 1;
    const table = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    const found = [];
    const push = (op, item) => { if (found.length && found.at(-1)[0] === op) found.at(-1)[1].push(item); else found.push([op, [item]]); };
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) { push(0, a[i]); i += 1; j += 1; }
      else if (j >= b.length || (i < a.length && table[(i + 1) * width + j] >= table[i * width + j + 1])) { push(-1, a[i]); i += 1; }
      else { push(1, b[j]); j += 1; }
    }
    return found;
  }

  // A single common character between two edits helps nobody: it goes with them.
  function readable(found) {
    const edits = [];
    const push = (op, text) => { if (edits.length && edits.at(-1)[0] === op) edits.at(-1)[1] += text; else edits.push([op, text]); };
    let gone = "";
    let come = "";
    const flush = () => { if (gone) push(-1, gone); if (come) push(1, come); gone = ""; come = ""; };
    found.forEach(([op, items], at) => {
      const text = items.join("");
      if (op < 0) gone += text;
      else if (op > 0) come += text;
      else if ((gone || come) && text.trim().length < 2 && !/[。；\n]/u.test(text) && at < found.length - 1) { gone += text; come += text; }
      else { flush(); push(0, text); }
    });
    flush();
    return edits;
  }

  function pairs(text) {
    const found = new Set();
    for (let at = 1; at < text.length; at += 1) found.add(text.slice(at - 1, at + 1));
    return found;
  }

  // Phrases most of whose character pairs the other text does not have.
  function lacking(text, other) {
    const theirs = pairs(other);
    return text.split(/([\p{L}\p{N}%％‰·—-]+)/u).map((part, at) => {
      if (at % 2 === 0 || part.length < 4) return [0, part];
      const own = [...pairs(part)];
      return [2 * own.filter((pair) => theirs.has(pair)).length <= own.length ? 1 : 0, part];
    });
  }

  return (old, fresh) => {
    let [a, b] = [words(old), words(fresh)];
    if (Math.max(a.length, b.length) > LONGEST) [a, b] = [sentences(old), sentences(fresh)];
    const apart = { one: lacking(old, fresh), other: lacking(fresh, old) };
    if (Math.max(a.length, b.length) > LONGEST) return apart;
    const found = runs(a, b);
    const common = found.reduce((sum, [op, items]) => sum + (op ? 0 : 2 * items.join("").length), 0);
    if (common >= SHARED * (old.length + fresh.length)) return { edits: readable(found) };
    return apart;
  };
})();
