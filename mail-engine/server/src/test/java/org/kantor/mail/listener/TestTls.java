package org.kantor.mail.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for localhost, made by the JDK's keytool once per test run, and a client context that trusts it. */
public final class TestTls {

    private static final String PASSWORD = "test-only";
    private static final TestTls ONLY = make();

    private final Tls tls;
    private final SSLContext client;
    private final SSLContext serverContext;

    private TestTls(Tls tls, SSLContext client, SSLContext serverContext) {
        this.tls = tls;
        this.serverContext = serverContext;
        this.client = client;
    }

    public static Tls server() {
        return ONLY.tls;
    }

    public static SSLContext client() {
        return ONLY.client;
    }

    /** The server's side for servers of the tests' own. */
    public static SSLContext serverContext() {
        return ONLY.serverContext;
    }

    private static TestTls make() {
        try {
            var folder = Files.createTempDirectory("kantor-tls");
            var file = folder.resolve("store.p12");
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keystore",
                    file.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-alias",
                    "localhost",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "30"));
            var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            var certificate = store.getCertificate("localhost");
            var key = store.getKey("localhost", PASSWORD.toCharArray());
            var certificatePem = pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded());
            var keyPem = pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded());
            return new TestTls(Tls.of(certificatePem, keyPem), trusting(certificate), serving(store));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static SSLContext serving(KeyStore store) throws Exception {
        var keys = javax.net.ssl.KeyManagerFactory.getInstance(javax.net.ssl.KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static Path pem(Path file, String label, byte[] der) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                        + "-----\n");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
