package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakTest {

    @TempDir
    private Path folder;

    private List<String> arguments(Map<String, String> environment) {
        var all = new java.util.HashMap<>(environment);
        all.put("KANTOR_CHECKOUT", "/somewhere");
        var home = Home.at(folder.resolve("home"));
        return new Keycloak(
                        home,
                        Settings.from(all),
                        new Instance("example.org", false),
                        new Secrets(home.secrets()),
                        new TlsKeys(home.tls(), Clock.systemUTC()),
                        new Keycloak.Database("jdbc:postgresql://127.0.0.1/keycloak", "keycloak", "secret"))
                .arguments();
    }

    @Test
    void offTheLoopbackItSpeaksHttpsOnlyAndItsManagementStaysWhereItIs() {
        assertThat(arguments(Map.of("KANTOR_BIND", "0.0.0.0")))
                .contains("--http-enabled=false", "--http-host=0.0.0.0", "--http-management-host=127.0.0.1")
                .noneMatch(argument -> argument.startsWith("--http-port="));
    }

    @Test
    void itIsToldAtEachStartWhereTheWebmailIs() {
        assertThat(arguments(Map.of("KANTOR_PORT_OFFSET", "100")))
                .contains(
                        "--hostname=http://localhost:8280",
                        "--spi-events-listener--kantor--web=http://localhost:8180",
                        "--spi-events-listener--kantor--log-out=http://127.0.0.1:8180/backchannel-logout");
        assertThat(arguments(Map.of("KANTOR_WEB_URL", "https://mail.example.org")))
                .contains(
                        "--spi-events-listener--kantor--web=https://mail.example.org",
                        "--spi-events-listener--kantor--log-out=http://127.0.0.1:8080/backchannel-logout");
    }

    @Test
    void whatWasPackedOfTheThemesOfAnotherBuildIsForgotten() throws IOException {
        var packed = Files.createDirectories(folder.resolve("data/tmp/kc-gzip-cache/login"))
                .resolve("login.css.gz");
        Files.writeString(packed, "old");
        Files.createSymbolicLink(folder.resolve("themes"), folder.resolve("built-1/themes"));
        Keycloak.forgetPacked(folder, folder.resolve("built-1"));
        assertThat(packed).exists();
        Keycloak.forgetPacked(folder, folder.resolve("built-2"));
        assertThat(packed).doesNotExist();
    }
}
