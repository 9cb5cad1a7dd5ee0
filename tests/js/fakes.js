/** A document just large enough for trees: elements, text nodes, attributes, children. */

export class FakeNode {
  /** @param {number} type @param {string} name */
  constructor(type, name) {
    this.nodeType = type;
    this.nodeName = name;
    /** @type {FakeNode[]} */
    this.childNodes = [];
    /** @type {string|null} */
    this.nodeValue = null;
  }

  /** @param {FakeNode} child */
  appendChild(child) { this.childNodes.push(child); return child; }

  /** @returns {string} */
  get textContent() { return this.nodeType === 3 ? this.nodeValue ?? '' : this.childNodes.map((child) => child.textContent).join(''); }
}

export class FakeElement extends FakeNode {
  /** @param {string} tag @param {string|null} namespace */
  constructor(tag, namespace = null) {
    super(1, namespace ? tag : tag.toUpperCase());
    this.tagName = this.nodeName;
    this.namespace = namespace;
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {Record<string, string>} */
    this.styles = {};
    this.style = { setProperty: (/** @type {string} */ name, /** @type {string} */ value) => { this.styles[name] = value; } };
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) { this.attributes[name] = String(value); }
  /** @param {string} name */
  getAttribute(name) { return this.attributes[name] ?? null; }
}

/** @returns {any} */
export function fakeDocument() {
  return {
    createElement: (/** @type {string} */ tag) => new FakeElement(tag),
    createElementNS: (/** @type {string} */ namespace, /** @type {string} */ tag) => new FakeElement(tag, namespace),
    createTextNode: (/** @type {string} */ text) => Object.assign(new FakeNode(3, '#text'), { nodeValue: text }),
  };
}

/** A repeatable source of numbers 0..1 (mulberry32). @param {number} seed */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Milliseconds of processor time a piece of work takes: other work on the machine does not count. @param {() => unknown} work */
export function cpuMs(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
