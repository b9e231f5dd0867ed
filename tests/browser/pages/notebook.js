// A notebook's side of a widget, as far as anywidget's own front end asks for it: what @jupyter-widgets/base gives it.
class Events {
  #listeners = [];
  on(name, call, context) {
    this.#listeners.push({ name, call, context });
  }
  once(name, call) {
    this.on(name, call);
  }
  off(name, call, context) {
    const isMeant = (one) => (!name || one.name === name) && (!call || one.call === call) && (!context || one.context === context);
    this.#listeners = this.#listeners.filter((one) => !isMeant(one));
  }
  trigger(name) {
    for (const { name: own, call } of [...this.#listeners]) if (own === name) call();
  }
  get count() {
    return this.#listeners.length;
  }
}

class DOMWidgetModel extends Events {
  saved = [];
  #changed = {};
  constructor(state) {
    super();
    this.state = state;
    this.initialize();
  }
  initialize() {}
  get(name) {
    return this.state[name];
  }
  set(name, value) {
    this.state[name] = this.#changed[name] = value;
    this.trigger(`change:${name}`);
  }
  send() {}
  save_changes() {
    this.saved.push(this.#changed);
    this.#changed = {};
  }
}

class DOMWidgetView {
  el = document.createElement('div');
  $el = { empty: () => this.el.replaceChildren() };
  constructor(model) {
    this.model = model;
  }
  remove() {
    this.el.remove();
  }
}

window.define = (_, factory) => {
  const { AnyModel, AnyView } = factory({ DOMWidgetModel, DOMWidgetView });
  /** Shows a widget as a notebook does. */
  window.show = async (state) => {
    const model = new AnyModel({ _anywidget_id: 'lukewarm', ...state });
    const view = new AnyView(model);
    document.body.append(view.el);
    await view.render();
    return { model, view };
  };
};
