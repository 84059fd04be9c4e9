// Reads a calendar with ical.js, and tells what it read as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import ICAL from "ical.js";

const [from, to] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(from, "utf8")));
for (const component of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(component));
}

const time = (component, name) => {
  const value = component.getFirstPropertyValue(name);
  if (value === null) {
    return null;
  }
  return value.isDate ? value.toString() : value.toJSDate().toISOString();
};

const properties = (component) =>
  component.getAllProperties().map((property) => ({
    name: property.name.toUpperCase(),
    parameters: Object.fromEntries(
      Object.keys(property.toJSON()[1]).map((name) => [
        name.toUpperCase(),
        String(property.getParameter(name)),
      ]),
    ),
    values: property.getValues().map((value) => (Array.isArray(value) ? value.join(";") : String(value))),
  }));

writeFileSync(
  to,
  JSON.stringify({
    properties: properties(calendar),
    events: calendar.getAllSubcomponents("vevent").map((event) => ({
      uid: event.getFirstPropertyValue("uid"),
      start: time(event, "dtstart"),
      end: time(event, "dtend"),
      properties: properties(event),
    })),
  }),
);
