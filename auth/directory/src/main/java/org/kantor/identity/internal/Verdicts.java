package org.kantor.identity.internal;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.directory.AccountDisabled;
import org.kantor.kernel.AccountId;

/**
 * Remembers for a minute that Keycloak accepted a password, as a hash under a key that this process made and never writes down. Forgotten at once
 * when the account is disabled or its password changes.
 */
@Service
final class Verdicts {

    static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MOST = 20_000;
    private static final int KEY_BYTES = 32;

    private final byte[] key = new byte[KEY_BYTES];
    private final Recent<String, AccountId> accepted;

    @Inject
    Verdicts(Clock clock) {
        new SecureRandom().nextBytes(key);
        accepted = new Recent<>(clock, LIFE, MOST);
    }

    /** What stands for a login with a secret; says nothing about either. */
    String question(String login, String secret) {
        return HexFormat.of().formatHex(Digests.hmac(key, (login + '\0' + secret).getBytes(StandardCharsets.UTF_8)));
    }

    /** The account that this question was accepted for; null if that is not known. */
    @Nullable
    AccountId accepted(String question) {
        return accepted.peek(question);
    }

    /** Taken before Keycloak is asked, for {@link #accept}. */
    long now() {
        return accepted.generation();
    }

    void accept(String question, AccountId account, long since) {
        accepted.put(question, account, since);
    }

    void forget(@Observes @Priority(1) AccountDisabled event) {
        accepted.forget(event.account()::equals);
    }
}
