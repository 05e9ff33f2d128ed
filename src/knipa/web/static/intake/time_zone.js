// time_zone.js — tells where the person is, so that a day is the person's own day.
const field = document.querySelector('input[name="timezone"]');
if (field instanceof HTMLInputElement) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
