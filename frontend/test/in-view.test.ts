import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** An observer whose test decides what is in view. */
class FakeObserver {
  static instances: FakeObserver[] = [];
  observed = new Set<Element>();

  constructor(private readonly callback: (entries: object[]) => void) {
    FakeObserver.instances.push(this);
  }
  observe = (element: Element) => void this.observed.add(element);
  unobserve = (element: Element) => void this.observed.delete(element);
  report = (target: Element, isIntersecting: boolean) => this.callback([{ target, isIntersecting }]);
}

const element = (name: string) => ({ name }) as unknown as Element;
let print: () => void;
let inView: typeof import("../src/in-view");

beforeEach(async () => {
  FakeObserver.instances = [];
  vi.stubGlobal("IntersectionObserver", FakeObserver);
  vi.stubGlobal("addEventListener", (_: string, listener: () => void) => void (print = listener));
  vi.resetModules();
  inView = await import("../src/in-view");
});
afterEach(() => vi.unstubAllGlobals());

it("calls back once, when the element comes into view", () => {
  const [poster, callback] = [element("poster"), vi.fn()];
  inView.onceInView(poster, callback);
  const [observer] = FakeObserver.instances;
  observer!.report(poster, false);
  expect(callback).not.toHaveBeenCalled();
  observer!.report(poster, true);
  observer!.report(poster, true);
  expect(callback).toHaveBeenCalledOnce();
  expect(observer!.observed.size).toBe(0);
});

it("observes all elements with one observer", () => {
  const callbacks = [vi.fn(), vi.fn()];
  const posters = callbacks.map((_, i) => element(`${i}`));
  posters.forEach((poster, i) => inView.onceInView(poster, callbacks[i]!));
  expect(FakeObserver.instances).toHaveLength(1);
  FakeObserver.instances[0]!.report(posters[1]!, true);
  expect(callbacks.map((callback) => callback.mock.calls.length)).toEqual([0, 1]);
});

it("does not call back for an element that was removed", () => {
  const [poster, callback] = [element("poster"), vi.fn()];
  inView.onceInView(poster, callback);
  inView.cancelInView(poster);
  expect(FakeObserver.instances[0]!.observed.size).toBe(0);
  FakeObserver.instances[0]!.report(poster, true);
  print();
  expect(callback).not.toHaveBeenCalled();
});

it("calls back for all elements before printing", () => {
  const callbacks = [vi.fn(), vi.fn()];
  callbacks.forEach((callback, i) => inView.onceInView(element(`${i}`), callback));
  print();
  print();
  callbacks.forEach((callback) => expect(callback).toHaveBeenCalledOnce());
});
