package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * One file a secret, readable by the owner only, made at the first start and never printed. A secret that an operator puts
 * there before is kept.
 */
final class Secrets {

    /** Passwords and keys by what they open; the name is the file's. */
    enum Secret {
        DATABASE_ADMIN,
        DATABASE_KANTOR,
        DATABASE_KEYCLOAK,
        KEYCLOAK_ADMIN,
        WEBMAIL_CLIENT,
        MAIL_CLIENT,
        SERVICE_CLIENT,
        CLI_CLIENT,
        EVENT_HOOK,
        VERDICT_CACHE,
        TLS_STORE,
        ADMIN_PASSWORD;

        String file() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final int BYTES = 24;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
        for (var secret : Secret.values()) {
            get(secret);
        }
    }

    String get(Secret secret) {
        var file = folder.resolve(secret.file());
        try {
            if (!Files.exists(file)) {
                var value = new byte[BYTES];
                random.nextBytes(value);
                writePrivately(file, Base64.getUrlEncoder().withoutPadding().encode(value));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret " + file + " can be neither read nor made.", e);
        }
    }

    /** The file never exists with wider permissions, not even for a moment. */
    static void writePrivately(Path file, byte[] content) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(temporary, content, StandardOpenOption.WRITE);
        Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
