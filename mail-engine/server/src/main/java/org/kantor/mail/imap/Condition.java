package org.kantor.mail.imap;

import java.util.List;

/**
 * A condition of SEARCH over what is known of a message so far. Three values let the cheap conditions decide first: only messages that
 * are still {@link Truth#UNKNOWN} are looked at more closely. Stateless, or used by one search.
 */
interface Condition {

    enum Truth {
        YES,
        NO,
        UNKNOWN;

        static Truth of(boolean value) {
            return value ? YES : NO;
        }
    }

    Truth test(Candidate candidate);

    static Condition not(Condition condition) {
        return candidate -> switch (condition.test(candidate)) {
            case YES -> Truth.NO;
            case NO -> Truth.YES;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    static Condition all(List<Condition> conditions) {
        return candidate -> {
            var result = Truth.YES;
            for (var condition : conditions) {
                var truth = condition.test(candidate);
                if (truth == Truth.NO) {
                    return Truth.NO;
                }
                if (truth == Truth.UNKNOWN) {
                    result = Truth.UNKNOWN;
                }
            }
            return result;
        };
    }

    static Condition any(Condition one, Condition other) {
        return not(all(List.of(not(one), not(other))));
    }
}
