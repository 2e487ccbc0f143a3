import { describe, expect, it } from "vitest";
import { linkOf, pictureOf, sized } from "../src/urls";
import { older, shortVersion } from "../src/version";

describe("pictures", () => {
  it.each([
    [36, 1, 160],
    [36, 3, 160],
    [104, 1.5, 160],
    [104, 2, 320],
    [140, 3, 640],
    [140, 9, 640],
  ])("of %i px on a screen of density %d are asked for at %i", (css, density, width) => {
    expect(sized("/api/x?v=1&authSig=a", css, density)).toBe(`/api/x?v=1&authSig=a&width=${width}&height=${width * 1.5}`);
  });

  it("are the same when they are signed anew, and others when their version is another", () => {
    const one = pictureOf("/api/x?v=1&authSig=a.b-c&width=160&height=240");
    expect(pictureOf("/api/x?v=1&authSig=zzz&width=160&height=240")).toBe(one);
    expect(pictureOf("/api/x?authSig=zzz&v=1&width=160&height=240")).toBe(one);
    expect(pictureOf("/api/x?v=2&authSig=a.b-c&width=160&height=240")).not.toBe(one);
    expect(pictureOf("/api/x?authSig=a")).toBe("/api/x");
  });

  it("link to web pages and to Plex's apps, and to nothing else", () => {
    expect(linkOf("https://app.plex.tv/x")).toBe("https://app.plex.tv/x");
    expect(linkOf("plex://preplay/?x")).toBe("plex://preplay/?x");
    expect(linkOf("javascript:alert(1)")).toBeUndefined();
    expect(linkOf(null)).toBeUndefined();
  });
});

describe("versions", () => {
  it.each([
    ["1.2.3", "1.2.3", null],
    ["1.2.3", "1.10.0", "card"],
    ["2.0.0", "1.10.0", "integration"],
    ["1.2.0", "1.2", null],
    ["1.2.0", "1.2.0b1", null],
    ["1.2.0", undefined, "integration"],
  ])("card %s, integration %s: %s is older", (card, integration, result) => {
    expect(older(card, integration)).toBe(result);
  });

  it("of Plex are shown in short", () => expect(shortVersion("1.43.1.10611-1e34174b1")).toBe("1.43.1"));
});
