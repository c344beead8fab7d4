package com.amd.aim.sandbox.api.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and localhost that signs itself.
 *
 * @param context serves it
 * @param pem what clients trust
 * @param keyPem its private key
 * @param end until when clients trust it
 */
public record OwnCertificate(SSLContext context, String pem, String keyPem, Instant end) {

    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final Duration VALID = Duration.ofDays(365);

    /** Makes one that is valid from shortly before {@code now}, the time of the machine, because clients judge it by theirs. */
    public static OwnCertificate make(Instant now) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] der = sign(toBeSigned(keys, now), keys);
            return of(der, keys.getPrivate());
        } catch (GeneralSecurityException missing) {
            throw new IOException("this Java cannot make a certificate", missing);
        }
    }

    /**
     * One that was made before.
     *
     * @throws IOException when the texts are no certificate and key
     */
    public static OwnCertificate read(String pem, String keyPem) throws IOException {
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(keyPem)));
            return of(bytes(pem), key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("its certificate or key is damaged", e);
        }
    }

    private static OwnCertificate of(byte[] der, PrivateKey key) throws GeneralSecurityException, IOException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return new OwnCertificate(
                context(certificate, key),
                pem("CERTIFICATE", der),
                pem("PRIVATE KEY", key.getEncoded()),
                certificate.getNotAfter().toInstant());
    }

    private static byte[] toBeSigned(KeyPair keys, Instant now) throws GeneralSecurityException {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text("aim-sandbox"))));
        return Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(now.toEpochMilli())),
                Der.sequence(Der.oid(ECDSA_SHA256)),
                name,
                Der.sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(VALID))),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions(keys))));
    }

    private static byte[][] extensions(KeyPair keys) throws GeneralSecurityException {
        byte[] keyId =
                MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded());
        byte[] names = Der.sequence(
                Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.tagged(0x87, new byte[] {127, 0, 0, 1}));
        // digital signature and certificate signing
        byte[] usage = Der.bits(2, new byte[] {(byte) 0x84});
        return new byte[][] {
            extension("2.5.29.19", true, Der.sequence(Der.bool(true))),
            extension("2.5.29.15", true, usage),
            extension("2.5.29.14", false, Der.octets(keyId)),
            extension("2.5.29.17", false, names)
        };
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] sign(byte[] content, KeyPair keys) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return Der.sequence(content, Der.sequence(Der.oid(ECDSA_SHA256)), Der.bits(0, signature.sign()));
    }

    private static SSLContext context(Certificate certificate, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = new char[0];
        store.setKeyEntry("server", key, password, new Certificate[] {certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
    }

    private static byte[] bytes(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
