package org.kantor.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The keys for TLS: at the first start a local authority ({@code tls/ca.pem}) and a server key under it, both ECDSA on
 * P-256. An operator who has real ones replaces {@code server.pem} (with its chain) and {@code server.key}; the key store
 * for HTTPS is made from these two at each start, so one place is enough. A certificate of our own is renewed a month before
 * it ends and when the machine gets another name.
 */
final class TlsKeys {

    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    /** What browsers accept at most. */
    private static final Duration SERVER_VALIDITY = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    /** Certificates are no secret; PKCS #12 wants a password all the same. */
    static final String TRUST_PASSWORD = "certificates";

    private static final String AUTHORITY_NAME = "CN=Kantor local authority";

    private final Path folder;
    private final Clock clock;

    TlsKeys(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    private Path authorityKey() {
        return folder.resolve("ca.key");
    }

    Path certificate() {
        return folder.resolve("server.pem");
    }

    Path key() {
        return folder.resolve("server.key");
    }

    Path store() {
        return folder.resolve("server.p12");
    }

    /** What Java trusts, our own authority and the server's certificate: the server asks Keycloak over HTTPS when it is not on loopback. */
    Path trust() {
        return folder.resolve("trust.p12");
    }

    /** Makes what is missing or about to end, for these names, and the key store from what is there. */
    void prepare(List<String> names, String storePassword) {
        try {
            if (!Files.exists(certificate()) || !Files.exists(key()) || ownAndOutdated(names)) {
                issue(names);
            }
            writeStore(storePassword);
            writeTrust();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new Refusal("The TLS key in " + folder + " can be neither made nor read: " + e.getMessage() + ".", e);
        }
    }

    /** Whether it is ours and ends soon, or the machine has got another name since. */
    private boolean ownAndOutdated(List<String> names) throws IOException, GeneralSecurityException {
        var certificate = (X509Certificate) readCertificates(certificate()).getFirst();
        return own(certificate)
                && (!namesOf(certificate).containsAll(names)
                        || certificate
                                .getNotAfter()
                                .toInstant()
                                .isBefore(clock.instant().plus(RENEW_BEFORE)));
    }

    private boolean own(X509Certificate certificate) throws IOException, GeneralSecurityException {
        if (!Files.exists(authority()) || !Files.exists(authorityKey())) {
            return false;
        }
        try {
            certificate.verify(readCertificates(authority()).getFirst().getPublicKey());
            return true;
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        }
    }

    private static Set<Object> namesOf(X509Certificate certificate) throws GeneralSecurityException {
        var alternatives = certificate.getSubjectAlternativeNames();
        return alternatives == null
                ? Set.of()
                : alternatives.stream().map(name -> name.get(1)).collect(Collectors.toSet());
    }

    private void issue(List<String> names) throws IOException, GeneralSecurityException, OperatorCreationException {
        if (!Files.exists(authority()) || !Files.exists(authorityKey())) {
            var pair = newPair();
            Secrets.writePrivately(
                    authorityKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.write(
                    authority(), pem("CERTIFICATE", authorityCertificate(pair).getEncoded()));
        }
        var issuer = (X509Certificate) readCertificates(authority()).getFirst();
        var pair = newPair();
        var server = serverCertificate(pair, issuer, readKey(authorityKey()), names);
        Secrets.writePrivately(key(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        var chain = new ByteArrayOutputStream();
        chain.write(pem("CERTIFICATE", server.getEncoded()));
        chain.write(pem("CERTIFICATE", issuer.getEncoded()));
        Files.write(certificate(), chain.toByteArray());
    }

    private X509Certificate authorityCertificate(KeyPair pair)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        var name = new X500Name(AUTHORITY_NAME);
        var builder = new JcaX509v3CertificateBuilder(
                name, serial(), from(), until(AUTHORITY_VALIDITY), name, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return signed(builder, pair.getPrivate());
    }

    private X509Certificate serverCertificate(
            KeyPair pair, X509Certificate issuer, PrivateKey issuerKey, List<String> names)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                serial(),
                from(),
                until(SERVER_VALIDITY),
                new javax.security.auth.x500.X500Principal("CN=" + names.getFirst()),
                pair.getPublic());
        var extensions = new JcaX509ExtensionUtils();
        var alternatives = new ArrayList<GeneralName>();
        for (var name : names) {
            alternatives.add(
                    new GeneralName(name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(alternatives.toArray(GeneralName[]::new)));
        builder.addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
        return signed(builder, issuerKey);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private void writeStore(String password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                readKey(key()),
                password.toCharArray(),
                readCertificates(certificate()).toArray(Certificate[]::new));
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        Secrets.writePrivately(store(), bytes.toByteArray());
    }

    private void writeTrust() throws IOException, GeneralSecurityException {
        var trust = KeyStore.getInstance(
                Path.of(Java.home(), "lib/security/cacerts").toFile(), (char[]) null);
        var all = KeyStore.getInstance("PKCS12");
        all.load(null, null);
        for (var alias : Collections.list(trust.aliases())) {
            all.setCertificateEntry(alias, trust.getCertificate(alias));
        }
        if (Files.exists(authority())) {
            all.setCertificateEntry("kantor", readCertificates(authority()).getFirst());
        }
        var chain = readCertificates(certificate());
        for (var i = 0; i < chain.size(); i++) {
            all.setCertificateEntry("server-" + i, chain.get(i));
        }
        var bytes = new ByteArrayOutputStream();
        all.store(bytes, TRUST_PASSWORD.toCharArray());
        Secrets.writePrivately(trust(), bytes.toByteArray());
    }

    private static List<Certificate> readCertificates(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        var text = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
        GeneralSecurityException failure = new GeneralSecurityException("no key");
        for (var algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom());
    }

    /** An hour back, for clients whose clock is slow. */
    private Date from() {
        return Date.from(clock.instant().minus(Duration.ofHours(1)));
    }

    private Date until(Duration validity) {
        return Date.from(clock.instant().plus(validity));
    }

    private static byte[] pem(String type, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
