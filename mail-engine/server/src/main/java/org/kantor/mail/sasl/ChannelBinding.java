package org.kantor.mail.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.listener.ServerConnection;

/** What names a TLS connection so that nobody in the middle can have the same: tls-exporter (RFC 9266) and tls-server-end-point (RFC 5929). */
final class ChannelBinding {

    private static final String EXPORTER = "tls-exporter";
    private static final String END_POINT = "tls-server-end-point";

    /** RFC 9266 section 2. */
    private static final String LABEL = "EXPORTER-Channel-Binding";

    private static final int LENGTH = 32;

    private ChannelBinding() {}

    /** Whether a client can be bound to this connection. */
    static boolean possible(ServerConnection connection) {
        return connection.isTls() && (data(END_POINT, connection) != null || data(EXPORTER, connection) != null);
    }

    /** Null if the name is not known, or the connection has no such thing. */
    static byte @Nullable [] data(String name, ServerConnection connection) {
        var session = connection.tlsSession();
        if (session == null) {
            return null;
        }
        return switch (name) {
            case EXPORTER -> exported(session);
            case END_POINT -> certificate(session);
            default -> null;
        };
    }

    /** TLS 1.2 without the extended master secret (RFC 7627) has none that is safe; the JDK refuses it then. */
    private static byte @Nullable [] exported(SSLSession session) {
        try {
            return session instanceof ExtendedSSLSession extended
                    ? extended.exportKeyingMaterialData(LABEL, new byte[0], LENGTH)
                    : null;
        } catch (SSLException | UnsupportedOperationException e) {
            return null;
        }
    }

    /** The certificate's hash by its signature's hash function, SHA-256 for the weak ones (RFC 5929 section 4.1); signatures without one have no such binding. */
    private static byte @Nullable [] certificate(SSLSession session) {
        var certificates = session.getLocalCertificates();
        if (certificates == null || !(certificates[0] instanceof X509Certificate certificate)) {
            return null;
        }
        var hash = switch (certificate.getSigAlgName().toUpperCase(Locale.ROOT).replaceAll("WITH.*", "")) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> null;
        };
        try {
            return hash == null ? null : MessageDigest.getInstance(hash).digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
