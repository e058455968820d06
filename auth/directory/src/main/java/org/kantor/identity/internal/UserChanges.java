package org.kantor.identity.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.directory.Directory;
import org.kantor.directory.Provisioning;
import org.kantor.directory.spi.IdentityProvider;
import org.kantor.directory.spi.IdentityProvider.Away;

/**
 * Carries what happened to a user in Keycloak over to the account. An event says only that something happened; what is true now is asked for, so that
 * events may come twice, late or in any order.
 */
@Service
final class UserChanges {

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    /** What can happen, as the listener in Keycloak calls it. */
    enum Type {
        CREATED,
        CHANGED,
        /** A password or another credential; open sessions end. */
        CREDENTIALS,
        DELETED,
        /** An administrator ended all sessions of the user. */
        LOGGED_OUT;

        static Optional<Type> of(String name) {
            try {
                return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    private final Directory directory;
    private final Provisioning provisioning;
    private final IdentityProvider people;
    private final Recent<String, Boolean> applied;

    @Inject
    UserChanges(Directory directory, Provisioning provisioning, IdentityProvider people, Clock clock) {
        this.directory = directory;
        this.provisioning = provisioning;
        this.people = people;
        this.applied = new Recent<>(clock, MEMORY, MOST);
    }

    /**
     * Does what the event asks for, unless it was done: an event usually comes twice, from the listener and from the polling, and must not end the
     * sessions that were opened in between.
     *
     * @param time the event's own, in milliseconds since 1970
     */
    void apply(Type type, String subject, long time) throws Away {
        var event = type + " " + time + " " + subject;
        if (applied.peek(event) == null) {
            apply(type, subject);
            applied.put(event, true, applied.generation());
        }
    }

    private void apply(Type type, String subject) throws Away {
        switch (type) {
            case CREATED -> directory.forgetUnknown();
            case CHANGED -> reconcile(subject);
            case CREDENTIALS, LOGGED_OUT -> provisioning.revoked(subject);
            case DELETED -> provisioning.gone(subject);
        }
    }

    private void reconcile(String subject) throws Away {
        directory.forgetUnknown();
        if (directory.bySubject(subject).isPresent()) {
            // A user without an address is still there: only an absent one is gone.
            people.bySubject(subject).ifPresent(provisioning::changed);
        }
    }
}
