package org.kantor.groupware.task;

/** What other programs call high, medium and low (RFC 5545 section 3.8.1.9). */
public enum Priority {
    HIGH(1),
    MEDIUM(5),
    LOW(9),
    NONE(0);

    private final int value;

    Priority(int value) {
        this.value = value;
    }

    /** The number that is written. */
    public int value() {
        return value;
    }

    /** What a number means; anything that is no priority is none. */
    public static Priority of(String number) {
        return switch (number.strip()) {
            case "1", "2", "3", "4" -> HIGH;
            case "5" -> MEDIUM;
            case "6", "7", "8", "9" -> LOW;
            default -> NONE;
        };
    }
}
