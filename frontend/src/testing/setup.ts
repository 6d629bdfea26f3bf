// jsdom draws nothing: there are no places on the screen, no sizes to observe, no media to match and no modal dialogs.
Range.prototype.getClientRects = () => Object.assign([], { item: () => null });
Element.prototype.scrollIntoView = () => {};
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false }) as unknown as MediaQueryList;
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
