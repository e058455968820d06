package org.kantor.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kantor.launcher.Secrets.Secret;

/**
 * WildFly with the suite in it. The provisioned server is shared and only read; configuration, application and what it
 * writes are the instance's own, so that a build beside a running suite does not disturb it.
 */
final class ApplicationServer implements Part {

    /** The suite's database and how to open it. */
    record Database(String url, String user, String password) {}

    static final String NAME = "server";

    private static final String APPLICATION = "kantor.ear";

    /** What WildFly's own start script opens to it. */
    private static final List<String> OPENED = List.of(
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    private static final Pattern EXTRACTOR = Pattern.compile(
            "(?:kantor-mail-extract|kantor-mail-wire|kantor-kernel|pdfbox|pdfbox-io|fontbox|commons-logging)\\b.*\\.jar");

    private final Home home;
    private final Settings settings;
    private final Instance instance;
    private final Secrets secrets;
    private final TlsKeys keys;
    private final Database database;
    private long logBefore;

    ApplicationServer(
            Home home, Settings settings, Instance instance, Secrets secrets, TlsKeys keys, Database database) {
        this.home = home;
        this.settings = settings;
        this.instance = instance;
        this.secrets = secrets;
        this.keys = keys;
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Port> ports() {
        var ports = settings.ports();
        var all = new ArrayList<Port>();
        all.add(new Port("web", Settings.LOOPBACK, ports.web()));
        all.add(new Port("web with TLS", settings.bind(), ports.webTls()));
        ports.mail().forEach((listener, port) -> all.add(new Port(listener, settings.bind(listener), port)));
        all.add(new Port("WildFly's management", Settings.LOOPBACK, ports.serverManagement()));
        return all;
    }

    private Path distribution() {
        return settings.checkout().resolve("deploy/server/target/server");
    }

    @Override
    public void prepare(Progress progress) {
        var provisioned = distribution().resolve("standalone/configuration");
        var application = settings.checkout().resolve("server-ear/ear/target/" + APPLICATION);
        if (!Files.exists(provisioned) || !Files.exists(application)) {
            throw new Refusal("The server is not built: run deploy/kantor up, which builds what is missing.");
        }
        var folder = home.server();
        try {
            Home.folder(folder, "rwx------");
            for (var name : List.of("tmp", "configuration", "deployments")) {
                Archives.delete(folder.resolve(name));
            }
            for (var name : List.of("tmp", "configuration", "data", "lib/ext")) {
                Home.folder(folder.resolve(name), "rwx------");
            }
            try (var files = Files.list(provisioned)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve("configuration").resolve(file.getFileName()));
                }
            }
            deploy(folder.resolve("configuration/standalone.xml"));
            Files.copy(application, folder.resolve(APPLICATION), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application is part of the configuration, so that no scanner looks for it and a failed deployment is a failed boot. */
    private static void deploy(Path configuration) throws IOException {
        var text = Files.readString(configuration);
        var deployment = """
                    <deployments>
                        <deployment name="%1$s" runtime-name="%1$s">
                            <fs-archive path="%1$s" relative-to="jboss.server.base.dir"/>
                        </deployment>
                    </deployments>
                </server>
                """.formatted(APPLICATION);
        var end = text.lastIndexOf("</server>");
        Files.writeString(configuration, text.substring(0, end) + deployment);
    }

    @Override
    public ProcessBuilder command() {
        logBefore = home.log(name()).toFile().length();
        var distribution = distribution();
        var base = home.server();
        var memory = Optional.ofNullable(System.getenv("KANTOR_SERVER_MEMORY")).orElse("1g");
        var command = new ArrayList<>(List.of(
                Java.program(),
                "-Xms256m",
                "-Xmx" + memory,
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                // Marking begins where three fifths of the heap are taken; by itself it would run all the time under
                // deliveries (decision 0117).
                "-XX:-G1UseAdaptiveIHOP",
                "-XX:InitiatingHeapOccupancyPercent=60",
                // Without work the heap is marked, and given back, after five minutes.
                "-XX:G1PeriodicGCInterval=300000",
                // Threads of the lowest priority, which index, really stand back for those that somebody waits for.
                "-XX:ThreadPriorityPolicy=1",
                "-XX:JavaPriority1_To_OSPriority=15",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-modules=java.se"));
        command.addAll(OPENED);
        extraOptions()
                .ifPresent(options -> command.addAll(List.of(options.strip().split("\\s+"))));
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=" + (settings.bind().contains(":") ? "false" : "true"),
                "-Djavax.net.ssl.trustStore=" + keys.trust(),
                "-Djavax.net.ssl.trustStorePassword=" + TlsKeys.TRUST_PASSWORD,
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Djboss.home.dir=" + distribution,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.server.log.dir=" + home.logs(),
                "-Djboss.node.name=kantor",
                "-Djboss.tx.node.id=kantor",
                "-Djboss.bind.address=" + settings.bind(),
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.socket.binding.port-offset=" + settings.ports().offset(),
                "-Dorg.jboss.boot.log.file=" + home.log(name()),
                "-Dlogging.configuration="
                        + base.resolve("configuration/logging.properties").toUri(),
                "-jar",
                distribution.resolve("jboss-modules.jar").toString(),
                "-mp",
                distribution.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "--read-only-server-config=standalone.xml"));
        var builder = new ProcessBuilder(command);
        builder.directory(base.toFile());
        environment(builder.environment());
        return builder;
    }

    private static Optional<String> extraOptions() {
        return Optional.ofNullable(System.getenv("KANTOR_SERVER_OPTS")).filter(options -> !options.isBlank());
    }

    /** Of what this program was started with, what the process that reads attachments needs. */
    private static String extractor() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> EXTRACTOR
                        .matcher(String.valueOf(Path.of(entry).getFileName()))
                        .matches())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void environment(Map<String, String> environment) {
        var ports = settings.ports();
        environment.put("KANTOR_HOME", home.root().toString());
        environment.put("KANTOR_EXTRACTOR", extractor());
        environment.put("KANTOR_BIND", settings.bind());
        environment.put("KANTOR_DOMAIN", instance.domain());
        environment.put("KANTOR_DEMO", Boolean.toString(instance.demo()));
        ports.mail().forEach((listener, port) -> environment.put("KANTOR_PORT_" + listener, Integer.toString(port)));
        environment.put("KANTOR_DB_URL", database.url());
        environment.put("KANTOR_DB_USER", database.user());
        environment.put("KANTOR_DB_PASSWORD", database.password());
        environment.put("KANTOR_WEB_URL", settings.webUrl());
        environment.put("KANTOR_KEYCLOAK_URL", settings.keycloakUrl());
        environment.put("KANTOR_REALM", "kantor");
        environment.put("KANTOR_OIDC_PROVIDER_URL", settings.keycloakUrl() + "/realms/kantor");
        environment.put("KANTOR_WEBMAIL_CLIENT_SECRET", secrets.get(Secret.WEBMAIL_CLIENT));
        environment.put("KANTOR_TLS_CERT", keys.certificate().toString());
        environment.put("KANTOR_TLS_KEY", keys.key().toString());
        environment.put("KANTOR_TLS_CA", keys.authority().toString());
        environment.put("KANTOR_TLS_STORE", keys.store().toString());
        environment.put("KANTOR_TLS_STORE_PASSWORD", secrets.get(Secret.TLS_STORE));
        environment.put("KANTOR_SECRETS", home.secrets().toString());
    }

    @Override
    public boolean healthy() {
        return Http.ok("http://127.0.0.1:" + settings.ports().web() + "/api/health");
    }

    /** WildFly says so once, at the end of a boot in which something failed. */
    @Override
    public Optional<String> hopeless() {
        try {
            var boot = LogFile.since(home.log(name()), logBefore);
            if (!boot.contains("WFLYSRV0026")) {
                return Optional.empty();
            }
            var cause = boot.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("Caused by: "))
                    .reduce((earlier, later) -> later)
                    .map(line -> " (" + line.substring("Caused by: ".length()) + ")");
            return Optional.of("started, but the suite in it did not" + cause.orElse(""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(10);
    }
}
