// As much of a document as the element for other web sites needs.

class Node extends EventTarget {
  children = [];
  attributes = new Map();
  dataset = {};
  parent = null;
  #text = '';

  append(...nodes) {
    nodes.forEach((node) => this.insertBefore(node, null));
  }

  insertBefore(node, next) {
    node.remove();
    const place = next === null ? this.children.length : this.children.indexOf(next);
    this.children.splice(place, 0, node);
    node.parent = this;
    return node;
  }

  remove() {
    if (this.parent !== null) {
      this.parent.children.splice(this.parent.children.indexOf(this), 1);
      this.parent = null;
    }
  }

  get textContent() {
    return this.#text + this.children.map((child) => child.textContent).join(' ');
  }

  set textContent(text) {
    this.children = [];
    this.#text = text === null || text === undefined ? '' : String(text);
  }

  /** @returns {Node} the first one inside with a part */
  withPart(part) {
    return this.all().find((node) => node.part?.split(' ').includes(part));
  }

  all() {
    return this.children.flatMap((child) => [child, ...child.all()]);
  }
}

export class HTMLElement extends Node {
  isConnected = false;
  shadowRoot = null;

  attachShadow() {
    this.shadowRoot = new Node();
    return this.shadowRoot;
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
    this.#observe(name);
  }

  removeAttribute(name) {
    this.attributes.delete(name);
    this.#observe(name);
  }

  #observe(name) {
    if (this.constructor.observedAttributes.includes(name)) {
      this.attributeChangedCallback();
    }
  }

  get lang() {
    return this.getAttribute('lang') ?? '';
  }

  /** The only ancestor that there is. */
  closest() {
    return this.lang ? this : globalThis.document.documentElement;
  }

  connect() {
    this.isConnected = true;
    this.connectedCallback();
  }

  disconnect() {
    this.isConnected = false;
    this.disconnectedCallback();
  }
}

/** Puts a document in place of the one that there is. */
export function startDocument(page) {
  const elements = new Map();
  const place = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  Object.assign(page, { createElement: () => new Node(), documentElement: { lang: 'en' } });
  place('HTMLElement', HTMLElement);
  place('customElements', { get: (name) => elements.get(name), define: (name, type) => elements.set(name, type) });
  place('CSSStyleSheet', class { replaceSync() {} });
  return elements;
}
