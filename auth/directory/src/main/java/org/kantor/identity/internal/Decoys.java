package org.kantor.identity.internal;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kantor.bean.Service;
import org.kantor.kernel.Environment;

/**
 * SCRAM's salts for those who have no app password, or do not exist: the same at each attempt and after each restart, so that nobody learns from a salt who has
 * one (RFC 5802 section 9). They come of a secret that the installation keeps anyway.
 */
@Service
final class Decoys {

    private final Environment environment;

    @Inject
    Decoys(Environment environment) {
        this.environment = environment;
    }

    byte[] salt(String login) {
        var key = environment.secret("mail-client").getBytes(StandardCharsets.UTF_8);
        var derived = Digests.hmac(key, ("scram salt\0" + login).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(derived, KantorAppPasswords.SALT);
    }
}
