package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void everySecretHasAFileThatOnlyItsOwnerReads() throws IOException {
        new Secrets(folder);
        for (var secret : Secrets.Secret.values()) {
            var file = folder.resolve(secret.file());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void noTwoSecretsAreTheSame() {
        var secrets = new Secrets(folder);
        var values = new HashSet<String>();
        for (var secret : Secrets.Secret.values()) {
            assertThat(values.add(secrets.get(secret))).isTrue();
        }
    }

    @Test
    void aSecretStaysWhatItIs() {
        var first = new Secrets(folder).get(Secrets.Secret.VERDICT_CACHE);
        assertThat(new Secrets(folder).get(Secrets.Secret.VERDICT_CACHE)).isEqualTo(first);
    }

    @Test
    void aSecretThatTheOperatorBroughtIsKept() throws IOException {
        Files.writeString(folder.resolve("keycloak-admin"), "brought along\n");
        assertThat(new Secrets(folder).get(Secrets.Secret.KEYCLOAK_ADMIN)).isEqualTo("brought along");
    }
}
