// The browser knows where it is; whoever has chosen already is left alone.
const zone = document.querySelector("[data-zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !zone.value && [...zone.options].some((one) => one.value === here)) zone.value = here;
