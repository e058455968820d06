package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kantor.launcher.Secrets.Secret;

/** Keycloak: the log-in. It has a home of its own whose programs are links into the built distribution. */
final class Keycloak implements Part {

    /** What Keycloak has packed of its themes and serves without asking whether they are others now. */
    private static final String PACKED = "data/tmp/kc-gzip-cache";

    /** Its database and how to open it. */
    record Database(String url, String user, String password) {}

    private final Home home;
    private final Settings settings;
    private final Instance instance;
    private final Secrets secrets;
    private final TlsKeys keys;
    private final Database database;
    private Optional<Path> distribution = Optional.empty();

    Keycloak(Home home, Settings settings, Instance instance, Secrets secrets, TlsKeys keys, Database database) {
        this.home = home;
        this.settings = settings;
        this.instance = instance;
        this.secrets = secrets;
        this.keys = keys;
        this.database = database;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public List<Port> ports() {
        var ports = settings.ports();
        return List.of(
                new Port("Keycloak", settings.bind(), ports.keycloak()),
                new Port("Keycloak's management", Settings.LOOPBACK, ports.keycloakManagement()));
    }

    @Override
    public void prepare(Progress progress) {
        var built = new KeycloakDistribution(settings.checkout()).ready(progress, home.output(name()));
        distribution = Optional.of(built);
        var folder = home.keycloak();
        try {
            Home.folder(folder, "rwx------");
            forgetPacked(folder, built);
            for (var part : List.of("lib", "providers", "themes", "conf")) {
                var link = folder.resolve(part);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, built.resolve(part));
            }
            Home.folder(folder.resolve("data/import"), "rwx------");
            Secrets.writePrivately(
                    folder.resolve("data/import/kantor-realm.json"),
                    new Realm(settings, instance, secrets).json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void forgetPacked(Path folder, Path built) throws IOException {
        var themes = folder.resolve("themes");
        if (Files.isSymbolicLink(themes) && !Files.readSymbolicLink(themes).startsWith(built)) {
            Archives.delete(folder.resolve(PACKED));
        }
    }

    List<String> arguments() {
        var ports = settings.ports();
        var server = "http://127.0.0.1:" + ports.web();
        var arguments = new ArrayList<>(List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--hostname=" + settings.keycloakUrl(),
                "--http-host=" + settings.bind(),
                "--http-management-port=" + ports.keycloakManagement(),
                "--http-management-host=127.0.0.1",
                "--http-management-scheme=http",
                "--log=file",
                "--log-level=INFO,io.smallrye.health:WARN",
                "--log-file=" + home.log(name()),
                // Correct log-ins of one user at the same time must not count as an attack: a mail client opens several
                // connections.
                "--spi-brute-force-protector--default-brute-force-detector--allow-concurrent-requests=true",
                "--spi-events-listener--kantor--address=" + server + "/api/keycloak-events",
                // The realm is imported once; these two are what it is kept in step with.
                "--spi-events-listener--kantor--web=" + settings.webUrl(),
                "--spi-events-listener--kantor--log-out=" + server + "/backchannel-logout"));
        if (settings.onLoopback()) {
            arguments.addAll(List.of("--http-enabled=true", "--http-port=" + ports.keycloak()));
        } else {
            arguments.addAll(List.of(
                    "--http-enabled=false",
                    "--https-port=" + ports.keycloak(),
                    "--https-certificate-file=" + keys.certificate(),
                    "--https-certificate-key-file=" + keys.key()));
        }
        return arguments;
    }

    @Override
    public ProcessBuilder command() {
        var memory =
                Optional.ofNullable(System.getenv("KANTOR_KEYCLOAK_MEMORY")).orElse("512m");
        var builder = new ProcessBuilder(KeycloakDistribution.command(
                distribution.orElseThrow(), home.keycloak(), List.of("-Xms64m", "-Xmx" + memory), arguments()));
        builder.directory(home.keycloak().toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_"));
        environment.put("KC_DB_URL", database.url());
        environment.put("KC_DB_USERNAME", database.user());
        environment.put("KC_DB_PASSWORD", database.password());
        environment.put("KC_DB_POOL_MAX_SIZE", "20");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.get(Secret.KEYCLOAK_ADMIN));
        environment.put("KANTOR_EVENT_HOOK_SECRET", secrets.get(Secret.EVENT_HOOK));
        return builder;
    }

    @Override
    public boolean healthy() {
        return Http.ok("http://127.0.0.1:" + settings.ports().keycloakManagement() + "/health/ready");
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(10);
    }
}
