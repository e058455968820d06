package org.kantor.groupware.calendar;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.Hue;
import org.kantor.groupware.resource.CollectionId;

/**
 * A calendar of an account.
 *
 * @param name the segment of its path; never changes
 * @param colour as a client set it ({@code #RRGGBB} or {@code #RRGGBBAA}); {@link #hue} is what people see
 * @param position where it stands in lists, smallest first
 * @param timezone an iCalendar object with one VTIMEZONE for floating times (RFC 4791 section 5.2.2); empty if none was set
 * @param components what it may hold: VEVENT, VTODO, VJOURNAL
 * @param modseq the account's change number of the last change to it or a member
 */
public record Calendar(
        CollectionId id,
        String name,
        String displayName,
        String description,
        Hue hue,
        String colour,
        int position,
        String timezone,
        Set<String> components,
        long modseq) {

    /**
     * A calendar to make.
     *
     * @param name the path's segment; one is made up if null
     * @param components empty for the usual VEVENT and VTODO
     */
    public record Draft(@Nullable String name, Set<String> components, Edit properties) {}

    /** What to change; absent fields stay. An empty text clears the description or the time zone. Hue and colour set each other; of both the colour wins. */
    public record Edit(
            Optional<String> displayName,
            Optional<String> description,
            Optional<Hue> hue,
            Optional<String> colour,
            Optional<Integer> position,
            Optional<String> timezone) {

        public static final Edit NOTHING = new Edit(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** A name, and whatever hue is free. */
        public static Edit named(String displayName) {
            return new Edit(
                    Optional.of(displayName),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public static Edit of(String displayName, Hue hue) {
            return new Edit(
                    Optional.of(displayName),
                    Optional.empty(),
                    Optional.of(hue),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
