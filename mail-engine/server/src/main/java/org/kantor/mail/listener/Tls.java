package org.kantor.mail.listener;

import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's certificate and key, from PEM files, and the TLS of its doors: 1.2 and 1.3 with the JDK's cipher suites (RFC 8314 section 3.5, RFC 9325). */
public final class Tls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    /**
     * @param certificates a PEM file with the server's certificate first, then its chain
     * @param key a PEM file with an unencrypted PKCS #8 key (RSA, EC or Ed25519)
     * @throws IOException if a file cannot be read or is no such thing
     */
    public static Tls of(Path certificates, Path key) throws IOException {
        try (var pem = Files.newInputStream(certificates)) {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .toArray(Certificate[]::new);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var password = new char[0];
            store.setKeyEntry("kantor", privateKey(Files.readString(key)), password, chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new Tls(context);
        } catch (GeneralSecurityException e) {
            throw new IOException("no usable certificate and key in " + certificates + " and " + key, e);
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException, IOException {
        var base64 = new StringBuilder();
        var inside = false;
        try (var lines = new java.io.BufferedReader(new StringReader(pem))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("-----")) {
                    inside = line.equals("-----BEGIN PRIVATE KEY-----");
                } else if (inside) {
                    base64.append(line.strip());
                }
            }
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64.toString()));
        for (var algorithm : new String[] {"EC", "RSA"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // not of this kind: the next one is tried, the last one below tells
                continue;
            }
        }
        return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
    }

    /** Lays TLS over an accepted connection; the handshake happens with the first octet or {@link SSLSocket#startHandshake()}. */
    SSLSocket accept(Socket plain) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(PROTOCOLS);
        return socket;
    }
}
