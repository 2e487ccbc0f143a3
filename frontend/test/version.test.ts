import { expect, it } from "vitest";
import { findOlder, shortVersion } from "../src/version";

it.each([
  ["1.2.3", "1.2.3", null],
  ["1.2.3", "1.10.0", "card"],
  ["2.0.0", "1.10.0", "integration"],
  ["1.2.0", "1.2", null],
  ["1.2.0", "1.2.0b1", null],
  ["1.2.0", undefined, "integration"],
])("with card %s and integration %s, %s is older", (card, integration, older) => {
  expect(findOlder(card, integration)).toBe(older);
});

it("shortens the version of Plex", () => expect(shortVersion("1.43.1.10611-1e34174b1")).toBe("1.43.1"));
