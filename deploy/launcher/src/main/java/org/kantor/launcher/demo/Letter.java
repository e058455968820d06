package org.kantor.launcher.demo;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A message of the world before it is written.
 *
 * @param options what {@code world.txt} says of it
 * @param references the Message-IDs of the conversation so far
 */
record Letter(
        Instant when,
        Party from,
        List<Party> to,
        List<Party> cc,
        String subject,
        String body,
        List<String> options,
        String messageId,
        List<String> references) {

    boolean has(String option) {
        return options.contains(option);
    }

    /** The values of an option such as {@code file:}. */
    List<String> all(String option) {
        return options.stream()
                .filter(o -> o.startsWith(option + ":"))
                .map(o -> o.substring(option.length() + 1))
                .toList();
    }

    Stream<Party> recipients() {
        return Stream.concat(to.stream(), cc.stream());
    }

    boolean concerns(String account) {
        return from.is(account) || recipients().anyMatch(party -> party.is(account)) && !has("draft");
    }
}
