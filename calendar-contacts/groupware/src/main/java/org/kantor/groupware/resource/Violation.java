package org.kantor.groupware.resource;

/**
 * A resource that may not be stored as it is: one of the preconditions of PUT, COPY and MOVE in RFC 4791 section 5.3.2.1 and RFC 6352 section
 * 6.3.2.1. It has no stack trace and rolls the transaction back.
 */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The precondition, named as in the RFCs. */
    public enum Rule {
        /** Not a media type that the collection holds. */
        SUPPORTED_DATA("supported-calendar-data", "supported-address-data"),
        /** Not well-formed, or without what the format demands. */
        VALID_DATA("valid-calendar-data", "valid-address-data"),
        /** Well-formed, but several UIDs, several kinds of component, or a METHOD (RFC 4791 section 4.1). */
        VALID_OBJECT("valid-calendar-object-resource", "valid-address-data"),
        SUPPORTED_COMPONENT("supported-calendar-component", "valid-address-data"),
        /** The UID is in use by another resource of the collection, or the resource had another UID. */
        NO_UID_CONFLICT("no-uid-conflict", "no-uid-conflict"),
        MAX_RESOURCE_SIZE("max-resource-size", "max-resource-size"),
        MAX_INSTANCES("max-instances", "valid-address-data"),
        MAX_ATTENDEES("max-attendees-per-instance", "valid-address-data");

        private final String calendar;
        private final String card;

        Rule(String calendar, String card) {
            this.calendar = calendar;
            this.card = card;
        }

        /** The element in the namespace of CalDAV. */
        public String inCalendar() {
            return calendar;
        }

        /** The element in the namespace of CardDAV. */
        public String inAddressBook() {
            return card;
        }
    }

    private final Rule rule;
    private final String conflict;

    public Violation(Rule rule, String sentence) {
        this(rule, sentence, "");
    }

    /** @param conflict the name of the resource that is in the way, for {@link Rule#NO_UID_CONFLICT}; else empty */
    public Violation(Rule rule, String sentence, String conflict) {
        super(sentence, null, false, false);
        this.rule = rule;
        this.conflict = conflict;
    }

    public Rule rule() {
        return rule;
    }

    public String conflict() {
        return conflict;
    }
}
