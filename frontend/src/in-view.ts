// Reports when elements come into view, for images that are not loaded before.

const callbacks = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Call back once, when an element comes into view or is printed. An element that is not displayed is not in view. */
export function onceInView(element: Element, callback: () => void): void {
  observer ??= createObserver();
  callbacks.set(element, callback);
  observer.observe(element);
}

/** Do not call back anymore. */
export function cancelInView(element: Element): void {
  callbacks.delete(element);
  observer?.unobserve(element);
}

function report(element: Element): void {
  const callback = callbacks.get(element);
  cancelInView(element);
  callback?.();
}

/** Create an observer that reports elements shortly before they are scrolled into view.
 *
 * `loading="lazy"` would load images that are up to 2,500 px away. */
function createObserver(): IntersectionObserver {
  // Browsers wait for images that this event requests.
  addEventListener("beforeprint", () => [...callbacks.keys()].forEach(report));
  return new IntersectionObserver(
    (entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => report(target)),
    // The margins of the page, and of what scrolls in it: about a row, and one poster.
    { rootMargin: "200px", scrollMargin: "100px" },
  );
}
