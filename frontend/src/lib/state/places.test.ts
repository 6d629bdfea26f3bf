import { beforeEach, expect, test } from "vitest";
import { Places, type Spot } from "./places.svelte";

let here: Spot;
let places: Places;

const spot = (layer: string, pos: number, beside = false): Spot => ({ pkg: "p", layer, pos, beside });

const caret = { text: false, map: (pos: number) => pos };

/** Goes somewhere as a link does. */
function goTo(to: Spot) {
  places.visit();
  here = to;
  places.moved(here, caret);
}

/** Moves the caret as a click does. */
function click(pos: number) {
  here = { ...here, pos };
  places.moved(here, caret);
}

beforeEach(() => {
  here = spot("signals", 10);
  places = new Places(
    () => here,
    async (to) => {
      here = to;
      places.visit(); // as opening a layer does
      places.moved(here, caret);
    },
  );
  places.moved(here, caret);
});

test("back leads to where a link was followed, and forward to where it led", async () => {
  goTo(spot("evidence", 500, true));
  goTo(spot("profile", 3));
  await places.back();
  expect(here).toEqual(spot("evidence", 500, true));
  await places.back();
  expect(here).toEqual(spot("signals", 10));
  expect([places.canGoBack, places.canGoForward]).toEqual([false, true]);
  await places.forward();
  await places.forward();
  expect(here).toEqual(spot("profile", 3));
  expect(places.canGoForward).toBe(false);
});

test("the caret is remembered where it stood last, not where a link led", async () => {
  goTo(spot("profile", 3));
  click(40);
  goTo(spot("signals", 0));
  await places.back();
  expect(here).toEqual(spot("profile", 40));
});

test("a new way forgets the places ahead", async () => {
  goTo(spot("profile", 3));
  await places.back();
  goTo(spot("metadata", 1));
  expect(places.canGoForward).toBe(false);
});

test.each([
  [1999, false],
  [2011, true],
])("a click at %i, from 10, is to be come back from: %s", (pos, left) => {
  click(pos);
  expect(places.canGoBack).toBe(left);
});

test("a link within a layer counts once, however far it led", async () => {
  goTo(spot("signals", 9000));
  await places.back();
  expect([here.pos, places.canGoBack]).toEqual([10, false]);
});

test("going where one stands already is no step", async () => {
  places.visit();
  goTo(spot("profile", 3));
  places.visit();
  await places.back();
  expect(here).toEqual(spot("signals", 10));
});

test("steps asked for on the way are taken one after the other", async () => {
  goTo(spot("evidence", 500, true));
  goTo(spot("profile", 3));
  await Promise.all([places.back(), places.back()]);
  expect(here).toEqual(spot("signals", 10));
  expect([places.canGoBack, places.canGoForward]).toEqual([false, true]);
});

test("places move with the text", async () => {
  goTo(spot("profile", 3));
  places.moved(spot("signals", 0), { text: true, map: (pos) => pos + 7 });
  places.moved(spot("metadata", 0), { text: true, map: (pos) => pos + 100 });
  await places.back();
  expect(here.pos).toBe(17);
});

test("a hundred places are kept", async () => {
  for (let pos = 0; pos < 150; pos++) goTo(spot("signals", pos * 10));
  let steps = 0;
  for (; places.canGoBack; steps++) await places.back();
  expect(steps).toBe(100);
});
