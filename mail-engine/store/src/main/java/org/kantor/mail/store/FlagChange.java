package org.kantor.mail.store;

import java.util.Set;

/**
 * What STORE does to flags (RFC 3501 section 6.4.6).
 *
 * @param flags bits of {@link Flags}
 * @param keywords compared without case, kept as first written
 */
public record FlagChange(Mode mode, int flags, Set<String> keywords) {
    public enum Mode {
        SET,
        ADD,
        REMOVE;

        /** What becomes of a message's flags. */
        public int of(int before, int flags) {
            return switch (this) {
                case SET -> flags;
                case ADD -> before | flags;
                case REMOVE -> before & ~flags;
            };
        }
    }

    public static FlagChange add(int flags) {
        return new FlagChange(Mode.ADD, flags, Set.of());
    }

    public static FlagChange remove(int flags) {
        return new FlagChange(Mode.REMOVE, flags, Set.of());
    }

    public static FlagChange keyword(String keyword, boolean on) {
        return new FlagChange(on ? Mode.ADD : Mode.REMOVE, 0, Set.of(keyword));
    }
}
