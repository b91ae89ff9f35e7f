/* libical, which GNOME and KDE read calendars with. One calendar on standard input; the window's edges, in seconds, as arguments.
 * Each line of the answer is one start and end of one event, the fields separated by tabs:
 *   uid, recurrence-id, sequence, status, kind (date, float, utc), start, end, summary
 * libical leaves it to its user to put changed instances in the place of the old ones: libical.py does. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *kind_of(icalcomponent *event)
{
    struct icaltimetype start = icalcomponent_get_dtstart(event);
    if (start.is_date)
        return "date";
    return start.zone ? "utc" : "float";
}

static void tell_plain(const char *text)
{
    for (; text && *text; text++)
        putchar(*text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
}

static void tell(icalcomponent *event, struct icaltime_span *span, void *unused)
{
    icalproperty *change = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    struct icaltimetype stands_for = change ? icalproperty_get_datetime_with_component(change, event) : icaltime_null_time();
    time_t original = change ? icaltime_as_timet_with_zone(stands_for, stands_for.zone) : 0;
    (void)unused;
    tell_plain(icalcomponent_get_uid(event));
    printf("\t%lld\t%d\t", (long long)original, icalcomponent_get_sequence(event));
    tell_plain(icalproperty_status_to_string(icalcomponent_get_status(event)));
    printf("\t%s\t%lld\t%lld\t", kind_of(event), (long long)span->start, (long long)span->end);
    tell_plain(icalcomponent_get_summary(event));
    putchar('\n');
}

static char *all_of_it(void)
{
    size_t room = 1 << 16, used = 0, got;
    char *text = malloc(room + 1);
    while ((got = fread(text + used, 1, room - used, stdin)) > 0) {
        used += got;
        if (used == room)
            text = realloc(text, (room *= 2) + 1);
    }
    text[used] = 0;
    return text;
}

int main(int count, char **words)
{
    char *text = all_of_it();
    icalcomponent *calendar = icalparser_parse_string(text), *event;
    if (count < 3 || !calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
        fputs("this is no calendar\n", stderr);
        return 1;
    }
    struct icaltimetype from = icaltime_from_timet_with_zone(atoll(words[1]), 0, icaltimezone_get_utc_timezone());
    struct icaltimetype to = icaltime_from_timet_with_zone(atoll(words[2]), 0, icaltimezone_get_utc_timezone());
    struct icaltimetype early = icaltime_from_string("19710101T000000Z"), late = icaltime_from_string("20371231T000000Z");
    for (event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        /* What a changed instance replaces must go even where the change leads out of the window. */
        int changed = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != 0;
        icalcomponent_foreach_recurrence(event, changed ? early : from, changed ? late : to, tell, 0);
    }
    icalcomponent_free(calendar);
    free(text);
    return 0;
}
