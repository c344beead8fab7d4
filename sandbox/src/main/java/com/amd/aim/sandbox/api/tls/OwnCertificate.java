package com.amd.aim.sandbox.api.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and localhost that signs itself. Its key lives in this process only.
 *
 * @param context serves it
 * @param pem what clients trust
 */
public record OwnCertificate(SSLContext context, String pem) {

    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final Duration VALID = Duration.ofDays(365);

    /** Makes one that is valid from shortly before {@code now}, the time of the machine, because clients judge it by theirs. */
    public static OwnCertificate make(Instant now) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] der = sign(toBeSigned(keys, now), keys);
            return new OwnCertificate(context(der, keys), pem(der));
        } catch (GeneralSecurityException missing) {
            throw new IOException("this Java cannot make a certificate", missing);
        }
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

    private static SSLContext context(byte[] der, KeyPair keys) throws GeneralSecurityException, IOException {
        Certificate certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = new char[0];
        store.setKeyEntry("server", keys.getPrivate(), password, new Certificate[] {certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }
}
